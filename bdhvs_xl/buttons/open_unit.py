"""Mở trang đơn vị: the sheet on which an officer sees a unit's answers, and types for a unit that sent no form."""

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.outcome import Argument, Landing, Outcome, WorksOn
from bdhvs_xl.problem import Problem
from bdhvs_xl.regime.records import Regime, Unit
from bdhvs_xl.workbook import definitions
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.identity import chosen_code, unit_choice
from bdhvs_xl.workbook.layout import UNITS
from bdhvs_xl.workbook.unit_sheets import unit_sheets

LABEL = BUTTON_NAMES["open_unit"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument("unit", "mã đơn vị, hoặc tên đầy đủ", question="Mở trang của đơn vị nào? Ghi mã hoặc tên đầy đủ."),
)


def run(book: Book, unit: str) -> Outcome:
    """The unit's sheet, where the user is then left; it is made and filled when it is not there yet."""
    regime = definitions.read(book)
    wanted = _unit(regime, unit)
    present = unit_sheets(book).get(wanted.code)
    if present:
        return Outcome(message=f"Trang của {wanted.name} là “{present}”.", landing=Landing(present))
    name = _added(book, regime, wanted)
    message = f"Đã thêm trang “{name}”. Nhập số liệu ở các ô nền vàng rồi bấm Kiểm tra."
    return Outcome(message=message, landing=Landing(name))


def _added(book: Book, regime: Regime, wanted: Unit) -> str:
    """The name of the unit's new sheet, filled; what that takes is not imported by the usual click, which finds one."""
    from bdhvs_xl.checks.table import findings_in
    from bdhvs_xl.intake import ledger as ledgers
    from bdhvs_xl.intake import log, sheets
    from bdhvs_xl.workbook import shown
    from bdhvs_xl.workbook.tables import FINDINGS_TABLE
    from bdhvs_xl.workbook.unit_sheets import add_unit_sheet
    from bdhvs_xl.workflow import refresh

    ledger = ledgers.load(book)
    findings = findings_in(book.read_table(FINDINGS_TABLE))
    name = add_unit_sheet(book, wanted)
    sheets.fill(book, regime, ledger, [wanted.code])
    shown.refresh(book, regime, refresh.snapshot(ledger, findings))
    log.append(book, [log.Entry(button=LABEL, unit=wanted.code, subject=f"Thêm trang “{name}”")])
    book.save()
    return name


def _unit(regime: Regime, text: str) -> Unit:
    code, name = chosen_code(text), vi.fold(text)
    found = [u for u in regime.units if u.code == code] or [u for u in regime.units if vi.fold(u.name) == name]
    if len(found) == 1:
        return found[0]
    if found:
        codes = vi.join([u.code for u in found])
        raise Problem(f"Có {len(found)} đơn vị tên “{text}”: mã {codes}.", "Hãy ghi mã đơn vị.")
    names = vi.alike(text, [u.name for u in regime.units])
    alike = vi.join([unit_choice(u) for u in regime.units if u.name in names])
    near = f"Gần giống: {alike}. " if alike else ""
    raise Problem(f"Không có đơn vị “{text}”.", f"{near}Hãy ghi mã hoặc tên đầy đủ như ở trang {UNITS}.")
