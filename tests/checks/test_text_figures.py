import pytest
from support.ledgers import flat
from support.monthly_regime import monthly_regime
from support.narrative_reports import PROPOSALS, SECTION, written

from bdhvs_xl.checks.text_figures import findings

CLASSES = "Xã đã mở {} lớp bồi dưỡng kỹ năng số cho cán bộ, công chức."
POSTS = "Đã đăng {} bài viết, bản tin về Phong trào trên trang thông tin."
SHARE = "Có {} thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng."
ANSWERS = {"2.1": "45", "2.4": "5", "2.4.people": "148", "2.10.numerator": "40", "2.10.denominator": "50"}


def found(*texts, answers=ANSWERS, section=SECTION):
    return flat(findings(written({"14212": {section: "\n".join(texts)}}, {"14212": answers})))


@pytest.mark.parametrize(
    ("text", "indicator", "column"),
    [
        (CLASSES.format("06"), "2.4", "value"),
        (CLASSES.format("50"), "2.4", "value"),
        (POSTS.format("450"), "2.1", "value"),
        (POSTS.format("44"), "2.1", "value"),
        (SHARE.format("90%"), "2.10", "numerator"),
        (SHARE.format("trên 85%"), "2.10", "numerator"),
    ],
)
def test_a_number_of_the_text_that_is_not_the_reported_one_is_found(text, indicator, column):
    assert found(text) == [("text_against_figure", "14212", indicator, column, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        CLASSES.format("05"),
        POSTS.format("45"),
        POSTS.format("hơn 40"),
        POSTS.format("12"),
        SHARE.format("80%"),
        SHARE.format("trên 79%"),
        SHARE.format("80,4%"),
        "Đã đăng 60 bài viết, bản tin về Phong trào và các phong trào khác, trong đó 45 bài về Phong trào.",
        "Đã đăng 60 bài viết, bản tin về Phong trào. Riêng 60 bài viết, bản tin trên báo tỉnh.",
        "Phấn đấu đăng 500 bài viết, bản tin về Phong trào.",
        "Xã tặng 60 giấy khen và in 4.000 tờ gấp.",
        "Năm 2026 thực hiện Kế hoạch số 46/KH-UBND về 03 bài học kinh nghiệm.",
    ],
)
def test_what_agrees_is_a_part_or_speaks_of_something_else_is_not(text):
    assert found(text) == []


def test_what_is_planned_is_not_compared():
    assert found(POSTS.format("450"), section=PROPOSALS) == []


def test_a_number_that_was_not_reported_cannot_be_compared():
    assert found(POSTS.format("450"), answers={}) == []


def test_the_finding_says_where_both_numbers_stand():
    (finding,) = findings(written({"14212": {SECTION: CLASSES.format("06")}}, {"14212": ANSWERS}))
    assert (finding.sheet, finding.cell, finding.raw, finding.other) == ("Kết quả", "E8", "5", "06")
    assert finding.message == (
        "Chỉ số 2.4, cột “Kết quả” là 5 nhưng mục “1 Công tác quán triệt, triển khai” nêu “06 lớp bồi dưỡng kỹ…”."
    )
    assert finding.cure == "Sửa cho khớp số ở trang Kết quả hoặc trong phần lời (Phần lời!C5)."


def test_an_explained_number_stays_visible():
    (finding,) = findings(
        written(
            {"14212": {SECTION: CLASSES.format("06")}}, {"14212": ANSWERS | {"2.4.explanation": "Tính cả lớp ghép"}}
        )
    )
    assert (finding.state, finding.explanation) == ("explained", "Tính cả lớp ghép")


# --- text against text ------------------------------------------------------------------------------------------------

TEAMS = "Đã thành lập {} tổ công nghệ số cộng đồng tại các thôn trên địa bàn với {} thành viên."
IN_ALL = "Tổng số tổ công nghệ số cộng đồng trên địa bàn xã là {} với {} thành viên."


def test_two_numbers_for_one_thing_are_found_once():
    (finding,) = findings(
        written({"14212": {SECTION: TEAMS.format(43, 2610), PROPOSALS: "", "x": IN_ALL.format("43 tổ", 2600)}})
    )
    assert (finding.rule, finding.severity, finding.cell, finding.raw, finding.other) == (
        "text_against_text", "warning", "Phần lời!C7".partition("!")[2], "2600", "2610",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TEAMS.format(43, 2610), IN_ALL.format("43 tổ", 2610)),
        (TEAMS.format(43, 2610), IN_ALL.format("44 tổ trong đó 43 tổ ở thôn", 2610)),
        (TEAMS.format(43, 2610), IN_ALL.format("43 tổ", "hơn 2600")),
        (TEAMS.format(43, 2610), IN_ALL.format("43 tổ", 130)),
        ("Ban Chỉ đạo có 21 thành viên phụ trách địa bàn.", "Tổ giúp việc có 20 thành viên theo dõi."),
    ],
)
def test_parts_rough_numbers_and_other_things_are_no_contradiction(first, second):
    assert found(first, second) == []


# --- in a regime that repeats -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "is_found"), [("45", False), ("145", False), ("450", True)])
def test_what_was_done_in_the_period_and_up_to_now_both_agree(told, is_found):
    answers = {"2.1": "45", "2.1.cumulative": "145"}
    texts = {"14212": {SECTION: POSTS.format(told)}}
    found = flat(findings(written(texts, {"14212": answers}, monthly_regime())))
    assert found == ([("text_against_figure", "14212", "2.1", "in_period", "warning")] if is_found else [])
