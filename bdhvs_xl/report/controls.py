"""Content controls: every marked figure of a rendered document becomes one, and a map says what each of them is."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.report.figures import COUNTED, Figure, Figures, count_figures, has_figures, plain
from bdhvs_xl.report.styles import NAMES
from bdhvs_xl.workbook.words import COLUMN_NAMES

TAG_PREFIX = "bdhvs:f"
MAP_NAMESPACE = "urn:bdhvs-xl:figures"
_FIRST_ID = 710_000_001
_ALIAS_LENGTH = 64
_LEVELS = {"chapter": 1, "appendix": 1, "heading": 2, "subheading": 3}
_ROW, _CELL, _PARAGRAPH, _RUN, _TEXT, _PROPERTIES = map(qn, ("w:tr", "w:tc", "w:p", "w:r", "w:t", "w:rPr"))
_NUMBER = re.compile(r"(\w+)[.)]\s")
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
_STORE = "{B0D1F5E2-4C57-4E0B-9C3A-2F1B6D5A7E01}"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


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
    headings = _Headings(document)
    for paragraph in list(document.element.body.iter(_PARAGRAPH)):
        headings.pass_by(paragraph)
        runs = [run for run in paragraph.findall(_RUN) if has_figures("".join(_texts(run)))]
        sentences = iter(list(_sentences_with_figures(paragraph)) if runs else ())
        for run in runs:
            for piece in _split(run, figures):
                if isinstance(piece, Figure):
                    placed.append(Placed(f"{TAG_PREFIX}{len(placed) + 1}", piece, headings.above, next(sentences)))
                    piece = _control(run, placed[-1], len(placed))
                run.addprevious(piece)
            paragraph.remove(run)
    return placed


def _sentences_with_figures(paragraph: _Element) -> Iterator[str]:
    """For each figure of a paragraph, in order, what a reader sees around it: its sentence, or the head of its row."""
    row = next(paragraph.iterancestors(_ROW), None)
    head = "" if row is None else " | ".join("".join(_texts(cell)) for cell in list(row.iterchildren(_CELL))[:2])
    for sentence in _SENTENCE_END.split("".join(_texts(paragraph))):
        yield from [head or plain(sentence)] * count_figures(sentence)


class _Headings:
    """The headings passed so far, of which `above` are those that a paragraph stands under."""

    def __init__(self, document: Document) -> None:
        level = {NAMES[key]: level for key, level in _LEVELS.items()}
        self._levels = {s.style_id: level[s.name] for s in document.styles if s.name in level}
        self._passed: dict[int, str] = {}

    @property
    def above(self) -> str:
        """The place as one says it: "II.1.a", "Phụ lục II"; "Mở đầu" before the first heading."""
        return ".".join(self._passed.values()) or "Mở đầu"

    def pass_by(self, paragraph: _Element) -> None:
        """Take note of the paragraph when it is a heading."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self._levels.get(style.get(qn("w:val"), "")) if style is not None else None
        if level is not None:
            higher = {n: text for n, text in self._passed.items() if n < level}
            text = "".join(_texts(paragraph))
            numbered = _NUMBER.match(text)
            self._passed = {**higher, level: numbered[1] if numbered else text}


def add_map(document: Document, placed: Sequence[Placed], about: dict[str, str]) -> None:
    """Put the map of all controls into the document's custom XML: one `figure` element per control."""
    root = etree.Element(f"{{{MAP_NAMESPACE}}}figures", about, nsmap={None: MAP_NAMESPACE})  # type: ignore[dict-item]
    for one in placed:
        etree.SubElement(
            root,
            f"{{{MAP_NAMESPACE}}}figure",
            tag=one.tag,
            indicator=one.figure.indicator,
            column=one.figure.column,
            unit=one.figure.unit,
            value=repr(float(one.figure.value)),
            text=one.figure.text,
        )
    _attach(document, root)


def _texts(part: _Element) -> Iterator[str]:
    return (text.text or "" for text in part.iter(_TEXT))


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
                open_run.append(deepcopy(child) if not isinstance(piece, str) else _text(piece))
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
    text = etree.Element(_TEXT)
    text.text = content
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


def _control(run: _Element, placed: Placed, number: int) -> _Element:
    control = etree.Element(qn("w:sdt"))
    properties = etree.SubElement(control, qn("w:sdtPr"))
    for name, value in (
        ("w:alias", alias(placed.figure)),
        ("w:tag", placed.tag),
        ("w:id", str(_FIRST_ID + number)),
    ):
        etree.SubElement(properties, qn(name), {qn("w:val"): value})
    etree.SubElement(properties, qn("w:text"))
    inner = _like(run)
    inner.append(_text(placed.figure.text))
    etree.SubElement(control, qn("w:sdtContent")).append(inner)
    return control


def alias(figure: Figure) -> str:
    """What Word shows on the control: the indicator and the column, such as "2.4 Số người"."""
    return f"{figure.indicator} {what(figure)} {figure.unit}".strip()[:_ALIAS_LENGTH]


def what(figure: Figure) -> str:
    """What a figure is called: the column of its indicator, or what it counts."""
    return COUNTED.get(figure.column) or COLUMN_NAMES[figure.column]


def _attach(document: Document, root: _Element) -> None:
    package = document.part.package
    assert package is not None
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    item = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, content, package)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    store = etree.Element(
        f"{{{_STORE_NAMESPACE}}}datastoreItem",
        {f"{{{_STORE_NAMESPACE}}}itemID": _STORE},
        nsmap={"ds": _STORE_NAMESPACE},
    )
    references = etree.SubElement(store, f"{{{_STORE_NAMESPACE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE_NAMESPACE}}}schemaRef", {f"{{{_STORE_NAMESPACE}}}uri": MAP_NAMESPACE})
    about = etree.tostring(store, xml_declaration=True, encoding="UTF-8", standalone=False)
    name = package.next_partname("/customXml/itemProps%d.xml")
    properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, about, package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
