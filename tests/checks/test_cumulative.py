from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import flat, made_ledger
from support.monthly_regime import monthly_regime

from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.regime.model import Rule

TODAY = date(2026, 6, 5)
UNIT = "14212"
GOOD = {
    "1.1": "Có", "2.1": "7", "2.1.evidence": "Bản tin số 1", "2.2": "2", "2.2.evidence": "VNeID; Zalo",
    "2.4": "2", "2.4.people": "60", "2.10.numerator": "40", "2.10.denominator": "43",
}  # fmt: skip
NOTHING = {"2.1": None, "2.1.evidence": None, "2.1.answer": "Không phát sinh"}
PLAN = {UNIT: [("233/KH-UBND", "09/5/2026", "1.1")]}


def found(changes, regime=None):
    """The findings of one unit whose good report was changed; None takes an answer out."""
    cells = {place: raw for place, raw in (GOOD | changes).items() if raw is not None}
    regime = regime or monthly_regime()
    return check_all(regime, made_ledger(regime, {UNIT: cells}, PLAN), TODAY)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"2.1.cumulative": "17", "2.4": "2 (60)", "2.4.people": None, "2.4.cumulative": "5 (150)"}, []),
        ({"2.1.cumulative": "20"}, [("cumulative_differs", UNIT, "2.1", "cumulative", "warning")]),
        ({"2.1.cumulative": "6"}, [("cumulative_less", UNIT, "2.1", "cumulative", "error")]),
        ({"2.4.cumulative_people": "59"}, [("cumulative_less", UNIT, "2.4", "cumulative_people", "error")]),
        (NOTHING, []),
        (NOTHING | {"2.1.cumulative": "10"}, []),
        (NOTHING | {"2.1.cumulative": "12"}, [("cumulative_differs", UNIT, "2.1", "cumulative", "warning")]),
        ({"2.4": None}, [("incomplete", UNIT, "2.4", "in_period", "error"),
                         ("incomplete", UNIT, "2.4", "cumulative", "error")]),
        ({"2.1": "nhiều bài"}, [("incomplete", UNIT, "2.1", "cumulative", "error"),
                                ("value_refused", UNIT, "2.1", "in_period", "error")]),
    ],
)  # fmt: skip
def test_what_was_done_up_to_now_is_before_and_in_the_period(changes, expected):
    assert flat(found(changes)) == expected


def test_the_finding_names_the_three_numbers_and_the_cure():
    (finding,) = found({"2.1.cumulative": "20", "2.1.explanation": "Kỳ trước ghi thiếu 3 bài"})
    assert finding.message == "Chỉ số 2.1: “Lũy kế” ghi 20, lũy kế kỳ trước 10 cộng với trong kỳ 7 là 17."
    assert finding.cure == (
        "Sửa số trong kỳ hoặc số lũy kế; để trống ô lũy kế nếu lấy 17; nếu số kỳ trước đã đính chính thì nêu ở cột "
        "“Lý do/ghi chú”."
    )
    assert (finding.raw, finding.other, finding.state) == ("20", "17", "explained")


def test_what_had_been_done_before_and_is_not_known_is_asked_for():
    unknown = monthly_regime(previous={})
    missing = [("incomplete", UNIT, code, column, "error") for code, column in (
        ("2.1", "cumulative"), ("2.4", "cumulative"), ("2.4", "cumulative_people"),
    )]  # fmt: skip
    assert flat(found({}, unknown)) == missing
    assert flat(found(NOTHING, unknown)) == missing
    assert flat(found({"2.1.cumulative": "7", "2.4.cumulative": "2", "2.4.cumulative_people": "60"}, unknown)) == []


def test_before_the_first_period_nothing_had_been_done():
    first = monthly_regime(previous={}, since="01/5/2026")
    assert flat(found({}, first)) == []
    assert flat(found({"2.1.cumulative": "8"}, first)) == [("cumulative_differs", UNIT, "2.1", "cumulative", "warning")]


def test_rules_know_the_period_before():
    regime = monthly_regime()
    rules = tuple(
        Rule(id=str(n), test=test, severity="notice", message=f"{test.partition(' ')[0]} sai", cure="")
        for n, test in enumerate(("[2.1] >= PREV([2.1])", "[2.1.cumulative] < PREV([2.1.cumulative]) + 7",
                                  "[2.1.value] = [2.1.in_period]", "[2.4.people] > PREV([2.4])"))
    )  # fmt: skip
    told = [(f.rule, f.message) for f in found({}, replace(regime, rules=rules))]
    assert told == [("1", "17 sai")]
