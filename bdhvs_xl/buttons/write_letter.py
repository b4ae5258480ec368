"""Soạn công văn: a letter or plan of the sheet `Công văn` as a Word file, filled from the master's data."""

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import LETTERS
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow import letter_service
from bdhvs_xl.workflow.letter_service import letter_choices

LABEL = BUTTON_NAMES["write_letter"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "letter", f"mã văn bản ở trang {LETTERS}, ví dụ don_doc", question="Soạn văn bản nào?", choices=letter_choices
    ),
)


def run(book: Book, letter: str) -> ButtonResult:
    """The letter beside the master, in a file of its own, its number and date left to fill.

    UserError while its figures differ from those of the appendices.
    """
    written = letter_service.write_letter(book, letter)
    return ButtonResult(
        message=" ".join([written.summary, *(f"{finding.message} {finding.cure}" for finding in written.findings)]),
        findings=written.findings,
        files=[written.path],
        to_open=written.path,
    )
