"""A unit's report as the checks see it: values by place, what was asked, and how to speak of a place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding, Severity
from bdhvs_xl.form import finding_messages
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP, NOT_ASKED
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, YES_NO
from bdhvs_xl.regime.catalogue import check_severity, new_finding
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime, Unit

NOTHING_HAPPENED, DOES_NOT_APPLY, NOT_KNOWN = NO_VALUE_ANSWERS
_ANSWERS = {vi.fold(answer): answer for answer in (*NO_VALUE_ANSWERS, NOT_ASKED)}
_ADDRESS = re.compile(r"(.*!)([A-Z]+)(\d+)")
_OF_THINGS = {"people": "value", "cumulative_people": "cumulative"}
"""The columns of people, each with that of the classes and the like where they were: none of these, nobody."""


@dataclass(frozen=True)
class UnitReport:
    """What one unit has reported, corrections in place; the `Context` of `expressions.evaluate`."""

    regime: Regime
    unit: Unit
    values: Mapping[ValueKey, Value]
    documents: Sequence[Mapping[str, str]]
    practices: Sequence[Mapping[str, str]]
    narrative: Sequence[Mapping[str, str]]
    today: date

    def value(self, indicator: str, column: str) -> float | str | None:
        """The value at a place, None when missing; column "" is the main value: a ratio's percentage."""
        known = self.regime.indicator.get(indicator)
        if known is None:
            return None
        if known.kind.is_ratio and column in ("", "percent"):
            return percent_of(known, self.values)
        if (meant := known.means(column)) in known.columns:
            return value_of(known, meant, self.values)
        found = self.values.get((indicator, column))
        return found.value if found else None

    def previous(self, indicator: str, column: str) -> float | str | None:
        """The value of the period before, None when it is not known; of a ratio without a column its percentage."""
        known = self.regime.indicator.get(indicator)
        if known is None:
            return None
        if known.kind.is_ratio and column in ("", "percent"):
            parts = ("numerator", "denominator", "percent")
            return percent_of_parts(*(self.regime.earlier(self.unit, known, part) for part in parts))
        number = self.regime.earlier(self.unit, known, known.means(column))
        return number if number is None or not known.kind.is_yes_no else YES_NO[0 if number else 1]

    def target(self, indicator: str) -> float | None:
        """The value to reach in the last year of the period that has one."""
        known = self.regime.indicator.get(indicator)
        return self.regime.target(known) if known else None

    def attribute(self, key: str) -> float | None:
        """What the list of units knows of this one, such as its hamlets."""
        return self.unit.attributes.get(key)

    def items(self, kind: str, indicator: str) -> int:
        """How many documents name the indicator, how many items its evidence names, or how many practices there are."""
        if kind == "documents":
            return sum(line["indicator"] == indicator for line in self.documents)
        if kind == "practices":
            return len(self.practices)
        return len(vi.list_items(self.text(indicator, "evidence")))

    def text(self, indicator: str, column: str) -> str:
        """What was typed at a place, empty when nothing was."""
        found = self.values.get((indicator, column))
        return found.raw if found else ""

    def answer(self, indicator: str) -> str:
        """The answer chosen instead of a number, empty when there is none."""
        return answer_of(self.values, indicator)

    @cached_property
    def asked(self) -> list[Indicator]:
        """The indicators this unit was asked for by the form it filled."""
        return [i for i in self.regime.asked_of(self.unit) if self.answer(i.code) != NOT_ASKED]

    def finding(
        self, check: str, indicator: str, column: str, message: str, cure: str = "", other: str = ""
    ) -> Finding:
        """A finding of one of the program's checks at a place of this report, as grave as its record says."""
        return self.rule_finding(check, check_severity(check), indicator, column, message, cure, other)

    def shared_finding(
        self, check: str, indicator: Indicator, column: str, *, other: str = "", **fields: str
    ) -> Finding:
        """A finding in the words that the form uses too: `fields` fill the templates of `workbook.messages`."""
        message, cure = finding_messages.fill_check_message(
            check, {**finding_messages.message_fields(indicator, column), **fields}
        )
        return self.finding(check, indicator.code, column, message, cure, other)

    def rule_finding(
        self, rule: str, severity: Severity, indicator: str, column: str, message: str, cure: str = "", other: str = ""
    ) -> Finding:
        """A finding at a place of this report: its cell, text as typed, file, and the unit's explanation, if any."""
        place = self.values.get((indicator, column))
        anywhere = place or next((v for (code, _), v in self.values.items() if code == indicator), None)
        sheet, cell = split_cell(place.cell if place else self._blank_cell(indicator, column))
        explanation = self.text(indicator, "explanation").strip()
        explained = severity == "warning" and bool(explanation)
        return Finding(
            rule=rule, severity=severity, message=message, cure=cure, unit=self.unit.code, indicator=indicator,
            column=column, sheet=sheet, cell=cell, raw=place.raw if place else "", other=other,
            explanation=explanation, state="explained" if explained else "new",
            file=anywhere.file if anywhere else "",
        )  # fmt: skip

    def line_finding(
        self,
        check: str,
        line: Mapping[str, str],
        column: str,
        message: str,
        cure: str,
        other: str = "",
        *,
        is_minor: bool = False,
    ) -> Finding:
        """A finding at a line of a list; it names no indicator, so that a slip in it makes no number faulty."""
        sheet, cell = split_cell(line["cell"])
        return new_finding(
            check, message, is_minor=is_minor, cure=cure, unit=self.unit.code, column=column, sheet=sheet, cell=cell,
            raw=line[column], other=other, file=line["file"],
        )  # fmt: skip

    def _blank_cell(self, indicator: str, column: str) -> str:
        """Where a cell that was left blank stands: its row and column as other cells of the same sheet tell them."""
        rows = (v.cell for (code, _), v in self.values.items() if code == indicator)
        columns = (v.cell for (_, key), v in self.values.items() if key == column)
        row, letters = (_ADDRESS.fullmatch(next(filter(None, cells), "")) for cells in (rows, columns))
        return f"{row[1]}{letters[2]}{row[3]}" if row and letters and row[1] == letters[1] else ""


