"""Indicators with the columns of their answers, and units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bdhvs_xl.regime.kinds import IndicatorKind, OverUnits

OverTime = Literal["flow", "stock"]
UnitKind = Literal["commune", "ward", "special_zone", "department", "division", "organisation", "hamlet"]
Needs = Literal["", "text", "documents", "names"]

CUMULATIVE_OF: Mapping[str, str] = {"cumulative": "in_period", "cumulative_people": "people"}
"""Each cumulative column with the column of the period that it adds up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of an appendix. `code` is text: `2.10` is not `2.1`.

    `repeats` is not stored in a file: `Regime` sets it on indicators asked for the period and cumulatively.
    `labels` describes each input column in words, e.g. {"numerator": "Số cơ sở giáo dục đã tích hợp",
    "denominator": "Tổng số cơ sở giáo dục trên địa bàn"}. `targets` maps a year to the value to reach. `sentence` is
    the focal office's sentence over all units, `own_sentence` that of a unit's own report, both with fields in braces
    (`kind.sentence_fields` and `kind.own_sentence_fields`); `evidence` is the official guidance; `needs` is the
    evidence that a value requires: none, a text in the evidence column, a row in the list of documents, all the counted
    names. `units` are the codes of the units that are asked, of any kind; empty means all of `unit_kinds`. A task is a
    yes-or-no question whether it is done, `due` its due date.
    """

    code: str
    name: str
    group: str
    unit: str
    kind: IndicatorKind
    over_units: OverUnits
    over_time: OverTime = "flow"
    labels: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""
    needs: Needs = ""
    required: bool = True
    unit_kinds: tuple[UnitKind, ...] = ()
    units: tuple[str, ...] = ()
    due: date | None = None
    targets: Mapping[int, float] = field(default_factory=dict)
    sentence: str = ""
    own_sentence: str = ""
    up: str = ""
    since: date | None = None
    until: date | None = None
    repeats: bool = field(default=False, metadata={"derived": True})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns a unit fills, e.g. ("value", "people"); the first one is the main one."""
        return self.kind.columns_when_repeating if self.repeats else self.kind.columns

    @property
    def result_columns(self) -> tuple[str, ...]:
        """The columns of a unit's result: those it fills, and for a ratio the computed percentage."""
        return (*self.columns, *self.kind.computed_columns)

    @property
    def cumulative(self) -> tuple[str, ...]:
        """The cumulative ones of the columns; none for an indicator that does not repeat."""
        return tuple(column for column in self.columns if column in CUMULATIVE_OF)

    @property
    def of_period(self) -> tuple[str, ...]:
        """The columns about the period of the report itself."""
        return tuple(column for column in self.columns if column not in CUMULATIVE_OF)

    @property
    def judged(self) -> str:
        """The column of the total compared with a target: the percentage of a share, the cumulative value of a flow."""
        if self.kind.is_share:
            return "percent"
        return "cumulative" if self.repeats else "value"

    def means(self, column: str) -> str:
        """The column that a rule refers to: when repeating, `[2.1]` and `[2.1.value]` are the value of the period."""
        return self.columns[0] if self.repeats and column in ("", "value") else column or "value"

    def label(self, column: str) -> str:
        """The description of a column in words, "" without one."""
        return self.labels.get("value" if column == "in_period" else column, "")

    def asks(self, unit: "Unit") -> bool:
        """Whether this unit is asked for the indicator, by its code or its kind."""
        if self.units:
            return unit.code in self.units
        return not self.unit_kinds or unit.kind in self.unit_kinds

    @property
    def can_be_task(self) -> bool:
        """Whether units can report it as done and the total counts them."""
        return self.kind.is_yes_no and self.over_units == "share_yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A reporting unit. `code` is the key (a commune's five digits, or a short code); open dates are None.

    `previous` has its numbers of the previous period by indicator and column; for a yes-or-no question Có is 1.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    deadline: date | None = None
    contact: str = ""
    phone: str = ""
    email: str = ""
    attributes: Mapping[str, float] = field(default_factory=dict)
    previous: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def valid_in(self, start: date, end: date) -> bool:
        """Whether the unit exists at the end of the period `start` to `end`."""
        return (self.valid_from or start) <= end and (self.valid_to or end) >= end
