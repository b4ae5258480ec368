"""A unit's report as checks read it: values by (indicator, column), the indicators asked, and findings about cells."""

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
    """The report of one unit, corrected by `Điều chỉnh`; the `Context` of `expressions.evaluate`."""

    regime: Regime
    unit: Unit
    values: Mapping[ValueKey, Value]
    documents: Sequence[Mapping[str, str]]
    practices: Sequence[Mapping[str, str]]
    narrative: Sequence[Mapping[str, str]]
    today: date

    def value(self, indicator: str, column: str) -> float | str | None:
        """The value of an indicator's column, None when missing; column "" is the main value (a ratio's percentage)."""
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
        """The value of the previous period, None when unknown; column "" is a ratio's percentage."""
        known = self.regime.indicator.get(indicator)
        if known is None:
            return None
        if known.kind.is_ratio and column in ("", "percent"):
            parts = ("numerator", "denominator", "percent")
            return percent_of_parts(*(self.regime.earlier(self.unit, known, part) for part in parts))
        number = self.regime.earlier(self.unit, known, known.means(column))
        return number if number is None or not known.kind.is_yes_no else YES_NO[0 if number else 1]

    def target(self, indicator: str) -> float | None:
        """The target for the last year of the period that has one; None without any."""
        known = self.regime.indicator.get(indicator)
        return self.regime.target(known) if known else None

    def attribute(self, key: str) -> float | None:
        """The unit's attribute in the list of units, such as its number of hamlets; None when unknown."""
        return self.unit.attributes.get(key)

    def items(self, kind: str, indicator: str) -> int:
        """The number of documents of the indicator, of practices, or (other `kind`) of items in its evidence."""
        if kind == "documents":
            return sum(line["indicator"] == indicator for line in self.documents)
        if kind == "practices":
            return len(self.practices)
        return len(vi.list_items(self.text(indicator, "evidence")))

    def text(self, indicator: str, column: str) -> str:
        """The text as typed in an indicator's column, "" when nothing was."""
        found = self.values.get((indicator, column))
        return found.raw if found else ""

    def answer(self, indicator: str) -> str:
        """The answer chosen instead of a number, "" when there is none."""
        return answer_of(self.values, indicator)

    @cached_property
    def asked(self) -> list[Indicator]:
        """The indicators that the unit's form asked for."""
        return [i for i in self.regime.asked_of(self.unit) if self.answer(i.code) != NOT_ASKED]

    def finding(
        self, check: str, indicator: str, column: str, message: str, cure: str = "", other: str = ""
    ) -> Finding:
        """A finding of a check in a cell of this report, with the severity of the check's record."""
        return self.rule_finding(check, check_severity(check), indicator, column, message, cure, other)

    def shared_finding(
        self, check: str, indicator: Indicator, column: str, *, other: str = "", **fields: str
    ) -> Finding:
        """A finding with the message that forms show too: `fields` fill the templates of `form.finding_messages`."""
        message, cure = finding_messages.fill_check_message(
            check, {**finding_messages.message_fields(indicator, column), **fields}
        )
        return self.finding(check, indicator.code, column, message, cure, other)

    def rule_finding(
        self, rule: str, severity: Severity, indicator: str, column: str, message: str, cure: str = "", other: str = ""
    ) -> Finding:
        """A finding in a cell of this report: address, text as typed, file, and the unit's explanation, if any."""
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
        """A finding in a line of a list; without indicator, so that it keeps no number out of the totals."""
        sheet, cell = split_cell(line["cell"])
        return new_finding(
            check, message, is_minor=is_minor, cure=cure, unit=self.unit.code, column=column, sheet=sheet, cell=cell,
            raw=line[column], other=other, file=line["file"],
        )  # fmt: skip

    def _blank_cell(self, indicator: str, column: str) -> str:
        """The address of a blank cell, from the row and the column of other values on the same sheet; "" if unknown."""
        rows = (v.cell for (code, _), v in self.values.items() if code == indicator)
        columns = (v.cell for (_, key), v in self.values.items() if key == column)
        row, letters = (_ADDRESS.fullmatch(next(filter(None, cells), "")) for cells in (rows, columns))
        return f"{row[1]}{letters[2]}{row[3]}" if row and letters and row[1] == letters[1] else ""


def unit_reports(regime: Regime, ledger: Ledger, today: date) -> list[UnitReport]:
    """The reports of the units that must report and have, in the order of units."""
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
    """The values without empty ones."""
    return {place: value for place, value in values.items() if value.raw or value.value is not None}


def answer_of(values: Mapping[ValueKey, Value], indicator: str) -> str:
    """The answer instead of a number: one of `NO_VALUE_ANSWERS`, `NOT_ASKED`, or "" when there is none."""
    found = values.get((indicator, "answer"))
    return _ANSWERS.get(vi.fold(found.raw), "") if found else ""


def value_of(indicator: Indicator, column: str, values: Mapping[ValueKey, Value]) -> float | str | None:
    """The value in an input column; 0 for a count answered “nothing happened”, and for the people of 0 classes."""
    found = values.get((indicator.code, column))
    if found is not None:
        return found.value
    happened = column in indicator.cumulative or answer_of(values, indicator.code) != NOTHING_HAPPENED
    is_nothing = indicator.kind.is_counted and column in indicator.columns and not happened
    is_nobody = column in _OF_THINGS and value_of(indicator, indicator.means(_OF_THINGS[column]), values) == 0
    return 0.0 if is_nothing or is_nobody else None


def with_cumulative(regime: Regime, unit: Unit, values: Mapping[ValueKey, Value]) -> Mapping[ValueKey, Value]:
    """The values of a unit, blank cumulative numbers filled in where they can be computed."""
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
    """The previous cumulative number plus the number of the period; None when either is unknown."""
    now = number_of(indicator, CUMULATIVE_OF[column], values)
    earlier = regime.earlier(unit, indicator, column)
    return None if now is None or earlier is None else earlier + now


def number_of(indicator: Indicator, column: str, values: Mapping[ValueKey, Value]) -> float | None:
    """As `value_of`, but None for a text."""
    value = value_of(indicator, column, values)
    return value if isinstance(value, float) else None


def percent_of(indicator: Indicator, values: Mapping[ValueKey, Value]) -> float | None:
    """The percentage of a ratio from its parts, else the one typed; None when there is neither."""
    numerator, denominator = (number_of(indicator, column, values) for column in ("numerator", "denominator"))
    return percent_of_parts(numerator, denominator, number_of(indicator, "percent", values))


def percent_of_parts(numerator: float | None, denominator: float | None, bare: float | None) -> float | None:
    """The percentage from its parts, else the `bare` one."""
    return 100 * numerator / denominator if numerator is not None and denominator else bare


def is_percent_only(indicator: Indicator, values: Mapping[ValueKey, Value]) -> bool:
    """Whether a ratio has a percentage, in whatever cell it was typed, and neither of its parts."""
    stated, *parts = (number_of(indicator, column, values) for column in ("percent", "numerator", "denominator"))
    return indicator.kind.is_ratio and stated is not None and parts == [None, None]


def split_cell(cell: str) -> tuple[str, str]:
    """Sheet and address of a cell such as `Kết quả!E12`."""
    sheet, _, address = cell.rpartition("!")
    return sheet, address
