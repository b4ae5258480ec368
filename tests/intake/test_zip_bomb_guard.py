"""Hostile and damaged files never reach calamine."""

import struct
import zipfile
from io import BytesIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from support.filled_forms import filled_form
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import used_range, zip_bomb_guard
from bdhvs_xl.intake.read_form import read_form

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


@pytest.fixture
def form(tmp_path):
    return filled_form(small_regime(), "14212", tmp_path / "form.xlsx")


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_form(data, file="form.xlsx", channel="Biểu mẫu")
    return caught.value.message


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def test_the_copy_holds_the_same_cells(form):
    data = form.read_bytes()
    checked = CalamineWorkbook.from_filelike(BytesIO(zip_bomb_guard.safe_copy(data)))
    plain = CalamineWorkbook.from_filelike(BytesIO(data))
    assert checked.sheet_names == plain.sheet_names
    for name in plain.sheet_names:
        assert checked.get_sheet_by_name(name).to_python() == plain.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("place", ["XFD1048576", "B1048576", "XFD3", "ZZZ1"])
def test_a_stray_value_far_out_is_refused_with_the_cure(form, place):
    book = openpyxl.load_workbook(form)
    book.worksheets[2][place] = "x"
    book.save(form)
    assert refused(form.read_bytes()) == used_range.TOO_FAR


def test_formatted_empty_cells_far_down_do_not_matter(form):
    book = openpyxl.load_workbook(form)
    for row in range(1000, 20_000, 500):
        book.worksheets[2].cell(row, 3).font = openpyxl.styles.Font(bold=True)
    book.save(form)
    assert read_form(form, file="f.xlsx", channel="").answers


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        "<row><c\nr='XFD1'><v>1</v></c></row>",
        '<x:row xmlns:x="x" r="1048576"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>',
        '<row r="1"><c s="1" r="XFD1"><is><t>1</t></is></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * (used_range.MAX_COLUMNS + 1) + "</row>",
        '<row r="1"><c r="XFD1"><v>1</v></row>',
    ],
)
def test_far_cells_are_found_however_they_are_written(cells):
    assert used_range.reaches_too_far(SHEET.format(cells).encode())


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="9"><c r="CZ9999"><v>1</v></c></row>',
        "<row><c><v>1</v></c><c/></row>",
        '<x:row xmlns:x="x" r="7"><x:c r="AA9"><x:v>1</x:v></x:c></x:row>',
        '<row r="1048576"><c r="XFD1048576" s="3"/></row>',
    ],
)
def test_near_cells_pass_however_they_are_written(cells):
    assert not used_range.reaches_too_far(SHEET.format(cells).encode())


def test_a_document_type_is_refused():
    text = '<!DOCTYPE a [<!ENTITY b "bbbb">]>' + SHEET.format("<row><c><v>&b;</v></c></row>")
    assert used_range.reaches_too_far(text.encode())


@pytest.mark.parametrize(
    "before",
    ["", "\ufeff<?xml version='1.0'?>\n", "<!-- <a> -->" * 1000, "<?a b?><!-- - -->", "<!--\n<a>\n-->\n"],
)
def test_a_document_type_is_found_after_all_that_may_stand_before_it(form, before):
    text = f'{before}<!DOCTYPE a [<!ENTITY b "bbbb">]><a/>'.encode()
    with pytest.raises(UserError, match="hỏng"):
        zip_bomb_guard.safe_copy(with_member(form.read_bytes(), "xl/styles.xml", text))


def test_a_file_cut_short_is_damaged(form):
    assert "hỏng" in refused(form.read_bytes()[:-2000])
    assert "hỏng" in refused(form.read_bytes()[: len(form.read_bytes()) // 2])


def test_a_flipped_byte_is_damaged(form):
    data = bytearray(form.read_bytes())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        at = archive.getinfo("xl/worksheets/sheet3.xml").header_offset + 400
    data[at] ^= 0xFF
    assert "hỏng" in refused(bytes(data))


def test_a_member_larger_than_it_says_is_damaged(form):
    data = with_member(form.read_bytes(), "xl/styles.xml", b"<styleSheet/>" + b" " * 5_000_000)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("xl/styles.xml").file_size
    assert "hỏng" in refused(data.replace(struct.pack("<I", size), struct.pack("<I", 100)))


def test_a_file_that_unpacks_to_too_much_is_refused(form):
    data = with_member(form.read_bytes(), "xl/media/big.xml", b" " * (zip_bomb_guard.MAX_UNPACKED_BYTES + 1))
    assert "quá lớn" in refused(data)


def test_an_empty_file_and_an_encrypted_one_say_so(tmp_path):
    assert refused(b"") == "Tệp rỗng (0 byte)."
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "mật khẩu" in refused(locked)


def test_text_that_calls_itself_a_workbook_is_damaged():
    assert "hỏng" in refused(b"<html>Dang nhap de tai tep</html>")
