from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.coverage import Coverage, TargetReach, coverage, target_reach


def given(answers):
    regime = small_regime()
    return contributions(regime, made_ledger(regime, answers), set())


def test_units_that_reach_a_target_are_counted_bare_percents_included():
    pairs = {"14212": {"2.10.numerator": "40", "2.10.denominator": "43"}, "13669": {"2.10.percent": "79,5"}}
    assert target_reach(given(pairs), "2.10", 80) == TargetReach(reached=1, known=2, percent_only=1)
    assert coverage(given(pairs))["2.10", "numerator"] == Coverage(reported=1, expected=2, percent_only=("13669",))


def test_coverage_as_a_share():
    assert Coverage(reported=9, expected=12).percent == 75
    assert Coverage().percent == 0
