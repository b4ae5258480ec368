"""Hướng dẫn: one page that leads an office from nothing to its first consolidated report."""

from datetime import datetime

from bdhvs_xl import paths
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Problem
from bdhvs_xl.results import Argument, Outcome, WorksOn

LABEL = BUTTON_NAMES["guide"]
WORKS_ON: WorksOn = "nothing"
ARGUMENTS: tuple[Argument, ...] = ()


def run(*, now: datetime) -> Outcome:
    """Where the guide lies, to be opened; Problem when it was not installed with the rest."""
    page = paths.guide()
    if not page.is_file():
        raise Problem(f"Không thấy trang hướng dẫn “{page}”.", "Hãy cài lại BDHVS.")
    return Outcome(message=f"Trang hướng dẫn: {page}", to_open=page)
