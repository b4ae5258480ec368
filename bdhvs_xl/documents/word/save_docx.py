"""An empty Word document, and a document as bytes: the same bytes for the same content, whenever it is saved."""

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml.ns import qn

from bdhvs_xl.ooxml.zip_archive import ZipArchive

_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_LEFTOVERS = (REL.CUSTOM_XML, _STYLES_WITH_EFFECTS, REL.NUMBERING, REL.WEB_SETTINGS, REL.THUMBNAIL)
_LAYOUT_OF_WORD_2013 = "15"
_PROOFING_STATE = ("w:proofState", "w:rsids", "w:savePreviewPicture", "w:doNotAutoCompressPictures")


def docx_bytes(document: DocumentObject, *, title: str, created: datetime, author: str) -> bytes:
    """The file's bytes, with its properties set and every part given the same date."""
    _set_properties(document, title, created, author)
    saved = BytesIO()
    document.save(saved)
    archive, packed = ZipArchive(saved.getvalue()), BytesIO()
    archive.date_alike()
    archive.write(packed)
    return packed.getvalue()


def _set_properties(document: DocumentObject, title: str, created: datetime, author: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = created.replace(microsecond=0, tzinfo=None)
    properties.revision, properties.comments, properties.keywords = 1, "", ""


def empty_document() -> DocumentObject:
    """An empty Vietnamese document that Word opens without compatibility mode."""
    document = Document()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype in _LEFTOVERS]:
            del relations[key]
    _modernise(document)
    return document


def _modernise(document: DocumentObject) -> None:
    settings = document.settings.element
    for name in _PROOFING_STATE:
        for leftover in settings.findall(qn(name)):
            settings.remove(leftover)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _LAYOUT_OF_WORD_2013)
    for language in settings.iter(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), "vi-VN")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
