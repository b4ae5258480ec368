"""The map of a report's figures, kept in the document's custom XML: what the control of each tag is."""

from collections.abc import Mapping, Sequence

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.report.controls import Placed

NAMESPACE = "urn:bdhvs-xl:figures"
_STORE = "{B0D1F5E2-4C57-4E0B-9C3A-2F1B6D5A7E01}"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def add_map(document: Document, placed: Sequence[Placed], about: Mapping[str, str]) -> None:
    """Put the map into the document: one `figure` per control with tag, indicator, column, unit, value and text."""
    root = etree.Element(f"{{{NAMESPACE}}}figures", dict(about), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    for one in placed:
        figure = one.figure
        etree.SubElement(
            root, f"{{{NAMESPACE}}}figure", tag=one.tag, indicator=figure.indicator, column=figure.column,
            unit=figure.unit, value=repr(float(figure.value)), text=figure.text,
        )  # fmt: skip
    _attach(document, root)


def _attach(document: Document, root: _Element) -> None:
    package = document.part.package
    assert package is not None
    name = package.next_partname("/customXml/item%d.xml")
    item = Part(name, CONTENT_TYPE.XML, _as_file(root), package)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    name = package.next_partname("/customXml/itemProps%d.xml")
    properties = Part(name, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _as_file(_properties()), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _properties() -> _Element:
    """What tells Word to keep the part: its own id, and the namespace of what it holds."""
    store = f"{{{_STORE_NAMESPACE}}}"
    item = etree.Element(f"{store}datastoreItem", {f"{store}itemID": _STORE}, nsmap={"ds": _STORE_NAMESPACE})
    references = etree.SubElement(item, f"{store}schemaRefs")
    etree.SubElement(references, f"{store}schemaRef", {f"{store}uri": NAMESPACE})
    return item


def _as_file(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
