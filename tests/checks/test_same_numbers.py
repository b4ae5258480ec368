from support.ledgers import flat
from support.narrative_reports import with_units, written

from bdhvs_xl.checks.same_numbers import findings
from bdhvs_xl.regime.model import Unit

REGIME = with_units(*(Unit(code=f"U{n}", name=f"Xã Số {n}", kind="commune") for n in range(1, 31)))
REPORT = {
    "2.1": "47", "2.2": "12", "2.4": "23", "2.4.people": "1.148", "2.10.numerator": "39", "2.10.denominator": "43",
}  # fmt: skip


def found(**answers):
    return list(findings(written({}, answers, REGIME)))


def test_both_units_are_told_where_the_numbers_begin_to_be_the_same():
    told = found(U1=REPORT, U2=REPORT | {"2.10.numerator": "41"}, U3={"2.1": "47", "2.4": "3"})
    assert flat(told) == [
        ("same_numbers", "U1", "2.1", "value", "warning"), ("same_numbers", "U2", "2.1", "value", "warning"),
    ]  # fmt: skip
    assert told[0].message == (
        "5 trong 6 số liệu trùng với Xã Số 2: chỉ số 2.1, 2.2, 2.4, 2.10. Không xác định được ai chép của ai."
    )


def test_few_small_and_round_numbers_are_the_same_by_chance():
    assert found(U1=REPORT, U2=REPORT | {"2.1": "48", "2.2": "13"}) == []
    small = {"2.1": "4", "2.2": "2", "2.4": "3", "2.4.people": "100", "2.10.numerator": "9", "2.10.denominator": "9"}
    assert found(U1=small, U2=small) == []


def test_what_a_crowd_has_is_a_norm():
    assert found(**{f"U{n}": REPORT for n in range(1, 31)}) == []


def test_round_numbers_are_the_same_by_chance():
    rounded = {"2.1": "100", "2.2": "300", "2.4": "200", "2.4.people": "1.500"}
    rounded |= {"2.10.numerator": "400", "2.10.denominator": "500"}
    assert found(U1=rounded, U2=rounded) == []


def test_five_of_many_are_the_same_by_chance(monkeypatch):
    monkeypatch.setattr("bdhvs_xl.checks.same_numbers.MIN_EQUAL", 3)
    assert found(U1=REPORT, U2=REPORT | {"2.1": "48", "2.2": "13", "2.4": "24"}) == []
    assert len(found(U1=REPORT, U2=REPORT | {"2.1": "48", "2.2": "13"})) == 2
