"""What a file is, by its bytes."""

import zipfile
from io import BytesIO

import pytest
from support.filled_forms import blank_form
from support.small_regime import small_regime

from bdhvs_xl.intake.file_types import detect_file_type


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100 + stream.encode("utf-16-le")


CASES = [
    ("a.xlsx", b"", "empty"),
    ("a.pdf", zipped(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "xlsx"),
    ("a.xlsx", zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "ods"),
    ("a.odt", zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), "document"),
    ("a.docx", zipped(("[Content_Types].xml", b""), ("word/document.xml", b"")), "document"),
    ("a.zip", zipped(("a.txt", b"")), "zip"),
    ("a.xlsx", ole("Workbook"), "xls"),
    ("a.xlsx", ole("EncryptedPackage"), "locked"),
    ("a.doc", ole("WordDocument"), "document"),
    ("a", b"%PDF-1.7", "document"),
    ("a.jpeg", b"\xff\xd8\xff\xe0", "document"),
    ("a.heic", b"\0\0\0\x18ftypheic", "document"),
    ("a.xlsx", b"<html>", "damaged"),
    ("a.zip", b"PK\x03\x04rubbish", "damaged"),
    ("a.mp4", b"\0\0\0\x18ftypmp42", "unknown"),
]


@pytest.mark.parametrize(("name", "data", "kind"), CASES, ids=[f"{kind}-{name}" for name, _, kind in CASES])
def test_bytes_say_what_a_file_is(name, data, kind):
    assert detect_file_type(name, data) == kind


def test_forms_stored_in_an_archive_do_not_make_it_a_workbook(tmp_path):
    form = blank_form(small_regime(), "14212", tmp_path / "a.xlsx").read_bytes()
    assert detect_file_type("a.xlsx", form) == "xlsx"
    assert detect_file_type("a.zip", zipped(("a.xlsx", form))) == "zip"
