"""Kiểm tra: check every report against the rules; findings with links to the cells, and each report's status."""

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow import landing_places
from bdhvs_xl.workflow.check_reports import check_reports

LABEL = BUTTON_NAMES["validate"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> ButtonResult:
    """The findings of all reports, after values typed into unit sheets and choices in `Kiểm tra` are read."""
    checked = check_reports(book)
    return ButtonResult(
        message=f"{checked.summary} Xem trang Kiểm tra.",
        findings=checked.findings,
        landing=landing_places.go_to_findings(checked.findings),
    )
