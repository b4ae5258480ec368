"""What was done up to now and leaves the totals, because a unit says that the indicator does not apply."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import DOES_NOT_APPLY, NOTHING_HAPPENED, UnitReport, number_of
from bdhvs_xl.errors import Finding


def findings(report: UnitReport) -> Iterator[Finding]:
    """A warning where a unit says that an indicator does not apply of which something had been done up to now."""
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
