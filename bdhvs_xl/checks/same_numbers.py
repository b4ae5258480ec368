"""Finds units that share most of their numbers; who copied cannot be known, so both get a finding."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bdhvs_xl.checks.same_texts import join_first_units
from bdhvs_xl.checks.unit_report import UnitReport, number_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import ValueKey

MIN_NUMBER = 10
"""Below this two units have the same number by chance."""
MIN_EQUAL = 5
"""So many equal numbers no chance explains."""
MIN_SHARE = 0.6
"""The share of a unit's numbers that must be equal before anything is said."""
_CROWD = 20
"""A number that so many units have is a usual one, such as a norm."""

Numbers = Mapping[ValueKey, float]


def findings(reports: Sequence[UnitReport]) -> Iterator[Finding]:
    """A warning for each unit most of whose distinctive numbers another unit has too."""
    telling = [distinctive_numbers(report) for report in reports]
    holders: dict[tuple[ValueKey, float], list[int]] = {}
    for number, numbers in enumerate(telling):
        for held in numbers.items():
            holders.setdefault(held, []).append(number)
    for number, report in enumerate(reports):
        numbers = telling[number]
        equal = Counter(other for held in numbers.items() for other in _others(holders[held], number))
        alike = [
            other for other, count in equal.most_common() if count >= MIN_EQUAL and count >= MIN_SHARE * len(numbers)
        ]
        if alike:
            yield _finding(report, numbers, telling[alike[0]], [reports[other].unit.name for other in alike])


def distinctive_numbers(report: UnitReport) -> Numbers:
    """The numbers of the period that hardly two units have by chance: not small, not a multiple of 100."""
    found = {
        (indicator.code, column): number
        for indicator in report.asked
        for column in indicator.of_period
        if (number := number_of(indicator, column, report.values)) is not None
    }
    return {place: number for place, number in found.items() if number >= MIN_NUMBER and number % 100}


def _others(holders: Sequence[int], own: int) -> list[int]:
    return [other for other in holders if other != own] if len(holders) <= _CROWD else []


def _finding(report: UnitReport, numbers: Numbers, others: Numbers, names: Sequence[str]) -> Finding:
    same = [place for place, number in numbers.items() if others.get(place) == number]
    (code, column), told = same[0], ", ".join(dict.fromkeys(code for code, _ in same))
    return report.finding(
        "same_numbers", code, column,
        f"{len(same)} trong {len(numbers)} số liệu trùng với {join_first_units(names)}: chỉ số {told}. "
        "Không xác định được ai chép của ai.",
        "Kiểm tra có gửi nhầm tệp hoặc chép số của đơn vị khác không; nếu đúng thì ghi lý do.",
    )  # fmt: skip
