"""Ranges and tables of the Excel in memory, which keep what is put into them as Excel does.

A general cell takes texts for numbers, dates, logical values and formulas, a text cell does not; an apostrophe before
a text is consumed. Formulas given to an empty column of a table are filled down it while `fill_formulas` is on
(OfficeDev/office-js#6745), and of a block over rows that a filter hides the first value goes into all visible cells
(xlwings/xlwings#747).
"""

import re
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from xlwings import base_classes

NUMBER = re.compile(r"\s*[+-]?\d+([.,]\d+)?(e\d+)?\s*%?\s*", re.IGNORECASE)
DAY = re.compile(r"\s*(\d{1,2})[-/](\d{1,2})([-/]\d{4})?\s*")


class Range(base_classes.Range):
    def __init__(self, sheet: Any, place: str) -> None:
        self.sheet, self.place, self.excel = sheet, place, sheet.excel
        left, top, right, bottom = range_boundaries(place)
        self.row, self.column, self.shape = top, left, (bottom - top + 1, right - left + 1)

    sheet = row = column = shape = None

    @property
    def api(self) -> "Range":
        return self

    @property
    def cells(self) -> list[list[Cell]]:
        height, width = self.shape
        rows = range(self.row, self.row + height)
        return [[self.sheet.sheet.cell(row, self.column + i) for i in range(width)] for row in rows]

    def _read(self, what: str, give: Any) -> Any:
        self.excel.called(f"{what} {self.place}")
        rows = tuple(tuple(map(give, line)) for line in self.cells)
        return rows[0][0] if self.shape == (1, 1) else rows

    def _write(self, what: str, lines: Any) -> None:
        self.excel.called(f"{what} {self.place} =")
        lines = lines if isinstance(lines, list) else [[lines]]
        filtered = self.sheet.name in self.excel.filtered
        for line, values in zip(self.cells, lines, strict=True):
            for cell, value in zip(line, values, strict=True):
                type_in(cell, lines[0][0] if filtered else value)
        if self.excel.fill_formulas:
            self._fill_formulas()

    def _fill_formulas(self) -> None:
        """Give every cell of a table's column that is written to the formula of its last one."""
        for table in self.sheet.sheet.tables.values():
            if self.place.partition(":")[2] == table.ref.partition(":")[2]:
                for column in zip(*self.cells, strict=True):
                    for cell in column if column[-1].data_type == "f" else ():
                        cell.value = column[-1].value

    @property
    def raw_value(self) -> Any:
        return self._read("value", lambda cell: held(cell, self.excel.results))

    @raw_value.setter
    def raw_value(self, lines: Any) -> None:
        self._write("value", lines)

    @property
    def formula(self) -> Any:
        return self._read("formula", formula_of)

    @formula.setter
    def formula(self, lines: Any) -> None:
        self._write("formula", lines)

    @property
    def number_format(self) -> str | None:
        self.excel.called(f"format {self.place}")
        formats = {cell.number_format for line in self.cells for cell in line}
        return formats.pop() if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, text: str) -> None:
        self.excel.called(f"format {self.place} = {text}")
        for cell in (cell for line in self.cells for cell in line):
            cell.number_format = text

    def clear_contents(self) -> None:
        self.excel.called(f"clear {self.place}")
        for cell in (cell for line in self.cells for cell in line):
            cell.value = None

    def autofit(self, axis: str | None = None) -> None:
        self.excel.called(f"fit {axis} {self.place}")

    @property
    def borders(self) -> "Borders":
        return Borders(self)


class Borders(base_classes.Borders):
    def __init__(self, cells: Range) -> None:
        self._cells = cells

    def __getitem__(self, side: str) -> SimpleNamespace:
        return SimpleNamespace(line_style="continuous", weight="thin", color=(191, 191, 191))

    def set(self, sides: Any, **look: Any) -> None:
        self._cells.excel.called(f"lines {self._cells.place}")


class Tables(list["Table"]):
    def __call__(self, key: str | int) -> "Table":
        return next(table for i, table in enumerate(self, 1) if key in (i, table.name))


class Table(base_classes.Table):
    show_headers, show_totals, show_autofilter = True, False, True

    def __init__(self, sheet: Any, table: Any) -> None:
        self.parent, self.table, self.name = sheet, table, table.name

    parent = name = None

    @property
    def range(self) -> Range:
        self.parent.excel.called(f"area {self.name}")
        return Range(self.parent, self.table.ref)

    @property
    def autofilter(self) -> SimpleNamespace:
        return SimpleNamespace(clear=lambda field: self.parent.excel.called(f"unfilter {self.name}"))

    def resize(self, cells: Any) -> None:
        self.parent.excel.called(f"resize {self.name} {cells.impl.place}")
        self.table.ref = self.table.autoFilter.ref = cells.impl.place


def type_in(cell: Cell, value: Any) -> None:
    """Put a value into a cell as Excel takes it from `Range.Value` or `Range.Formula`; covered cells stay empty."""
    if isinstance(cell, MergedCell):
        return
    assert isinstance(value, str | float | bool), f"Excel is not given {value!r}"
    if cell.number_format == "@" and value != "":
        keep(cell, (value if isinstance(value, str) else f"{value:.15g}").removeprefix("'"))
    elif not isinstance(value, str) or not value:
        cell.value = None if value == "" else value
    elif value.startswith("'"):
        keep(cell, value[1:])
    elif value[0] in "=+-@" and len(value) > 1 and not NUMBER.fullmatch(value):
        cell.value = "=" + value.removeprefix("=")
    elif NUMBER.fullmatch(value):
        cell.value = float(value.strip().rstrip("%").replace(",", ""))
    elif value.strip().upper() in ("TRUE", "FALSE"):
        cell.value = value.strip().upper() == "TRUE"
    elif DAY.fullmatch(value):
        cell.value = datetime(2026, 5, 22)
    else:
        keep(cell, value)


def keep(cell: Cell, text: str) -> None:
    """Hold a text that is nothing but a text."""
    cell.value = text or None
    if text:
        cell.data_type = "s"


def held(cell: Cell, results: dict[str, float | str]) -> Any:
    """What a cell gives as `Range.Value`."""
    if cell.data_type == "f":
        return results.get(str(cell.value), 0.0)
    return float(cell.value) if isinstance(cell.value, int) and not isinstance(cell.value, bool) else cell.value


def formula_of(cell: Cell) -> str:
    """What a cell gives as `Range.Formula`."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, int | float) else str(value or "")
