"""The tables of an open workbook: finding them, and replacing their rows."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bdhvs_xl.excel.application import Book, Sheet
from bdhvs_xl.excel.application import Table as ExcelTable
from bdhvs_xl.excel.com_values import ComValue, to_com, to_com_text
from bdhvs_xl.excel.retry import call_excel
from bdhvs_xl.excel.sheet_cells import (
    GENERAL,
    TEXT,
    area_of,
    read_block,
    show_all_rows,
    value_to_write,
    write_block,
)
from bdhvs_xl.excel.suspend_updates import no_autofill
from bdhvs_xl.master.book.refusals import not_plain, overrun, too_many_rows
from bdhvs_xl.master.book.table_columns import TableColumns, text_positions
from bdhvs_xl.ooxml.area import MAX_ROW, Area, column_letters
from bdhvs_xl.ooxml.cell import Cell, Formula

_LINES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ExcelTableArea:
    """The location of a table: sheet, sheet name, area including the header row."""

    table: ExcelTable
    sheet: Sheet
    name: str
    area: Area


class ExcelTables:
    """The tables of a workbook by name. Sheet and table objects are cached; name and area are read on every call."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[str, tuple[Sheet, ExcelTable]] = {}

    def find(self, name: str, home: str) -> ExcelTableArea | None:
        """The location of a table, searched on the sheet `home` first; None when no sheet has it."""
        if name not in self._known:
            for sheet in self._sheets(home):
                self._known |= call_excel(_tables_of, sheet)
                if name in self._known:
                    break
        if name not in self._known:
            return None
        sheet, table = self._known[name]
        return ExcelTableArea(table, sheet, *call_excel(lambda: (str(sheet.name), area_of(table.range))))

    def __len__(self) -> int:
        """The number of tables seen so far; 0 when a search found none at all."""
        return len(self._known)

    def _sheets(self, home: str) -> list[Sheet]:
        return call_excel(lambda: sorted(self._book.sheets, key=lambda sheet: sheet.name != home))


def _tables_of(sheet: Sheet) -> dict[str, tuple[Sheet, ExcelTable]]:
    return {str(table.name): (sheet, table) for table in sheet.tables}


def require_plain_table(place: ExcelTableArea, name: str) -> None:
    """Raise UserError when users hid the header row or showed the totals row in Excel."""
    if not call_excel(lambda: place.table.show_headers and not place.table.show_totals):
        raise not_plain(name, place.name)


def include_rows_below(place: ExcelTableArea) -> ExcelTableArea:
    """The area extended by the filled rows directly below the table.

    Programs that write cells do not extend the table as typing in Excel does.
    """
    bottom = place.area.bottom
    for line in _lines_below(place):
        if all(value == "" for value in line):
            break
        bottom += 1
    return replace(place, area=replace(place.area, bottom=bottom))


def _lines_below(place: ExcelTableArea) -> Iterator[list[Any]]:
    """The cells right below a table, read some rows at a time: mostly the first one is blank."""
    for top in range(place.area.bottom + 1, MAX_ROW + 1, _LINES_AT_ONCE):
        yield from read_block(place.sheet, replace(place.area, top=top, bottom=min(top + _LINES_AT_ONCE - 1, MAX_ROW)))


