"""The page of each line: from the page breaks that Word left in the file, else estimated from line heights."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from docx.oxml.ns import qn
from lxml.etree import _Element

from bdhvs_xl.documents.review.document_lines import DocumentLine

_POINTS_PER_MM = 72 / 25.4
_LETTER_WIDTH = 0.4
"""Mean width of a letter, as a share of the type size."""
TEXT_WIDTH, _TEXT_HEIGHT = 165.0, 257.0
"""Millimetres between the margins of an official document, approximately."""
TEXT_SIZE, CELL_SIZE = 14, 11
"""Type sizes of paragraphs and of tables, in points."""
_LINE, _PARAGRAPH_GAP = 18.0, 6.0 / 18.0
_PAGE_LINES = _TEXT_HEIGHT * _POINTS_PER_MM / _LINE


class PageNumbers:
    """Page numbers as printed: an appendix with its own numbering starts at 1 again."""

    def __init__(self, body: _Element) -> None:
        self.exact = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self._starts = [_first_page_number(section) for section in body.iter(qn("w:sectPr"))]
        self._section = 0
        self._next = 1
        self._blank_so_far = True

    def end_section(self) -> None:
        """End a section: the next one begins on a new page."""
        self._section += 1
        start = self._starts[self._section] if self._section < len(self._starts) else 0
        self._next, self._blank_so_far = start or -1, True

    def break_page(self) -> None:
        """Note a manual page break."""
        if not self.exact:
            self._next = -1

    def pass_line(self, page_breaks: Sequence[int], *, blank: bool) -> list[int]:
        """The page breaks inside a line, without the one at the start of a section: that is the section's own page."""
        starts_section = self._section > 0 and self._blank_so_far and list(page_breaks[:1]) == [0]
        self._blank_so_far = self._blank_so_far and blank and not page_breaks
        return list(page_breaks[1:] if starts_section else page_breaks)

    def take_new_page(self) -> int:
        """The page that must begin with the line, returned once: its number, -1 for the next one, 0 for none."""
        new_page, self._next = self._next, 0
        return new_page

    def numbered(self, lines: Iterable[DocumentLine]) -> list[DocumentLine]:
        """The lines with their page numbers."""
        return _numbered_by_word(lines) if self.exact else _numbered_by_estimate(lines)


def estimated_lines(letters: int, size: int, width: float) -> int:
    """The estimated number of printed lines for that many letters in a width in millimetres."""
    return max(1, math.ceil(letters * _LETTER_WIDTH * size / (width * _POINTS_PER_MM)))


def _numbered_by_word(lines: Iterable[DocumentLine]) -> list[DocumentLine]:
    numbered, page = [], 1
    for line in lines:
        if line.new_page:
            page = line.new_page if line.new_page > 0 else page + 1
        numbered.append(replace(line, page=page))
        page += len(line.page_breaks)
    return numbered


def _numbered_by_estimate(lines: Iterable[DocumentLine]) -> list[DocumentLine]:
    numbered, page, filled = [], 1, 0.0
    for line in lines:
        height = line.height + (0 if line.row else _PARAGRAPH_GAP)
        if line.new_page:
            page, filled = line.new_page if line.new_page > 0 else page + 1, 0.0
        elif filled + min(height, 2) > _PAGE_LINES:
            page, filled = page + 1, 0.0
        numbered.append(replace(line, page=page))
        filled += height
        while filled > _PAGE_LINES:
            page, filled = page + 1, filled - _PAGE_LINES
    return numbered


def _first_page_number(section: _Element) -> int:
    numbering = section.find(qn("w:pgNumType"))
    return int(numbering.get(qn("w:start"), "0")) if numbering is not None else 0
