"""Computes the state of a unit's tasks, and finds overdue ones."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Value, ValueKey
from bdhvs_xl.master.layout import YES_NO
from bdhvs_xl.regime.model import Indicator

OVERDUE = "task_overdue"
TaskState = Literal["done", "ongoing", "not_started", "overdue", "unreported"]
BEGUN_WITH = ("evidence", "explanation")
"""The columns in which a unit says what came of a task so far."""


def task_progress(indicator: Indicator, done: bool | None, values: Mapping[ValueKey, Value], end: date) -> TaskState:
    """The state of a unit's task at the `end` of the period; `done` is its answer, None without one.

    A task due on the last day of the period and not done is overdue: the period is over. A task with a text in one of
    `BEGUN_WITH` is ongoing.
    """
    if done is None:
        return "unreported"
    if done:
        return "done"
    if is_due(indicator, end):
        return "overdue"
    begun = any(value.raw.strip() for column in BEGUN_WITH if (value := values.get((indicator.code, column))))
    return "ongoing" if begun else "not_started"


def is_due(indicator: Indicator, end: date) -> bool:
    """Whether the task is due on or before `end`."""
    return indicator.due is not None and indicator.due <= end


def findings(report: UnitReport) -> Iterator[Finding]:
    """A warning for every overdue task; the unit's reason, if any, explains it."""
    yes, no = map(vi.fold, YES_NO)
    for indicator in report.asked:
        if indicator.due is None:
            continue
        done = {yes: True, no: False}.get(vi.fold(str(report.value(indicator.code, "value") or "")))
        if task_progress(indicator, done, report.values, report.regime.period_to) == "overdue":
            yield report.shared_finding(OVERDUE, indicator, "value", due=vi.format_date(indicator.due))
