"""Finds numbers copied from the previous period: work done in a period rarely gives the same numbers again."""

from collections.abc import Iterator

from bdhvs_xl.checks.same_numbers import distinctive_numbers
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding

MIN_EQUAL = 4
"""So many equal numbers no chance explains."""
MIN_SHARE = 0.6
"""The share of the numbers known of both periods that must be equal before anything is said."""


def findings(report: UnitReport) -> Iterator[Finding]:
    """A warning when most numbers of the period equal those of the previous one.

    Only flows are compared: a stock, such as the number of hamlets, may well stay the same.
    """
    indicators = report.regime.indicator
    done = {p: n for p, n in distinctive_numbers(report).items() if indicators[p[0]].over_time == "flow"}
    before = {place: report.previous(*place) for place in done}
    known = [place for place, number in before.items() if number is not None]
    same = [place for place in known if before[place] == done[place]]
    if len(same) >= MIN_EQUAL and len(same) >= MIN_SHARE * len(known):
        told = ", ".join(dict.fromkeys(code for code, _ in same))
        yield report.finding(
            "same_as_before", *same[0],
            f"{len(same)} trong {len(known)} số liệu của kỳ này bằng đúng số kỳ trước: chỉ số {told}.",
            "Kiểm tra có gửi lại tệp kỳ trước hoặc quên cập nhật không; nếu đúng thì ghi lý do.",
        )  # fmt: skip
