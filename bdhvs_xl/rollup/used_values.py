"""The numbers used in the totals, for the column `used` of `Số liệu`."""

from collections.abc import Iterable
from dataclasses import replace

from bdhvs_xl.intake.ledger import Ledger, Value
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP, CHANNEL_ADJUSTED
from bdhvs_xl.regime.model import CUMULATIVE_OF
from bdhvs_xl.rollup.contributions import Contribution


def mark_used(ledger: Ledger, given: Iterable[Contribution]) -> None:
    """Set `used` of every value of the ledger: the number that counts, None for values that do not.

    A number that is only in `Điều chỉnh` gets its own ledger row without a value, as long as it is there. A cumulative
    number derived from the previous period gets a row with that value.
    """
    given = list(given)
    used = {(c.unit, c.indicator, c.column): c.number for c in given if c.number is not None}
    for unit, values in ledger.values.items():
        ledger.values[unit] = {
            place: replace(value, used=used.get((unit, *place)))
            for place, value in values.items()
            if (value.raw or value.value is not None) and value.channel != CHANNEL_ADDED_UP
        }
    for unit, indicator, column in _adjusted_alone(ledger):
        if (unit, indicator, column) in used:
            ledger.values.setdefault(unit, {})[indicator, column] = Value(
                unit=unit, indicator=indicator, column=column, value=None, raw="",
                used=used[unit, indicator, column], channel=CHANNEL_ADJUSTED,
            )  # fmt: skip
    for c in given:
        if c.column in CUMULATIVE_OF and c.number is not None:
            ledger.values.setdefault(c.unit, {}).setdefault((c.indicator, c.column), _added_up(c, c.number))


def _added_up(c: Contribution, number: float) -> Value:
    return Value(
        unit=c.unit, indicator=c.indicator, column=c.column, value=number, raw="", used=number, channel=CHANNEL_ADDED_UP
    )


def _adjusted_alone(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [
        (a.unit, a.indicator, a.column)
        for a in ledger.adjustments
        if a.unit and (a.indicator, a.column) not in ledger.values.get(a.unit, {})
    ]