def unit_reports(regime: Regime, ledger: Ledger, today: date) -> list[UnitReport]:
    """The reports of the units that owe one and from which anything is at hand, in the order of units."""
    documents, practices, narrative = map(_by_unit, (ledger.documents, ledger.practices, ledger.narrative))
    return [
        UnitReport(
            regime=regime,
            unit=unit,
            values=values,
            documents=documents.get(unit.code, ()),
            practices=practices.get(unit.code, ()),
            narrative=narrative.get(unit.code, ()),
            today=today,
        )
        for unit in regime.reporting_units()
        if (values := with_cumulative(regime, unit, filled_values(ledger.of(unit.code))))
    ]


def _by_unit(lines: Iterable[Mapping[str, str]]) -> Mapping[str, list[Mapping[str, str]]]:
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for line in lines:
        grouped.setdefault(line["unit"], []).append(line)
    return grouped


def filled_values(values: Mapping[ValueKey, Value]) -> Mapping[ValueKey, Value]:
    """The places where anything was written."""
    return {place: value for place, value in values.items() if value.raw or value.value is not None}


def answer_of(values: Mapping[ValueKey, Value], indicator: str) -> str:
    """The answer instead of a number: one of `NO_VALUE_ANSWERS`, `NOT_ASKED`, or "" when there is none."""
    found = values.get((indicator, "answer"))
    return _ANSWERS.get(vi.fold(found.raw), "") if found else ""


def value_of(indicator: Indicator, column: str, values: Mapping[ValueKey, Value]) -> float | str | None:
    """The value in an input column; 0 for a count of which nothing happened, and for the people of no class at all."""
    found = values.get((indicator.code, column))
    if found is not None:
        return found.value
    happened = column in indicator.cumulative or answer_of(values, indicator.code) != NOTHING_HAPPENED
    is_nothing = indicator.kind.is_counted and column in indicator.columns and not happened
    is_nobody = column in _OF_THINGS and value_of(indicator, indicator.means(_OF_THINGS[column]), values) == 0
    return 0.0 if is_nothing or is_nobody else None


def with_cumulative(regime: Regime, unit: Unit, values: Mapping[ValueKey, Value]) -> Mapping[ValueKey, Value]:
    """The values of a unit, with what was done up to now where it was left blank and follows from what is known."""
    if not regime.repeats:
        return values
    given = {place: value for place, value in values.items() if value.channel != CHANNEL_ADDED_UP}
    return given | {
        (i.code, column): Value(
            unit=unit.code, indicator=i.code, column=column, value=number, raw="", channel=CHANNEL_ADDED_UP
        )
        for i in regime.asked_of(unit)
        for column in i.cumulative
        if (i.code, column) not in given and (number := cumulative_number(regime, unit, i, column, given)) is not None
    }


def cumulative_number(
    regime: Regime, unit: Unit, indicator: Indicator, column: str, values: Mapping[ValueKey, Value]
) -> float | None:
    """What had been done up to the period and what was done in it; None while either is not known."""
    now = number_of(indicator, CUMULATIVE_OF[column], values)
    earlier = regime.earlier(unit, indicator, column)
    return None if now is None or earlier is None else earlier + now


def number_of(indicator: Indicator, column: str, values: Mapping[ValueKey, Value]) -> float | None:
    """As `value_of`, None when it is no number."""
    value = value_of(indicator, column, values)
    return value if isinstance(value, float) else None


def percent_of(indicator: Indicator, values: Mapping[ValueKey, Value]) -> float | None:
    """The percentage of a ratio from its parts, or else the bare percentage given; None when there is neither."""
    numerator, denominator = (number_of(indicator, column, values) for column in ("numerator", "denominator"))
    return percent_of_parts(numerator, denominator, number_of(indicator, "percent", values))


def percent_of_parts(numerator: float | None, denominator: float | None, bare: float | None) -> float | None:
    """The percentage from its parts, or else the `bare` one."""
    return 100 * numerator / denominator if numerator is not None and denominator else bare


def is_percent_only(indicator: Indicator, values: Mapping[ValueKey, Value]) -> bool:
    """Whether of a ratio a percentage is known, in whatever cell it was typed, and neither of its parts."""
    stated, *parts = (number_of(indicator, column, values) for column in ("percent", "numerator", "denominator"))
    return indicator.kind.is_ratio and stated is not None and parts == [None, None]


def split_cell(cell: str) -> tuple[str, str]:
    """Sheet and address of a place in a unit's file such as `Kết quả!E12`."""
    sheet, _, address = cell.rpartition("!")
    return sheet, address
