from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.intake.ledger import Adjustment
from bdhvs_xl.intake.submission import NOT_ASKED
from bdhvs_xl.regime.model import Unit
from bdhvs_xl.rollup.totals import compute_totals

FULL: Mapping[str, Mapping[str, str]] = {
    "14212": {
        "1.1": "Có", "2.1": "7", "2.2": "2", "2.2.evidence": "VNeID; Zalo", "2.4": "2", "2.4.people": "60",
        "2.10.numerator": "40", "2.10.denominator": "43",
    },
    "13669": {
        "1.1": "Không", "2.1": "120", "2.2": "2", "2.2.evidence": "zalo; Cổng dịch vụ công", "2.4": "1",
        "2.4.people": "30", "2.10.numerator": "25", "2.10.denominator": "50",
    },
    "LDLD": {"1.1": "Có", "2.1": "1.250", "2.2.answer": "Không phát sinh", "2.4": "0"},
}  # fmt: skip


def of(answers, faulty=(), status="accepted", regime=None):
    regime = regime or small_regime()
    ledger = made_ledger(regime, answers, status=status)
    return {(t.indicator, t.column): t for t in compute_totals(regime, ledger, set(faulty))}


def without(unit, *places):
    return FULL | {unit: {place: raw for place, raw in FULL[unit].items() if place not in places}}


def test_every_kind_is_added_up_in_its_own_way():
    assert [(i, c, t.value, t.units_reported, t.units_expected, t.missing) for (i, c), t in of(FULL).items()] == [
        ("1.1", "numerator", 2, 3, 3, ()),
        ("1.1", "denominator", 3, 3, 3, ()),
        ("1.1", "percent", pytest.approx(66.6667, abs=1e-3), 3, 3, ()),
        ("2.1", "value", 1377, 3, 3, ()),
        ("2.2", "value", 3, 3, 3, ()),
        ("2.4", "value", 3, 3, 3, ()),
        ("2.4", "people", 90, 3, 3, ()),
        ("2.10", "numerator", 65, 2, 2, ()),
        ("2.10", "denominator", 93, 2, 2, ()),
        ("2.10", "percent", pytest.approx(69.8925, abs=1e-3), 2, 2, ()),
    ]


def test_names_are_counted_once_and_shown_as_first_typed():
    assert of(FULL)["2.2", "value"].names == ("VNeID", "Zalo", "Cổng dịch vụ công")


def test_a_count_without_its_names_cannot_be_told_from_names_already_counted():
    total = of(without("13669", "2.2.evidence"))["2.2", "value"]
    assert (total.value, total.missing) == (2, ("13669",))


def test_the_largest_where_the_regime_says_so():
    regime = small_regime()
    largest = tuple(replace(i, over_units="max") if i.code == "2.1" else i for i in regime.indicators)
    assert of(FULL, regime=replace(regime, indicators=largest))["2.1", "value"].value == 1250


def test_no_total_of_an_indicator_that_is_not_to_be_added_up():
    regime = small_regime()
    alone = tuple(replace(i, over_units="none") if i.code == "2.1" else i for i in regime.indicators)
    assert ("2.1", "value") not in of(FULL, regime=replace(regime, indicators=alone))


@pytest.mark.parametrize("status", ["not_sent", "awaiting_entry", "rejected"])
def test_units_from_which_nothing_came_are_missing(status):
    total = of(FULL, status=status)["2.1", "value"]
    assert (total.value, total.units_reported, total.missing) == (None, 0, ("14212", "13669", "LDLD"))


def test_missing_is_not_zero():
    total = of(without("LDLD", "2.1"))["2.1", "value"]
    assert (total.value, total.units_reported, total.units_expected, total.missing) == (127, 2, 3, ("LDLD",))
    assert of({})["2.1", "value"].value is None


def test_what_does_not_apply_was_not_asked_and_what_is_not_known_is_missing():
    waived = of(without("LDLD", "2.1") | {"LDLD": {"2.1.answer": "Không áp dụng"}})["2.1", "value"]
    unknown = of(without("LDLD", "2.1") | {"LDLD": {"2.1.answer": "Chưa có số liệu"}})["2.1", "value"]
    assert (waived.units_reported, waived.units_expected, waived.missing) == (2, 2, ())
    assert (unknown.units_reported, unknown.units_expected, unknown.missing) == (2, 3, ("LDLD",))


def test_an_indicator_that_the_form_did_not_ask_for_is_not_missing():
    regime = small_regime()
    ledger = made_ledger(regime, FULL, status="accepted")
    asked = ledger.values["LDLD"].pop(("2.1", "value"))
    ledger.values["LDLD"]["2.1", "answer"] = replace(asked, column="answer", value=NOT_ASKED, raw=NOT_ASKED)
    total = next(t for t in compute_totals(regime, ledger, set()) if t.indicator == "2.1")
    assert (total.value, total.units_reported, total.units_expected, total.missing) == (127, 2, 2, ())


def test_a_numerator_without_denominator_counts_in_neither():
    total = of(without("13669", "2.10.denominator"))["2.10", "percent"]
    assert (total.value, total.missing) == (pytest.approx(100 * 40 / 43), ("13669",))


