"""Hướng dẫn: the one-page guide from an empty folder to the first consolidated report."""

from datetime import datetime

from bdhvs_xl import paths
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import Argument, ButtonResult, Target

LABEL = BUTTON_NAMES["guide"]
WORKS_ON: Target = "nothing"
ARGUMENTS: tuple[Argument, ...] = ()


def run(*, now: datetime) -> ButtonResult:
    """The path of the guide, to be opened; UserError when it was not installed with the program."""
    page = paths.guide_page()
    if not page.is_file():
        raise UserError(f"Không thấy trang hướng dẫn “{page}”.", "Hãy cài lại BDHVS.")
    return ButtonResult(message=f"Trang hướng dẫn: {page}", to_open=page)
