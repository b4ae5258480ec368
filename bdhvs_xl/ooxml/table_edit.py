"""New rows for an Excel table inside a sheet's XML, and what must follow its area: validations, formats, links."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from bdhvs_xl.ooxml.area import MAX_ROW, Area, column_letters, column_number, position
from bdhvs_xl.ooxml.cell_xml import RowWriter, Values
from bdhvs_xl.ooxml.errors import CellBelowTableError, TooManyRowsError
from bdhvs_xl.ooxml.sheet_xml import (
    SheetStream,
    cells_of,
    column_styles,
    dimension,
    has_formula,
    is_empty,
    style_of,
    with_dimension,
)

_CELL_COLUMN = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)')
_AREAS = re.compile(rb'(?<=\ssqref=")[^"]*|(?<=<xm:sqref>)[^<]*')
_LINK = re.compile(rb'<hyperlink\b[^>]*?\sref="([A-Z]+\d+)[^"]*"[^>]*?(?:/>|>.*?</hyperlink>)', re.DOTALL)
_NO_LINKS = re.compile(rb"<hyperlinks>\s*</hyperlinks>")
_FILTERED = re.compile(rb'\sfilterMode="(?:1|true)"')


class TableEdit:
    """The rows of the table at `old` replaced by `values` (a cell per column of the table, in the sheet's order).

    Formats are those of the first data row, else of the column. Cells beside the table stay; cells below it stay
    where they are: CellBelowTableError when the new rows would overwrite them. No values leave one blank row.
    In the columns `texts` (positions in the table) a number is written as text. `height` gives a row's height in
    points from its values, 0 for the sheet's own; programs still refit a row when its text changes.
    """

    def __init__(
        self,
        sheet: str,
        old: Area,
        values: Iterable[Values],
        texts: Collection[int] = (),
        height: Callable[[Values], float] = lambda values: 0,
    ) -> None:
        self.touches_formulas = False
        self.area = old
        self._sheet, self._old, self._values, self._texts, self._height = sheet, old, values, texts, height
        self._last_row = 0

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet` with the table's rows replaced; afterwards `area` is the table's new area."""
        present = _Ahead(sheet)
        yield from present.before(self._old.top + 1)
        writer = self._writer(present.look(self._old.top + 1), column_styles(sheet.head))
        bottom = self._old.top
        for bottom, values in enumerate(self._values, start=self._old.top + 1):
            yield self._row(bottom, writer, values, present)
        if bottom == self._old.top:
            bottom += 1
            yield self._row(bottom, writer, [None] * len(self._old.columns), present)
        self.area = replace(self._old, bottom=bottom)
        self.touches_formulas |= writer.wrote_formulas
        yield from self._left_over(present)
        self._last_row = max(present.last, bottom)

    def tail(self, tail: bytes) -> bytes:
        """The tail: validations and formats of the whole old area follow the new one, links of old rows are gone."""
        tail = _AREAS.sub(lambda areas: b" ".join(map(self._followed, areas[0].split())), tail)
        tail = _LINK.sub(lambda link: link[0] if self._is_outside(link[1].decode()) else b"", tail)
        return _NO_LINKS.sub(b"", tail)

    def head(self, head: bytes) -> bytes:
        """The head with the new dimension, no longer marked as filtered."""
        used = replace((dimension(head) or self.area) | self.area, bottom=self._last_row)
        return _FILTERED.sub(b"", with_dimension(head, used))

    def _writer(self, first_row: bytes, column_styles: dict[int, str]) -> RowWriter:
        styles = {column: style_of(cell) for column, cell in cells_of(first_row)}
        return RowWriter(
            self._sheet,
            [(column_letters(c), styles.get(c) or column_styles.get(c, "")) for c in self._old.columns],
            self._texts,
        )

    def _row(self, number: int, writer: RowWriter, values: Values, present: "_Ahead") -> bytes:
        if number > MAX_ROW:
            raise TooManyRowsError(self._sheet)
        cells = writer.cells(number, values).encode()
        height = self._height(values)
        start = b'<row r="%d" ht="%.4g">' % (number, height) if height else b'<row r="%d">' % number
        old = present.pop(number)
        left, right = self._beside(old, number) if old else (b"", b"")
        return b"%b%b%b%b</row>" % (start, left, cells, right)

    def _beside(self, row: bytes, number: int) -> tuple[bytes, bytes]:
        """The cells left and right of the table in a row that gives way to a new one."""
        self.touches_formulas |= has_formula(row)
        if number <= self._old.bottom and self._within(row):
            return b"", b""
        sides = {True: b"", False: b""}
        for column, cell in cells_of(row):
            if column not in self._old.columns:
                sides[column < self._old.left] += cell
            elif number > self._old.bottom and not is_empty(cell):
                raise CellBelowTableError(self._sheet, f"{column_letters(column)}{number}")
        return sides[True], sides[False]

    def _within(self, row: bytes) -> bool:
        """Whether no cell of a row is beside the table: cells stand in order, so first and last tell."""
        last = _CELL_COLUMN.search(row, row.rfind(b"<c "))
        if not last or column_number(last[1].decode()) > self._old.right:
            return not last
        first = last if self._old.left == 1 else _CELL_COLUMN.search(row)
        return first is not None and column_number(first[1].decode()) >= self._old.left

    def _left_over(self, present: "_Ahead") -> Iterator[bytes]:
        """What is left of the sheet after the new rows: cells beside old rows, and all that is below the table."""
        while present.number and present.number <= self._old.bottom:
            number = present.number
            cells = b"".join(self._beside(present.pop(number), number))
            if cells:
                present.last = number
                yield b'<row r="%d">%b</row>' % (number, cells)
        yield from present.before(MAX_ROW + 1)

    def _followed(self, ref: bytes) -> bytes:
        """A range of a validation or format; one that covers the table's rows down to the last follows them."""
        try:
            area = Area.parse(ref.decode())
        except ValueError:
            return ref
        over = area.left in self._old.columns and area.right in self._old.columns and area.top <= self._old.top + 1
        if not over or area.bottom < self._old.bottom:
            return ref
        bottom = self.area.bottom if area.bottom == self._old.bottom else max(area.bottom, self.area.bottom)
        return replace(area, bottom=bottom).ref.encode()

    def _is_outside(self, address: str) -> bool:
        row, column = position(address)
        return row <= self._old.top or not self._old.holds(row, column)


class _Ahead:
    """The rows of a sheet with the next one in sight."""

    def __init__(self, sheet: SheetStream) -> None:
        self._rows = iter(sheet)
        self.number, self.row, self.last = 0, b"", 0
        self._step()

    def _step(self) -> None:
        self.number, self.row = next(self._rows, (0, b""))

    def before(self, number: int) -> Iterator[bytes]:
        """The rows above row `number`, one after another."""
        while self.number and self.number < number:
            self.last = self.number
            yield self.row
            self._step()

    def look(self, number: int) -> bytes:
        """Row `number` when it is the next, else empty."""
        return self.row if self.number == number else b""

    def pop(self, number: int) -> bytes:
        """Row `number` out of the rows when it is the next, else empty."""
        row = self.look(number)
        if row:
            self._step()
        return row
