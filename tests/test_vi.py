"""Vietnamese as offices write it."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "HÒA  BÌNH"),
        ("Thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Hoằng Hoá", "hoằng hóa"),
        ("ngoài", "ngòai"),
        ("Xã\u00a0Giao Ninh", "xã giao ninh"),
        (unicodedata.normalize("NFD", "Phường Hà Nam"), "phường hà nam"),
        ("Tổ １", "tổ 1"),
        ("Ý\u200b Yên", "ý yên"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert vi.fold(one) == vi.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đồng Tiến", "Đông Tiến"),
        ("Hoa Lư", "Tây Hoa Lư"),
        ("hoà", "hoá"),
        ("Hoa", "Hoà"),
        ("Lê Hồ", "Lê Hô"),
        ("Đạo", "Dạo"),
        ("thuỷ", "thuý"),
    ],
)
def test_names_that_differ(one: str, other: str) -> None:
    assert vi.fold(one) != vi.fold(other)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert vi.plain(vi.plain(text)) == vi.plain(text)
    assert vi.fold(unicodedata.normalize("NFD", text)) == vi.fold(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xã Giao Ninh", "xa-giao-ninh"),
        ("Đoàn TNCS Hồ Chí Minh tỉnh", "doan-tncs-ho-chi-minh-tinh"),
        ("  Phường Nguyễn Văn Ệ / số 2 ", "phuong-nguyen-van-e-so-2"),
        ("…", ""),
    ],
)
def test_ascii_name(text: str, name: str) -> None:
    assert vi.ascii_name(text) == name


PLACES = ["Hà Nội", "Hà Tĩnh", "Ninh Bình", "Bắc Ninh", "Quảng Ninh", "Tây Ninh", "Thái Nguyên", "Đà Nẵng", "Đắk Lắk"]


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("ninh", ["Ninh Bình", "Bắc Ninh", "Quảng Ninh", "Tây Ninh"]),
        ("Nihn Bình", ["Ninh Bình"]),
        ("Da Nang", ["Đà Nẵng"]),
        ("n", PLACES[:5]),
        ("Sài Gòn", []),
        ("", []),
    ],
)
def test_names_alike(text: str, alike: list[str]) -> None:
    assert vi.similar_names(text, PLACES) == alike


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_join(items: list[str], text: str) -> None:
    assert vi.join(items) == text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        ("Không có", []),
        ("Lớp Zalo", ["Lớp Zalo"]),
        ("Zalo, VNeID, ...", ["Zalo", "VNeID"]),
        ("Zalo (nhóm A, nhóm B), VNeID", ["Zalo (nhóm A, nhóm B)", "VNeID"]),
        ("1. Zalo 2. VNeID 3. Cổng dịch vụ công", ["Zalo", "VNeID", "Cổng dịch vụ công"]),
        ("1) Zalo\n2) VNeID", ["Zalo", "VNeID"]),
        ("- Zalo, Facebook\n- VNeID\n", ["Zalo, Facebook", "VNeID"]),
        ("Các lớp:\n+ Lớp 1;\n+ Lớp 2.", ["Lớp 1", "Lớp 2"]),
        ("A; B; C.", ["A", "B", "C"]),
        ("Kế hoạch số 01-KH/TCT, ngày 13/5/2026", ["Kế hoạch số 01-KH/TCT, ngày 13/5/2026"]),
        ("Tăng 1,5 lần", ["Tăng 1,5 lần"]),
        (unicodedata.normalize("NFD", "Thôn Đông, thôn Đoài"), ["Thôn Đông", "thôn Đoài"]),
    ],
)
def test_list_items(text: str, items: list[str]) -> None:
    assert vi.list_items(text) == items


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (5, "5"),
        (2610, "2.610"),
        (1234567, "1.234.567"),
        (7.6, "7,6"),
        (7.60, "7,6"),
        (85.255, "85,26"),
        (2.345, "2,35"),
        (99.999, "100"),
        (-0.001, "0"),
        (-2610.5, "-2.610,5"),
        (1e20, "100.000.000.000.000.000.000"),
    ],
)
def test_format_number(number: float, text: str) -> None:
    assert vi.format_number(number) == text


def test_format_number_to_other_decimals() -> None:
    assert [vi.format_number(85.25, n) for n in (0, 1, 3)] == ["85", "85,3", "85,25"]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (2610, "2.610"), (7.6, "7,6")]
)
def test_padded_count(number: float, text: str) -> None:
    assert vi.pad_count(number) == text


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [(0.5, 0, 1), (-0.5, 0, -1), (2.5, 0, 3), (1.005, 2, 1.01), (1234, -2, 1200), (1e300, 2, 1e300)],
)
def test_rounding_is_excels(number: float, decimals: int, rounded: float) -> None:
    assert vi.round_half_up(number, decimals) == rounded


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/5/2026", date(2026, 5, 22)),
        ("05-02-2026", date(2026, 2, 5)),
        ("5.2.2026", date(2026, 2, 5)),
        ("ngày 22/5/2026", date(2026, 5, 22)),
        ("2026-05-22", date(2026, 5, 22)),
        ("2026-05-22 00:00:00", date(2026, 5, 22)),
        ("ngày 05 tháng 02 năm 2026", date(2026, 2, 5)),
        ("Ninh Bình, ngày 15 tháng 5 năm 2026", date(2026, 5, 15)),
        (unicodedata.normalize("NFD", "Ngày 05 tháng 02 năm 2026"), date(2026, 2, 5)),
        (" 22/5/２０２６ ", date(2026, 5, 22)),
        (date(2026, 5, 22), date(2026, 5, 22)),
        (datetime(2026, 5, 22, 8, 30), date(2026, 5, 22)),
    ],
)
def test_parse_date(text: object, day: date) -> None:
    assert vi.parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/2/2026", "Không có ngày “31/2/2026” trong lịch."),
        ("01/4/0206", "Năm của ngày “01/4/0206” không đúng."),
        ("22/5/26", "Không đọc được ngày “22/5/26”."),
        ("5/2026", "Không đọc được ngày “5/2026”."),
        ("22/5-2026", "Không đọc được ngày “22/5-2026”."),
        ("hôm qua", "Không đọc được ngày “hôm qua”."),
        (46159, "Không đọc được ngày “46159”."),
        ("", "Chưa ghi ngày."),
        (None, "Chưa ghi ngày."),
    ],
)
def test_dates_that_are_not_guessed(text: object, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        vi.parse_date(text)
    assert (caught.value.message, caught.value.hint) == (sentence, "Ghi đủ ngày/tháng/năm, ví dụ 22/5/2026.")


def test_date_or_none() -> None:
    assert [vi.parse_optional_date(blank) for blank in (None, "", " \u00a0")] == [None, None, None]
    assert vi.parse_optional_date("22/5/2026") == date(2026, 5, 22)
    with pytest.raises(UserError):
        vi.parse_optional_date("22/5")


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 5, 17), "17/5/2026", "ngày 17 tháng 5 năm 2026"),
        (date(2026, 2, 5), "05/02/2026", "ngày 05 tháng 02 năm 2026"),
        (date(2025, 9, 9), "09/9/2025", "ngày 09 tháng 9 năm 2025"),
        (date(2025, 12, 31), "31/12/2025", "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_dates_as_the_decree_writes_them(day: date, short: str, long: str) -> None:
    assert (vi.format_date(day), vi.format_long_date(day)) == (short, long)


@settings(deadline=None)
@given(st.dates())
def test_written_dates_are_read_back(day: date) -> None:
    if day.year >= 1900:
        assert vi.parse_date(vi.format_date(day)) == vi.parse_date(vi.format_long_date(day)) == day


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2104/KH-STP", ("2104", "KH", "STP", "state", "")),
        ("1918/STP-VP", ("1918", "", "STP-VP", "state", "")),
        ("9661/UBND-VX1", ("9661", "", "UBND-VX1", "state", "")),
        ("30/2020/NĐ-CP", ("30", "NĐ", "CP", "state", "2020")),
        ("73/2025/QH15", ("73", "", "QH15", "state", "2025")),
        ("01/KH-BCĐTW", ("01", "KH", "BCĐTW", "state", "")),
        ("Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng", ("1719", "QĐ", "TTg", "state", "")),
        ("Kế hoạch 233/KH-UBND về Phong trào", ("233", "KH", "UBND", "state", "")),
        ("100/Kh-UBND", ("100", "KH", "UBND", "state", "")),
        ("Số: /BC-STP", ("", "BC", "STP", "state", "")),
        ("57-NQ/TW", ("57", "NQ", "TW", "party", "")),
        ("57-\nNQ/TW", ("57", "NQ", "TW", "party", "")),
        ("02 – CV/TCT", ("02", "CV", "TCT", "party", "")),
        ("08KH/TU", ("08", "KH", "TU", "party", "")),
        ("42-CTr/TU", ("42", "CTr", "TU", "party", "")),
        ("05-CTHĐ/TU", ("05", "CTHĐ", "TU", "party", "")),
        ("Kế hoạch số 01-KH/TCT, ngày 13/5/2026", ("01", "KH", "TCT", "party", "")),
    ],
)
def test_document_numbers(text: str, fields: tuple[str, ...]) -> None:
    found = vi.parse_document_number(text)
    assert found is not None
    assert (found.number, found.type, found.issuer, found.style, found.year) == fields


@pytest.mark.parametrize(
    "text", ["", "lớp", "12", "12/350", "9/9/2025", "Có/Không", "1/2 lớp", "12/lớp", "12/KH-UBND, 13/KH-UBND"]
)
def test_what_is_no_document_number(text: str) -> None:
    assert vi.parse_document_number(text) is None


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("08KH/TU", "08-KH/TU"),
        ("100/Kh-UBND", "100/KH-UBND"),
        ("02 -CV/TCT", "02-CV/TCT"),
        ("/BC-STP", "…/BC-STP"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("1918/STP-VP", "1918/STP-VP"),
    ],
)
def test_proper_spelling_of_document_numbers(typed: str, proper: str) -> None:
    assert str(vi.parse_document_number(typed)) == proper


@settings(deadline=None)
@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_readers(text: str) -> None:
    vi.parse_document_number(text)
    assert all(item == item.strip() for item in vi.list_items(text))
