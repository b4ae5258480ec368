"""Content controls: every marked figure of a rendered document becomes one, and a map says what each of them is."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.report.figures import COUNTED, Figure, Figures, has_figures
from bdhvs_xl.workbook.words import COLUMN_NAMES

TAG_PREFIX = "bdhvs:f"
MAP_NAMESPACE = "urn:bdhvs-xl:figures"
_FIRST_ID = 710_000_001
_ALIAS_LENGTH = 64
_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_STORE = "{B0D1F5E2-4C57-4E0B-9C3A-2F1B6D5A7E01}"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in its document: the tag of its control, and the text of the paragraph it stands in."""

    tag: str
    figure: Figure
    paragraph: _Element


def bind(document: Document, figures: Figures) -> list[Placed]:
    """Turn the marked figures into controls tagged `bdhvs:f1`, `bdhvs:f2`, … in document order."""
    placed: list[Placed] = []
    for run in [run for run in document.element.body.iter(_RUN) if has_figures("".join(_texts(run)))]:
        paragraph = run.getparent()
        assert paragraph is not None
        for piece in _split(run, figures):
            if isinstance(piece, Figure):
                placed.append(Placed(f"{TAG_PREFIX}{len(placed) + 1}", piece, paragraph))
                run.addprevious(_control(run, placed[-1], len(placed)))
            else:
                run.addprevious(piece)
        paragraph.remove(run)
    return placed


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


def _texts(run: _Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren(_TEXT))


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
    column = COLUMN_NAMES.get(figure.column, COUNTED.get(figure.column, figure.column))
    return f"{figure.indicator} {column} {figure.unit}".strip()[:_ALIAS_LENGTH]


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
