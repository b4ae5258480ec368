"""Rows that grow for longer texts, since programs fit a row only while people type; and how wide columns are."""

import re
from collections.abc import Iterator, Mapping

from bdhvs_xl.ooxml.sheet_xml import SheetStream

_HEIGHT = re.compile(rb'\sht="([^"]*)"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\s(min|max|width)="([^"]*)"')


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


def column_widths(head: bytes) -> Mapping[int, float]:
    """The widths in characters of the columns that have one, by column number, from the part before the rows."""
    widths: dict[int, float] = {}
    for tag in _COLUMN.findall(head):
        column = dict(_ATTRIBUTE.findall(tag))
        if b"width" in column:
            numbers = range(int(column[b"min"]), int(column[b"max"]) + 1)
            widths.update(dict.fromkeys(numbers, float(column[b"width"])))
    return widths


def _taller(row: bytes, points: float) -> bytes:
    opening, end, rest = row.partition(b">")
    present = _HEIGHT.search(opening)
    if present and float(present[1]) >= points:
        return row
    return _HEIGHT.sub(b"", opening) + b' ht="%.2f"' % points + end + rest
