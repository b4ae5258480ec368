"""Tạo biểu mẫu: a form for every unit and the common form, in the folder `Biểu mẫu` beside the master."""

from collections.abc import Sequence

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks import earlier
from bdhvs_xl.checks.grading import graded
from bdhvs_xl.intake import log
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook import definitions
from bdhvs_xl.workbook.book import Book, Cell
from bdhvs_xl.workbook.issue import Issued, issue
from bdhvs_xl.workbook.layout import FORMS_FOLDER, PREVIOUS
from bdhvs_xl.workbook.previous import require_previous
from bdhvs_xl.workbook.tables import TRACKING_TABLE
from bdhvs_xl.workbook.words import STATUS_NAMES

LABEL = BUTTON_NAMES["issue_forms"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """The forms made, and where older ones went; `Theo dõi` says when each unit's form was made."""
    regime = definitions.read(book)
    require_previous(book, regime)
    folder = book.path.parent / FORMS_FOLDER
    issued = issue(regime, folder, book.now.date(), book.progress)
    _track(book, regime, issued)
    log.append(book, [log.Entry(button=LABEL, subject=_made(issued), file=FORMS_FOLDER)])
    book.save()
    odd = [*graded(regime, earlier.findings(regime))]
    files = [*issued.forms.values(), issued.common]
    return Outcome(message=_message(issued) + _told(odd), findings=odd, files=files, to_open=folder)


def _track(book: Book, regime: Regime, issued: Issued) -> None:
    """Write the day into `Đã phát biểu mẫu` of the units whose form is new; units not yet tracked are added.

    A form that was there already counts as new where no day stands: after Khôi phục the forms are still there.
    """
    rows = book.read_table(TRACKING_TABLE)
    tracked = {str(row["unit"]) for row in rows}
    rows += [_line(regime, code) for code in issued.forms if code not in tracked]
    today = vi.format_date(book.now)
    for row in rows:
        if row["unit"] in issued.fresh or (row["unit"] in issued.forms and not row["sent"]):
            row["sent"] = today
    book.replace_rows(TRACKING_TABLE, rows)


def _line(regime: Regime, code: str) -> dict[str, Cell]:
    unit = regime.unit[code]
    deadline = vi.format_date(unit.deadline or regime.deadline)
    return {"unit": code, "name": unit.name, "status": STATUS_NAMES["not_sent"], "deadline": deadline}


def _made(issued: Issued) -> str:
    same = len(issued.forms) - len(issued.fresh)
    unchanged = f" ({vi.format_number(same)} biểu mẫu không thay đổi)" if same else ""
    return f"Có {vi.format_number(len(issued.forms))} biểu mẫu đơn vị{unchanged} và 1 biểu mẫu chung"


def _message(issued: Issued) -> str:
    aside = issued.set_aside
    older = f" Các tệp cũ khác nội dung đã chuyển vào “{FORMS_FOLDER}/{aside.name}”." if aside else ""
    return f"{_made(issued)} trong thư mục “{FORMS_FOLDER}”.{older}"


def _told(odd: Sequence[Finding]) -> str:
    """The first of what is odd in the numbers that the forms now show as those of the period before."""
    if not odd:
        return ""
    rest = f" (và {len(odd) - 1} chỗ khác, bấm Kiểm tra để xem)" if len(odd) > 1 else ""
    return f" Cần xem lại trang {PREVIOUS}{rest}. {odd[0].message} {odd[0].cure} Sửa xong thì tạo lại biểu mẫu."
