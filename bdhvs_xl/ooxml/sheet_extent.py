"""How far a sheet reaches: calamine lays out the whole used rectangle, so one stray cell can cost all memory."""

import re
from collections.abc import Iterable

from bdhvs_xl.master.book.refusals import MAX_CELLS, far_cells
from bdhvs_xl.ooxml.area import Area, column_letters, column_number
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, is_empty

_WIDE = 256
_CELL_COLUMN = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)')


def used_area(text: Iterable[bytes]) -> Area:
    """The area from A1 to the last row and column that hold anything, in a sheet's XML (UnusualXmlError)."""
    bottom = right = 1
    for number, row in SheetStream(text):
        if not is_empty(row):
            bottom, right = number, max(right, _last_column(row))
    return Area(1, 1, bottom, right)


def require_compact(sheet: str, text: Iterable[bytes]) -> None:
    """Raise UserError when the used area of a sheet, given its XML, is too large to be laid out in memory."""
    area = used_area(text)
    if area.bottom * area.right > MAX_CELLS:
        raise far_cells(sheet, area.bottom, column_letters(area.right))


def _last_column(row: bytes) -> int:
    """The last column of a row that holds a cell; in very wide rows empty cells do not count."""
    last = _CELL_COLUMN.search(row, row.rfind(b"<c "))
    column = column_number(last[1].decode()) if last else 1
    if column <= _WIDE:
        return column
    return max((c for c, cell in cells_of(row) if not is_empty(cell)), default=1)
