from datetime import date

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.documents import findings
from bdhvs_xl.checks.unit_report import unit_reports


def found(*lines):
    regime = small_regime()
    (report,) = unit_reports(regime, made_ledger(regime, {"14212": {"1.1": "Có"}}, {"14212": lines}), date(2026, 5, 22))
    return list(findings(report))


@pytest.mark.parametrize("number", ["2104/KH-STP", "08-KH/TU", "9661/UBND-VX1", "30/2020/NĐ-CP", "Số 233/KH-UBND"])
def test_numbers_of_state_and_party_are_good(number):
    assert found((number, "09/9/2025", "1.1")) == []


@pytest.mark.parametrize(
    ("line", "rule", "column", "severity", "other"),
    [
        (("08KH/TU", "09/9/2025", "1.1"), "document_spelling", "number", "notice", "08-KH/TU"),
        (("kế hoạch mới", "09/9/2025", "1.1"), "document_number", "number", "warning", ""),
        (("/BC-STP", "09/9/2025", "1.1"), "document_number", "number", "warning", ""),
        (("", "09/9/2025", "1.1"), "document_number", "number", "warning", ""),
        (("12/KH-UBND", "31/6/2025", "1.1"), "document_date", "date", "warning", ""),
        (("12/KH-UBND", "", "1.1"), "document_date", "date", "warning", ""),
        (("12/KH-UBND", "09/9/2062", "1.1"), "document_impossible_date", "date", "error", ""),
        (("12/KH-UBND", "09/9/1925", "1.1"), "document_impossible_date", "date", "error", ""),
        (("12/KH-UBND", "20/5/2026", "1.1"), "document_after_period", "date", "warning", ""),
        (("12/KH-UBND", "30/6/2025", "1.1"), "document_before_period", "date", "notice", ""),
        (("12/KH-UBND", "09/9/2025", "9.9"), "document_indicator", "indicator", "warning", ""),
    ],
)
def test_each_fault_of_a_line_is_found(line, rule, column, severity, other):
    (finding,) = found(line)
    assert (finding.rule, finding.column, finding.severity, finding.other) == (rule, column, severity, other)
    assert (finding.unit, finding.indicator, finding.sheet, finding.cell) == ("14212", "", "Văn bản", "B3")
    assert finding.message and finding.cure


def test_the_same_document_for_the_same_indicator_is_a_double():
    plan = ("12/KH-UBND", "09/9/2025", "1.1")
    assert [(f.rule, f.cell) for f in found(plan, ("13/KH-UBND", "09/9/2025", "1.1"), plan)] == [
        ("document_double", "B5")
    ]
    assert found(plan, ("12/KH-UBND", "09/9/2025", "2.1")) == []
    assert found(plan, ("12/KH-UBND", "10/9/2025", "1.1")) == []
    assert {f.rule for f in found(("", "09/9/2025", "1.1"), ("", "09/9/2025", "1.1"))} == {"document_number"}


@pytest.mark.parametrize("day", ["01/7/2025", "17/5/2026"])
def test_the_first_and_the_last_day_of_the_period_are_in_it(day):
    assert found(("12/KH-UBND", day, "1.1")) == []


def test_a_document_of_today_is_only_after_the_period():
    assert [f.rule for f in found(("12/KH-UBND", "22/5/2026", "1.1"))] == ["document_after_period"]
