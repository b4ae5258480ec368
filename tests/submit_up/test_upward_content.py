"""What of the totals goes where in the form above, and what is told of the rest."""

from dataclasses import replace

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.intake.ledger import Adjustment
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator, Regime, Section
from bdhvs_xl.rollup.totals import compute_totals
from bdhvs_xl.submit_up.upward_content import UpwardContent, build_upward_content

ANSWERS = {
    "14212": {
        "1.1": "Có", "2.1": "2.610", "2.1.evidence": "Bản tin xã", "2.2": "2", "2.2.evidence": "VNeID; iHanoi",
        "2.4": "12", "2.4.people": "350", "2.10.numerator": "40", "2.10.denominator": "43",
    },
    "13669": {
        "1.1": "Không", "2.1": "80", "2.1.evidence": "Loa truyền thanh", "2.2": "2", "2.2.evidence": "MOOC; VNeID",
        "2.4": "3", "2.4.people": "60", "2.10.numerator": "25", "2.10.denominator": "50",
    },
    "LDLD": {"1.1": "Có", "2.1": "10", "2.4": "0", "2.2": "0"},
}  # fmt: skip
DOCUMENTS = {
    "14212": [("12-KH/ĐU", "20/9/2025", "2.1"), ("03-KH/BCĐ", "09/9/2025", "")],
    "13669": [("03 - KH/BCĐ", "09/9/2025", "")],
}


def given(regime: Regime | None = None, upper: Regime | None = None, *agreed: Adjustment, **answers) -> UpwardContent:
    regime, upper = regime or small_regime(), upper or small_regime()
    ledger = made_ledger(regime, {**ANSWERS, **answers}, DOCUMENTS)
    ledger.adjustments += agreed
    return build_upward_content(regime, ledger, compute_totals(regime, ledger, ()), upper, upper.indicators)


def changed(regime: Regime, which: str, **what) -> Regime:
    return replace(regime, indicators=tuple(replace(i, **what) if i.code == which else i for i in regime.indicators))


def agreed(indicator: str, column: str, value: float) -> Adjustment:
    return Adjustment(
        unit="", indicator=indicator, column=column, value=value, raw=str(value), reason="Họp giao ban", who="", when=""
    )


def told(found: UpwardContent) -> list[tuple[str, str]]:
    return [(finding.rule, finding.indicator or finding.raw) for finding in found.findings]


def test_totals_of_the_same_code_and_name_are_typed_as_a_person_would():
    answers = {code: dict(texts) for code, texts in given().answers.items()}
    assert answers == {
        "2.1": {
            "value": "2700",
            "evidence": "Văn bản: 12-KH/ĐU ngày 20/9/2025 (Xã Giao Ninh).\n"
            "Theo đơn vị: Xã Giao Ninh: Bản tin xã; Phường Nam Định: Loa truyền thanh.",
        },
        "2.2": {"value": "3", "evidence": "VNeID; iHanoi; MOOC"},
        "2.4": {"value": "15", "people": "410"},
        "2.10": {"numerator": "65", "denominator": "93"},
    }


def test_what_has_no_place_is_told():
    found = given()
    assert told(found) == [("up_no_place", "1.1"), ("up_no_place", "2.11")]
    assert found.findings[0].message == (
        "Chỉ số 1.1 (2/3 đơn vị) không có chỗ tương ứng: biểu mẫu hỏi chỉ số 1.1 dạng Có/Không, cơ quan tự trả lời."
    )


def test_a_code_given_wins_over_code_and_name():
    upper = changed(changed(small_regime(), "2.1", code="5.7", name="Số tin, bài"), "2.4", name="Số buổi")
    found = given(changed(small_regime(), "2.1", up="5.7"), upper)
    assert (found.answers["5.7"]["value"], "2.4" in found.answers) == ("2700", False)
    assert ("up_no_place", "2.4") in told(found)


def test_a_code_the_form_does_not_ask_and_one_given_twice_have_no_place():
    own = changed(changed(small_regime(), "2.1", up="9.9"), "2.4", up="2.2")
    own = changed(own, "2.2", up="2.2")
    found = given(own)
    reasons = {f.indicator: f.message for f in found.findings if f.rule == "up_no_place"}
    assert "biểu mẫu không hỏi mã 9.9" in reasons["2.1"]
    assert "nhiều chỉ số cùng ghi mã 2.2" in reasons["2.2"]
    assert "nhiều chỉ số cùng ghi mã 2.2" in reasons["2.4"]


