"""Create the forms of a period for every unit, and note the day for each unit whose form is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks import previous_numbers
from bdhvs_xl.checks.severity_overrides import apply_overrides
from bdhvs_xl.errors import Finding
from bdhvs_xl.form.issue import IssuedForms, record_issue_date, write_forms
from bdhvs_xl.master import definitions, log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import FORMS_FOLDER
from bdhvs_xl.master.previous_period import require_previous_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsCreated:
    """The forms and their folder, findings on the previous period's numbers that they show, and a summary sentence."""

    issued: IssuedForms
    folder: Path
    odd: Sequence[Finding]
    summary: str


def create_forms(book: Book) -> FormsCreated:
    """The forms, written into `Biểu mẫu` beside the master; the book is saved."""
    regime = definitions.read_definitions(book)
    require_previous_sheet(book, regime)
    folder = book.path.parent / FORMS_FOLDER
    issued = write_forms(regime, folder, book.now.date(), book.progress)
    record_issue_date(book, regime, issued)
    message = _summary(issued)
    log.append_log(book, [log.LogEntry(button=BUTTON_NAMES["issue_forms"], subject=message, file=FORMS_FOLDER)])
    book.save()
    odd = [*apply_overrides(regime, previous_numbers.findings(regime))]
    return FormsCreated(issued=issued, folder=folder, odd=odd, summary=message)


def _summary(issued: IssuedForms) -> str:
    same = len(issued.forms) - len(issued.fresh)
    unchanged = f" ({vi.format_number(same)} biểu mẫu không thay đổi)" if same else ""
    return f"Có {vi.format_number(len(issued.forms))} biểu mẫu đơn vị{unchanged} và 1 biểu mẫu chung"
