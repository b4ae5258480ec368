"""Footnotes: marks in texts become Word footnotes, and a cited document is named in full only once.

Word requires a separate part for them with two separator notes, and both named in the settings; python-docx supports
none of this.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl import vi
from bdhvs_xl.documents.figures.figures import clean_text, unmarked_text
from bdhvs_xl.documents.word.docx_elements import collapse_paragraph, new_element
from bdhvs_xl.documents.word.paragraph_styles import NOTE_MARK, NOTE_TEXT

_OPEN, _CLOSE = "\ue020", "\ue021"
_NOTE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_RUN, _TEXT, _TABLE, _PROPERTIES, _ID, _TYPE = map(qn, ("w:r", "w:t", "w:tbl", "w:rPr", "w:id", "w:type"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
_AFTER_FOOTNOTES = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang",
                    "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator")  # fmt: skip


# --- marks and citations --------------------------------------------------------------------------------------------


def footnote_mark(text: str) -> str:
    """The mark of a footnote; it belongs in a text right after the word it explains."""
    return f"{_OPEN}{_NOTE.sub('', unmarked_text(text)).strip()}{_CLOSE}"


def without_footnotes(text: str) -> str:
    """The text without its footnotes."""
    return _NOTE.sub("", text)


def footnotes_in(text: str) -> list[str]:
    """The footnotes of a text."""
    return _NOTE.findall(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document as listed: its number, date (as text), title and issuer; any of them may be blank."""

    number: str
    date: str = ""
    title: str = ""
    issuer: str = ""


@dataclass(slots=True)
class Citations:
    """Cites documents: in full the first time, by kind and number afterwards (Nghị định 30/2020, I.II.6.b)."""

    seen: set[str] = field(default_factory=set)

    def cite(self, document: CitedDocument) -> str:
        """ "Kế hoạch số 2104/KH-STP ngày 28/7/2025 của Sở Tư pháp về …", then "Kế hoạch số 2104/KH-STP".

        A document without a number is cited by its title.
        """
        number = vi.plain(document.number)
        if not number:
            return clean_text(vi.plain(document.title))
        known = vi.parse_document_number(number)
        short = f"{_kind(known)} số {known or number}"
        key = vi.fold(short)
        if key in self.seen:
            return clean_text(short)
        self.seen.add(key)
        comma = "," if known and known.style == "party" else ""
        day = f"{comma} ngày {document.date.strip()}" if document.date.strip() else ""
        issuer = f" của {vi.plain(document.issuer)}" if document.issuer.strip() else ""
        return clean_text(f"{short}{day}{issuer}{_about(document.title, _kind(known))}")


def _kind(known: vi.DocumentNumber | None) -> str:
    if known is None:
        return "Văn bản"
    return _KINDS.get(known.type, "Văn bản") if known.type else "Công văn"


def _about(title: str, kind: str) -> str:
    """ " về triển khai …"; the title's own "V/v" or "Về việc", or its kind, is not repeated."""
    plain_title = vi.plain(title)
    if vi.fold(plain_title).startswith(f"{vi.fold(kind)} "):
        plain_title = plain_title[len(kind) :].lstrip()
    rest = _ABOUT.sub("", plain_title).rstrip(".;, ")
    return f" về {rest[0].lower() if not rest[1:2].isupper() else rest[0]}{rest[1:]}" if rest else ""


_ABOUT = re.compile(r"^(?:v/v|về việc|về)\s+", re.IGNORECASE)
_KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
    "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện", "GM": "Giấy mời", "KL": "Kết luận",
    "CV": "Công văn", "NĐ": "Nghị định", "TT": "Thông tư", "QyĐ": "Quy định", "QĐi": "Quy định",
}  # fmt: skip


# --- Word elements --------------------------------------------------------------------------------------------------


def set_footnotes(document: Document) -> int:
    """The number of marks turned into footnotes; numbering continues after the template's own footnotes."""
    marked = [text for text in document.element.body.iter(_TEXT) if _OPEN in (text.text or "")]
    if not marked:
        return 0
    part = _part(document)
    notes = parse_xml(part.blob)
    first = number = max(int(known.get(_ID, "0")) for known in notes) + 1
    styles = _styles(document)
    for text in marked:
        for content in _split(text.getparent(), number, styles[NOTE_MARK]):
            notes.append(_footnote(content, number, styles))
            number += 1
    part._blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
    _add_flat_paragraph(document)
    return number - first


