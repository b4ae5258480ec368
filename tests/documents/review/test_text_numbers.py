import pytest

from bdhvs_xl.documents.review.text_numbers import find_numbers, parse_number, same_number

CODES = ("2.10", "3.2", "3.5")


def found(text):
    return [number.text for number in find_numbers(text, CODES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phường quán triệt đến 100% chi bộ, mở 05 lớp cho 1.204 người.", ["100", "05", "1.204"]),
        ("Có 43/43 thôn, đạt 97,7%; tăng từ 31% lên 64%.", ["43", "43", "97,7", "31", "64"]),
        ("Trên tổng số 258 thôn, doanh thu ước 3,2 tỷ đồng, từ 1,5 đến 4 triệu.", ["258", "3,2", "1,5", "4"]),
        ("Cả kỳ 1.138 bài, 7 tháng cuối năm 2026 còn 7.6% nữa.", ["1.138", "7", "7.6"]),
        ("Báo cáo 10/12 đơn vị; có 2025 người dân dự.", ["10", "12", "2025"]),
        ("Chỉ số đạt 2.10%", ["2.10"]),
    ],
)
def test_numbers_that_must_have_a_source(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ninh Bình, ngày 30 tháng 5 năm 2026",
        "Từ ngày 01/7/2025 đến ngày 17/5/2026, trong tháng 10/2025 và quý 2",
        "Năm 2025, giai đoạn 2026-2030, Tết 2026; so với 2025.",
        "Số 128-BC/TCT, Kế hoạch số 03-KH/BCĐ, 233/KH-UBND, Nghị định 30/2020/NĐ-CP, 02 - CV/TCT",
        "Nghị quyết 57 và Đề án 06, Nghị quyết số 57-NQ/TW, Công văn số 1918/STP-VP",
        "Mục II.2, điểm 3.1 và 3.2, khoản 4; Phụ lục 2, trang 5, Bảng 1",
        "(3.2 và 3.5), chỉ số 2.10",
        "Đoàn Công tác số 1, tổ dân phố 5, lớp 12, cấp 2, đợt 3, thứ 7",
        "Gọi 0912 345 678, 0912.345.678, +84 912 345 678 hoặc 1900 1234",
        "K12Online, 5G, công nghiệp 4.0, trực 24/7, https://a.vn/2026/15 và b2@c.vn",
        "Lúc 8 giờ 30, hồi 14h00",
        "2. Kết quả đạt được",
        "- 3.1. Tuyên truyền",
        "12 | Xã Giao Ninh | Sáng ngày 22/5/2026 | Đúng hạn (21/5/2026)",
    ],
)
def test_numbers_that_need_none(text):
    assert found(text) == []


def test_places_are_those_in_the_text():
    text = "Ngày 05/02/2026 có 87 máy, 5 lớp."
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["87", "5"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("2.610", 2610), ("7,6", 7.6), ("05", 5), ("2610", 2610), ("1.234.567,5", 1234567.5), ("7.6", 7.6),
     ("2.6.1", None), ("mười", None), ("", None)],
)  # fmt: skip
def test_what_a_number_means(text, value):
    assert parse_number(text) == value


def test_the_same_number_written_in_another_way():
    assert (
        same_number("5", "05")
        and same_number("2610", "2.610")
        and same_number("2.610 người", "2.610")
        and same_number("", "")
    )
    assert not same_number("84", "48") and not same_number("12 và 13", "12") and not same_number("", "05")
