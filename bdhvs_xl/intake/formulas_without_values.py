"""Restores formulas whose results were never stored: calamine returns such cells blank, the unit sees its number.

Programs that write spreadsheets without calculating them leave such files. The text of the formula takes the place of
the number, so that parsing refuses it with a hint instead of missing it.
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
    """The indicators grid with the formula's text in each input cell without a stored result.

    `data` is the file it was read from; it is searched only when an indicator lacks numbers. The grid is returned as it
    is when `data` is not an .xlsx.
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
    """Whether a row has no input at all, or only one part of a ratio."""
    given = [at for at in inputs if at < len(cells) and cells[at] not in ("", None)]
    return not given or sum(at in pair for at in given) == 1


def _formulas(data: bytes, grid: Grid) -> list[tuple[int, int, str]]:
    """Zero-based row, column and text of each formula; none when the XML is written in an unusual way."""
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