@pytest.mark.parametrize(
    ("own", "kind", "expected"),
    [
        ("2.4", "count", {"value": "15"}),
        ("2.1", "count_people", {"value": "2700"}),
        ("2.2", "count", {"value": "3"}),
        ("1.1", "ratio", {"numerator": "2", "denominator": "3"}),
        ("1.1", "count", {"value": "2"}),
        ("2.10", "count", {}),
        ("2.1", "ratio", {}),
        ("2.1", "text", {}),
        ("2.11", "text", {}),
    ],
)
def test_kinds_that_fit_are_carried_over(own: str, kind: str, expected: dict[str, str]):
    asked = Indicator(code="7.1", name="Ở cấp trên", group="2", unit="", kind=KINDS[kind], over_units="none")
    upper = replace(small_regime(), indicators=(asked,))
    found = given(changed(small_regime(), own, up="7.1"), upper)
    texts = found.answers.get("7.1", {})
    assert {column: text for column, text in texts.items() if column in asked.columns} == expected


def test_agreed_values_go_up_with_their_ground():
    found = given(None, None, agreed("2.1", "value", 2500.0), agreed("2.10", "numerator", 70.0))
    assert (found.answers["2.1"]["value"], found.answers["2.10"]["numerator"]) == ("2500", "70")
    assert found.answers["2.1"]["explanation"] == "Kết quả là số chốt, số cộng từ đơn vị: 2.700 (Họp giao ban)"
    assert [f.indicator for f in found.findings if f.rule == "up_agreed"] == ["2.1", "2.10"]


def test_a_percentage_agreed_without_its_parts_cannot_be_told_in_them():
    found = given(None, None, agreed("2.10", "percent", 85.0))
    assert "2.10" not in found.answers
    assert ("up_agreed_percent", "2.10") in told(found)


def test_what_is_missing_stays_empty_and_thin_totals_say_so():
    regime = small_regime()
    ledger = made_ledger(regime, {"14212": {"2.1": "5"}}, status="returned")
    found = build_upward_content(regime, ledger, compute_totals(regime, ledger, ()), regime, regime.indicators)
    assert {code: dict(texts) for code, texts in found.answers.items()} == {
        "2.1": {"value": "5", "explanation": "Tổng hợp từ 1/3 đơn vị; số tạm tính"}
    }
    thin = [f.message for f in found.findings if f.rule == "up_coverage"]
    assert thin == ["Chỉ số 2.1: số tạm tính, còn báo cáo có lỗi; mới có 1/3 đơn vị."]


def test_documents_are_listed_once_under_the_codes_above():
    upper = changed(small_regime(), "2.1", code="5.7")
    found = given(changed(small_regime(), "2.1", up="5.7"), upper)
    assert [(line["number"], line["indicator"]) for line in found.documents] == [("12-KH/ĐU", "5.7"), ("03-KH/BCĐ", "")]


def test_practices_that_were_ticked_and_own_words_go_up():
    regime = small_regime()
    ledger = made_ledger(regime, ANSWERS)
    practice = {"unit": "14212", "unit_name": "Xã Giao Ninh", "description": "", "result": "", "place": "", "link": ""}
    ledger.practices = [{**practice, "name": "A", "quote": "x"}, {**practice, "name": "B", "quote": ""}]
    ledger.narrative = [
        {"unit": "", "section": "proposals", "text": "Đề nghị tỉnh."},
        {"unit": "", "section": "proposals", "text": "Đề nghị sở."},
        {"unit": "14212", "section": "proposals", "text": "Của xã."},
        {"unit": "", "section": "results", "text": "Không ai hỏi."},
    ]
    upper = replace(regime, sections=(Section(id="x", number="5", level=1, title="Đề xuất,  kiến nghị", asked=True),))
    found = build_upward_content(regime, ledger, compute_totals(regime, ledger, ()), upper, ())
    assert [(line["name"], line["place"]) for line in found.practices] == [("A", "Xã Giao Ninh")]
    assert found.narrative == {"x": "Đề nghị tỉnh.\nĐề nghị sở."}
    assert ("up_no_section", "results") in told(found)
