"""Content controls: each marked figure of a rendered document becomes one."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.documents.figures import figure_tags
from bdhvs_xl.documents.figures.figure_tags import TAG_PREFIX, FigureLabel
from bdhvs_xl.documents.figures.figures import Figure, Figures, has_figures
from bdhvs_xl.documents.figures.locate_figures import FigureParagraph, element_text, figure_paragraphs

_FIRST_ID = 710_000_001
_RUN, _TEXT, _PROPERTIES, _VALUE = map(qn, ("w:r", "w:t", "w:rPr", "w:val"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure in its document: the start of its control's tag, its section, and its sentence or row heading."""

    tag: str
    figure: Figure
    section: str
    text: str


def bind_figures(document: Document, figures: Figures) -> list[PlacedFigure]:
    """Turn the marked figures into controls tagged `bdhvs:f1|…`, `bdhvs:f2|…`, … in document order."""
    placed: list[PlacedFigure] = []
    for found in figure_paragraphs(document):
        placed += _bind_paragraph(found, figures, len(placed))
    return placed


def _bind_paragraph(found: FigureParagraph, figures: Figures, before: int) -> Iterator[PlacedFigure]:
    sentences = iter(found.sentences)
    number = before
    for run in [run for run in found.paragraph.findall(_RUN) if has_figures(element_text(run))]:
        for piece in _split(run, figures):
            if isinstance(piece, Figure):
                number += 1
                placed = PlacedFigure(f"{TAG_PREFIX}{number}", piece, found.section, next(sentences))
                piece = _control(run, placed, number)
                yield placed
            run.addprevious(piece)
        found.paragraph.remove(run)


def _split(run: _Element, figures: Figures) -> Iterator[_Element | Figure]:
    """The run split into runs of plain text and the figures between them."""
    open_run: _Element | None = None
    for child in run:
        pieces = figures.pieces(child.text or "") if child.tag == _TEXT else [child]
        for piece in pieces:
            if isinstance(piece, Figure):
                if open_run is not None:
                    yield open_run
                open_run = None
                yield piece
            elif child.tag != _PROPERTIES:
                open_run = _empty_run(run) if open_run is None else open_run
                open_run.append(_text(piece) if isinstance(piece, str) else deepcopy(child))
    if open_run is not None:
        yield open_run


def _empty_run(run: _Element) -> _Element:
    """An empty run with the run's formatting."""
    copy = etree.Element(_RUN)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        copy.append(deepcopy(properties))
    return copy


def _text(content: str) -> _Element:
    text = etree.Element(_TEXT, {_SPACE: "preserve"})
    text.text = content
    return text


def _control(run: _Element, placed: PlacedFigure, number: int) -> _Element:
    control = etree.Element(qn("w:sdt"))
    properties = etree.SubElement(control, qn("w:sdtPr"))
    label = _label(placed, number)
    settings = {
        "w:alias": figure_tags.control_title(label),
        "w:tag": figure_tags.control_tag(label),
        "w:id": str(_FIRST_ID + number),
    }
    for name, value in settings.items():
        etree.SubElement(properties, qn(name), {_VALUE: value})
    etree.SubElement(properties, qn("w:text"))
    inner = _empty_run(run)
    inner.append(_text(placed.figure.text))
    etree.SubElement(control, qn("w:sdtContent")).append(inner)
    return control


def _label(placed: PlacedFigure, number: int) -> FigureLabel:
    figure = placed.figure
    return FigureLabel(
        number=number, indicator=figure.indicator, column=figure.column, unit=figure.unit, section=placed.section,
        text=figure.text,
    )  # fmt: skip
