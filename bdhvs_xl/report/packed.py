"""A Word document as bytes: the same bytes for the same content, whenever it is saved."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(document: Document, *, title: str, made: datetime, author: str) -> bytes:
    """The document's file, its properties set, every part dated alike."""
    _describe(document, title, made, author)
    saved = BytesIO()
    document.save(saved)
    packed = BytesIO()
    with ZipFile(saved) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as out:
        for name in parts.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            out.writestr(info, parts.read(name))
    return packed.getvalue()


def _describe(document: Document, title: str, made: datetime, author: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = made.replace(microsecond=0, tzinfo=None)
    about.revision, about.comments, about.keywords = 1, "", ""
