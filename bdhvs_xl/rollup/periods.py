"""Totals over time: what several periods come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from bdhvs_xl.regime.records import OverTime


@dataclass(frozen=True, slots=True)
class Cumulative:
    """What several periods come to; fewer `known` than `expected` periods say that the value is not whole."""

    value: float | None
    known: int
    expected: int


def over_time(way: OverTime, periods: Sequence[float | None]) -> Cumulative:
    """The periods in their order as one number: a flow adds up, a stock is its last known state.

    A missing period is not zero: it counts as expected and not known. A ratio goes through this numerator and
    denominator apart, then divides.
    """
    known = [number for number in periods if number is not None]
    value = (sum(known) if way == "flow" else known[-1]) if known else None
    return Cumulative(value, len(known), len(periods))
