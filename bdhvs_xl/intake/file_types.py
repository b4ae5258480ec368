"""The type of a file, by its bytes; by its name only where the bytes do not say."""

import re
from io import BytesIO
from pathlib import PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile

FileType = Literal["xlsx", "xls", "ods", "zip", "locked", "document", "empty", "damaged", "unknown"]
"""`xlsx` covers .xlsm; `locked` needs a password; `document` is anything a person reads: Word, PDF, a picture."""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_PART = b"xl/workbook.xmlPK"
"""The name of a workbook's main part as an archive's directory lists it, the next entry or the end behind it."""
_OLD_PASSWORD = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The records that begin an .xls with a password: BOF, WriteProtect in some, FilePass."""
_DOCUMENT_STARTS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"{\\rtf")
_DOCUMENT_ENDINGS = frozenset((
    ".pdf", ".doc", ".docx", ".rtf", ".odt", ".txt", ".ppt", ".pptx",
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp",
))  # fmt: skip
_WORKBOOK_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".zip"))


def detect_file_type(name: str, data: bytes) -> FileType:
    """The type of the file `name` with the content `data`."""
    if not data:
        return "empty"
    if data.startswith(_ZIP):
        return "xlsx" if _WORKBOOK_PART in _directory(data) else _zipped(data)
    ending = PurePosixPath(name).suffix.lower()
    if data.startswith(_OLE):
        return _compound(data, ending)
    if data.startswith(_DOCUMENT_STARTS) or ending in _DOCUMENT_ENDINGS:
        return "document"
    return "damaged" if ending in _WORKBOOK_ENDINGS else "unknown"


def _directory(data: bytes) -> bytes:
    """The central directory of an archive, with the signature of the record that follows it."""
    end = data.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data[max(0, end - size) : end + 2] if end >= 0 else b""


def _zipped(data: bytes) -> FileType:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return "damaged"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mimetype:
        return "ods" if b"spreadsheet" in mimetype else "document"
    if any(name.startswith("xl/") for name in names):
        return "damaged"
    return "document" if "[Content_Types].xml" in names else "zip"


def _compound(data: bytes, ending: str) -> FileType:
    """The type of an OLE file by the streams that its directory names (in UTF-16)."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or _OLD_PASSWORD.search(data):
        return "locked"
    if has("Workbook") or has("Book"):
        return "xls"
    return "damaged" if ending in _WORKBOOK_ENDINGS and not has("WordDocument") else "document"
