"""Cells set by address inside a sheet's XML: formats stay, missing rows and cells are made in their order."""

import re
from collections.abc import Iterator, Mapping

from bdhvs_xl.ooxml.area import Area, column_letters, position
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.cell_xml import cell_end
from bdhvs_xl.ooxml.errors import SharedFormulaError, UnwritableValueError
from bdhvs_xl.ooxml.sheet_formulas import SHARED
from bdhvs_xl.ooxml.sheet_xml import (
    SheetStream,
    cells_of,
    column_styles,
    dimension,
    has_formula,
    row_parts,
    style_of,
    with_dimension,
)

_SPANS = re.compile(rb'\sspans="[^"]*"')


class CellEdit:
    """The cells of `sheet` (its name, for messages) to set, by address."""

    def __init__(self, sheet: str, cells: Mapping[str, Cell | Formula]) -> None:
        self.touches_formulas = any(isinstance(value, Formula) for value in cells.values())
        self._sheet = sheet
        self._edits: dict[int, dict[int, Cell | Formula]] = {}
        for address, value in cells.items():
            row, column = position(address)
            self._edits.setdefault(row, {})[column] = value

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet` with the cells set."""
        styles = column_styles(sheet.head)
        waiting = sorted(self._edits, reverse=True)
        for number, row in sheet:
            while waiting and waiting[-1] < number:
                yield self._new_row(waiting.pop(), styles)
            if waiting and waiting[-1] == number:
                yield self._changed(row, waiting.pop(), styles)
            else:
                yield row
        while waiting:
            yield self._new_row(waiting.pop(), styles)

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head with a dimension that holds the cells set."""
        columns = {column for row in self._edits.values() for column in row}
        area = Area(min(self._edits), min(columns), max(self._edits), max(columns))
        return with_dimension(head, area | (dimension(head) or area))

    def _new_row(self, number: int, styles: Mapping[int, str]) -> bytes:
        return self._row(b'<row r="%d">' % number, b"", number, styles)

    def _changed(self, row: bytes, number: int, styles: Mapping[int, str]) -> bytes:
        opening, cells = row_parts(row)
        if own := style_of(opening):
            styles = dict.fromkeys(self._edits[number], own)
        return self._row(_SPANS.sub(b"", opening), cells, number, styles)

    def _row(self, opening: bytes, cells: bytes, number: int, styles: Mapping[int, str]) -> bytes:
        merged = dict(cells_of(cells))
        for column, value in self._edits[number].items():
            old = merged.get(column)
            if old and SHARED in old:
                raise SharedFormulaError
            self.touches_formulas |= has_formula(old or b"")
            style = style_of(old) if old else styles.get(column, "")
            merged[column] = self._cell(f"{column_letters(column)}{number}", style, value)
        return opening + b"".join(merged[column] for column in sorted(merged)) + b"</row>"

    def _cell(self, address: str, style: str, value: Cell | Formula) -> bytes:
        try:
            end = cell_end(value)
        except ValueError as error:
            raise UnwritableValueError(self._sheet, address, error) from error
        style_attribute = f' s="{style}"' if style else ""
        return f'<c r="{address}"{style_attribute}{end}'.encode()
