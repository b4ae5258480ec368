"""The paragraphs of a document that contain figures, with their section and the sentence of each figure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from bdhvs_xl.documents.figures.figures import count_figures, has_figures, unmarked_text
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES

BEFORE_THE_FIRST_HEADING = "Mở đầu"
HEADING_LEVELS = {
    STYLE_NAMES["chapter"]: 1,
    STYLE_NAMES["appendix"]: 1,
    STYLE_NAMES["heading"]: 2,
    STYLE_NAMES["subheading"]: 3,
    STYLE_NAMES["point"]: 3,
}
"""The level of a heading by the name of its style."""
_ROW, _CELL, _PARAGRAPH, _STYLE, _TEXT, _VALUE = map(qn, ("w:tr", "w:tc", "w:p", "w:pStyle", "w:t", "w:val"))
_NUMBER = re.compile(r"((?:\w+\.)*\w+)[.)]\s")
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


@dataclass(frozen=True, slots=True)
class FigureParagraph:
    """A paragraph with figures: its section ("II.1.a", "Phụ lục II"), and the sentence of each figure.

    In a table the row heading takes the place of the sentence.
    """

    paragraph: _Element
    section: str
    sentences: tuple[str, ...]


def figure_paragraphs(document: Document) -> list[FigureParagraph]:
    """The paragraphs with figures in document order."""
    levels = _levels_by_style(document)
    heading_numbers: dict[int, str] = {}
    found: dict[_Element, FigureParagraph] = {}
    for node in document.element.body.iter(_STYLE, _TEXT):
        if node.tag == _STYLE and (level := levels.get(node.get(_VALUE, ""))):
            higher = {n: number for n, number in heading_numbers.items() if n < level}
            heading_numbers = {**higher, level: heading_number(element_text(_paragraph_of(node)))}
        elif node.tag == _TEXT and has_figures(node.text or ""):
            paragraph = _paragraph_of(node)
            found.setdefault(
                paragraph, FigureParagraph(paragraph, section_path(heading_numbers), tuple(_sentences(paragraph)))
            )
    return list(found.values())


def element_text(part: _Element) -> str:
    """The text of a run, paragraph or cell."""
    return "".join(text.text or "" for text in part.iter(_TEXT))


def heading_number(text: str) -> str:
    """The number of a heading, such as "II", "2.1", "a"; its whole text when it has none, as "Phụ lục II"."""
    numbered = _NUMBER.match(text)
    return numbered[1] if numbered else text


def section_path(heading_numbers: Mapping[int, str]) -> str:
    """The section's path from the heading numbers by level: "II.1.a"; of "I", "2" and "2.1" it is "I.2.1"."""
    numbers: list[str] = []
    for number in heading_numbers.values():
        if numbers and number.startswith(f"{numbers[-1]}."):
            numbers.pop()
        numbers.append(number)
    return ".".join(numbers) or BEFORE_THE_FIRST_HEADING


def _levels_by_style(document: Document) -> dict[str, int]:
    styles = (style for style in document.styles if style.name in HEADING_LEVELS)
    return {style.style_id: HEADING_LEVELS[str(style.name)] for style in styles}


def _paragraph_of(node: _Element) -> _Element:
    return next(node.iterancestors(_PARAGRAPH))


def _sentences(paragraph: _Element) -> Iterator[str]:
    row = next(paragraph.iterancestors(_ROW), None)
    head = "" if row is None else " | ".join(element_text(cell) for cell in list(row.iterchildren(_CELL))[:2])
    for sentence in _SENTENCE_END.split(element_text(paragraph)):
        yield from [head or unmarked_text(sentence)] * count_figures(sentence)
