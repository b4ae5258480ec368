"""What was done up to now against what was done before and in the period."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.context import Report, added_up, number_of
from bdhvs_xl.intake.submission import CHANNEL_ADDED_UP
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import ADDS_UP, Indicator
from bdhvs_xl.workbook.words import COLUMN_NAMES, column_name

_EXPLANATION = COLUMN_NAMES["explanation"]


def findings(report: Report) -> Iterator[Finding]:
    """An error where less was done up to now than in the period alone, a warning where the numbers do not add up."""
    for indicator in report.asked:
        for column in indicator.cumulative:
            typed = report.values.get((indicator.code, column))
            if typed is not None and typed.channel != CHANNEL_ADDED_UP and isinstance(typed.value, float):
                yield from _typed(report, indicator, column, typed.value)


def _typed(report: Report, indicator: Indicator, column: str, typed: float) -> Iterator[Finding]:
    now = number_of(indicator, ADDS_UP[column], report.values)
    expected = added_up(report.regime, report.unit, indicator, column, report.values)
    if now is not None and typed < now:
        yield report.finding(
            "cumulative_less", indicator.code, column,
            f"Chỉ số {indicator.code}: “{column_name(indicator, column)}” {vi.format_number(typed)} nhỏ hơn "
            f"“{column_name(indicator, ADDS_UP[column])}” {vi.format_number(now)}.",
            "Lũy kế gồm cả số trong kỳ: sửa lại một trong hai số.", other=vi.format_number(now),
        )  # fmt: skip
    elif now is not None and expected is not None and typed != expected:
        yield _differs(report, indicator, column, typed, now, expected)


def _differs(report: Report, indicator: Indicator, column: str, typed: float, now: float, expected: float) -> Finding:
    earlier, now_said, sum_said = map(vi.format_number, (expected - now, now, expected))
    said = f"“{column_name(indicator, column)}” ghi {vi.format_number(typed)}"
    return report.finding(
        "cumulative_differs", indicator.code, column,
        f"Chỉ số {indicator.code}: {said}, lũy kế kỳ trước {earlier} cộng với trong kỳ {now_said} là {sum_said}.",
        f"Sửa số trong kỳ hoặc số lũy kế; để trống ô lũy kế nếu lấy {sum_said}; nếu số kỳ trước đã đính chính thì nêu "
        f"ở cột “{_EXPLANATION}”.", other=sum_said,
    )  # fmt: skip
