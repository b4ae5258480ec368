"""The ledger comes back from the master's tables as it went in."""

from dataclasses import replace

from support.ledgers import made_ledger
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.ledger import Ledger, TrackingRow, Value
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, VALUES_TABLE

ANSWERS = {
    "14212": {
        "1.1": "Có", "2.1": "2.610", "2.2": "khoảng chục", "2.4": "12 (350)", "2.10.numerator": 40.0,
        "2.10.denominator": "43/50", "2.11": "=x", "2.11.evidence": "2.10",
    },
    "LDLD": {"1.1": "Đạt", "2.2": "0", "2.4.answer": "Không phát sinh"},
}  # fmt: skip
DOCUMENTS = {"14212": [("12-KH/ĐU", "20/9/2025", "1.1"), ("00123", "1/10/2025", "2.10")]}


def stored_and_loaded(folder, ledger: Ledger) -> Ledger:
    path = made_master(folder, {})
    with opened(path, "collect") as book:
        ledgers.save_ledger(book, ledger)
        book.save()
    with opened(path, "collect") as book:
        return ledgers.load_ledger(book)


def test_every_line_comes_back(tmp_path):
    ledger = made_ledger(small_regime(), ANSWERS, DOCUMENTS)
    who = {"unit": "LDLD", "unit_name": "Liên đoàn Lao động tỉnh", "file": "a.xlsx", "cell": "Mô hình!C6"}
    texts = {"name": "Tổ công nghệ số", "description": "", "result": "350 hộ", "place": "", "link": ""}
    ledger.practices = [{**who, **texts, "quote": "x"}]
    ledger.narrative = [{**who, "section": "proposals", "text": "Dòng 1\nDòng 2", "quote": ""}]
    ledger.tracking["14212"] = TrackingRow(
        unit="14212", name="Xã Giao Ninh", status="returned", deadline="20/5/2026", errors=2, warnings=1,
        file="14212 Xã Giao Ninh/a.xlsx", hash="0123456789abcdef", held_file="14212 Xã Giao Ninh/b.xlsx",
        note="Gọi lại",
    )  # fmt: skip
    places = ledger.values["14212"]
    places["2.1", "value"] = replace(places["2.1", "value"], used=2610.0)
    loaded = stored_and_loaded(tmp_path, ledger)
    assert loaded.values == ledger.values
    assert loaded.documents == ledger.documents
    assert loaded.practices == ledger.practices
    assert loaded.narrative == ledger.narrative
    assert loaded.tracking == ledger.tracking


def test_the_keys_of_values_are_texts_that_no_program_takes_for_numbers(tmp_path):
    path = made_master(tmp_path, {"14212": {"2.10.numerator": "40"}})
    with opened(path, "collect") as book:
        (row,) = book.read_table(VALUES_TABLE)
    assert (row["key"], row["total_key"], row["value"], row["raw"]) == (
        "14212|2.10|numerator", "2.10|numerator", 40, "40",
    )  # fmt: skip


def test_adjustments_are_peoples_and_stand_in_place_of_values(tmp_path):
    path = made_master(tmp_path, {"14212": {"2.4": "12 (350)"}})
    typed = [
        {"unit": "14212", "indicator": "2.4", "column": "Số người", "value": "2.610", "reason": "Gọi điện"},
        {"unit": "14212", "indicator": "2.1", "column": "Kết quả", "value": "nhiều", "reason": ""},
        {"unit": None, "indicator": "2.1", "column": "Kết quả", "value": "99", "reason": "Họp"},
    ]
    with opened(path, "collect") as book:
        book.replace_rows(ADJUSTMENTS_TABLE, typed)
        book.save()
    with opened(path, "collect") as book:
        ledger = ledgers.load_ledger(book)
    assert [(a.unit, a.indicator, a.column, a.value, a.raw, a.reason) for a in ledger.adjustments] == [
        ("14212", "2.4", "people", 2610.0, "2.610", "Gọi điện"), ("14212", "2.1", "value", None, "nhiều", ""),
        ("", "2.1", "value", 99.0, "99", "Họp"),
    ]  # fmt: skip
    corrected = ledger.of("14212")
    assert {place: (v.value, v.channel) for place, v in corrected.items()} == {
        ("2.4", "value"): (12.0, "Biểu mẫu"), ("2.4", "people"): (2610.0, "Điều chỉnh"),
    }  # fmt: skip
    assert ledger.values["14212"]["2.4", "people"].value == 350.0


def test_a_text_that_could_not_be_taken_stays_untaken(tmp_path):
    refused = Value(unit="14212", indicator="2.1", column="value", value=None, raw="nhiều", doubt="không phải số")
    doubted = replace(refused, column="evidence", value="nhiều")
    ledger = Ledger(values={"14212": {("2.1", "value"): refused, ("2.1", "evidence"): doubted}})
    assert stored_and_loaded(tmp_path, ledger).values == ledger.values
