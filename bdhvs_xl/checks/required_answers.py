"""Finds required answers that are missing, and incomplete ones."""

from collections.abc import Iterator

from bdhvs_xl.checks.unit_report import NOTHING_HAPPENED, UnitReport, is_percent_only, value_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.model import Indicator


def findings(report: UnitReport) -> Iterator[Finding]:
    """An error for every required indicator without value and answer, and for every missing part of a value."""
    for indicator in report.asked:
        if is_percent_only(indicator, report.values):
            continue
        missing = [column for column in _wanted(report, indicator) if not _is_given(report, indicator, column)]
        if missing == list(indicator.columns):
            if indicator.required and not report.text(indicator.code, "percent"):
                yield report.shared_finding("required", indicator, indicator.columns[0])
        else:
            yield from (report.shared_finding("incomplete", indicator, column) for column in missing)


def _wanted(report: UnitReport, indicator: Indicator) -> tuple[str, ...]:
    """The columns that must be filled: all; only cumulative ones after “nothing happened”; none after other answers."""
    if not report.text(indicator.code, "answer"):
        return indicator.columns
    return indicator.cumulative if report.answer(indicator.code) == NOTHING_HAPPENED else ()


def _is_given(report: UnitReport, indicator: Indicator, column: str) -> bool:
    written = bool(report.text(indicator.code, column))
    return written or value_of(indicator, column, report.values) is not None
