"""Compares cumulative numbers with the previous period's and the period's own; finds those lost from the totals."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import DOES_NOT_APPLY, NOTHING_HAPPENED, UnitReport, cumulative_number, number_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP
from bdhvs_xl.master.labels import column_name
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator


def findings(report: UnitReport) -> Iterator[Finding]:
    """Findings about cumulative numbers: first wrong sums, then numbers lost from the totals."""
    yield from _mismatches(report)
    yield from dropped_findings(report)


def _mismatches(report: UnitReport) -> Iterator[Finding]:
    """An error when the cumulative number is below the period's, a warning when the sum is different."""
    for indicator in report.asked:
        for column in indicator.cumulative:
            typed = report.values.get((indicator.code, column))
            if typed is not None and typed.channel != CHANNEL_ADDED_UP and isinstance(typed.value, float):
                yield from _typed(report, indicator, column, typed.value)


def _typed(report: UnitReport, indicator: Indicator, column: str, typed: float) -> Iterator[Finding]:
    now = number_of(indicator, CUMULATIVE_OF[column], report.values)
    expected = cumulative_number(report.regime, report.unit, indicator, column, report.values)
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


def dropped_findings(report: UnitReport) -> Iterator[Finding]:
    """A warning when a unit answers “does not apply” for an indicator with a cumulative number, which is lost."""
    for indicator in report.asked:
        if indicator.cumulative and report.answer(indicator.code) == DOES_NOT_APPLY:
            column = indicator.cumulative[0]
            typed = number_of(indicator, column, report.values)
            if number := report.regime.earlier(report.unit, indicator, column) if typed is None else typed:
                yield report.finding(
                    "cumulative_dropped", indicator.code, "answer",
                    f"Chỉ số {indicator.code} ghi “{DOES_NOT_APPLY}” nhưng lũy kế đã có {vi.format_number(number)}: số "
                    "này không nằm trong tổng.",
                    f"Nếu chỉ trong kỳ không có thì chọn “{NOTHING_HAPPENED}”, lũy kế được giữ; nếu đúng thì ghi rõ.",
                )  # fmt: skip
