from dataclasses import replace

from support.narrative_reports import SECTION, with_units, written
from support.small_regime import small_regime

from bdhvs_xl.checks.same_texts import findings
from bdhvs_xl.regime.model import Unit

UNITS = [Unit(code=f"U{n}", name=f"Xã Số {n}", kind="commune") for n in range(1, 8)]
REGIME = with_units(*UNITS)
LONG = (
    "Trong kỳ, {} đã chỉ đạo các chi bộ đưa nội dung phổ cập kỹ năng số vào sinh hoạt chuyên đề hằng tháng. "
    "Các tổ công nghệ số cộng đồng đi từng ngõ, gõ từng nhà, hướng dẫn {} lượt người dân cài đặt ứng dụng VNeID."
)
OTHER = (
    "Hội Nông dân và Đoàn Thanh niên cùng mở các buổi học tại nhà văn hóa vào tối thứ bảy, mời giáo viên hướng dẫn. "
    "Người cao tuổi được con cháu đưa đến lớp, học cách gọi điện có hình và nhận biết cuộc gọi lừa đảo."
)


def found(texts, regime=REGIME):
    reports = written({unit: {SECTION: text} for unit, text in texts.items()}, regime=regime)
    return [(f.unit, f.severity, f.other) for f in findings(reports)]


def test_both_units_are_told_whoever_copied():
    copied = {"U1": LONG.format("Xã Số 1", 120), "U2": LONG.format("xã số 2", 250), "U3": OTHER}
    assert found(copied) == [("U1", "warning", "Xã Số 2"), ("U2", "warning", "Xã Số 1")]


def test_many_who_copied_are_one_line_each_with_the_first_names():
    texts = written({unit.code: {SECTION: LONG.format("xã", 1)} for unit in UNITS}, regime=REGIME)
    first, *_ = told = list(findings(texts))
    assert len(told) == 7
    assert first.message == (
        "Mục “1 Công tác quán triệt, triển khai” giống từng câu với bài của Xã Số 2, Xã Số 3, Xã Số 4 và 3 đơn vị "
        "khác; không xác định được ai chép của ai."
    )
    assert (first.sheet, first.cell, first.file) == ("Phần lời", "C5", "U1.xlsx")


def test_different_words_and_short_ones_are_not_told():
    assert found({"U1": LONG.format("Xã", 1), "U2": OTHER}) == []
    assert found({"U1": "Không có khó khăn, vướng mắc.", "U2": "Không có khó khăn, vướng mắc."}) == []


def test_one_sentence_in_a_long_text_of_ones_own_is_not_told():
    common = LONG.partition(". ")[0].format("xã") + "."
    assert found({"U1": f"{common} {OTHER}", "U2": common}) == []


def test_what_the_regime_gave_to_all_is_common():
    sections = tuple(
        replace(s, guidance=LONG.format("xã", 1)) if s.id == SECTION else s for s in small_regime().sections
    )
    texts = {"U1": LONG.format("xã", 5), "U2": LONG.format("xã", 6)}
    assert found(texts, replace(REGIME, sections=sections)) == []


def test_nobody_has_reported():
    assert list(findings([])) == []


def test_a_text_of_ones_own_around_a_long_common_one_is_not_told():
    common = LONG.format("xã", 1)
    assert found({"U1": common, "U2": f"{common} {OTHER} {OTHER.replace('tối', 'chiều')}"}) == [
        ("U1", "warning", "Xã Số 2")
    ]


def test_a_practice_told_in_the_same_words_is_found():
    told = dict.fromkeys(("name", "result", "place", "link"), "") | {"description": LONG.format("xã", 1)}
    practices = ({**told, "cell": "Mô hình!C5", "file": "x.xlsx"},)
    reports = [replace(report, practices=practices) for report in written({"U1": {}, "U2": {}}, regime=REGIME)]
    assert [f.unit for f in findings(reports)] == ["U1", "U2"]
