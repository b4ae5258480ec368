"""An indicator added after a form was issued is not asked, until something is known of it."""

from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.intake.ledger import TrackingRow
from bdhvs_xl.intake.not_asked import mark_not_asked, remove_not_asked

MARK = "Biểu mẫu chưa hỏi"


def texts(ledger):
    return {unit: {".".join(place): v.raw for place, v in values.items()} for unit, values in ledger.values.items()}


def test_units_that_have_reported_are_marked_where_they_say_nothing():
    ledger = made_ledger(small_regime(), {"14212": {"1.1": "Có", "2.1": "7"}, "13669": {"1.1": "Có"}})
    ledger.tracking["13669"] = TrackingRow(
        unit="13669", name="", file="13669/a.xlsx", hash="f" * 16, channel="Biểu mẫu"
    )
    assert mark_not_asked(ledger, ["2.1", "2.2"]) == ["14212", "13669"]
    assert texts(ledger) == {
        "14212": {"1.1.value": "Có", "2.1.value": "7", "2.2.answer": MARK},
        "13669": {"1.1.value": "Có", "2.1.answer": MARK, "2.2.answer": MARK},
    }
    line = ledger.values["13669"]["2.1", "answer"]
    assert (line.value, line.file, line.hash, line.channel) == (MARK, "13669/a.xlsx", "f" * 16, "Biểu mẫu")
    assert mark_not_asked(ledger, ["2.1", "2.2"]) == []


def test_only_the_mark_is_taken_away():
    ledger = made_ledger(small_regime(), {"14212": {"1.1": "Có", "2.1.answer": "Không phát sinh"}})
    mark_not_asked(ledger, ["2.2"])
    for code in ("1.1", "2.1", "2.2", "2.4"):
        remove_not_asked(ledger.values["14212"], code)
    assert texts(ledger) == {"14212": {"1.1.value": "Có", "2.1.answer": "Không phát sinh"}}
