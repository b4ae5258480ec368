"""A sheet's XML as a stream: what is before the rows, the rows one by one, what is after them.

Only rows that an edit concerns are looked into, so a sheet of 76,000 rows passes through in a few hundred kilobytes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from bdhvs_xl.ooxml.area import Area, column_number
from bdhvs_xl.ooxml.errors import UnusualXmlError
from bdhvs_xl.ooxml.zip_archive import DeflatedMember, deflate

_ROWS, _ROWS_END, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_MAX_HEAD = 1 << 22
_ROW = re.compile(rb'\s*<row\b[^>]*?\sr="(\d+)"[^>]*>')
_END = re.compile(rb"\s*</sheetData>")
_CELL = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_CELL_COLUMN = re.compile(rb'<c\b[^>]*?\sr="([A-Z]+)')
_WIDE = 256
_STYLE = re.compile(rb'<(?:c|row)\b[^>]*?\ss="(\d+)"')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_DIMENSION = re.compile(rb'<dimension ref="([A-Z0-9:]+)"\s*/>')


class Edit(Protocol):
    """A change of a sheet as its XML passes by; `rows` runs first, then `tail`, then `head`."""

    touches_formulas: bool

    def rows(self, sheet: "SheetStream") -> Iterator[bytes]:
        """The new rows of `sheet`."""

    def tail(self, tail: bytes) -> bytes:
        """What comes after the new rows."""

    def head(self, head: bytes) -> bytes:
        """What comes before the new rows."""


class SheetStream:
    """The XML of a sheet: `head` at once, iterating gives each row's number and XML, then `tail` is known."""

    def __init__(self, text: Iterable[bytes]) -> None:
        self._text = iter(text)
        self.tail = b""
        self.head, self._rest = self._open()

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        text, at = self._rest, 0
        while True:
            row = _ROW.match(text, at)
            end = _row_end(text, row) if row else -1
            if row and end >= 0:
                yield int(row[1]), text[row.start() : end]
                at = end
            elif _END.match(text, at):
                break
            else:
                _require_row(text, at)
                text, at = text[at:] + self._more(), 0
        self.tail = text[text.index(_ROWS_END, at) + len(_ROWS_END) :] + b"".join(self._text)

    def _open(self) -> tuple[bytes, bytes]:
        text = b""
        while len(text) < _MAX_HEAD:
            for mark, rest in ((_ROWS, b""), (_NO_ROWS, _ROWS_END)):
                if (at := text.find(mark)) >= 0:
                    return text[:at], rest + text[at + len(mark) :].lstrip()
            text += self._more()
        raise UnusualXmlError("no rows")

    def _more(self) -> bytes:
        piece = next(self._text, None)
        if piece is None:
            raise UnusualXmlError("no rows")
        return piece


def edited(text: Iterable[bytes], edit: Edit) -> DeflatedMember:
    """The sheet `text` with the edit made, compressed as it comes."""
    sheet = SheetStream(text)
    rows = deflate(edit.rows(sheet))
    tail = deflate([_ROWS_END, edit.tail(sheet.tail)])
    return deflate([edit.head(sheet.head), _ROWS]) + rows + tail


def row_parts(row: bytes) -> tuple[bytes, bytes]:
    """A row's opening tag, open (`<row r="3">`), and the XML of its cells."""
    found = _ROW.match(row)
    if not found:
        raise UnusualXmlError("a row without its number")
    return found[0].strip().replace(b"/>", b">"), row[found.end() :].removesuffix(b"</row>")


def cells_of(row: bytes) -> Iterator[tuple[int, bytes]]:
    """Column number and XML of each cell of a row."""
    return ((column_number(cell[1].decode()), cell[0]) for cell in _CELL.finditer(row))


def style_of(tag: bytes) -> str:
    """The number of the style in a cell's or row's tag, "" when it has none."""
    found = _STYLE.match(tag)
    return found[1].decode() if found else ""


def is_empty(cell: bytes) -> bool:
    """Whether a cell holds neither value nor formula."""
    return b"<v" not in cell and b"<is" not in cell and not has_formula(cell)


def has_formula(xml: bytes) -> bool:
    """Whether a cell or row holds a formula."""
    return b"<f" in xml and (b"<f>" in xml or b"<f " in xml or b"<f/>" in xml)


def column_styles(head: bytes) -> dict[int, str]:
    """The style of each column that has one, by column number, from the part before the rows."""
    styles: dict[int, str] = {}
    for tag in _COLUMN.findall(head):
        column = dict(_ATTRIBUTE.findall(tag))
        if b"style" in column:
            numbers = range(int(column[b"min"]), int(column[b"max"]) + 1)
            styles.update(dict.fromkeys(numbers, column[b"style"].decode()))
    return styles


def column_widths(head: bytes) -> dict[int, float]:
    """The widths in characters of the columns that have one, by column number, from the part before the rows."""
    widths: dict[int, float] = {}
    for tag in _COLUMN.findall(head):
        column = dict(_ATTRIBUTE.findall(tag))
        if b"width" in column:
            numbers = range(int(column[b"min"]), int(column[b"max"]) + 1)
            widths.update(dict.fromkeys(numbers, float(column[b"width"])))
    return widths


def dimension(head: bytes) -> Area | None:
    """The area that the sheet says it uses, None when it says nothing."""
    found = _DIMENSION.search(head)
    return Area.parse(found[1].decode()) if found else None


def with_dimension(head: bytes, area: Area) -> bytes:
    """`head` saying that the sheet uses `area`, when it says so at all."""
    return _DIMENSION.sub(f'<dimension ref="{area.ref}"/>'.encode(), head)


def row_cells(text: Iterable[bytes], row: int) -> dict[int, bytes]:
    """The XML of the cells of one row by column number; reads no further than that row."""
    for number, cells in SheetStream(text):
        if number >= row:
            return dict(cells_of(cells)) if number == row else {}
    return {}


def used_area(text: Iterable[bytes]) -> Area:
    """The area from A1 to the last row and column with content, in a sheet's XML (UnusualXmlError)."""
    bottom = right = 1
    for number, row in SheetStream(text):
        if not is_empty(row):
            bottom, right = number, max(right, _last_column(row))
    return Area(1, 1, bottom, right)


def _last_column(row: bytes) -> int:
    """The last column of a row that has a cell; in very wide rows empty cells do not count."""
    last = _CELL_COLUMN.search(row, row.rfind(b"<c "))
    column = column_number(last[1].decode()) if last else 1
    if column <= _WIDE:
        return column
    return max((c for c, cell in cells_of(row) if not is_empty(cell)), default=1)


def _row_end(text: bytes, row: re.Match[bytes]) -> int:
    """Where the row whose tag is `row` ends, -1 when the text is cut before."""
    if text.endswith(b"/>", 0, row.end()):
        return row.end()
    end = text.find(b"</row>", row.end())
    return end + 6 if end >= 0 else -1


def _require_row(text: bytes, at: int) -> None:
    """Raise UnusualXmlError when what is at `at` can be no row, even if the text is cut in its tag."""
    tag = text[at : at + 4096].lstrip()
    if b">" in tag and not _ROW.match(tag):
        raise UnusualXmlError("something else between the rows, or a row without its number")
