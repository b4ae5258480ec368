"""Ranges of the engine."""

from typing import Any

from xlwings import base_classes
from xlwings.utils import col_name

from support.calc_engine.borders import Borders
from support.calc_engine.office import load_uno
from support.calc_engine.values import Read, read_block, read_formulas, write_block

uno = load_uno()
_CONTENTS = 1 | 2 | 4 | 16
"""Calc's flags for values, dates, texts and formulas."""
_ANYWHERE = uno.createUnoStruct("com.sun.star.lang.Locale")
"""The locale of number formats that come from files; any other would be written into them."""


class Range(base_classes.Range):
    """A block of cells; rows and columns count from one."""

    def __init__(self, sheet: Any, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (rows, columns)
        self.options: dict[str, Any] = {}

    sheet = row = column = shape = None

    @classmethod
    def of(cls, sheet: Any, area: Any) -> "Range":
        """The range of a UNO CellRangeAddress."""
        height, width = area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1
        return cls(sheet, area.StartRow + 1, area.StartColumn + 1, height, width)

    @property
    def api(self) -> Any:
        return self.sheet.uno.getCellRangeByPosition(
            self.column - 1, self.row - 1, self.column + self.shape[1] - 2, self.row + self.shape[0] - 2
        )

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, self.row, self.column, *self.shape)

    def __len__(self) -> int:
        return int(self.shape[0] * self.shape[1])

    def __call__(self, i: int, j: int | None = None) -> "Range":
        if j is None:
            i, j = (i - 1) // self.shape[1] + 1, (i - 1) % self.shape[1] + 1
        return Range(self.sheet, self.row + i - 1, self.column + j - 1)

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        rows, columns = "$" if row_absolute else "", "$" if col_absolute else ""
        first = f"{columns}{col_name(self.column)}{rows}{self.row}"
        last = f"{columns}{col_name(self.column + self.shape[1] - 1)}{rows}{self.row + self.shape[0] - 1}"
        return first if len(self) == 1 else f"{first}:{last}"

    @property
    def address(self) -> str:
        return self.get_address()

    @property
    def raw_value(self) -> Read | list[list[Read]]:
        rows = read_block(self.sheet.book.uno, self.api)
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        height, width = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * width] * height
        elif not isinstance(data[0], list | tuple):
            data = [data]
        write_block(self.sheet.book.uno, self.api, data)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        rows = read_formulas(self.api)
        return rows[0][0] if len(self) == 1 else rows

    @formula.setter
    def formula(self, data: Any) -> None:
        self.raw_value = data

    def clear_contents(self) -> None:
        self.api.clearContents(_CONTENTS)

    @property
    def number_format(self) -> str | None:
        block = self.api
        if block.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            return None
        return str(self.sheet.book.uno.NumberFormats.getByKey(block.NumberFormat).FormatString)

    @number_format.setter
    def number_format(self, text: str) -> None:
        formats = self.sheet.book.uno.NumberFormats
        key = formats.queryKey(text, _ANYWHERE, False)
        self.api.NumberFormat = formats.addNew(text, _ANYWHERE) if key == -1 else key

    @property
    def borders(self) -> Borders:
        return Borders(self)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "r", "rows"):
            self.api.Rows.OptimalHeight = True
        if axis in (None, "c", "columns"):
            self.api.Columns.OptimalWidth = True

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.uno.CurrentController.select(self.api)