def test_a_bare_percent_is_never_averaged():
    answers = without("13669", "2.10.numerator", "2.10.denominator")
    total = of(answers | {"13669": {**answers["13669"], "2.10.percent": "99"}})["2.10", "percent"]
    assert (total.value, total.units_reported, total.units_expected) == (pytest.approx(100 * 40 / 43), 1, 2)
    assert (total.missing, total.percent_only) == ((), ("13669",))


def test_faulty_cells_do_not_count_and_sound_ones_of_a_returned_report_are_provisional():
    regime = small_regime()
    ledger = made_ledger(regime, FULL, status="accepted")
    ledger.tracking["13669"].status = "returned"
    found = {(t.indicator, t.column): t for t in compute_totals(regime, ledger, {("13669", "2.4", "people")})}
    people, value = found["2.4", "people"], found["2.4", "value"]
    assert (people.value, people.missing, people.provisional) == (60, ("13669",), False)
    assert (value.value, value.missing, value.provisional) == (3, (), True)


def test_a_unit_is_corrected_and_a_total_agreed_in_the_adjustments():
    regime = small_regime()
    ledger = made_ledger(regime, FULL, status="accepted")
    line = {"raw": "", "who": "", "when": ""}
    ledger.adjustments += [
        Adjustment(unit="14212", indicator="2.1", column="value", value=10.0, reason="điện thoại", **line),
        Adjustment(unit="", indicator="2.1", column="value", value=1400.0, reason="Họp ngày 25/5", **line),
        Adjustment(unit="", indicator="2.10", column="numerator", value=93.0, reason="Rà soát", **line),
    ]
    found = {(t.indicator, t.column): t for t in compute_totals(regime, ledger, set())}
    count, percent = found["2.1", "value"], found["2.10", "percent"]
    assert (count.value, count.agreed, count.agreed_reason, count.shown) == (1380, 1400, "Họp ngày 25/5", 1400)
    assert (percent.agreed, percent.agreed_reason, percent.met) == (100, "Rà soát", True)


@pytest.mark.parametrize(
    ("answers", "met"),
    [(FULL, True), (without("13669", "2.1") | {"LDLD": {}}, None), ({u: {"2.1": "7"} for u in FULL}, False)],
)
def test_a_count_is_met_not_met_or_cannot_be_said(answers, met):
    assert of(answers)["2.1", "value"].met is met


def test_a_percentage_speaks_only_for_enough_units():
    regime = small_regime()
    strict = replace(regime, settings=dict(regime.settings) | {"min_coverage": "60"})
    half = without("13669", "2.10.numerator", "2.10.denominator")
    assert of(half)["2.10", "percent"].met is True
    assert of(half, regime=strict)["2.10", "percent"].met is None


@pytest.mark.parametrize("answer", ["Không phát sinh", "Không áp dụng"])
def test_an_answer_beside_a_faulty_number_neither_counts_nor_waives(answer):
    contradicting = FULL | {"LDLD": {"2.1": "7", "2.1.answer": answer}}
    total = of(contradicting, [("LDLD", "2.1", "value")])["2.1", "value"]
    assert (total.value, total.units_reported, total.units_expected, total.missing) == (127, 2, 3, ("LDLD",))


def test_people_that_could_not_be_read_are_missing_also_where_there_was_no_class():
    total = of(FULL | {"LDLD": {"2.4": "0", "2.4.people": "10-12"}}, [("LDLD", "2.4", "people")])["2.4", "people"]
    assert (total.value, total.missing) == (90, ("LDLD",))


def test_totals_equal_a_plain_sum_over_many_units():
    """An independent recomputation in plain Python over 300 units with gaps and faulty cells."""
    random = Random(7)
    codes = [f"u{n}" for n in range(300)]
    regime = replace(small_regime(), units=tuple(Unit(code=c, name=c, kind="commune") for c in codes))
    answers, faulty = {}, set()
    for code in codes:
        people, done, hamlets = random.randint(0, 5000), random.randint(0, 40), random.randint(40, 60)
        typed = {
            "2.1": random.randint(0, 99), "2.4": 3, "2.4.people": people, "2.10.numerator": done,
            "2.10.denominator": hamlets,
        }  # fmt: skip
        answers[code] = {place: str(n) for place, n in typed.items() if random.random() > 0.1}
        if random.random() < 0.1:
            faulty.add((code, "2.1", "value"))
    sums = dict.fromkeys(("2.1", "people", "numerator", "denominator"), 0)
    for code, typed in answers.items():
        if (code, "2.1", "value") not in faulty:
            sums["2.1"] += int(typed.get("2.1", 0))
        sums["people"] += int(typed.get("2.4.people", 0))
        if {"2.10.numerator", "2.10.denominator"} <= typed.keys():
            sums["numerator"] += int(typed["2.10.numerator"])
            sums["denominator"] += int(typed["2.10.denominator"])
    found = of(answers, faulty, regime=regime)
    assert found["2.1", "value"].value == sums["2.1"]
    assert found["2.4", "people"].value == sums["people"]
    assert found["2.10", "numerator"].value == sums["numerator"]
    assert found["2.10", "percent"].value == pytest.approx(100 * sums["numerator"] / sums["denominator"])