def _add_flat_paragraph(document: Document) -> None:
    """Put a paragraph without height before the table that begins the body.

    In a document with footnotes, LibreOffice 7.4 adds an empty line there: the letterhead came out 10 mm too low.
    """
    head = document.element.body[0]
    if head.tag == _TABLE:
        paragraph = cast(CT_P, new_element("w:p"))
        head.addprevious(paragraph)
        collapse_paragraph(Paragraph(paragraph, document._body))


def _split(run: _Element, number: int, style: str) -> Iterator[str]:
    """The texts of a run's footnotes; the run is split there, and a reference takes the place of each."""
    for child in [child for child in run if child.tag != _PROPERTIES]:
        pieces = _NOTE.split(child.text or "") if child.tag == _TEXT else [None]
        for position, piece in enumerate(pieces):
            if position % 2:
                run.addprevious(_reference(number, style))
                number += 1
                yield str(piece)
            elif piece is None or piece:
                run.addprevious(_copy_run(run, deepcopy(child) if piece is None else _text(piece)))
    run.getparent().remove(run)  # type: ignore[union-attr]


def _copy_run(run: _Element, content: _Element) -> _Element:
    """A run with the same formatting and new content."""
    copy = etree.Element(_RUN)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        copy.append(deepcopy(properties))
    copy.append(content)
    return copy


def _text(content: str) -> _Element:
    text = etree.Element(_TEXT, {_SPACE: "preserve"})
    text.text = content
    return text


def _reference(number: int, style: str) -> _Element:
    return _styled_run(style, new_element("w:footnoteReference", id=str(number)))


def _styled_run(style: str, content: _Element) -> _Element:
    run = new_element("w:r")
    properties = new_element("w:rPr")
    properties.append(new_element("w:rStyle", val=style))
    run.append(properties)
    run.append(content)
    return run


def _footnote(content: str, number: int, styles: dict[str, str]) -> _Element:
    created, paragraph, properties = new_element("w:footnote", id=str(number)), new_element("w:p"), new_element("w:pPr")
    properties.append(new_element("w:pStyle", val=styles[NOTE_TEXT]))
    paragraph.append(properties)
    paragraph.append(_styled_run(styles[NOTE_MARK], new_element("w:footnoteRef")))
    run = new_element("w:r")
    run.append(_text(f" {content}"))
    paragraph.append(run)
    created.append(paragraph)
    return created


def _part(document: Document) -> Part:
    """The document's footnotes part; created, and named in the settings, when the template has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return cast(Part, relation.target_part)
    notes = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in _SEPARATORS.items():
        notes.append(_separator(number, kind))
    blob = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _add_to_settings(document)
    return part


def _separator(number: str, kind: str) -> _Element:
    created, paragraph, run = new_element("w:footnote", type=kind, id=number), new_element("w:p"), new_element("w:r")
    properties = new_element("w:pPr")
    properties.append(new_element("w:spacing", after="0", line="240", lineRule="auto"))
    run.append(new_element(f"w:{kind}"))
    paragraph.extend((properties, run))
    created.append(paragraph)
    return created


def _add_to_settings(document: Document) -> None:
    settings, properties = document.settings.element, new_element("w:footnotePr")
    for number in _SEPARATORS:
        properties.append(new_element("w:footnote", id=number))
    settings.insert_element_before(properties, *_AFTER_FOOTNOTES)


def _styles(document: Document) -> dict[str, str]:
    """The ids of Word's footnote styles; created when an older template has none."""
    known = {style.name: style for style in document.styles}
    for name, kind in ((NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH), (NOTE_MARK, WD_STYLE_TYPE.CHARACTER)):
        if name not in known:
            known[name] = document.styles.add_style(name, kind, builtin=True)
            known[name].font.superscript = kind == WD_STYLE_TYPE.CHARACTER or None
    return {name: known[name].style_id for name in (NOTE_TEXT, NOTE_MARK)}
