"""What units type, and what it is taken for. The tables are examples: text, what was asked, what comes out."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import ParsedValue, as_typed, parse_value
from bdhvs_xl.intake.submission import RawCell
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS
from bdhvs_xl.regime.kinds import Kind

CERTAIN: list[tuple[RawCell, Kind, str, float | str, str]] = [
    # text, kind, column, value, qualifier
    ("12", "count", "value", 12, ""),
    ("0", "count", "value", 0, ""),
    ("04", "count", "value", 4, ""),
    ("04 Lớp", "count", "value", 4, ""),
    ("04lớp", "count", "value", 4, ""),
    ("224 lượt người", "count", "value", 224, ""),
    ("12 lớp.", "count", "value", 12, ""),
    ("12 lớp;", "count", "value", 12, ""),
    ("Số lượng: 12", "count", "value", 12, ""),
    ("Tổng số: 12 lớp", "count", "value", 12, ""),
    ("Đã có 05 văn bản", "count", "value", 5, ""),
    ("'12", "count", "value", 12, ""),
    ("\u00a012\u00a0", "count", "value", 12, ""),
    ("12\u00a0lớp", "count", "value", 12, ""),
    ("12\u200b", "count", "value", 12, ""),
    ("１２", "count", "value", 12, ""),
    (unicodedata.normalize("NFD", "12 người"), "count", "value", 12, ""),
    ("2.610", "count", "value", 2610, ""),
    ("2.000", "count", "value", 2000, ""),
    ("2610", "count_people", "people", 2610, ""),
    ("2.610", "count_people", "people", 2610, ""),
    ("2.610 người", "count_people", "people", 2610, ""),
    ("2.610", "ratio", "numerator", 2610, ""),
    ("2.610", "ratio", "denominator", 2610, ""),
    ("1.234.567", "count", "value", 1234567, ""),
    ("1,234,567", "count", "value", 1234567, ""),
    ("1 234", "count", "value", 1234, ""),
    ("1\u00a0234\u00a0567", "count", "value", 1234567, ""),
    ("1.234,00", "count", "value", 1234, ""),
    ("1,234.0", "count", "value", 1234, ""),
    ("12,0", "count", "value", 12, ""),
    ("12.00", "count", "value", 12, ""),
    ("5 nghìn", "count", "value", 5000, ""),
    ("1,2 triệu", "count", "value", 1_200_000, ""),
    ("2.5 triệu người", "count", "value", 2_500_000, ""),
    ("3 chục", "count", "value", 30, ""),
    ("khoảng 5 nghìn", "count", "value", 5000, "khoảng"),
    ("hơn 600 lượt", "count", "value", 600, "hơn"),
    ("Hơn 600", "count", "value", 600, "hơn"),
    ("gần 3.000", "count", "value", 3000, "gần"),
    ("trên 600", "count", "value", 600, "trên"),
    ("Có trên 600 người", "count", "value", 600, "trên"),
    ("> 600", "count", "value", 600, "trên"),
    (">=600", "count", "value", 600, "từ"),
    ("600+", "count", "value", 600, "từ"),
    ("từ 600 người trở lên", "count", "value", 600, "từ"),
    ("600 người trở lên", "count", "value", 600, "từ"),
    ("không dưới 600", "count", "value", 600, "ít nhất"),
    ("không quá 600", "count", "value", 600, "tối đa"),
    ("ước đạt 600", "count", "value", 600, "khoảng"),
    ("~600", "count", "value", 600, "khoảng"),
    (12, "count", "value", 12, ""),
    (12.0, "count", "value", 12, ""),
    (2610.0, "count_people", "people", 2610, ""),
    (11.999999999999, "count", "value", 12, ""),
    ("3", "names", "value", 3, ""),
    ("3 nền tảng", "names", "value", 3, ""),
    ("7,6", "ratio", "percent", 7.6, ""),
    ("7.6", "ratio", "percent", 7.6, ""),
    ("7,6 %", "ratio", "percent", 7.6, ""),
    ("7,600", "ratio", "percent", 7.6, ""),
    ("85", "ratio", "percent", 85, ""),
    ("85%", "ratio", "value", 85, ""),
    ("100%", "ratio", "percent", 100, ""),
    ("0", "ratio", "percent", 0, ""),
    ("0,9%", "ratio", "percent", 0.9, ""),
    ("1 %", "ratio", "percent", 1, ""),
    ("trên 90%", "ratio", "percent", 90, "trên"),
    ("Đạt 85,5%", "ratio", "percent", 85.5, ""),
    ("Tỉ lệ đạt trên 90 %", "ratio", "percent", 90, "trên"),
    (85.5, "ratio", "percent", 85.5, ""),
    ("Có", "yes_no", "value", "Có", ""),
    ("CÓ", "yes_no", "value", "Có", ""),
    ("co", "yes_no", "value", "Có", ""),
    (unicodedata.normalize("NFD", "Có"), "yes_no", "value", "Có", ""),
    ("Đã có", "yes_no", "value", "Có", ""),
    ("Đã ban hành", "yes_no", "value", "Có", ""),
    ("Có, Kế hoạch số 12/KH-UBND", "yes_no", "value", "Có", ""),
    ("Có (QĐ 05)", "yes_no", "value", "Có", ""),
    ("Đạt", "yes_no", "value", "Có", ""),
    ("x", "yes_no", "value", "Có", ""),
    ("✓", "yes_no", "value", "Có", ""),
    ("TRUE", "yes_no", "value", "Có", ""),
    (True, "yes_no", "value", "Có", ""),
    (False, "yes_no", "value", "Không", ""),
    ("Không", "yes_no", "value", "Không", ""),
    ("ko", "yes_no", "value", "Không", ""),
    ("Không có", "yes_no", "value", "Không", ""),
    ("Chưa", "yes_no", "value", "Không", ""),
    ("Chưa ban hành", "yes_no", "value", "Không", ""),
    ("không phát sinh", "count", "answer", "Không phát sinh", ""),
    ("khong ap dung", "yes_no", "answer", "Không áp dụng", ""),
    ("  Kế hoạch số 12\nngày 5/6  ", "text", "value", "Kế hoạch số 12\nngày 5/6", ""),
    ("2.610", "text", "value", "2.610", ""),
    ("=x", "count", "evidence", "=x", ""),
    ("#BDHVS", "count", "evidence", "#BDHVS", ""),
    (2.5, "text", "value", "2,5", ""),
    (2026.0, "count", "explanation", "2026", ""),
    (date(2026, 2, 5), "count", "evidence", "05/02/2026", ""),
    (unicodedata.normalize("NFD", "Thôn Đông"), "text", "value", "Thôn Đông", ""),
]

MORE_THAN_ASKED: list[tuple[RawCell, Kind, str, float | None, dict[str, float]]] = [
    # text, kind, column, value of this column, what it says of others
    ("12 (350)", "count_people", "value", 12, {"people": 350}),
    ("12 (350)", "count_people", "people", 350, {"value": 12}),
    ("12 lớp (2.610 người)", "count_people", "value", 12, {"people": 2610}),
    ("12 lớp (350 lượt)", "count_people", "value", 12, {"people": 350}),
    ("3 lớp, 45 người", "count_people", "value", 3, {"people": 45}),
    ("3 lớp; 45 học viên", "count_people", "people", 45, {"value": 3}),
    ("12 lớp - 350 người", "count_people", "value", 12, {"people": 350}),
    ("12 lớp/350 người", "count_people", "value", 12, {"people": 350}),
    ("12 lớp cho 350 cán bộ", "count_people", "value", 12, {"people": 350}),
    ("350 người (12 lớp)", "count_people", "value", 12, {"people": 350}),
    ("43/43", "ratio", "numerator", 43, {"denominator": 43}),
    ("43/50", "ratio", "denominator", 50, {"numerator": 43}),
    ("43/50 thôn", "ratio", "numerator", 43, {"denominator": 50}),
    ("43 thôn/50 thôn", "ratio", "numerator", 43, {"denominator": 50}),
    ("43 trên tổng số 50 thôn", "ratio", "numerator", 43, {"denominator": 50}),
    ("1.250/2.610", "ratio", "numerator", 1250, {"denominator": 2610}),
    ("43/50 (86%)", "ratio", "numerator", 43, {"denominator": 50}),
    ("43/50, đạt 86%", "ratio", "denominator", 50, {"numerator": 43}),
    ("86% (43/50)", "ratio", "numerator", 43, {"denominator": 50}),
    ("43 (86%)", "ratio", "numerator", 43, {"percent": 86}),
    ("43/50", "ratio", "percent", 86, {"numerator": 43, "denominator": 50}),
    ("86% (43/50)", "ratio", "percent", 86, {"numerator": 43, "denominator": 50}),
]

DOUBTFUL: list[tuple[RawCell, Kind, str, float | str | None, str]] = [
    # text, kind, column, the likelier reading, what the doubt names
    ("2,610", "count", "value", 2610, "2.610 hoặc 2,61"),
    ("12,000", "count", "value", 12000, "12.000 hoặc 12"),
    ("2.610", "ratio", "percent", 2.61, "2,61 hoặc 2.610"),
    ("85.000", "ratio", "percent", 85, "85 hoặc 85.000"),
    ("0,9", "ratio", "percent", 0.9, "0,9 % hoặc 90 %"),
    ("1", "ratio", "percent", 1, "1 % hoặc 100 %"),
    (0.9, "ratio", "percent", 90, "90 % hoặc 0,9 %"),
    (1, "ratio", "percent", 100, "100 % hoặc 1 %"),
    ("12 350", "count_people", "value", 12350, "12.350 hoặc hai số 12 và 350"),
    ("12/350", "count_people", "value", 12, "12 và 350 người"),
    ("12, 35", "count_people", "value", 12, "12 và 35 người"),
    ("30 cán bộ, 20 công chức", "count_people", "value", 30, "30 và 20 người"),
    ("12 lớp (đợt 1)", "count_people", "value", 12, "12 và 1 người"),
    ("lớp 12", "count", "value", 12, "đang hiểu là 12"),
    ("tăng 12 lớp", "count", "value", 12, "đang hiểu là 12"),
    ("(12)", "count", "value", 12, "đang hiểu là 12"),
    ("12?", "count", "value", 12, "đang hiểu là 12"),
    ("12 lớp chưa tính thôn A", "count", "value", 12, "các chữ đi kèm không được tính đến"),
    ("Không", "count", "value", 0, "0 hoặc chưa có số liệu"),
    ("Chưa tổ chức lớp nào", "count", "value", 0, "0 hoặc chưa có số liệu"),
    ("không có", "ratio", "numerator", 0, "0 hoặc chưa có số liệu"),
    ("85%", "ratio", "numerator", None, "là tỉ lệ, không cộng được: ghi tử số và mẫu số. Mới ghi nhận 85 %"),
    ("43/50 (90%)", "ratio", "numerator", 43, "khác với phép chia (86 %)"),
    ("Zalo, VNeID, Cổng dịch vụ công", "names", "value", 3, "đang đếm được 3 tên"),
    ("Có nhưng chưa đầy đủ", "yes_no", "value", "Có", "Có hoặc Không"),
    ("Không, đã có từ năm trước", "yes_no", "value", "Không", "Không hoặc Có"),
]

REFUSED: list[tuple[RawCell, Kind, str, str]] = [
    # text, kind, column, why
    ("Đạt", "count", "value", "không có chữ số nào"),
    ("mười hai", "count", "value", "không có chữ số nào"),
    ("nhiều lớp", "count", "value", "không có chữ số nào"),
    ("①", "count", "value", "có chữ số lạ"),
    ("x", "count", "value", "chưa rõ là 0 hay chưa có số liệu"),
    ("-", "count", "value", "chưa rõ là 0 hay chưa có số liệu"),
    ("…", "count_people", "people", "chưa rõ là 0 hay chưa có số liệu"),
    ("12,5", "count", "value", "cần số nguyên"),
    ("2.61", "count_people", "people", "cần số nguyên"),
    ("12,5 (30)", "count_people", "value", "cần số nguyên"),
    (2.61, "count_people", "people", "cần số nguyên. Gõ lại số nguyên (gõ 2610 nếu ý là 2.610)"),
    (0.123456, "count", "value", "cần số nguyên"),
    ("85%", "count", "value", "cần số lượng, không phải tỉ lệ"),
    ("12-15", "count", "value", "đây là một khoảng"),
    ("12 – 15", "count_people", "value", "đây là một khoảng"),
    ("từ 12 đến 15", "count", "value", "đây là một khoảng"),
    ("85-90%", "ratio", "percent", "đây là một khoảng"),
    ("2 + 3", "count", "value", "đây là một phép cộng"),
    ("3 lớp, 45 người", "count", "value", "có nhiều số trong một ô"),
    ("12 (350)", "count", "value", "có nhiều số trong một ô"),
    ("12 lớp, 350 người, 3 xã", "count_people", "value", "có nhiều số trong một ô"),
    ("43 và 50", "ratio", "numerator", "có nhiều số trong một ô"),
    ("-5", "count", "value", "số không thể âm"),
    ("−5", "ratio", "percent", "số không thể âm"),
    ("-5 (3)", "count_people", "value", "số không thể âm"),
    (-5, "count", "value", "số không thể âm"),
    (-0.5, "ratio", "percent", "số không thể âm"),
    ("5k", "count", "value", "số viết tắt"),
    ("2 triệu rưỡi", "count", "value", "số viết tắt hoặc viết lẫn chữ"),
    ("1O lớp", "count", "value", "có chữ cái lẫn trong số"),
    ("1.2.3", "count", "value", "không đọc được số"),
    ("1E+05", "count", "value", "số viết dạng rút gọn đã mất chữ số"),
    ("0912345678", "count", "value", "số quá lớn"),
    ("0912 345 678", "count", "value", "có nhiều số trong một ô"),
    ("12345678901", "count_people", "people", "số quá lớn"),
    (5e9, "count", "value", "số quá lớn"),
    ("17/5/2026", "count", "value", "đây là một ngày"),
    ("3-5-2026", "ratio", "numerator", "đây là một ngày"),
    ("120%", "ratio", "percent", "tỉ lệ phải từ 0 đến 100"),
    (850, "ratio", "percent", "tỉ lệ phải từ 0 đến 100"),
    ("50/43", "ratio", "percent", "tỉ lệ phải từ 0 đến 100"),
    ("0/0", "ratio", "percent", "tỉ lệ phải từ 0 đến 100"),
    ("#REF!", "count", "value", "ô đang báo lỗi công thức"),
    ("#N/A", "text", "evidence", "ô đang báo lỗi công thức"),
    ("=2+3", "count", "value", "ô chứa công thức chưa tính"),
    (True, "count", "value", "cần một con số"),
    (date(2026, 5, 3), "ratio", "numerator", "đổi nội dung ô thành ngày, có thể lúc gõ là 3/5 hoặc 5/3"),
    (datetime(2026, 10, 2), "count", "value", "đổi nội dung ô thành ngày, có thể lúc gõ là 2/10 hoặc 10/2"),
    (time(3, 5), "count", "value", "đổi nội dung ô thành giờ"),
    (timedelta(hours=30), "count", "value", "đổi nội dung ô thành giờ"),
    (float("nan"), "count", "value", "không có chữ số nào"),
    (float("inf"), "ratio", "percent", "không có chữ số nào"),
    ("Có/Không", "yes_no", "value", "chưa rõ là Có hay Không"),
    ("3", "yes_no", "value", "chưa rõ là Có hay Không"),
    (1, "yes_no", "value", "chưa rõ là Có hay Không"),
    ("đang làm", "count", "answer", "không có trong danh sách chọn"),
]

ANSWERS = [
    ("Không phát sinh", "count", "Không phát sinh"),
    ("KHÔNG PHÁT SINH.", "count_people", "Không phát sinh"),
    ("khong phat sinh", "ratio", "Không phát sinh"),
    ("N/A", "count", "Không áp dụng"),
    ("Không áp dụng", "yes_no", "Không áp dụng"),
    ("Chưa thống kê", "names", "Chưa có số liệu"),
    ("chưa có số liệu", "ratio", "Chưa có số liệu"),
]


@pytest.mark.parametrize(("raw", "kind", "column", "value", "qualifier"), CERTAIN)
def test_certain(raw: RawCell, kind: Kind, column: str, value: float | str, qualifier: str) -> None:
    assert parse_value(raw, kind, column) == ParsedValue(value, qualifier)


@pytest.mark.parametrize(("raw", "kind", "column", "value", "extra"), MORE_THAN_ASKED)
def test_more_than_asked(raw: RawCell, kind: Kind, column: str, value: float, extra: dict[str, float]) -> None:
    assert parse_value(raw, kind, column) == ParsedValue(value, extra=extra)


@pytest.mark.parametrize(("raw", "kind", "column", "value", "doubt"), DOUBTFUL)
def test_doubtful(raw: RawCell, kind: Kind, column: str, value: float | str | None, doubt: str) -> None:
    reading = parse_value(raw, kind, column)
    assert (reading.value, reading.refusal) == (value, "")
    assert doubt in reading.doubt
    assert reading.doubt.endswith(".")


@pytest.mark.parametrize(("raw", "kind", "column", "why"), REFUSED)
def test_refused(raw: RawCell, kind: Kind, column: str, why: str) -> None:
    reading = parse_value(raw, kind, column)
    assert reading == ParsedValue(refusal=reading.refusal, choices=reading.choices)
    assert f"“{as_typed(raw)}”: " in reading.refusal
    assert why in reading.refusal
    assert reading.refusal.endswith(".")


@pytest.mark.parametrize(("raw", "kind", "answer"), ANSWERS)
def test_an_answer_typed_as_a_value(raw: str, kind: Kind, answer: str) -> None:
    column = "numerator" if kind == "ratio" else "value"
    assert parse_value(raw, kind, column) == ParsedValue(answer=answer)


@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0\u200b"])
@pytest.mark.parametrize("kind", ["yes_no", "count", "ratio"])
def test_blank_is_nothing_at_all(raw: RawCell, kind: Kind) -> None:
    columns = ("value", "numerator", "answer", "percent")
    assert [parse_value(raw, kind, column) for column in columns] == [ParsedValue()] * len(columns)


def test_a_long_text_is_quoted_short() -> None:
    assert len(parse_value("abc " * 8000, "count", "value").refusal) < 200


KINDS = st.sampled_from(["yes_no", "count", "count_people", "ratio", "names", "text"])
COLUMNS = st.sampled_from(["value", "people", "numerator", "denominator", "percent", "answer", "evidence"])
TYPED = st.lists(st.sampled_from([*"0123456789.,/%()-+ ekO", " lớp ", " người", "trên ", "đến", "\u00a0", "triệu"]))
CELLS: st.SearchStrategy[RawCell] = st.one_of(
    st.text(max_size=40), TYPED.map("".join), st.floats(), st.integers(-(2**60), 2**60), st.booleans(), st.none(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip


@settings(deadline=None)
@given(CELLS, KINDS, COLUMNS)
def test_every_cell_is_taken_doubted_or_refused(raw: RawCell, kind: Kind, column: str) -> None:
    reading = parse_value(raw, kind, column)
    blank = not vi.plain(as_typed(raw))
    said = reading.value is not None or bool(reading.refusal or reading.doubt or reading.answer)
    assert said != blank
    assert not (reading.refusal and (reading.value is not None or reading.extra or reading.answer))
    assert reading.answer in ("", *NO_VALUE_ANSWERS)


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_whole_number_as_we_write_it_is_certain(number: int) -> None:
    for text in (str(number), vi.format_number(number), vi.pad_count(number), f"{number} người"):
        assert parse_value(text, "count", "value") == ParsedValue(float(number))
    assert parse_value(vi.format_number(number), "count_people", "people") == ParsedValue(float(number))


@settings(deadline=None)
@given(st.integers(101, 10_000))
def test_a_percentage_as_we_write_it_is_certain(hundredths: int) -> None:
    share = hundredths / 100
    assert parse_value(f"{vi.format_number(share)} %", "ratio", "percent") == ParsedValue(share)
