from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import flat, made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.regime_rules import findings, parse_rules
from bdhvs_xl.checks.unit_report import unit_reports
from bdhvs_xl.regime.model import Rule


def regime_with(*rules):
    return replace(small_regime(), rules=rules)


def found(regime, answers, unit="14212"):
    (report,) = unit_reports(regime, made_ledger(regime, {unit: answers}), date(2026, 5, 22))
    return list(findings(report, parse_rules(regime).tests))


def rule(test, **changes):
    return replace(Rule(id="r", test=test, severity="error", message="Sai."), **changes)


def test_message_and_cure_are_filled_with_values():
    told = rule("[2.4.people] >= [2.4.value]", message="Có [2.4.people] người, [2.4] lớp.", cure="Sửa [2.4.people].")
    (finding,) = found(regime_with(told), {"2.4": "60", "2.4.people": "2"})
    assert (finding.message, finding.cure) == ("Có 2 người, 60 lớp.", "Sửa 2.")


def test_the_finding_stands_at_the_first_reference():
    low = rule("[2.10] >= TARGET([2.10])")
    (finding,) = found(regime_with(low), {"2.10.numerator": "10", "2.10.denominator": "43"})
    assert (finding.indicator, finding.column, finding.cell) == ("2.10", "numerator", "G9")


def test_rules_concern_their_kinds_of_units_and_their_time_only():
    broken = "[2.1] > 100"
    assert found(regime_with(rule(broken, unit_kinds=("ward",))), {"2.1": "7"}) == []
    assert found(regime_with(rule(broken, since=date(2026, 5, 18))), {"2.1": "7"}) == []
    assert found(regime_with(rule(broken, until=date(2025, 6, 30))), {"2.1": "7"}) == []
    assert found(regime_with(rule(broken, on=False)), {"2.1": "7"}) == []
    within = rule(broken, since=date(2026, 5, 17), until=date(2026, 5, 17), unit_kinds=("commune",))
    assert flat(found(regime_with(within), {"2.1": "7"})) == [("r", "14212", "2.1", "value", "error")]


def test_nothing_happened_counts_as_zero_and_not_known_as_missing():
    some = regime_with(rule("[2.1] > 0"))
    assert len(found(some, {"2.1.answer": "Không phát sinh"})) == 1
    assert found(some, {"2.1.answer": "Chưa có số liệu"}) == []


def test_a_rule_that_cannot_be_read_is_a_finding_on_the_master_and_the_rest_goes_on():
    regime = regime_with(
        rule("[2.1] >", id="a"), rule("[9.9] > 0", id="b"), rule("[2.1.people] > 0", id="c"),
        rule('ITEMS("documents", "9.9") > 0', id="d"), rule("[2.1] > 100", id="e"),
    )  # fmt: skip
    understood = parse_rules(regime)
    assert [(f.rule, f.sheet, f.cell, f.severity, f.raw) for f in understood.findings] == [
        ("rule_unreadable", "Quy tắc", "a", "error", "[2.1] >"),
        ("rule_unreadable", "Quy tắc", "b", "error", "[9.9] > 0"),
        ("rule_unreadable", "Quy tắc", "c", "error", "[2.1.people] > 0"),
        ("rule_unreadable", "Quy tắc", "d", "error", 'ITEMS("documents", "9.9") > 0'),
    ]
    assert understood.findings[1].message == (
        "Trang Quy tắc, quy tắc “b”: không có chỉ số 9.9. Quy tắc này chưa được áp dụng."
    )
    assert len({f.key for f in understood.findings}) == 4
    assert [test.rule.id for test in understood.tests] == ["e"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"test": 'UNIT("thon") > 0'}, "không có thông tin đơn vị “thon”."),
        ({"test": "[2.1]"}, "đây chưa phải là một điều kiện."),
        ({"test": "[2.1] + 1"}, "đây chưa phải là một điều kiện."),
        ({"message": "Có [2.99] lớp."}, "không có chỉ số 2.99."),
        ({"cure": "Xem lại [2.1.people]."}, "chỉ số 2.1 không có cột “people”."),
    ],
)
def test_a_slip_that_would_keep_a_rule_silent_is_told(changes, told):
    (finding,) = parse_rules(regime_with(replace(rule("[2.1] > 0"), **changes))).findings
    assert finding.message == f"Trang Quy tắc, quy tắc “r”: {told} Quy tắc này chưa được áp dụng."
    assert finding.cure


@pytest.mark.parametrize("test", ["NOT([2.1] > 0)", "([2.1] > 0)", "ISBLANK([2.1])", "IF([2.1] > 0, [2.1] < 9, 1 = 1)"])
def test_conditions_of_every_form_are_read(test):
    assert parse_rules(regime_with(rule(test))).findings == ()
