"""Content controls: every marked figure of a rendered document becomes one."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.report.figures import COUNTED, Figure, Figures, has_figures
from bdhvs_xl.report.places import Place, places, text_of
from bdhvs_xl.workbook.words import COLUMN_NAMES

TAG_PREFIX = "bdhvs:f"
_FIRST_ID = 710_000_001
_ALIAS_LENGTH = 64
_RUN, _TEXT, _PROPERTIES, _VALUE = map(qn, ("w:r", "w:t", "w:rPr", "w:val"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in its document: its control's tag, its section, and its sentence or the head of its row."""

    tag: str
    figure: Figure
    section: str
    text: str


def bind(document: Document, figures: Figures) -> list[Placed]:
    """Turn the marked figures into controls tagged `bdhvs:f1`, `bdhvs:f2`, … in document order."""
    placed: list[Placed] = []
    for place in places(document):
        placed += _bind_paragraph(place, figures, len(placed))
    return placed


def _bind_paragraph(place: Place, figures: Figures, before: int) -> Iterator[Placed]:
    sentences = iter(place.sentences)
    number = before
    for run in [run for run in place.paragraph.findall(_RUN) if has_figures(text_of(run))]:
        for piece in _split(run, figures):
            if isinstance(piece, Figure):
                number += 1
                placed = Placed(f"{TAG_PREFIX}{number}", piece, place.section, next(sentences))
                piece = _control(run, placed, number)
                yield placed
            run.addprevious(piece)
        place.paragraph.remove(run)


def _split(run: _Element, figures: Figures) -> Iterator[_Element | Figure]:
    """The run in pieces: runs of its plain parts, with its figures between."""
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
                open_run = _like(run) if open_run is None else open_run
                open_run.append(_text(piece) if isinstance(piece, str) else deepcopy(child))
    if open_run is not None:
        yield open_run


def _like(run: _Element) -> _Element:
    """An empty run with the run's formatting."""
    made = etree.Element(_RUN)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _text(content: str) -> _Element:
    text = etree.Element(_TEXT, {_SPACE: "preserve"})
    text.text = content
    return text


def _control(run: _Element, placed: Placed, number: int) -> _Element:
    control = etree.Element(qn("w:sdt"))
    properties = etree.SubElement(control, qn("w:sdtPr"))
    settings = {"w:alias": alias(placed.figure), "w:tag": placed.tag, "w:id": str(_FIRST_ID + number)}
    for name, value in settings.items():
        etree.SubElement(properties, qn(name), {_VALUE: value})
    etree.SubElement(properties, qn("w:text"))
    inner = _like(run)
    inner.append(_text(placed.figure.text))
    etree.SubElement(control, qn("w:sdtContent")).append(inner)
    return control


def alias(figure: Figure) -> str:
    """What Word shows on the control: the indicator, what the number is and its unit, such as "2.4 Số người"."""
    return " ".join(filter(None, (figure.indicator, what(figure), figure.unit)))[:_ALIAS_LENGTH]


def what(figure: Figure) -> str:
    """What a figure is called: what it counts, or the column of its indicator."""
    return COUNTED.get(figure.column) or COLUMN_NAMES[figure.column]
