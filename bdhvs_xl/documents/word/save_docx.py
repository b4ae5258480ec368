"""A Word document as bytes: the same bytes for the same content, whenever it is saved."""

from datetime import datetime
from io import BytesIO

from docx.document import Document

from bdhvs_xl.ooxml.zip_archive import ZipArchive


def pack(document: Document, *, title: str, made: datetime, author: str) -> bytes:
    """The document's file, its properties set, every part dated alike."""
    _describe(document, title, made, author)
    saved = BytesIO()
    document.save(saved)
    archive, packed = ZipArchive(saved.getvalue()), BytesIO()
    archive.date_alike()
    archive.write(packed)
    return packed.getvalue()


def _describe(document: Document, title: str, made: datetime, author: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = made.replace(microsecond=0, tzinfo=None)
    about.revision, about.comments, about.keywords = 1, "", ""
