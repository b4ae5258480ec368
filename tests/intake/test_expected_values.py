"""What a master knows settles a doubt when the ledger is filled, and the officer is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.unit_report import unit_reports
from bdhvs_xl.checks.value_checks import findings
from bdhvs_xl.intake.expected_values import list_expected_values
from bdhvs_xl.intake.parse.disambiguate import GOAL, OBSERVED
from bdhvs_xl.intake.to_ledger import reparse_values
from bdhvs_xl.regime.model import Regime, Rule

UNIT = "14212"


def regime(test: str = '[2.10.denominator] = UNIT("hamlets")', **changes: Mapping[str, object]) -> Regime:
    """The small regime with one rule, its unit with 3.012 hamlets, a period before and what else is changed."""
    small = small_regime()
    rule = Rule(id="held", test=test, severity="notice", message="", cure="")
    unit = replace(small.unit[UNIT], attributes={"hamlets": 3012.0}, previous={"2.4": {"people": 2598.0}})
    return replace(small, rules=(rule,), units=(unit, *(u for u in small.units if u.code != UNIT)), **changes)


@pytest.mark.parametrize(
    ("test", "indicator", "column", "words"),
    [
        ("1 = 1", "2.4", "people", ["kỳ trước là 2.598"]),
        ("1 = 1", "2.4", "value", []),
        ("1 = 1", "2.1", "value", ["mục tiêu là 100"]),
        ('[2.10.denominator] = UNIT("hamlets")', "2.10", "denominator", ["Số thôn, tổ dân phố của đơn vị là 3.012"]),
        ('[2.10.denominator] = UNIT("hamlets")', "2.10", "numerator", []),
        ('[2.4] <= UNIT("hamlets")', "2.4", "value", ["Số thôn, tổ dân phố của đơn vị là 3.012"]),
        ('[2.4] >= UNIT("hamlets")', "2.4", "value", []),
        ('[2.4] = UNIT("nhan_khau")', "2.4", "value", []),
        ("[2.4] = [2.1]", "2.4", "value", []),
        ("[2.4", "2.4", "value", []),
    ],
)
def test_what_is_known(test: str, indicator: str, column: str, words: list[str]) -> None:
    asked = regime(test)
    facts = list_expected_values(asked, asked.unit[UNIT], asked.indicator[indicator], column)
    assert [fact.words for fact in facts] == words


def test_equal_to_a_number_of_the_unit_speaks_louder_than_below_it() -> None:
    said = {}
    for sign in ("=", "<="):
        asked = regime(f'[2.10.denominator] {sign} UNIT("hamlets")')
        (fact,) = list_expected_values(asked, asked.unit[UNIT], asked.indicator["2.10"], "denominator")
        said[sign] = fact.apart
    assert said == {"=": OBSERVED, "<=": GOAL}


def test_a_zero_speaks_for_no_reading() -> None:
    asked = regime('[2.4.people] <= UNIT("hamlets")')
    unit = replace(asked.unit[UNIT], attributes={"hamlets": 0.0}, previous={"2.4": {"people": 0.0}})
    assert not list(list_expected_values(asked, unit, asked.indicator["2.4"], "people"))
    aimless = replace(asked.indicator["2.1"], targets={2026: 0.0})
    assert not list(list_expected_values(asked, unit, aimless, "value"))


def test_a_rule_that_is_off_says_nothing() -> None:
    asked = regime()
    asked = replace(asked, rules=(replace(asked.rules[0], on=False),))
    assert not list(list_expected_values(asked, asked.unit[UNIT], asked.indicator["2.10"], "denominator"))


ANSWERS = {"2.4": "12", "2.4.people": "2,610", "2.10.numerator": "2,000", "2.10.denominator": "3,012"}


def test_the_ledger_takes_the_reading_and_says_why() -> None:
    ledger = made_ledger(regime(), {UNIT: ANSWERS})
    people, numerator, denominator = (
        ledger.values[UNIT][place] for place in (("2.4", "people"), ("2.10", "numerator"), ("2.10", "denominator"))
    )
    assert (people.value, people.raw) == (2610.0, "2,610")
    assert people.doubt == "“2,610” được hiểu là 2.610, không phải 2,61, vì kỳ trước là 2.598."
    assert (denominator.value, denominator.doubt.endswith("vì Số thôn, tổ dân phố của đơn vị là 3.012.")) == (
        3012,
        True,
    )
    assert "có thể là 2.000 hoặc 2, đang hiểu là 2.000" in numerator.doubt


def told(asked: Regime, ledger_regime: Regime) -> list[tuple[str, str, str]]:
    ledger = made_ledger(ledger_regime, {UNIT: ANSWERS})
    (report,) = unit_reports(asked, ledger, date(2026, 5, 22))
    return [(finding.rule, finding.severity, f"{finding.indicator}.{finding.column}") for finding in findings(report)]


def test_the_officer_reads_a_notice_instead_of_a_warning() -> None:
    assert told(regime(), regime()) == [
        ("value_settled", "notice", "2.4.people"),
        ("value_doubtful", "warning", "2.10.numerator"),
        ("value_settled", "notice", "2.10.denominator"),
    ]


def test_what_was_settled_on_grounds_that_no_longer_hold_is_a_warning() -> None:
    assert told(regime("1 = 1"), regime())[2] == ("value_doubtful", "warning", "2.10.denominator")


def test_what_is_read_anew_is_settled_too() -> None:
    asked = regime()
    ledger = made_ledger(asked, {UNIT: ANSWERS})
    place = ("2.4", "people")
    ledger.values[UNIT][place] = replace(ledger.values[UNIT][place], value="2,610", doubt="")
    reparse_values(asked, ledger)
    assert (ledger.values[UNIT][place].value, ledger.values[UNIT][place].doubt[-19:]) == (2610.0, " kỳ trước là 2.598.")
