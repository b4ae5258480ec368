"""The page on which a line stands: as Word left it in the file, else by an estimate of heights."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.oxml.ns import qn
from lxml.etree import _Element

from bdhvs_xl.documents.review.document_lines import DocumentLine

_POINTS_PER_MM = 72 / 25.4
_LETTER = 0.4
"""Mean width of a letter, in parts of the type size."""
WIDTH, _HEIGHT = 165.0, 257.0
"""Millimetres between the margins of an official document, near enough."""
TEXT, CELL = 14, 11
"""Sizes of type in paragraphs and in tables, in points."""
_LINE, _BETWEEN = 18.0, 6.0 / 18.0
_PAGE_LINES = _HEIGHT * _POINTS_PER_MM / _LINE


class PageNumbers:
    """Page numbers as printed: an appendix that counts its own pages begins with 1 again."""

    def __init__(self, body: _Element) -> None:
        self.exact = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._starts = [_start(section) for section in body.iter(qn("w:sectPr"))]
        self._section = 0
        self._next = 1
        self._blank_so_far = True

    def end_section(self) -> None:
        """The paragraph that ends a section is passed; the next one begins on a new page."""
        self._section += 1
        start = self._starts[self._section] if self._section < len(self._starts) else 0
        self._next, self._blank_so_far = start or -1, True

    def break_page(self) -> None:
        """A page break that somebody put is passed."""
        if not self.exact:
            self._next = -1

    def pass_line(self, turns: Sequence[int], *, blank: bool) -> list[int]:
        """The line's turns that count; not the one with which a section begins, for that is its own new page."""
        own = self._section > 0 and self._blank_so_far and list(turns[:1]) == [0]
        self._blank_so_far = self._blank_so_far and blank and not turns
        return list(turns[1:] if own else turns)

    def begins(self) -> int:
        """The page that must begin with the line, once: its number, -1 for the next one, 0 for none."""
        begins, self._next = self._next, 0
        return begins

    def numbered(self, lines: Iterable[DocumentLine]) -> list[DocumentLine]:
        """The lines with their pages."""
        return _as_left_by_word(lines) if self.exact else _estimated(lines)


def lines_of(letters: int, size: int, width: float) -> int:
    """Printed lines that so many letters take in a width in millimetres, by estimate."""
    return max(1, math.ceil(letters * _LETTER * size / (width * _POINTS_PER_MM)))


def _as_left_by_word(lines: Iterable[DocumentLine]) -> list[DocumentLine]:
    numbered, page = [], 1
    for line in lines:
        if line.begins:
            page = line.begins if line.begins > 0 else page + 1
        numbered.append(replace(line, page=page))
        page += len(line.turns)
    return numbered


def _estimated(lines: Iterable[DocumentLine]) -> list[DocumentLine]:
    numbered, page, filled = [], 1, 0.0
    for line in lines:
        height = line.height + (0 if line.row else _BETWEEN)
        if line.begins:
            page, filled = line.begins if line.begins > 0 else page + 1, 0.0
        elif filled + min(height, 2) > _PAGE_LINES:
            page, filled = page + 1, 0.0
        numbered.append(replace(line, page=page))
        filled += height
        while filled > _PAGE_LINES:
            page, filled = page + 1, filled - _PAGE_LINES
    return numbered


def _start(section: _Element) -> int:
    numbering = section.find(qn("w:pgNumType"))
    return int(numbering.get(qn("w:start"), "0")) if numbering is not None else 0
