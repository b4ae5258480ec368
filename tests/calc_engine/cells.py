"""Ranges and tables of the engine."""

from typing import Any

from xlwings import base_classes
from xlwings.utils import col_name

from calc_engine.office import load_uno
from calc_engine.values import Read, Written, read_block, read_formulas, write_block

uno = load_uno()
_CONTENTS = 1 | 2 | 4 | 16
"""Calc's flags for values, dates, texts and formulas."""
_ENGLISH = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
_POINTS_PER_UNIT = 72 / 2540


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
        key = formats.queryKey(text, _ENGLISH, False)
        self.api.NumberFormat = formats.addNew(text, _ENGLISH) if key == -1 else key

    @property
    def row_height(self) -> float:
        return round(self.api.Rows.getByIndex(0).Height * _POINTS_PER_UNIT, 2)

    @row_height.setter
    def row_height(self, points: float) -> None:
        self.api.Rows.Height = round(points / _POINTS_PER_UNIT)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "r", "rows"):
            self.api.Rows.OptimalHeight = True
        if axis in (None, "c", "columns"):
            self.api.Columns.OptimalWidth = True

    def select(self) -> None:
        self.sheet.activate()
        self.sheet.book.uno.CurrentController.select(self.api)


class Table(base_classes.Table):
    """A table: a database range of Calc."""

    def __init__(self, sheet: Any, area: Any) -> None:
        self.parent, self.area = sheet, area

    parent = None

    @property
    def api(self) -> Any:
        return self.area

    @property
    def name(self) -> str:
        return str(self.area.Name)

    @property
    def range(self) -> Range:
        return Range.of(self.parent, self.area.DataArea)

    @property
    def header_row_range(self) -> Range:
        whole = self.range
        return Range(self.parent, whole.row, whole.column, 1, whole.shape[1])

    @property
    def data_body_range(self) -> Range | None:
        whole = self.range
        below = whole.shape[0] - 1
        return Range(self.parent, whole.row + 1, whole.column, below, whole.shape[1]) if below else None

    show_headers, show_totals = True, False

    @property
    def show_autofilter(self) -> bool:
        return bool(self.area.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, shown: bool) -> None:
        self.autofilter.clear()
        self.area.AutoFilter = shown

    @property
    def autofilter(self) -> "AutoFilter":
        return AutoFilter(self)

    def resize(self, target: Any) -> None:
        """As Excel refuses it: the header must stay where it is, and a row must be left below it."""
        old, new = self.range, target.impl
        if (new.row, new.shape[0] > 1) != (old.row, True):
            raise ValueError(f"{self.name} cannot be resized to {new.address}")
        self.area.DataArea = new.api.RangeAddress


class AutoFilter(base_classes.AutoFilter):
    """A table's filter."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def apply_values(self, field: int, values: list[Written]) -> None:
        equal = uno.getConstantByName("com.sun.star.sheet.FilterOperator2.EQUAL")
        either = uno.Enum("com.sun.star.sheet.FilterConnection", "OR")
        fields = []
        for value in values:
            one = uno.createUnoStruct("com.sun.star.sheet.TableFilterField2")
            one.Connection, one.Field, one.Operator, one.StringValue = either, field - 1, equal, str(value)
            fields.append(one)
        self._apply(fields)

    def clear(self, field: int | None = None) -> None:
        self._apply([])
        body = self.table.data_body_range
        if body:
            body.api.Rows.IsVisible = True

    def _apply(self, fields: list[Any]) -> None:
        self.table.area.getFilterDescriptor().setFilterFields2(tuple(fields))
        self.table.area.refresh()


class Tables(base_classes.Tables):
    """The tables of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self.parent = sheet

    parent = None

    def __iter__(self) -> Any:
        areas = self.parent.book.uno.DatabaseRanges
        for name in areas.ElementNames:
            area = areas.getByName(name)
            if area.IsUserDefined and area.DataArea.Sheet == self.parent.index - 1:
                yield Table(self.parent, area)

    def __call__(self, key: str | int) -> Table:
        for number, table in enumerate(self, start=1):
            if key == number or (isinstance(key, str) and table.name.lower() == key.lower()):
                return table
        raise KeyError(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: str | int) -> bool:
        return any(table.name.lower() == str(key).lower() for table in self)
