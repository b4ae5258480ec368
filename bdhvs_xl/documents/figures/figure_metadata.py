"""The metadata of a report or letter, in the document's custom XML: its generated text and the data of its figures.

    <figures xmlns="urn:bdhvs-xl:figures" unit= regime= master= period= made=>
      <line section="II.1.d" told="1">Có <figure tag="bdhvs:f41" indicator="2.10" column="numerator" unit=""
        value="220.0">220</figure>/… tổ dân phố, …</line>

A line is a paragraph, or a row of a table (`row="1"`) with ` | ` between its cells. Kept are only lines with figures or
other digits (which identify numbers in the units' texts) and the report's own sentences (`told`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.content_controls import PlacedFigure
from bdhvs_xl.documents.figures.figure_tags import TAG_PREFIX, FigureLabel
from bdhvs_xl.documents.review import read_docx
from bdhvs_xl.documents.review.document_lines import DocumentLine, FigureMark
from bdhvs_xl.documents.review.text_numbers import has_digits

NAMESPACE = "urn:bdhvs-xl:figures"
FIGURE = f"{{{NAMESPACE}}}figure"
_STORE = "{B0D1F5E2-4C57-4E0B-9C3A-2F1B6D5A7E01}"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """The generated text of a document, and its identity `about` (`unit regime master period made letter issued`)."""

    lines: Sequence[DocumentLine]
    about: Mapping[str, str]


def document_identity(data: ReportData, now: datetime, **letter: str) -> dict[str, str]:
    """The identity of a document made `now`: workbook, regime, period; of a letter also its id and the report."""
    regime = data.regime
    return {
        "unit": data.voice.unit,
        "regime": regime.id,
        "master": regime.settings.get("master_id", ""),
        "period": f"{regime.period_from.isoformat()}/{regime.period_to.isoformat()}",
        "made": now.isoformat("T", "minutes"),
        **letter,
    }


def add_metadata(
    document: Document, placed: Sequence[PlacedFigure], about: Mapping[str, str], generated: Collection[str]
) -> None:
    """Add the metadata to the document; `generated` are the texts of the paragraphs written by the program."""
    root = etree.Element(f"{{{NAMESPACE}}}figures", dict(about), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    by_tag = {one.tag: one for one in placed}
    for line in read_docx.read_lines(document.element.body, document.styles.element):
        is_generated = line.text.removeprefix("- ") in generated
        if line.marks or is_generated or has_digits(line.text):
            _add_line(root, line, by_tag, "1" if is_generated else "")
    _attach(document, root)


def read_metadata(root: _Element) -> GeneratedDocument:
    """The generated document, from the root of its metadata."""
    return GeneratedDocument(list(_lines(root)), {str(name): str(value) for name, value in root.attrib.items()})


def _add_line(root: _Element, line: DocumentLine, placed: Mapping[str, PlacedFigure], generated: str) -> None:
    settings = {"section": line.section, "told": generated, "row": "1" if line.row else ""}
    node = etree.SubElement(root, f"{{{NAMESPACE}}}line", {name: value for name, value in settings.items() if value})
    node.text, at = line.text, len(line.text)
    for mark in reversed(line.marks):
        figure = placed[f"{TAG_PREFIX}{mark.label.number}"].figure
        element = etree.Element(
            FIGURE, tag=f"{TAG_PREFIX}{mark.label.number}", indicator=figure.indicator, column=figure.column,
            unit=figure.unit, value=repr(float(figure.value)),
        )  # fmt: skip
        element.text, element.tail, at = mark.text, line.text[mark.end : at], mark.start
        node.text = line.text[:at]
        node.insert(0, element)


def _lines(root: _Element) -> Iterator[DocumentLine]:
    for node in root.iterchildren():
        section, text, marks = node.get("section", ""), node.text or "", []
        for figure in node.iterchildren(FIGURE):
            figure_text, start = figure.text or "", len(text)
            marks.append(
                FigureMark(
                    _label(figure, section),
                    start,
                    start + len(figure_text),
                    figure_text,
                    float(figure.get("value", "0")),
                )
            )
            text += figure_text + (figure.tail or "")
        yield DocumentLine(text, tuple(marks), section, bool(node.get("row")), bool(node.get("told")))


def _label(figure: _Element, section: str) -> FigureLabel:
    known = {name: figure.get(name, "") for name in ("indicator", "column", "unit")}
    number = int(figure.get("tag", "").removeprefix(TAG_PREFIX))
    return FigureLabel(number=number, section=section, text=figure.text or "", **known)


def _attach(document: Document, root: _Element) -> None:
    package = document.part.package
    assert package is not None
    name = package.next_partname("/customXml/item%d.xml")
    item = Part(name, CONTENT_TYPE.XML, xml_bytes(root), package)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    name = package.next_partname("/customXml/itemProps%d.xml")
    properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, xml_bytes(_properties()), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _properties() -> _Element:
    """The properties part without which Word drops the custom XML: its id, and the namespace of the content."""
    store = f"{{{_STORE_NAMESPACE}}}"
    item = etree.Element(f"{store}datastoreItem", {f"{store}itemID": _STORE}, nsmap={"ds": _STORE_NAMESPACE})
    references = etree.SubElement(item, f"{store}schemaRefs")
    etree.SubElement(references, f"{store}schemaRef", {f"{store}uri": NAMESPACE})
    return item


def xml_bytes(root: _Element) -> bytes:
    """The bytes of an XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
