"""What was done up to now against what was done before and in the period."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import UnitReport, added_up, number_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP
from bdhvs_xl.master.labels import column_name
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator


def findings(report: UnitReport) -> Iterator[Finding]:
    """An error where less was done up to now than in the period alone, a warning where the numbers do not add up."""
    for indicator in report.asked:
        for column in indicator.cumulative:
            typed = report.values.get((indicator.code, column))
            if typed is not None and typed.channel != CHANNEL_ADDED_UP and isinstance(typed.value, float):
                yield from _typed(report, indicator, column, typed.value)


def _typed(report: UnitReport, indicator: Indicator, column: str, typed: float) -> Iterator[Finding]:
    now = number_of(indicator, CUMULATIVE_OF[column], report.values)
    expected = added_up(report.regime, report.unit, indicator, column, report.values)
    if now is not None and typed < now:
        yield report.shared_finding(
            "cumulative_less", indicator, column, typed=vi.format_number(typed), now=vi.format_number(now),
            of_period=column_name(indicator, CUMULATIVE_OF[column]), other=vi.format_number(now),
        )  # fmt: skip
    elif now is not None and expected is not None and typed != expected:
        yield _differs(report, indicator, column, typed, now, expected)


def _differs(
    report: UnitReport, indicator: Indicator, column: str, typed: float, now: float, expected: float
) -> Finding:
    before, in_period, total = map(vi.format_number, (expected - now, now, expected))
    return report.shared_finding(
        "cumulative_differs", indicator, column, typed=vi.format_number(typed), earlier=before, now=in_period,
        sum=total, other=total,
    )  # fmt: skip
