"""What people typed right below a table: Excel makes it part of the table at once, other programs do not."""

from collections.abc import Iterable
from dataclasses import replace

from bdhvs_xl.ooxml.area import Area
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, is_empty


def with_rows_below(text: Iterable[bytes], table: Area) -> Area:
    """The area of a table down to the last of the filled rows that follow it without a gap; `text` is the sheet."""
    for number, row in SheetStream(text):
        if number == table.bottom + 1 and _is_filled(row, table):
            table = replace(table, bottom=number)
        elif number > table.bottom:
            break
    return table


def _is_filled(row: bytes, table: Area) -> bool:
    return any(column in table.columns and not is_empty(cell) for column, cell in cells_of(row))
