"""Hướng dẫn: one page that leads an office from nothing to its first consolidated report."""

from datetime import datetime

from bdhvs_xl import paths
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import Argument, ButtonResult, Target

LABEL = BUTTON_NAMES["guide"]
WORKS_ON: Target = "nothing"
ARGUMENTS: tuple[Argument, ...] = ()


def run(*, now: datetime) -> ButtonResult:
    """Where the guide lies, to be opened; UserError when it was not installed with the rest."""
    page = paths.guide_page()
    if not page.is_file():
        raise UserError(f"Không thấy trang hướng dẫn “{page}”.", "Hãy cài lại BDHVS.")
    return ButtonResult(message=f"Trang hướng dẫn: {page}", to_open=page)
