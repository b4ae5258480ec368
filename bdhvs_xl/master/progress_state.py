"""Where the reports of a period stand: plain data that buttons hand to the front page and to the cached values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bdhvs_xl.errors import Severity
from bdhvs_xl.ooxml.cell import Cell

RECEIVED_STATUSES = ("received", "returned", "accepted_with_warnings", "accepted")
"""The statuses of units whose numbers are at hand."""
OUTSTANDING_STATUSES = ("not_sent", "rejected")
"""The statuses of units from which nothing readable has come."""


@dataclass(frozen=True, slots=True)
class UnitState:
    """Where a unit stands: `status` is a code of `STATUS_NAMES`; `deadline` (an extension in its place) and `sent`
    (when its form was issued) are texts, empty when unknown.
    """

    status: str = "not_sent"
    deadline: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressState:
    """Plain data for the front page and the cached values.

    `units` by unit code; `places` the worst severity by (unit, indicator); `values` the cells of `Số liệu` (the raw
    text where no value was taken) by `layout.value_key`; `ratios` gives (percent, target) by indicator, None leaves
    the chart as it is; `steps` the states of steps by button id, besides those that follow from the counts.
    """

    units: Mapping[str, UnitState]
    errors: int = 0
    warnings: int = 0
    places: Mapping[tuple[str, str], Severity] = field(default_factory=dict)
    values: Mapping[str, Cell] = field(default_factory=dict)
    ratios: Mapping[str, tuple[float | None, float | None]] | None = None
    steps: Mapping[str, str] = field(default_factory=dict)
