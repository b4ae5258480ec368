"""Finds numbers far from those of the other units of the same kind, such as one with a zero too many."""

from collections.abc import Iterable, Iterator, Sequence
from math import log
from statistics import median

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import UnitReport, number_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import column_name
from bdhvs_xl.regime.model import Indicator, UnitKind

MIN_UNITS = 8
"""With fewer units nobody knows what is usual."""
MAX_DEVIATIONS = 5.0
"""Deviations from the median, of numbers that spread as widely as the other units' do."""
MIN_FACTOR = 8.0
"""How many times the usual number one must be at least."""
_DEVIATIONS = 1.4826
"""Standard deviations in a median deviation."""

Group = list[tuple[UnitReport, float]]


def findings(reports: Sequence[UnitReport]) -> Iterator[Finding]:
    """A warning for each number far from the other units', also in proportion to its size where known."""
    for indicator in reports[0].regime.indicators if reports else ():
        if indicator.kind.is_counted or indicator.kind.is_ratio:
            for column in indicator.of_period:
                for group in _groups(indicator, column, reports):
                    yield from _far(indicator, column, group)


def _groups(indicator: Indicator, column: str, reports: Iterable[UnitReport]) -> Iterator[Group]:
    """The numbers above zero of each kind of unit with at least `MIN_UNITS`."""
    groups: dict[UnitKind, Group] = {}
    for report in reports:
        number = number_of(indicator, column, report.values)
        if number is not None and number > 0:
            groups.setdefault(report.unit.kind, []).append((report, number))
    yield from (group for group in groups.values() if len(group) >= MIN_UNITS)


def _far(indicator: Indicator, column: str, group: Group) -> Iterator[Finding]:
    """The outliers, both as absolute numbers and in proportion to the attribute that reduces the spread most."""
    as_given = [log(number) for _, number in group]
    scale, by_size = min([("", as_given), *_by_size(group)], key=lambda scaled: _spread(scaled[1]))
    usual = median(number for _, number in group)
    for (report, number), *places in zip(group, _distances(as_given), _distances(by_size), strict=True):
        if min(places) > 1:
            yield _finding(report, indicator, column, number, usual, len(group), scale)


def _by_size(group: Group) -> Iterator[tuple[str, list[float]]]:
    """The logarithms of the numbers divided by each attribute that all units have."""
    for attribute in group[0][0].regime.attributes:
        sizes = [report.attribute(attribute.key) or 0.0 for report, _ in group]
        if all(size > 0 for size in sizes):
            yield attribute.name, [log(number / size) for (_, number), size in zip(group, sizes, strict=True)]


def _distances(logs: Sequence[float]) -> list[float]:
    """The distance of each number from the median, in units of the limit: above 1 is an outlier."""
    middle, limit = median(logs), max(MAX_DEVIATIONS * _spread(logs), log(MIN_FACTOR))
    return [abs(x - middle) / limit for x in logs]


def _spread(logs: Sequence[float]) -> float:
    """The standard deviation, estimated by the median absolute deviation, which a few outliers do not change."""
    middle = median(logs)
    return _DEVIATIONS * median(abs(x - middle) for x in logs)


def _finding(
    report: UnitReport, indicator: Indicator, column: str, number: float, usual: float, units: int, scale: str
) -> Finding:
    side = "cao" if number > usual else "thấp"
    against = f", kể cả khi so theo {scale[0].lower()}{scale[1:]}" if scale else ""
    place = f"Chỉ số {indicator.code}, cột “{column_name(indicator, column)}”"
    return report.finding(
        "outlier", indicator.code, column,
        f"{place}: {vi.format_number(number)} {side} khác thường so với {units} đơn vị cùng loại (ở giữa là "
        f"{vi.format_number(usual)}{against}).",
        "Kiểm tra có thừa, thiếu chữ số hoặc ghi nhầm cột không; nếu đúng thì ghi lý do.",
        other=vi.format_number(usual),
    )  # fmt: skip
