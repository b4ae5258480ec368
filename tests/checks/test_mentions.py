import pytest

from bdhvs_xl.checks.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đã đăng 13 tin, bài, 07 video", [(13, "tin bài"), (7, "video")]),
        ("với 2.610 thành viên", [(2610, "thành viên")]),
        ("cho 2610 người", [(2610, "người")]),
        ("đạt 7,6% dân số", [(7.6, "dân số")]),
        ("tại 43/45 thôn", []),
        ("Kế hoạch số 233/KH-UBND ngày 05/6/2025", []),
        ("Kế hoạch số 08-KH/TU năm 2025", []),
        ("Nghị quyết 57 của Bộ Chính trị", []),
        ("giai đoạn 2025-2030 của tỉnh", []),
        ("trong tháng 10 đã học", []),
        ("đến ngày 20 tháng này", []),
        ("2 lớp.\n3 lớp", [(2, "lớp"), (3, "lớp")]),
        ("không có số nào", []),
    ],
)
def test_counts_are_told_from_dates_and_numbers_of_documents(text, expected):
    assert [(m.number, " ".join(m.head)) for m in find_mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "qualifier", "is_part", "is_plan"),
    [
        ("Đã mở 5 lớp học", "", False, False),
        ("Đã mở hơn 5 lớp học", "hơn", False, False),
        ("Có dưới 8 lớp học", "dưới", False, False),
        ("Đã mở 9 lớp, trong đó 5 lớp học", "", False, False),
        ("Phấn đấu mở 5 lớp học", "", False, True),
        ("Mỗi xã mở 5 lớp học", "", True, False),
    ],
)
def test_how_a_number_is_meant(text, qualifier, is_part, is_plan):
    first = next(find_mentions(text))
    assert (first.qualifier, first.is_part, first.sentence.is_plan) == (qualifier, is_part, is_plan)


def test_a_part_of_a_whole_is_told_apart():
    whole, part = find_mentions("Đã mở 9 lớp học, trong đó 5 lớp học buổi tối")
    assert (whole.is_part, part.is_part, part.quoted) == (False, True, "5 lớp học buổi tối")