class NewRows:
    """New rows that replace a table's rows; without any, one blank row stays.

    UserError when a value does not fit into a cell, or when cells below block the growing table.
    """

    def __init__(self, place: ExcelTableArea, columns: TableColumns, lines: Sequence[Sequence[Cell | Formula]]) -> None:
        lines = lines or [[None] * len(columns)]
        self._place, self._columns = place, columns
        self._area = replace(place.area, bottom=place.area.top + len(lines))
        self._body = replace(self._area, top=self._area.top + 1)
        _require_room(place, self._area)
        self._computed = {i for line in lines for i, value in enumerate(line) if isinstance(value, Formula)}
        self._texts = text_positions(columns) - self._computed
        self._entered = list(_entered(place.sheet, self._body, lines, self._texts))

    def write(self) -> None:
        """Clear the table's filter and old rows, resize it, set formats, write the new rows.

        Text columns get the text format before texts are written. A column with formulas cannot have that format, so
        each of its texts is marked as text. New rows get number formats and borders of the first row, other formats
        from the column.
        """
        sheet, old = self._place.sheet, self._old_body()
        call_excel(_clear_filter, self._place.table)
        show_all_rows(sheet)
        call_excel(lambda: sheet.range(old.ref).clear_contents())
        call_excel(lambda: self._place.table.resize(sheet.range(self._area.ref)))
        _format(sheet, self._body, self._columns, self._texts)
        if self._body.bottom > old.bottom:
            call_excel(_draw_lines, sheet, self._body)
        with no_autofill(call_excel(lambda: sheet.book.app)) if self._computed else nullcontext():
            write_block(sheet, self._body, self._entered)
        if any(column and column.wraps for column in self._columns):
            call_excel(lambda: sheet.range(self._body.ref).rows.autofit())

    def _old_body(self) -> Area:
        """The old body, at least one row: a table whose rows were all deleted may consist of its header only."""
        area = self._place.area
        return replace(area, top=self._body.top, bottom=max(area.bottom, self._body.top))


def _require_room(place: ExcelTableArea, area: Area) -> None:
    """Raise UserError when the table, resized to `area`, would cover filled cells or exceed the sheet."""
    if area.bottom > MAX_ROW:
        raise too_many_rows(place.name)
    if area.bottom > place.area.bottom:
        below = replace(area, top=place.area.bottom + 1)
        for row, line in enumerate(read_block(place.sheet, below), below.top):
            for column, value in zip(below.columns, line, strict=True):
                if value != "":
                    raise overrun(place.name, f"{column_letters(column)}{row}")


def _entered(
    sheet: Sheet, body: Area, lines: Sequence[Sequence[Cell | Formula]], texts: Collection[int]
) -> Iterator[list[ComValue]]:
    """What the cells of the body are given."""
    hows = [to_com_text if i in texts else to_com for i in range(len(body.columns))]
    for row, line in enumerate(lines, body.top):
        yield [
            value_to_write(sheet, (row, column), value, how)
            for column, value, how in zip(body.columns, line, hows, strict=True)
        ]


def _format(sheet: Sheet, body: Area, columns: TableColumns, texts: Collection[int]) -> None:
    """Set the number formats of the table's own columns; neighbours with the same format in one call."""
    shown = [_number_format(sheet, body, i, texts) if column else "" for i, column in enumerate(columns)]
    for number_format, group in groupby(range(len(shown)), key=shown.__getitem__):
        if number_format:
            run = list(group)
            part = replace(body, left=body.left + run[0], right=body.left + run[-1])
            call_excel(setattr, sheet.range(part.ref), "number_format", number_format)


def _number_format(sheet: Sheet, body: Area, i: int, texts: Collection[int]) -> str:
    """The number format of a column: text, or that of the first row, but general instead of text otherwise."""
    if i in texts:
        return TEXT
    first = f"{column_letters(body.left + i)}{body.top}"
    shown = call_excel(lambda: str(sheet.range(first).number_format))
    return GENERAL if shown == TEXT else shown


def _clear_filter(table: ExcelTable) -> None:
    """Show all rows. Without filter buttons nothing is filtered, and clearing would make Excel show the buttons."""
    if table.show_autofilter:
        table.autofilter.clear()


def _draw_lines(sheet: Sheet, body: Area) -> None:
    """Give a body of several rows the grid lines that its first row has at its foot."""
    edge: Any = sheet.range(replace(body, bottom=body.top).ref).borders["edge_bottom"]
    if edge.line_style != "none":
        look = {"color": edge.color, "weight": edge.weight, "line_style": edge.line_style}
        sheet.range(body.ref).borders.set("all", **look)
