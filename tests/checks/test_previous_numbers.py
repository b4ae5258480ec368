"""Odd numbers of `Kỳ trước`, and numbers settled in the period while those up to now are not."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from support.ledgers import made_ledger
from support.monthly_regime import BEFORE, monthly_regime

from bdhvs_xl.buttons import issue_forms
from bdhvs_xl.checks import cumulative, master_lists, previous_numbers
from bdhvs_xl.checks.unit_report import unit_reports
from bdhvs_xl.intake.ledger import Adjustment, Ledger
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.regime.model import SeverityOverride

UNIT = "14212"


def found(numbers):
    return list(previous_numbers.findings(monthly_regime({UNIT: numbers})))


def test_good_numbers_are_not_told_of():
    shares = {"1.1": {"value": 1.0}, "2.10": {"numerator": 40.0, "denominator": 43.0, "percent": 93.5}}
    assert found(BEFORE | shares) == []


@pytest.mark.parametrize(
    ("numbers", "rule", "said"),
    [
        ({"2.1": {"value": 5.0}}, "previous_column", "chỉ số 2.1 không có cột “Kết quả”; chưa dùng đến."),
        ({"2.1": {"cumulative_people": 5.0}}, "previous_column", "chỉ số 2.1 không có cột “Số người lũy kế”"),
        ({"1.1": {"cumulative": 1.0}}, "previous_column", "chỉ số 1.1 không có cột “Lũy kế”"),
        ({"2.1": {"cumulative": 1.25}}, "previous_number", "“1,25” không phải số đếm; có thể là 1.250."),
        ({"1.1": {"value": 5.0}}, "previous_number", "“5” không phải Có hoặc Không."),
        ({"9.9": {"cumulative": 5.0}}, "previous_indicator", "có số của chỉ số “9.9” mà trang Chỉ số không có"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_line(numbers, rule, said):
    (finding,) = found(numbers)
    assert (finding.rule, finding.severity, finding.sheet) == (rule, "warning", "Kỳ trước")
    assert said in finding.message and finding.cure


def test_many_lines_alike_are_told_once():
    regime = monthly_regime({unit: {"2.1": {"cumulative": 1.25, "value": 3.0}} for unit in (UNIT, "13669", "LDLD")})
    assert [(f.rule, f.message.partition(": ")[2]) for f in previous_numbers.findings(regime)] == [
        ("previous_column", "chỉ số 2.1 không có cột “Kết quả”; chưa dùng đến, và 2 đơn vị khác cũng vậy."),
        ("previous_number", "“1,25” không phải số đếm; có thể là 1.250, và 2 đơn vị khác cũng vậy."),
    ]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"2.1.answer": "Không áp dụng"}, "lũy kế đã có 10"),
        ({"2.1.answer": "Không áp dụng", "2.1.cumulative": "12"}, "lũy kế đã có 12"),
        ({"2.1.answer": "Không áp dụng", "2.1.cumulative": "0"}, None),
        ({"2.1.answer": "Không phát sinh", "2.1.cumulative": "10"}, None),
    ],
)
def test_what_had_been_done_does_not_leave_the_totals_in_silence(answers, told):
    regime = monthly_regime()
    (report,) = unit_reports(regime, made_ledger(regime, {UNIT: answers}), date(2026, 6, 4))
    found = list(cumulative.dropped_findings(report))
    assert [(f.rule, f.severity, f.column) for f in found] == (
        [("cumulative_dropped", "warning", "answer")] * bool(told)
    )
    assert all(told in f.message for f in found)


def test_what_a_unit_had_done_that_reports_no_longer_is_told_to_be_in_no_total():
    regime = monthly_regime()
    ended = replace(regime.unit["13669"], valid_to=date(2026, 4, 30), successor=UNIT)
    units = tuple(ended if unit.code == "13669" else unit for unit in regime.units)
    (finding,) = previous_numbers.findings(replace(regime, units=units))
    assert (finding.rule, finding.cell, finding.raw) == ("previous_unit", "13669", "2.1 (10), 2.4 (3)")
    assert "dòng của Xã Giao Ninh" in finding.cure


def issued(regime, folder):
    """What was said when the forms of a regime were made."""
    path = folder / "Tổng hợp.xlsx"
    create_master_file(regime, path, now=datetime(2026, 6, 1, 9), fill=lambda book: None)
    with FileBook(path, button="issue_forms", now=datetime(2026, 6, 1, 9)) as book:
        return issue_forms.run(book)


def test_forms_are_not_issued_in_silence_with_odd_numbers(tmp_path):
    outcome = issued(monthly_regime({UNIT: {"2.1": {"cumulative": 1.25}}}), tmp_path)
    assert [finding.rule for finding in outcome.findings] == ["previous_number"]
    assert "Cần xem lại trang Kỳ trước. Trang Kỳ trước, dòng “14212, 2.1, Lũy kế”" in outcome.message


def test_what_was_switched_off_is_not_told_when_forms_are_issued(tmp_path):
    regime = monthly_regime({UNIT: {"2.1": {"cumulative": 1.25}, "9.9": {"value": 1.0}}})
    off = tuple(SeverityOverride(rule, "warning", on=False) for rule in ("previous_number", "previous_indicator"))
    assert issued(replace(regime, grades=off), tmp_path).findings == []


# --- numbers settled for the whole province ---------------------------------------------------------------------------


def settled(**numbers):
    lines = [
        Adjustment(
            unit="", indicator="2.4", column=column, value=value, raw=str(value), reason="Họp", who="", when=""
        )
        for column, value in numbers.items()
    ]  # fmt: skip
    return [(f.rule, f.severity, f.message) for f in master_lists.findings(monthly_regime(), Ledger(adjustments=lines))]


def test_a_number_settled_in_the_period_alone_is_told():
    told = "Trang Điều chỉnh, dòng “toàn tỉnh, chỉ số 2.4, cột Trong kỳ”: chưa chốt cột Lũy kế, cột đó vẫn là tổng số "
    assert settled(in_period=9.0) == [("adjustment_cumulative", "warning", told + "của các đơn vị.")]
    assert settled(in_period=9.0, cumulative=12.0) == []
    assert settled(cumulative=12.0) == []


def test_settled_numbers_that_contradict_each_other_are_told():
    ((rule, _, message),) = settled(people=90.0, cumulative_people=60.0)
    assert rule == "adjustment_cumulative"
    assert message.endswith("cột Số người lũy kế”: số chốt 60 nhỏ hơn số chốt trong kỳ.")
