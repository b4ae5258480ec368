"""A document as lines of text with the figures marked in them, and the lines as sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from bdhvs_xl.documents.figures.figure_tags import FigureLabel

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure in a text: `start` and `end` are its place in it, `text` is what stands there.

    `tag` and `texts` are the elements of a document that hold the tag and the text; `value` is known to a map.
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
    """A paragraph, or a row of a table with ` | ` between its cells; `turns` are the places where a new page begins.

    `height` is the number of printed lines that it takes, by estimate; `told` lines are the report's own words.
    """

    text: str
    marks: tuple[FigureMark, ...] = ()
    section: str = ""
    row: bool = False
    told: bool = False
    page: int = 0
    turns: tuple[int, ...] = ()
    height: int = 1
    begins: int = 0
    """The number of the page that must begin here, 0 when none must."""


@dataclass(frozen=True, slots=True, eq=False)
class DocumentSentence:
    """A sentence of a line, a row as a whole; places of its marks are those in its own text."""

    text: str
    marks: tuple[FigureMark, ...]
    line: DocumentLine
    start: int

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.line.page + sum(turn <= self.start for turn in self.line.turns)

    @property
    def frame(self) -> str:
        """Its text with # for every marked figure: what it says apart from its figures."""
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
