"""Edits of a sheet's format: protected except for some cells, rows of at least some height."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from bdhvs_xl.ooxml.area import column_letters, position
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, column_styles, row_parts, style_of

_SELECTED = re.compile(rb'\stabSelected="[^"]*"')
_PROTECTION = re.compile(rb"<sheetProtection\b[^>]*?/>")
_ON = re.compile(rb'\ssheet="(?:1|true)"')
_STYLE = re.compile(rb'(<c\b[^>]*?)\ss="\d+"')
_PERMISSION = re.compile(
    rb'\s(?:insert|delete)(?:Rows|Columns|Hyperlinks)="[^"]*"|\s(?:formatCells|sort|autoFilter|pivotTables)="[^"]*"'
)
_CLOSED = b'<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
_CALCULATION = re.compile(rb"\s*<sheetCalcPr\b[^>]*?/>")

_HEIGHT = re.compile(rb'\sht="([^"]*)"')

Format = Callable[[str], str]
"""From the number of a cell's format to the number of its new one."""


class ProtectedSheet:
    """The edit that protects a sheet without a password and gives the cells at `addresses` the format `of` theirs.

    A protection that is there stays, with its password, but permits no change of rows, columns or formats.
    """

    touches_formulas = False

    def __init__(self, addresses: Iterable[str], of: Format) -> None:
        self._of = of
        self._cells: dict[int, set[int]] = {}
        for row, column in map(position, addresses):
            self._cells.setdefault(row, set()).add(column)

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet` with the formats changed; rows and cells that are missing are made."""
        styles = column_styles(sheet.head)
        waiting = sorted(self._cells, reverse=True)
        for number, row in sheet:
            while waiting and waiting[-1] < number:
                yield self._formatted(b'<row r="%d"/>' % waiting[-1], waiting.pop(), styles)
            if waiting and waiting[-1] == number:
                yield self._formatted(row, waiting.pop(), styles)
            else:
                yield row
        while waiting:
            yield self._formatted(b'<row r="%d"/>' % waiting[-1], waiting.pop(), styles)

    def tail(self, tail: bytes) -> bytes:
        """The tail with the sheet protected."""
        present = _PROTECTION.search(tail)
        if present and _ON.search(present[0]):
            return tail.replace(present[0], _PERMISSION.sub(b"", present[0]), 1)
        rest = _PROTECTION.sub(b"", tail, count=1)
        calculation = _CALCULATION.match(rest)
        at = calculation.end() if calculation else 0
        return rest[:at] + _CLOSED + rest[at:]

    def head(self, head: bytes) -> bytes:
        """The head of a sheet that is not selected: what is typed goes into every selected one."""
        return _SELECTED.sub(b"", head)

    def _formatted(self, row: bytes, number: int, styles: dict[int, str]) -> bytes:
        opening, text = row_parts(row)
        cells, own = dict(cells_of(text)), style_of(opening)
        for column in self._cells[number]:
            address = f"{column_letters(column)}{number}"
            cell = cells.get(column) or _blank(address, own or styles.get(column, "0"))
            cells[column] = _with_style(cell, self._of(style_of(cell)))
        return opening + b"".join(cells[column] for column in sorted(cells)) + b"</row>"


class TallerRows:
    """The edit of a sheet that makes rows, by number, at least so many points high."""

    touches_formulas = False

    def __init__(self, heights: Mapping[int, float]) -> None:
        self._heights = heights

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet`, some of them taller."""
        for number, row in sheet:
            yield _taller(row, self._heights[number]) if number in self._heights else row

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head as it is."""
        return head


def _blank(address: str, style: str) -> bytes:
    return f'<c r="{address}" s="{style or 0}"/>'.encode()


def _with_style(cell: bytes, style: str) -> bytes:
    plain = _STYLE.sub(rb"\1", cell, count=1)
    return plain.replace(b"<c", f'<c s="{style}"'.encode(), 1)


def _taller(row: bytes, points: float) -> bytes:
    opening, end, rest = row.partition(b">")
    present = _HEIGHT.search(opening)
    if present and float(present[1]) >= points:
        return row
    return _HEIGHT.sub(b"", opening) + b' ht="%.2f"' % points + end + rest
