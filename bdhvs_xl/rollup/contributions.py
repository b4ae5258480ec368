"""The contribution of each unit to the totals: its valid numbers, or why it has none."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import (
    DOES_NOT_APPLY,
    NOTHING_HAPPENED,
    answer_of,
    number_of,
    percent_of,
    with_cumulative,
)
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.submission import NOT_ASKED
from bdhvs_xl.master.layout import NUMBER_COLUMNS, YES_NO
from bdhvs_xl.master.progress_state import RECEIVED_STATUSES
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime, Unit

ContributionStatus = Literal["counted", "percent_only", "missing"]
FaultyCells = Collection[tuple[str, str, str]]
"""Cells with errors, as (unit, indicator, column)."""

_ANSWERED = (*(column for column in NUMBER_COLUMNS if column not in CUMULATIVE_OF), "percent")
"""The columns of which an answer speaks: not of what was done up to now."""
_SAID = {vi.fold(YES_NO[0]): 1.0, vi.fold(YES_NO[1]): 0.0}


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution of one unit that was asked to one column of one indicator's total.

    `number` is None unless `standing` is "counted"; Có counts 1, Không 0. `percent` is the unit's percentage of a
    ratio, computed or reported as such. `provisional` numbers come from a report that still has errors elsewhere.
    `earlier` is the unit's number of the previous period, None when unknown.
    """

    unit: str
    indicator: str
    column: str
    standing: ContributionStatus
    number: float | None = None
    percent: float | None = None
    names: tuple[str, ...] = ()
    provisional: bool = False
    earlier: float | None = None


def summed_columns(indicator: Indicator) -> tuple[str, ...]:
    """The columns of an indicator that are summed or counted; none for texts and the aggregation `none`."""
    sums = indicator.over_units != "none" and indicator.over_units in indicator.kind.aggregations
    return indicator.columns if sums else ()


def contributions(regime: Regime, ledger: Ledger, faulty: FaultyCells) -> list[Contribution]:
    """The contributions of every reporting unit to every total, in the order of units and indicators.

    A unit to which an indicator does not apply, by its kind or its own answer, counts as not asked and is left out.
    """
    bad = frozenset(faulty)
    return [
        contribution
        for unit in regime.reporting_units()
        for contribution in _of_unit(regime, unit, ledger, bad)
    ]  # fmt: skip


def _of_unit(
    regime: Regime, unit: Unit, ledger: Ledger, faulty: frozenset[tuple[str, str, str]]
) -> Iterator[Contribution]:
    tracked = ledger.tracking.get(unit.code)
    received = tracked is not None and tracked.status in RECEIVED_STATUSES
    provisional = tracked is not None and tracked.status == "returned"
    sound = with_cumulative(regime, unit, _sound(unit.code, ledger.of(unit.code), faulty)) if received else {}
    for indicator in regime.asked_of(unit):
        if not _is_waived(indicator, sound):
            bad = {column for column in indicator.columns if (unit.code, indicator.code, column) in faulty}
            given = _of_indicator(unit.code, indicator, sound, bad, provisional)
            yield from (replace(c, earlier=regime.earlier(unit, indicator, c.column)) for c in given)


def _sound(
    unit: str, values: Mapping[ValueKey, Value], faulty: frozenset[tuple[str, str, str]]
) -> Mapping[ValueKey, Value]:
    """The values against which no error stands; an answer beside a faulty number is as doubtful as the number."""

    def is_sound(indicator: str, column: str) -> bool:
        columns = _ANSWERED if column == "answer" else (column,)
        return not any((unit, indicator, each) in faulty for each in columns)

    return {place: value for place, value in values.items() if is_sound(*place)} if faulty else values


def _is_waived(indicator: Indicator, values: Mapping[ValueKey, Value]) -> bool:
    """The indicator does not apply, or its form did not ask for it, or nothing happened of which to take a ratio."""
    answer = answer_of(values, indicator.code)
    return answer in (DOES_NOT_APPLY, NOT_ASKED) or (indicator.kind.is_ratio and answer == NOTHING_HAPPENED)


def _of_indicator(
    unit: str, indicator: Indicator, values: Mapping[ValueKey, Value], bad: Collection[str], provisional: bool
) -> Iterator[Contribution]:
    names = _names(indicator, values)
    percent = percent_of(indicator, values)
    for column, number in _numbers(indicator, values, names, bad).items():
        standing = _standing(number, percent)
        yield Contribution(
            unit, indicator.code, column, standing, number, percent, names, provisional and number is not None
        )


def _numbers(
    indicator: Indicator, values: Mapping[ValueKey, Value], names: tuple[str, ...], bad: Collection[str]
) -> Mapping[str, float | None]:
    """The number of every column; None in a `bad` one, even when it follows from others (0 classes, so 0 people).

    A numerator without its denominator, and a count without its names, are None.
    """
    columns = summed_columns(indicator)
    numbers = {column: None if column in bad else _number(indicator, column, values) for column in columns}
    incomplete = indicator.kind.is_ratio and None in numbers.values()
    unnamed = indicator.over_units == "distinct" and not names and any(numbers.values())
    return dict.fromkeys(numbers) if incomplete or unnamed else numbers


def _number(indicator: Indicator, column: str, values: Mapping[ValueKey, Value]) -> float | None:
    if not indicator.kind.is_yes_no:
        return number_of(indicator, column, values)
    value = values.get((indicator.code, column))
    said = vi.fold(str(value.value)) if value and value.value is not None else ""
    return _SAID.get(said)


def _names(indicator: Indicator, values: Mapping[ValueKey, Value]) -> tuple[str, ...]:
    evidence = values.get((indicator.code, "evidence"))
    if indicator.over_units != "distinct" or evidence is None:
        return ()
    return tuple(vi.list_items(evidence.raw))


def _standing(number: float | None, percent: float | None) -> ContributionStatus:
    if number is not None:
        return "counted"
    return "missing" if percent is None else "percent_only"
