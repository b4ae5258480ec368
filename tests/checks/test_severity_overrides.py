from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import flat, made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.checks.severity_overrides import MAX_PER_UNIT, apply_overrides
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.model import SeverityOverride

TODAY = date(2026, 5, 22)


def found(grades, answers):
    regime = replace(small_regime(), grades=grades)
    return check_all(regime, made_ledger(regime, {"LDLD": {"1.1": "Không", **answers}}), TODAY)


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((), [("required", "LDLD", "2.1", "value", "error")]),
        ((SeverityOverride("required", "warning"),), [("required", "LDLD", "2.1", "value", "warning")]),
        ((SeverityOverride("required", "error", on=False),), []),
        ((SeverityOverride("outlier", "error", on=False),), [("required", "LDLD", "2.1", "value", "error")]),
    ],
)
def test_a_check_counts_as_its_line_says(grades, expected):
    assert flat(found(grades, {"2.4": "0"})) == expected


def test_a_check_made_a_warning_can_be_explained():
    (finding,) = found(
        (SeverityOverride("required", "warning"),), {"2.4": "0", "2.1.explanation": "Chưa tổng hợp được"}
    )
    assert (finding.severity, finding.state) == ("warning", "explained")


def test_a_unit_gets_a_handful_of_what_is_only_likely():
    many = [
        Finding(rule="outlier", severity="warning", message="x", unit=u, indicator=str(n))
        for u in "ab"
        for n in range(9)
    ]
    assert [f.unit for f in apply_overrides(small_regime(), many)] == ["a"] * MAX_PER_UNIT + ["b"] * MAX_PER_UNIT
    errors = [Finding(rule="required", severity="error", message="x", unit="a", indicator=str(n)) for n in range(9)]
    assert list(apply_overrides(small_regime(), errors)) == errors
