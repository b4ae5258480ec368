"""From cells as typed to lines of the ledger."""

from dataclasses import replace

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.intake.submission import Answer, Submission
from bdhvs_xl.intake.to_ledger import Origin, reparse_values, submission_values
from bdhvs_xl.regime.kinds import KINDS

REGIME = small_regime()


def entered(answers: dict, asked=frozenset(REGIME.indicator)) -> dict[str, tuple[object, str]]:
    """(value, raw) by place of what is typed as {(indicator, column): cell}."""
    cells = tuple(Answer(*place, raw, "Kết quả!E9") for place, raw in answers.items())
    form = Submission(
        unit="14212", file="a.xlsx", hash="f" * 64, channel="Biểu mẫu", identity={}, asked=asked, answers=cells,
        documents=(), practices=(), narrative=(),
    )  # fmt: skip
    values = submission_values(REGIME, form, Origin("14212/a.xlsx", "f" * 16, "Biểu mẫu"))
    assert all((v.file, v.hash, v.channel) == ("14212/a.xlsx", "f" * 16, "Biểu mẫu") for v in values.values())
    return {".".join(place): (v.value, v.raw) for place, v in values.items()}


def test_people_typed_beside_classes_fill_only_an_empty_cell():
    assert entered({("2.4", "value"): "12 (350)"}) == {"2.4.value": (12.0, "12 (350)"), "2.4.people": (350.0, "350")}
    both = entered({("2.4", "value"): "12 (350)", ("2.4", "people"): "400"})
    assert both == {"2.4.value": (12.0, "12 (350)"), "2.4.people": (400.0, "400")}


def test_an_answer_typed_as_a_value_goes_to_the_answer():
    assert entered({("2.1", "value"): "Không phát sinh"}) == {"2.1.answer": ("Không phát sinh", "Không phát sinh")}


@pytest.mark.parametrize(("percent", "kept"), [(93.02, False), (93.0, False), (50.0, True), ("#DIV/0!", False)])
def test_a_percentage_is_kept_when_it_is_not_the_forms_own(percent, kept):
    typed = {("2.10", "numerator"): "40", ("2.10", "denominator"): "43", ("2.10", "percent"): percent}
    assert ("2.10.percent" in entered(typed)) is kept


def test_a_bare_percentage_is_kept():
    assert entered({("2.10", "percent"): "85%"}) == {"2.10.percent": (85.0, "85%")}


def test_a_number_in_a_column_that_is_not_asked_is_kept_but_not_taken():
    assert entered({("2.10", "value"): "85"}) == {"2.10.value": (None, "85")}


def test_what_the_form_did_not_ask_is_marked_not_missing():
    asked = frozenset(REGIME.indicator) - {"2.11"}
    assert entered({}, asked) == {"2.11.answer": ("Biểu mẫu chưa hỏi", "Biểu mẫu chưa hỏi")}


def test_indicators_the_master_does_not_know_are_left_out():
    assert entered({("9.9", "value"): "1"}) == {}


def test_a_refused_text_stays_with_the_reason():
    value = made_ledger(REGIME, {"14212": {"2.1": "nhiều lắm"}}).values["14212"]["2.1", "value"]
    assert (value.value, value.raw) == (None, "nhiều lắm")
    assert value.doubt


@pytest.mark.parametrize(
    ("kind", "raw", "value", "told"),
    [
        ("count", "12", 12.0, False),
        ("yes_no", "12", None, True),
        ("text", "12", "12", False),
    ],
)
def test_what_was_received_is_read_anew_when_the_kind_was_changed(kind, raw, value, told):
    ledger = made_ledger(REGIME, {"14212": {"2.1": raw}})
    assert ledger.values["14212"]["2.1", "value"].value == 12.0
    indicators = tuple(replace(i, kind=KINDS[kind]) if i.code == "2.1" else i for i in REGIME.indicators)
    reparse_values(replace(REGIME, indicators=indicators), ledger)
    read = ledger.values["14212"]["2.1", "value"]
    assert (read.value, read.raw) == (value, raw)
    assert bool(read.doubt) is told
