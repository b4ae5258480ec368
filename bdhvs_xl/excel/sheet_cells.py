"""Cells of an open sheet, read and written in blocks: a call to Excel takes about a millisecond at any size."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bdhvs_xl.excel.application import Range, Sheet
from bdhvs_xl.excel.cell_ranges import CellPosition, join_cells
from bdhvs_xl.excel.com_values import ComValue, com_formula, from_com, to_com
from bdhvs_xl.excel.retry import call_excel
from bdhvs_xl.master.book.refusals import MAX_CELLS, far_cells, unwritable
from bdhvs_xl.ooxml.area import Area, column_letters, position
from bdhvs_xl.ooxml.cell import Cell, Formula, cleaned

GENERAL, TEXT = "General", "@"

_LONGEST_IN_BLOCK = 8_203
"""Characters of a text that Excel 2007 takes as part of a block; longer ones are written one by one."""
_ROWS_AT_ONCE = 20_000

CellContent = tuple[Any, str]
"""What a cell holds: its value, and its formula or the text of its value."""


def area_of(cells: Range) -> Area:
    """The area of a range."""
    top, left, (height, width) = cells.row, cells.column, cells.shape
    return Area(top, left, top + height - 1, left + width - 1)


def used_area(sheet: Sheet) -> Area:
    """The area from A1 to the last row and column in use; UserError when it is too large to be read."""
    area = replace(call_excel(lambda: area_of(sheet.used_range)), top=1, left=1)
    if area.bottom * area.right > MAX_CELLS:
        raise far_cells(_name(sheet), area.bottom, column_letters(area.right))
    return area


def read_block(sheet: Sheet, area: Area) -> list[list[Any]]:
    """The values of an area, row by row, as calamine would read them from a file."""
    return [[from_com(value) for value in row] for row in _rows(sheet, area, "raw_value")]


def write_block(sheet: Sheet, area: Area, lines: Sequence[Sequence[ComValue]]) -> None:
    """Write values into an area, in one call where its size and texts allow."""
    for start in range(0, len(lines), _ROWS_AT_ONCE):
        part = [[_short(value) for value in line] for line in lines[start : start + _ROWS_AT_ONCE]]
        top = area.top + start
        call_excel(_enter, sheet, replace(area, top=top, bottom=top + len(part) - 1), part)
    for place, value in _long(area, lines):
        call_excel(_enter, sheet, _cell(place), [[value]])


class CellChanges:
    """The cells of a sheet, by address, whose content differs from the wanted values.

    ValueError for an invalid address; UserError naming a cell that cannot contain its value.
    """

    def __init__(self, sheet: Sheet, cells: Mapping[str, Cell | Formula]) -> None:
        wanted = {position(address): value for address, value in cells.items()}
        present = _present(sheet, _around(wanted)) if wanted else {}
        changed = {place: value for place, value in wanted.items() if not _holds(present[place], value)}
        self._sheet = sheet
        self._entered = {place: value_to_write(sheet, place, value, to_com) for place, value in changed.items()}
        self._blank = {place for place, held in present.items() if held == (None, "")} - wanted.keys()

    def __bool__(self) -> bool:
        """Whether any cell differs."""
        return bool(self._entered)

    def write(self) -> None:
        """Write the cells; formats stay, except that text cells that get a formula become general."""
        show_all_rows(self._sheet)
        for run in join_cells([place for place, value in self._entered.items() if isinstance(value, Formula)]):
            make_general(self._sheet, run)
        for run in join_cells(self._entered, self._blank):
            rows = range(run.top, run.bottom + 1)
            lines = [[self._entered.get((row, column), "") for column in run.columns] for row in rows]
            write_block(self._sheet, run, lines)


def show_all_rows(sheet: Sheet) -> None:
    """Show rows hidden by a filter: into a block with hidden rows Excel would write the first value everywhere."""
    if call_excel(lambda: getattr(sheet.api, "FilterMode", False)):
        call_excel(lambda: sheet.api.ShowAllData())


def value_to_write(
    sheet: Sheet, place: CellPosition, value: Cell | Formula, how: Callable[[Cell | Formula], ComValue]
) -> ComValue:
    """The COM value for the cell at `place`; UserError naming the cell when it cannot contain `value`."""
    try:
        return how(value)
    except ValueError as error:
        raise unwritable(_name(sheet), _cell(place).ref, error) from error


def make_general(sheet: Sheet, area: Area) -> None:
    """Make text cells of an area general, since Excel does not compute a formula in a text cell."""
    shown = call_excel(lambda: sheet.range(area.ref).number_format)
    if shown == TEXT:
        call_excel(setattr, sheet.range(area.ref), "number_format", GENERAL)
    elif shown is None:
        for half in _halves(area):
            make_general(sheet, half)


def _enter(sheet: Sheet, area: Area, lines: list[list[ComValue]]) -> None:
    """Give cells what they are to hold; a formula in the grammar of all versions of Excel, not as a dynamic array."""
    cells = sheet.range(area.ref)
    if any(isinstance(value, Formula) for line in lines for value in line):
        texts = [[com_formula(value) if isinstance(value, Formula) else value for value in line] for line in lines]
        cells.options("raw").formula = texts
    else:
        cells.raw_value = lines


def _short(value: ComValue) -> ComValue:
    return "" if isinstance(value, str) and len(value) > _LONGEST_IN_BLOCK else value


def _long(area: Area, lines: Iterable[Sequence[ComValue]]) -> Iterator[tuple[CellPosition, ComValue]]:
    for row, line in enumerate(lines, area.top):
        for column, value in enumerate(line, area.left):
            if _short(value) != value:
                yield (row, column), value


def _present(sheet: Sheet, area: Area) -> dict[CellPosition, CellContent]:
    """What every cell of an area holds."""
    values, formulas = _rows(sheet, area, "raw_value"), _rows(sheet, area, "formula")
    return {
        (row, column): (value, str(formula))
        for row, line in enumerate(zip(values, formulas, strict=True), area.top)
        for column, (value, formula) in enumerate(zip(*line, strict=True), area.left)
    }


def _holds(present: CellContent, wanted: Cell | Formula) -> bool:
    """Whether a cell need not be written: it holds the same formula, or the same value and no formula."""
    value, formula = present
    if isinstance(wanted, Formula):
        return formula == com_formula(wanted) and value != formula
    if formula.startswith("=") and value != formula:
        return False
    if wanted is None or wanted == "":
        return value is None
    wanted = cleaned(wanted) if isinstance(wanted, str) else wanted
    return isinstance(value, str | bool) == isinstance(wanted, str | bool) and bool(value == wanted)


def _rows(sheet: Sheet, area: Area, what: str) -> Sequence[Sequence[Any]]:
    """A property of an area's cells row by row; for a single cell xlwings returns a scalar."""
    found = call_excel(lambda: getattr(sheet.range(area.ref), what))
    return [[found]] if area.top == area.bottom and area.left == area.right else found


def _around(places: Iterable[CellPosition]) -> Area:
    rows, columns = zip(*places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))


def _halves(area: Area) -> Iterator[Area]:
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        yield from (replace(area, bottom=middle), replace(area, top=middle + 1))
    elif area.right > area.left:
        middle = (area.left + area.right) // 2
        yield from (replace(area, right=middle), replace(area, left=middle + 1))


def _cell(place: CellPosition) -> Area:
    return Area(*place, *place)


def _name(sheet: Sheet) -> str:
    return call_excel(lambda: str(sheet.name))
