"""Snapshot of the progress of a period, used by the front page and the cached formula values."""

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
    """The state of a unit: `status` is a code of `STATUS_NAMES`; `deadline` (the extension, if any) and `sent` (the day
    its form was issued) are texts, empty when unknown.
    """

    status: str = "not_sent"
    deadline: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressState:
    """The state of all units and steps.

    `units` by unit code; `places` the worst severity by (unit, indicator); `values` the cells of `Số liệu` (the raw
    text when it was not read as a value) by `layout.value_key`; `ratios` (percent, target) by indicator, None leaves
    the chart unchanged; `steps` the states of steps by button id, in addition to those derived from the counts.
    """

    units: Mapping[str, UnitState]
    errors: int = 0
    warnings: int = 0
    places: Mapping[tuple[str, str], Severity] = field(default_factory=dict)
    values: Mapping[str, Cell] = field(default_factory=dict)
    ratios: Mapping[str, tuple[float | None, float | None]] | None = None
    steps: Mapping[str, str] = field(default_factory=dict)
