"""A document as lines of text with its figures marked, and the lines as sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from bdhvs_xl.documents.figures.figure_tags import FigureLabel

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure in a text: `text` is what the document shows between `start` and `end`.

    `tag` and `texts` are the XML elements of the tag and the text; `value` is known only from the metadata.
    """

    label: FigureLabel
    start: int
    end: int
    text: str
    value: float = 0.0
    tag: _Element | None = None
    texts: tuple[_Element, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DocumentLine:
    """A paragraph, or a row of a table with ` | ` between its cells; `turns` are the positions of page breaks.

    `height` is the estimated number of printed lines; `generated` lines were written by the program.
    """

    text: str
    marks: tuple[FigureMark, ...] = ()
    section: str = ""
    row: bool = False
    generated: bool = False
    page: int = 0
    page_breaks: tuple[int, ...] = ()
    height: int = 1
    new_page: int = 0
    """The number of the page that must begin here; 0 when none must."""


@dataclass(frozen=True, slots=True, eq=False)
class DocumentSentence:
    """A sentence of a line, or a whole row; positions of its marks are relative to its own text."""

    text: str
    marks: tuple[FigureMark, ...]
    line: DocumentLine
    start: int

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.line.page + sum(page_break <= self.start for page_break in self.line.page_breaks)

    @property
    def frame(self) -> str:
        """Its text with # for every marked figure: the sentence without its numbers."""
        return mask_figures(self.text, self.marks)


def split_sentences(lines: Iterable[DocumentLine]) -> list[DocumentSentence]:
    """All sentences of the lines."""
    return [sentence for line in lines for sentence in _sentences(line)]


def mask_figures(text: str, marks: Iterable[FigureMark]) -> str:
    """The text with # for every marked figure, spaces single."""
    pieces, at = [], 0
    for mark in marks:
        pieces += [text[at : mark.start], "#"]
        at = mark.end
    return " ".join("".join([*pieces, text[at:]]).split())


def _sentences(line: DocumentLine) -> Iterator[DocumentSentence]:
    ends = [] if line.row else [(found.start(), found.end()) for found in _SENTENCE_END.finditer(line.text)]
    start = 0
    for end, following in [*ends, (len(line.text), len(line.text))]:
        inside = [mark for mark in line.marks if start <= mark.start < max(end, start + 1)]
        moved = tuple(replace(mark, start=mark.start - start, end=mark.end - start) for mark in inside)
        if line.text[start:end].strip():
            yield DocumentSentence(line.text[start:end], moved, line, start)
        start = following
