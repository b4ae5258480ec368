"""Tables of the engine: Calc's database ranges."""

from typing import Any

from xlwings import base_classes

from support.calc_engine.cells import Range
from support.calc_engine.office import load_uno
from support.calc_engine.values import Written

uno = load_uno()


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
