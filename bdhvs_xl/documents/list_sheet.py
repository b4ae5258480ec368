"""A sheet of an internal file: a table with a title and a header, ready to read and print."""

import math
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.master.build.styles import Styles, print_set_up

Cells = Sequence[str | float | None]
"""The cells of one row."""
Heads = Sequence[tuple[str, float]]
"""The columns: name, and width in characters."""
_FIRST_ROW = 3
_LINE = 13.5
"""The height of a line of Arial 10, in points."""


def write_sheet(sheet: Worksheet, styles: Styles, title: str, heads: Heads, rows: Sequence[Cells]) -> None:
    """Write the rows as a table with a header, ready to read and print."""
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, styles("screen", "bold", "size14", "navy"))
    sheet.write_string(1, 0, "Tệp nội bộ, không gửi kèm báo cáo.", styles("screen", "italic", "grey"))
    for column, (_, width) in enumerate(heads):
        sheet.set_column(column, column, width)
    for row, cells in enumerate(rows, _FIRST_ROW + 1):
        sheet.set_row(row, _LINE * _lines(cells, heads))
        _write_row(sheet, styles, row, cells)
    columns = [{"header": name, "header_format": styles("screen", "head")} for name, _ in heads]
    last = _FIRST_ROW + max(1, len(rows))
    sheet.add_table(_FIRST_ROW, 0, last, len(heads) - 1, {"columns": columns, "style": "Table Style Light 1"})
    sheet.freeze_panes(_FIRST_ROW + 1, 0)
    print_set_up(sheet, (_FIRST_ROW, _FIRST_ROW))


def _lines(cells: Cells, heads: Heads) -> int:
    """The lines that a row needs: its longest text at the width of its column."""
    texts = zip((str(cell or "") for cell in cells), (width for _, width in heads), strict=True)
    return max(math.ceil(1.1 * len(text) / width) or 1 for text, width in texts)


def _write_row(sheet: Worksheet, styles: Styles, row: int, cells: Cells) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int | float):
            sheet.write_number(row, column, cell, styles("screen", "figure", "top", "box"))
        else:
            sheet.write_string(row, column, cell or "", styles("screen", "wrap", "top", "box"))
