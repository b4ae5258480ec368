"""The unit the user has selected in the master, and moving the user to a place of the master."""

from bdhvs_xl import vi
from bdhvs_xl.excel.application import Book, Sheet, Table
from bdhvs_xl.excel.retry import call_excel
from bdhvs_xl.master.book.grid import parse_marker
from bdhvs_xl.master.tables import TRACKING_TABLE
from bdhvs_xl.results import GoTo

UNIT_HEADER = TRACKING_TABLE.header("unit")
"""The header of the column of unit codes, in this and all other tables of the master."""


def selected_unit(book: Book) -> str:
    """The code of the unit of the active unit sheet or of the selected table row; otherwise ""."""
    return call_excel(_unit_at_hand, book)


def go_to(book: Book, landing: GoTo) -> None:
    """Activate a sheet, filter its table to the given rows and select the table's first cell."""
    call_excel(_land, book, landing)


def _unit_at_hand(book: Book) -> str:
    sheet = book.sheets.active
    _, attributes = parse_marker(sheet.range("A1").raw_value)
    return attributes.get("unit") or _unit_of_row(sheet, book)


def _unit_of_row(sheet: Sheet, book: Book) -> str:
    selected = book.app.selection
    if selected is None or selected.sheet != sheet:
        return ""
    for table in sheet.tables:
        first, last = table.range.row + 1, table.range.row + table.range.shape[0] - 1
        column = _column(table, UNIT_HEADER)
        if column and first <= selected.row <= last:
            return str(sheet.range((selected.row, table.range.column + column - 1)).raw_value or "").strip()
    return ""


def _land(book: Book, landing: GoTo) -> None:
    sheet = book.sheets[landing.sheet]
    book.impl.activate()
    sheet.impl.activate()
    if landing.table:
        table = sheet.tables[landing.table]
        table.autofilter.clear()
        column = _column(table, landing.header)
        if landing.only and column:
            table.autofilter.apply_values(column, landing.only)
        table.range[0, 0].select()


def _column(table: Table, header: str) -> int:
    """The place of a column in its table, from one; 0 when it is not there."""
    line = table.header_row_range
    headers = [vi.fold(str(text)) for text in line.raw_value[0]] if line else []
    return headers.index(vi.fold(header)) + 1 if vi.fold(header) in headers else 0
