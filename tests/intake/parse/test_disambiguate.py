"""A doubt between two numbers is settled by what speaks for one of them alone."""

import pytest

from bdhvs_xl.intake.parse import parse_value
from bdhvs_xl.intake.parse.disambiguate import GOAL, OBSERVED, ExpectedValue, resolve_ambiguity
from bdhvs_xl.intake.submission import RawCell
from bdhvs_xl.regime.kinds import Kind


def earlier(number: float) -> ExpectedValue:
    return ExpectedValue(number, "kỳ trước đã ghi", OBSERVED)


def target(number: float) -> ExpectedValue:
    return ExpectedValue(number, "mục tiêu đã giao", GOAL)


SETTLED: list[tuple[RawCell, Kind, str, list[ExpectedValue], float]] = [
    # text, kind, column, what is known, the reading
    ("2,610", "count", "value", [earlier(2598)], 2610),
    ("2,610", "count", "value", [target(10_000)], 2610),
    ("12,000", "count", "value", [earlier(9000)], 12000),
    ("12,000", "count", "value", [earlier(12)], 12),
    ("12,000", "count", "value", [target(20)], 12),
    ("3,385", "ratio", "denominator", [earlier(3385)], 3385),
    ("2.610", "ratio", "percent", [earlier(2.5)], 2.61),
    ("85.000", "ratio", "percent", [target(80)], 85),
    ("0,9", "ratio", "percent", [earlier(85)], 90),
    ("0,9", "ratio", "percent", [earlier(0.8)], 0.9),
    ("1", "ratio", "percent", [earlier(98), target(100)], 100),
    (0.9, "ratio", "percent", [earlier(1.5)], 0.9),
    (0.9, "ratio", "percent", [earlier(88)], 90),
    (2.61, "count", "value", [earlier(2598)], 2610),
    ("hơn 2,600 người", "count_people", "people", [earlier(2598)], 2600),
]

UNSETTLED: list[tuple[RawCell, Kind, str, list[ExpectedValue]]] = [
    ("2,610", "count", "value", []),
    ("2,610", "count", "value", [earlier(0)]),
    ("2,610", "count", "value", [target(50_000)]),
    ("2,610", "count", "value", [earlier(80)]),
    ("12,000", "count", "value", [earlier(12), target(10_000)]),
    ("0,9", "ratio", "percent", [target(90)]),
    (0.9, "ratio", "percent", [target(90)]),
    ("0,9", "ratio", "percent", [earlier(9)]),
    ("lớp 2,610", "count", "value", [earlier(2598)]),
    ("12,350", "count_people", "value", [earlier(12_000)]),
    ("12 (2,610)", "count_people", "value", [earlier(12)]),
    ("12-15", "count", "value", [earlier(12)]),
]


@pytest.mark.parametrize(("raw", "kind", "column", "known", "value"), SETTLED)
def test_settled(raw: RawCell, kind: Kind, column: str, known: list[ExpectedValue], value: float) -> None:
    doubtful = parse_value(raw, kind, column)
    reading = resolve_ambiguity(doubtful, str(raw), known)
    assert (reading.value, reading.doubt, reading.refusal, reading.choices) == (value, "", "", ())
    assert reading.qualifier == doubtful.qualifier
    assert f"“{raw}” được hiểu là " in reading.settled
    assert reading.settled.endswith((" vì kỳ trước đã ghi.", " vì mục tiêu đã giao."))


@pytest.mark.parametrize(("raw", "kind", "column", "known"), UNSETTLED)
def test_left_in_doubt(raw: RawCell, kind: Kind, column: str, known: list[ExpectedValue]) -> None:
    doubtful = parse_value(raw, kind, column)
    assert resolve_ambiguity(doubtful, str(raw), known) == doubtful
    assert doubtful.doubt or doubtful.refusal


def test_it_says_both_numbers_and_why() -> None:
    reading = resolve_ambiguity(parse_value("2,610", "count", "value"), "2,610", [earlier(2598)])
    assert reading.settled == "“2,610” được hiểu là 2.610, không phải 2,61, vì kỳ trước đã ghi."
