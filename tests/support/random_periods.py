"""What units say in a regime that repeats: what was done in the period, and what was done up to now.

What follows from the period before is worked out here by hand: left blank, what was done up to now is what had been
done before and what was done in the period; less than in the period alone is an error.
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from bdhvs_xl.regime.model import Indicator, Regime, Unit
from support.random_answers import NOTHING, Said

PAIRS = {"in_period": "cumulative", "people": "cumulative_people"}
_OF_ALL = {"answer_unknown", "answer_unsuited", "answer_and_value"}


def asked_once(indicator: Indicator) -> Indicator:
    """The indicator as it is asked where nothing repeats."""
    return replace(indicator, repeats=False)


def in_period(random: Random, indicator: Indicator, said: Said) -> Said:
    """What was said of an indicator asked once as said of the period, what was done up to now typed or left blank."""
    if not indicator.repeats:
        return said
    faults = frozenset({_named(column) for column in said.faults})
    if said.errors & _OF_ALL:
        faults = frozenset(indicator.columns)
    cells, numbers = (_renamed(given) for given in (said.cells, said.numbers))
    if _answers_nothing(said) and not said.errors:
        numbers |= dict.fromkeys(_now(indicator), 0.0)
    for now, up_to_now in PAIRS.items():
        if now in numbers and up_to_now in indicator.columns and not said.errors and random.random() < 0.4:
            typed = max(0.0, numbers[now] + random.choice((-1, 0, 5, 40)))
            cells[up_to_now], numbers[up_to_now] = f"{typed:.0f}", typed
    if _answers_nothing(said):
        numbers = {column: number for column, number in numbers.items() if column in cells}
    return replace(said, cells=cells, numbers=numbers, faults=faults)


def earlier(regime: Regime, unit: Unit, code: str, column: str) -> float | None:
    """The unit's number of the period before; before the first period nothing was done."""
    starts = regime.settings["cumulative_from"] == regime.settings["period_from"]
    if column in PAIRS.values() and starts and regime.indicator[code].repeats:
        return 0.0
    return unit.previous.get(code, {}).get(column)


def settled(regime: Regime, unit: Unit, indicator: Indicator, said: Said) -> Said:
    """What was said with what follows from the period before, and the errors of what does not add up or is missing."""
    if not indicator.repeats or (said.answer and not _answers_nothing(said) and not said.errors):
        return said
    numbers, faults, errors = dict(said.numbers), set(said.faults), set(said.errors)
    present = {**dict.fromkeys(_now(indicator), 0.0 if _answers_nothing(said) else None), **said.numbers}
    for now, up_to_now in PAIRS.items():
        if up_to_now in indicator.columns:
            _settle_one(up_to_now, present.get(now), earlier(regime, unit, indicator.code, up_to_now), said, numbers)
            if up_to_now in said.cells and present.get(now) is not None and numbers[up_to_now] < present[now]:
                errors.add("cumulative_less")
                faults.add(up_to_now)
    if numbers.get("cumulative") == 0 and "cumulative_people" in indicator.columns:
        numbers.setdefault("cumulative_people", 0.0)
    silent = "answer" in said.cells and not _answers_nothing(said)
    anything = _answers_nothing(said) or any(column in said.cells or column in numbers for column in indicator.columns)
    if anything and not silent:
        for column in PAIRS.values():
            if column in indicator.columns and column not in numbers:
                errors.add("incomplete")
                faults.add(column)
    return replace(said, numbers=numbers, faults=frozenset(faults), errors=frozenset(errors))


def _settle_one(column: str, now: float | None, before: float | None, said: Said, numbers: dict[str, float]) -> None:
    if column not in said.cells and now is not None and before is not None:
        numbers[column] = before + now


def _now(indicator: Indicator) -> tuple[str, ...]:
    return tuple(column for column in PAIRS if column in indicator.columns)


def _answers_nothing(said: Said) -> bool:
    return said.answer == NOTHING


def _named(column: str) -> str:
    return "in_period" if column == "value" else column


def _renamed(given: Mapping[str, object]) -> dict:
    return {_named(column): cell for column, cell in given.items()}
