"""Formulas in a form whose results were never stored: calamine gives such cells blank, the unit sees its number.

Programs that fill spreadsheets without computing them leave such files. The formula stands for the number then, so
that it is refused as a formula typed as text would be, instead of missed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.ooxml.cell_xml import unescaped
from bdhvs_xl.ooxml.errors import OoxmlError
from bdhvs_xl.ooxml.package import Package
from bdhvs_xl.ooxml.sheet_formulas import Unshare
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, row_parts

_INPUTS = (*NUMBER_COLUMNS, "answer")
_PAIR = ("numerator", "denominator")
_NUMBER = re.compile(rb'\sr="(\d+)"')
_FORMULA = re.compile(rb"<f\b[^>]*>(.*?)</f>", re.DOTALL)
_RESULT = re.compile(rb'<v>[^<]|<c\b[^>]*\st="str"')


def with_formula_texts(grid: Grid, data: bytes) -> Grid:
    """The indicators grid with the text of its formulas in the cells to fill that have no result.

    `data` is the .xlsx it was read from, looked into only where an indicator lacks its numbers; of other workbooks the
    grid as it is.
    """
    unit = grid.columns.get("unit", 0)
    inputs, pair = ([grid.columns[key] for key in keys if key in grid.columns] for keys in (_INPUTS, _PAIR))
    asking = (row for row in grid.rows.values() if grid.at(row, unit) is not None)
    if not any(_lacks(grid.cells[row], inputs, pair) for row in asking):
        return grid
    cells = [list(row) for row in grid.cells]
    for row, column, text in _formulas(data, grid):
        cells[row][column] = text
    return replace(grid, cells=cells)


def _lacks(cells: Sequence[object], inputs: Sequence[int], pair: Sequence[int]) -> bool:
    """Whether of a row that asks for a number (headings have no unit of measurement) none, or half a ratio, arrived."""
    given = [at for at in inputs if at < len(cells) and cells[at] not in ("", None)]
    return not given or sum(at in pair for at in given) == 1


def _formulas(data: bytes, grid: Grid) -> list[tuple[int, int, str]]:
    """Row, column and text of each, none when the XML is written in an unusual way."""
    try:
        return [*_in_sheet(SheetStream(Package(data).stream(grid.sheet)), grid)]
    except OoxmlError:
        return []


def _in_sheet(sheet: SheetStream, grid: Grid) -> Iterator[tuple[int, int, str]]:
    keyed, inputs = set(grid.rows.values()), {grid.columns[key] for key in _INPUTS if key in grid.columns}
    for written in Unshare().rows(sheet):
        opening, cells = row_parts(written)
        row = int(_NUMBER.findall(opening)[0]) - 1
        for number, cell in cells_of(cells) if row in keyed else ():
            formula = _FORMULA.search(cell) if number - 1 in inputs else None
            if formula and not _RESULT.search(cell) and grid.at(row, number - 1) is None:
                yield row, number - 1, f"={unescaped(formula[1].decode())}"
