from dataclasses import replace

import pytest
from support.ledgers import flat
from support.monthly_regime import monthly_regime
from support.narrative_reports import written

from bdhvs_xl.checks.same_as_before import findings
from bdhvs_xl.checks.unit_report import UnitReport

NOW = {"2.1": "147", "2.2": "12", "2.4": "23", "2.4.people": "1.148", "2.10.numerator": "39", "2.10.denominator": "43"}
FLOWS = {("2.1", "value"): 147.0, ("2.4", "value"): 23.0, ("2.4", "people"): 1148.0}


def found(earlier, monkeypatch, fewest=3):
    """The findings of a unit that had reported `earlier` in the period before; the small regime has few numbers."""
    monkeypatch.setattr("bdhvs_xl.checks.same_as_before.MIN_EQUAL", fewest)
    monkeypatch.setattr(UnitReport, "previous", lambda report, *place: earlier.get(place))
    (report,) = written({}, {"14212": NOW})
    return list(findings(report))


def test_what_was_done_copied_from_the_period_before_is_told_once(monkeypatch):
    told = found(FLOWS, monkeypatch)
    assert flat(told) == [("same_as_before", "14212", "2.1", "value", "warning")]
    assert told[0].message == "3 trong 3 số liệu của kỳ này bằng đúng số kỳ trước: chỉ số 2.1, 2.4."


@pytest.mark.parametrize(
    "earlier",
    [
        {},
        FLOWS | {("2.1", "value"): 120.0},
        {("2.2", "value"): 12.0, ("2.10", "numerator"): 39.0, ("2.10", "denominator"): 43.0, ("2.1", "value"): 147.0},
    ],
)
def test_no_earlier_numbers_others_and_what_stays_by_nature_are_not(earlier, monkeypatch):
    assert found(earlier, monkeypatch) == []


def test_a_few_are_the_same_by_chance(monkeypatch):
    assert found(FLOWS, monkeypatch, fewest=4) == []


def test_in_a_regime_that_repeats_what_was_done_in_both_periods_is_compared(monkeypatch):
    monkeypatch.setattr("bdhvs_xl.checks.same_as_before.MIN_EQUAL", 3)
    regime = monthly_regime()
    earlier = {"2.1": {"in_period": 147.0, "cumulative": 400.0}, "2.4": {"in_period": 23.0, "people": 1148.0}}
    units = tuple(replace(u, previous=earlier) if u.code == "14212" else u for u in regime.units)
    (report,) = written({}, {"14212": NOW}, replace(regime, units=units))
    assert flat(findings(report)) == [("same_as_before", "14212", "2.1", "in_period", "warning")]


def test_less_than_most_of_what_is_known_is_not_told(monkeypatch):
    assert found(FLOWS | {("2.1", "value"): 120.0}, monkeypatch, fewest=2) != []
    assert found(FLOWS | {("2.1", "value"): 120.0, ("2.4", "value"): 20.0}, monkeypatch, fewest=1) == []
