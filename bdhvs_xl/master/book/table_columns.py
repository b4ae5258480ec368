"""The columns of a table on its sheet, found by header, so that users may move them."""

from collections.abc import Iterable, Iterator, Sequence

from bdhvs_xl.master.book.cell_values import read_cell
from bdhvs_xl.master.book.protocol import Row
from bdhvs_xl.master.book.refusals import lost_columns
from bdhvs_xl.master.tables import Column, Table
from bdhvs_xl.ooxml.area import Area, column_letters
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.vi import fold

TableColumns = Sequence[Column | None]
"""For each column on the sheet the table's column with that header, None for those that people added."""


def find_columns(table: Table, sheet: str, row: int, headers: Iterable[str]) -> TableColumns:
    """The table's columns in the order of `headers`, read from `row` of `sheet`; UserError names the missing ones."""
    known = {fold(column.header): column for column in table.columns}
    columns = [known.pop(fold(header), None) for header in headers]
    if lost := [column for column in known.values() if not column.later]:
        raise lost_columns(table, sheet, row, lost)
    return columns


def text_positions(columns: TableColumns) -> frozenset[int]:
    """The positions of the text columns."""
    return frozenset(i for i, column in enumerate(columns) if column and column.type == "text")


def lines_to_rows(table: Table, columns: TableColumns, lines: Iterable[Sequence[object]]) -> list[dict[str, Cell]]:
    """The cells of `lines`, one per column, as rows by column key; blank rows are left out."""
    keys = dict.fromkeys((column.key for column in table.columns), None)
    return [{**keys, **row} for _, row in _filled(columns, lines)]


def column_cells(area: Area, columns: TableColumns, key: str, lines: Iterable[Sequence[object]]) -> list[str]:
    """The addresses of the column `key`, one for each line below `area.top` that is not blank; none without it."""
    letters = [column_letters(area.left + i) for i, column in enumerate(columns) if column and column.key == key]
    return [f"{letter}{area.top + 1 + at}" for letter in letters for at, _ in _filled(columns, lines)]


def _filled(columns: TableColumns, lines: Iterable[Sequence[object]]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """The rows that are not blank, each with its position among the lines."""
    positions = [(column, i) for i, column in enumerate(columns) if column]
    for at, line in enumerate(lines):
        row = {c.key: read_cell(line[i], c.type) for c, i in positions if i < len(line)}
        if any(value is not None for value in row.values()):
            yield at, row


def rows_to_lines(table: Table, columns: TableColumns, rows: Iterable[Row]) -> Iterator[list[Cell | Formula]]:
    """The cells of each row in the order of the sheet's columns; ValueError when a row has an unknown column.

    Values of columns that newer versions added and that the sheet lacks are left out.
    """
    keys = [column.key if column else "" for column in columns]
    known = {*keys, *(column.key for column in table.columns if column.later)}
    for row in rows:
        if not row.keys() <= known:
            raise ValueError(f"{table.name} has no columns {sorted(row.keys() - known)}")
        yield list(map(row.get, keys))
