"""Add the sheet of one unit to a master and fill it with the unit's data."""

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks.findings_table import findings_from_rows
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import unit_sheet_values
from bdhvs_xl.master import log, refresh_displays
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.master.unit_sheets import add_unit_sheet
from bdhvs_xl.regime.model import Regime, Unit
from bdhvs_xl.workflow.refresh import snapshot


def add_filled_sheet(book: Book, regime: Regime, unit: Unit) -> str:
    """The name of the unit's new sheet; the book is saved."""
    ledger = ledgers.load_ledger(book)
    findings = findings_from_rows(book.read_table(FINDINGS_TABLE))
    name = add_unit_sheet(book, unit)
    unit_sheet_values.fill_unit_sheets(book, regime, ledger, [unit.code])
    refresh_displays.refresh_master_sheets(book, regime, snapshot(ledger, findings))
    log.append_log(
        book, [log.LogEntry(button=BUTTON_NAMES["open_unit"], unit=unit.code, subject=f"Thêm trang “{name}”")]
    )
    book.save()
    return name
