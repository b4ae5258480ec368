"""What every regime that ships must have, whoever wrote it."""

from string import Formatter

import pytest

from bdhvs_xl.master.layout import MASTER_SHEETS
from bdhvs_xl.regime.loader import available_regimes, load_regime

REGIMES = {regime: load_regime(regime) for regime in available_regimes()}
EVERY = pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)
INDICATORS = pytest.mark.parametrize(
    "indicator", [pytest.param(i, id=f"{name}:{i.code}") for name, regime in REGIMES.items() for i in regime.indicators]
)
TOLD = pytest.mark.parametrize(
    "indicator",
    [
        pytest.param(i, id=f"{name}:{i.code}")
        for name, regime in REGIMES.items()
        for i in regime.indicators
        if i not in regime.tasks
    ],
)
"""Those with a sentence of their own; how far the tasks are is told of all together."""
RULES_AT_LEAST = {"ha_tinh_tong_ket_01_nam": 8, "ha_tinh_nam_2025": 8, "bac_ninh_xa": 15, "ninh_binh_02": 15}


@INDICATORS
def test_every_column_asked_has_a_plain_label(indicator):
    assert set(indicator.labels) == set(indicator.kind.columns)
    assert all(6 <= len(label) <= 120 for label in indicator.labels.values())


@TOLD
def test_both_voices_have_a_whole_sentence(indicator):
    for sentence, known in (
        (indicator.sentence, indicator.kind.sentence_fields),
        (indicator.own_sentence, indicator.kind.own_sentence_fields),
    ):
        used = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        assert used and set(indicator.cumulative) <= used <= {*known, *indicator.cumulative}
        assert (sentence[0].isupper() or sentence[0] == "{") and sentence.endswith(".") and "  " not in sentence


@EVERY
def test_rules_are_enough_and_say_where_they_come_from(regime):
    assert len(regime.rules) >= RULES_AT_LEAST.get(regime.id, 1)
    assert all(rule.source and rule.cure for rule in regime.rules)


@EVERY
def test_every_section_asked_says_what_to_write(regime):
    assert all(section.guidance for section in regime.sections if section.asked)
    told = [code for section in regime.sections for code in section.indicators]
    assert len(told) == len(set(told))


@EVERY
def test_sheets_have_names_of_their_own(regime):
    sheets = [appendix.sheet for appendix in regime.appendices]
    assert len({*sheets, *MASTER_SHEETS}) == len(sheets) + len(MASTER_SHEETS)


@EVERY
def test_every_unit_is_asked_for_something_by_a_date_after_the_period_has_begun(regime):
    for unit in regime.units:
        assert regime.asked_of(unit)
        assert (unit.deadline or regime.deadline) > regime.period_from


def test_the_commune_has_43_hamlets_and_its_organisations():
    kinds = [unit.kind for unit in REGIMES["bac_ninh_xa"].units]
    assert {kind: kinds.count(kind) for kind in kinds} == {"hamlet": 43, "department": 7, "organisation": 4}


def test_the_periods_are_those_of_the_documents():
    periods = {name: (regime.settings["period_from"], regime.settings["period_to"]) for name, regime in REGIMES.items()}
    assert periods["ha_tinh_tong_ket_01_nam"] == ("15/7/2025", "30/5/2026")
    assert periods["ha_tinh_nam_2025"] == ("15/12/2024", "14/12/2025")
    assert periods["bac_ninh_xa"] == ("15/12/2025", "14/6/2026")


def test_the_target_of_2025_is_held_against_a_period_that_ends_in_2026():
    regime = REGIMES["ha_tinh_tong_ket_01_nam"]
    assert (regime.target(regime.indicator["1.1"]), regime.target_year(regime.indicator["1.1"])) == (80, 2025)
