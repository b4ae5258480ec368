"""Rows without a height of their own: programs fit such a row to its texts when they open the file."""

import re
from collections.abc import Collection, Iterator

from bdhvs_xl.workbook.package.sheet_xml import SheetStream

_HEIGHT = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')


class FittedRows:
    """The edit of a sheet that takes the height from the rows of these numbers."""

    touches_formulas = False

    def __init__(self, rows: Collection[int]) -> None:
        self._rows = rows

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet`, some without their height."""
        for number, row in sheet:
            opening, end, rest = row.partition(b">")
            yield _HEIGHT.sub(b"", opening) + end + rest if number in self._rows else row

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head as it is."""
        return head
