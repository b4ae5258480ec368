from support.ledgers import made_ledger
from support.monthly_regime import BEFORE, monthly_regime

from bdhvs_xl.intake.ledger import Adjustment
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP
from bdhvs_xl.rollup.appendix_rows import appendix_cells
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions
from bdhvs_xl.rollup.used_values import mark_used

ANSWERS = {
    "14212": {"2.1": "7", "2.4": "2 (60)"},
    "13669": {"2.1": "5", "2.1.cumulative": "20", "2.4.answer": "Không phát sinh"},
    "LDLD": {"2.1.answer": "Không phát sinh"},
}


def added_up(regime, answers=ANSWERS, adjustments=(), faulty=()):
    ledger = made_ledger(regime, answers, status="accepted")
    ledger.adjustments += adjustments
    given = contributions(regime, ledger, set(faulty))
    return ledger, given, {(t.indicator, t.column): t for t in totals_from_contributions(regime, ledger, given)}


def shown(totals, *fields):
    return {
        place: tuple(getattr(total, field) for field in fields)
        for place, total in totals.items() if place[0] in ("2.1", "2.4")
    }  # fmt: skip


def test_what_was_done_up_to_now_follows_from_before_and_counts():
    _, _, totals = added_up(monthly_regime())
    assert shown(totals, "value", "previous", "units_reported") == {
        ("2.1", "in_period"): (12, 12, 3), ("2.1", "cumulative"): (47, 30, 3),
        ("2.4", "in_period"): (2, None, 2), ("2.4", "people"): (60, None, 2),
        ("2.4", "cumulative"): (8, 9, 2), ("2.4", "cumulative_people"): (240, 270, 2),
    }  # fmt: skip


def test_the_period_before_is_compared_only_where_every_unit_is_known():
    _, _, totals = added_up(monthly_regime({"14212": BEFORE, "13669": BEFORE}))
    assert shown(totals, "value", "previous", "missing")["2.1", "cumulative"] == (37, None, ("LDLD",))


def test_a_number_with_an_error_adds_nothing_up():
    _, _, totals = added_up(monthly_regime(), faulty={("14212", "2.1", "in_period"), ("13669", "2.1", "cumulative")})
    assert shown(totals, "value", "missing")["2.1", "in_period"] == (5, ("14212",))
    assert shown(totals, "value", "missing")["2.1", "cumulative"] == (10, ("14212", "13669"))


def test_a_target_is_held_against_all_that_was_done():
    _, _, totals = added_up(monthly_regime())
    assert shown(totals, "target", "met")["2.1", "in_period"] == (None, None)
    assert shown(totals, "target", "met")["2.1", "cumulative"] == (100, False)


def test_the_values_show_what_was_added_up_as_long_as_it_is():
    regime = monthly_regime()
    correction = Adjustment(
        unit="14212", indicator="2.1", column="in_period", value=9.0, raw="9", reason="Điện thoại", who="", when=""
    )
    ledger, given, _ = added_up(regime)
    mark_used(ledger, given)
    line = ledger.values["14212"]["2.1", "cumulative"]
    assert (line.value, line.raw, line.used, line.channel) == (17, "", 17, CHANNEL_ADDED_UP)
    ledger.adjustments.append(correction)
    mark_used(ledger, contributions(regime, ledger, set()))
    assert ledger.values["14212"]["2.1", "cumulative"].used == 19
    del ledger.values["14212"]["2.1", "in_period"]
    ledger.adjustments.clear()
    mark_used(ledger, contributions(regime, ledger, set()))
    assert ("2.1", "cumulative") not in ledger.values["14212"]


def test_the_appendix_tells_both_and_who_is_in_each():
    regime = monthly_regime({"14212": BEFORE, "13669": BEFORE})
    _, _, totals = added_up(regime)
    cells = appendix_cells(regime, totals.values())
    keys = ("shown", "shown_cumulative", "coverage", "missing", "in_period", "cumulative", "target", "met")
    assert {key: cells["2.1", key] for key in keys} == {
        "shown": "12 bài", "shown_cumulative": "37 bài", "coverage": "3/3; lũy kế: 2/3",
        "missing": f"lũy kế: {regime.unit['LDLD'].name}", "in_period": 12, "cumulative": 37, "target": 100,
        "met": "Chưa đủ căn cứ",
    }  # fmt: skip
