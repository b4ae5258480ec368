"""Totals added up by hand from what units meant: nothing of the package reads, checks or adds here.

A number counts when its unit is asked, has reported, and no error stands against it. A unit that gave nothing usable is
missing; one to which the indicator does not apply was not asked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from bdhvs_xl.regime.model import Indicator, Regime, Unit
from support.random_answers import NOT_FOR_US, NOTHING, Said
from support.random_periods import earlier, settled
from support.random_rules import COUNTED, MadeRule, Report

Cell = Mapping[str, Any]


@dataclass(kw_only=True)
class Sent:
    """What one unit sent: its answers by indicator, and its lists."""

    unit: Unit
    said: Mapping[str, Said]
    documents: Sequence[Mapping[str, str]] = ()
    practices: Sequence[Mapping[str, str]] = ()
    narrative: Mapping[str, str] = field(default_factory=dict)


def asked(regime: Regime, unit: Unit) -> list[Indicator]:
    """The indicators in force that are asked of the unit, by name or else by its kind."""
    first, last = regime.period_from, regime.period_to
    return [
        i for i in regime.indicators
        if (unit.code in i.units if i.units else not i.unit_kinds or unit.kind in i.unit_kinds)
        and (i.since is None or i.since <= last) and (i.until is None or i.until >= first)
    ]  # fmt: skip


def owing(regime: Regime) -> list[Unit]:
    """The units that are there when the period ends."""
    last = regime.period_to
    return [
        u for u in regime.units if (not u.valid_from or u.valid_from <= last) and (not u.valid_to or u.valid_to >= last)
    ]


def judged(regime: Regime, rules: Sequence[MadeRule], sent: Sent) -> Sent:
    """The same with what follows from the period before, and with the errors of rules in place.

    A broken rule takes all numbers of its first indicator out.
    """
    told = {i.code: settled(regime, sent.unit, i, sent.said[i.code]) for i in regime.indicators if i.code in sent.said}
    sent = replace(sent, said={**sent.said, **told})
    counts = Counter(line["indicator"] for line in sent.documents)
    report, codes = Report(regime, sent.unit, sent.said, counts), {i.code for i in asked(regime, sent.unit)}
    said = dict(sent.said)
    for made in rules:
        code, rule = made.left[0], made.rule
        if rule.on and rule.severity == "error" and code in codes and made.is_broken(report):
            now = said.get(code, Said())
            faults = now.faults | {*regime.indicator[code].columns, "percent"}
            said[code] = replace(now, errors=now.errors | {rule.id}, faults=faults)
    return replace(sent, said=said)


def totals(
    regime: Regime, sent: Mapping[str, Sent], agreed: Mapping[tuple[str, str], float] = MappingProxyType({})
) -> dict[tuple[str, str], Cell]:
    """Every total by (indicator, column), with the fields that `--json` promises of it; `agreed` go before."""
    found: dict[tuple[str, str], Cell] = {}
    for indicator in regime.indicators:
        if indicator.over_units != "none":
            units = [u for u in owing(regime) if indicator in asked(regime, u)]
            answers = {u.code: sent[u.code].said.get(indicator.code, Said()) if u.code in sent else None for u in units}
            in_play = {code: said for code, said in answers.items() if not (said and _waived(indicator, said))}
            totals = _of_indicator(regime, indicator, in_play)
            before = _before(regime, indicator, [u for u in units if u.code in in_play])
            found |= {(indicator.code, c): {**t, "previous": before.get(c)} for c, t in totals}
    return {place: _with_agreed(total, agreed.get(place)) for place, total in found.items()}


def _with_agreed(total: Cell, agreed: float | None) -> Cell:
    met = agreed >= total["target"] if agreed is not None and total["target"] is not None else total["met"]
    return {**total, "agreed": agreed, "met": met}


def _waived(indicator: Indicator, said: Said) -> bool:
    """Whether it was as good as not asked; an answer against which an error stands waives nothing."""
    return not said.faults and (said.answer == NOT_FOR_US or (indicator.kind.is_ratio and said.answer == NOTHING))


def _of_indicator(
    regime: Regime, indicator: Indicator, answers: Mapping[str, Said | None]
) -> Iterator[tuple[str, Cell]]:
    numbers = {unit: _numbers(indicator, said) if said else {} for unit, said in answers.items()}
    by_column = {
        column: {unit: given[column] for unit, given in numbers.items() if column in given}
        for column in indicator.columns
    }
    for column, value in _values(indicator, by_column, answers).items():
        source = by_column[column if column in by_column else indicator.columns[0]]
        missing = [unit for unit in answers if unit not in source]
        judged = "cumulative" if indicator.repeats else "value"
        target = regime.target(indicator) if column in (judged, "percent") else None
        yield column, {
            "value": value, "units_reported": len(source), "units_expected": len(answers), "missing": sorted(missing),
            "target": target, "met": _met(regime, indicator, value, target, source, answers),
        }  # fmt: skip


def _before(regime: Regime, indicator: Indicator, units: Sequence[Unit]) -> dict[str, float | None]:
    """The totals of the period before, of columns in which it is known of every unit."""
    if indicator.over_units == "distinct":
        return {}
    known = {
        column: {u.code: earlier(regime, u, indicator.code, column) for u in units} for column in indicator.columns
    }
    whole = {column: {} if None in numbers.values() else numbers for column, numbers in known.items()}
    return _values(indicator, whole, {})


def _numbers(indicator: Indicator, said: Said) -> dict[str, float]:
    """The numbers of one unit that count, by column."""
    of_period = [column for column in indicator.columns if not column.startswith("cumulative")]
    nothing = dict.fromkeys(of_period, 0.0) if said.answer == NOTHING and indicator.kind.code in COUNTED else {}
    numbers = {**nothing, **said.numbers, **({"value": float(said.word == "Có")} if said.word else {})}
    sound = {column: number for column, number in numbers.items() if column not in said.faults}
    return sound if indicator.kind.code != "ratio" or len(sound) == 2 else {}


def _values(
    indicator: Indicator, by_column: Mapping[str, Mapping[str, float]], answers: Mapping[str, Said | None]
) -> dict[str, float | None]:
    sums = {column: sum(numbers.values()) if numbers else None for column, numbers in by_column.items()}
    match indicator.over_units:
        case "max":
            return {column: max(numbers.values(), default=None) for column, numbers in by_column.items()}
        case "distinct":
            units = by_column["value"]
            names = {name for unit in units for name in answers[unit].names}
            return {"value": float(len(names)) if units else None}
        case "share_yes":
            return _share(sums["value"], float(len(by_column["value"])) or None)
        case "ratio":
            return _share(sums["numerator"], sums["denominator"])
    return sums


def _share(part: float | None, whole: float | None) -> dict[str, float | None]:
    percent = 100 * part / whole if part is not None and whole else None
    return {"numerator": part, "denominator": whole, "percent": percent}


def _met(
    regime: Regime, indicator: Indicator, value: float | None, target: float | None, source: Any, answers: Any
) -> bool | None:
    if value is None or target is None:
        return None
    least = float(regime.settings["min_coverage"].rstrip("% ").replace(",", ".") or 0)
    if indicator.kind.code in ("ratio", "yes_no"):
        return value >= target if 100 * len(source) >= least * len(answers) else None
    only_percent = [unit for unit in answers if unit not in source]
    return True if value >= target else None if only_percent else False
