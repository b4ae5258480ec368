"""What is asked of whom: the indicators, the columns they are answered in, and the units that answer."""

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
    """One line of an appendix. `code` is text: `2.10` is not `2.1`.

    `repeats` is no field of a file: `Regime` sets it on the indicators that are asked in the period and cumulatively.
    `labels` says in plain words what each input column asks for, e.g. {"numerator": "Số cơ sở giáo dục đã tích hợp",
    "denominator": "Tổng số cơ sở giáo dục trên địa bàn"}. `targets` maps a year to the value to reach. `sentence` is
    the focal office's sentence over all units, `own_sentence` that of a unit's own report, both with fields in braces
    (`kind.sentence_fields` and `kind.own_sentence_fields`); `evidence` is the official guidance; `needs` says what
    must back a value: nothing, a text in the evidence column, a line in the list of documents, all the counted names.
    `units` are the codes of the units that are asked, whatever their kind; empty means all of `unit_kinds`. A task is a
    yes-or-no question whether it is done, `due` the day by which it is to be.
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
        """The columns of a unit's result: those it fills, and of a ratio the percentage that follows from them."""
        return (*self.columns, *self.kind.computed_columns)

    @property
    def cumulative(self) -> tuple[str, ...]:
        """Those of the columns that hold what was done up to now; none of an indicator that does not repeat."""
        return tuple(column for column in self.columns if column in CUMULATIVE_OF)

    @property
    def of_period(self) -> tuple[str, ...]:
        """The other columns: what a report says of its own period."""
        return tuple(column for column in self.columns if column not in CUMULATIVE_OF)

    @property
    def judged(self) -> str:
        """The column of the total that is held against a target: of a share the percentage, of a flow all up to now."""
        if self.kind.is_share:
            return "percent"
        return "cumulative" if self.repeats else "value"

    def means(self, column: str) -> str:
        """The column that people mean: `[2.1]` and `[2.1.value]` are what was done in the period."""
        return self.columns[0] if self.repeats and column in ("", "value") else column or "value"

    def label(self, column: str) -> str:
        """What a column asks for in plain words, "" when nothing is said of it."""
        return self.labels.get("value" if column == "in_period" else column, "")

    def asks(self, unit: "Unit") -> bool:
        """Whether this unit, or else units of its kind, are asked for this indicator."""
        if self.units:
            return unit.code in self.units
        return not self.unit_kinds or unit.kind in self.unit_kinds

    @property
    def can_be_task(self) -> bool:
        """Whether units can say of it that it is done, and those who do can be counted."""
        return self.kind.is_yes_no and self.over_units == "share_yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Who reports. `code` is the key (a commune's five digits, or a short code); dates are None when open.

    `previous` holds its numbers of the period before, by indicator and column; of a yes-or-no question Có is 1.
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
