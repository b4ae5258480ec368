"""The chart of units: one ratio, its units from best to weakest, with the overall result and the target.

When there are more units than fit, the best and the weakest are drawn, and a row counts those between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.documents.charts.chart import (
    BarStyle,
    Chart,
    LeftOut,
    Series,
    format_percent,
    rows_that_fit,
    shorten_text,
)
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import reason_to_withhold
from bdhvs_xl.documents.figures.figures import Figure
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import CONFIG
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.totals import Total

NAME = "Biểu đồ theo đơn vị"
_ENOUGH_TO_COMPARE = 3
_ALIKE = 0.05
"""Percentages closer than this are printed the same."""
_ROW, _TALLEST = 5.2, 7.5
_NAME_LENGTH, _TITLE_LENGTH = 42, 120
_NAMED_AT_MOST = 4
_GAPS_AT_MOST = 3

_Kind = Literal["unit", "whole", "target", "gap"]
_STYLES: tuple[tuple[_Kind, BarStyle], ...] = (("unit", "light"), ("whole", "dark"), ("target", "hatched"))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the chart; a gap row has no value."""

    kind: _Kind
    name: str
    value: float | None


def build_unit_chart(data: ReportData, code: str, max_height: float) -> tuple[Chart | None, list[LeftOut]]:
    """The chart of the indicator `code`, or of the most informative one; at most `room` millimetres high.

    The most informative one is the ratio with a target whose units differ most; if no ratio has a target, the ratio
    whose units differ most. UserError when `code` is no ratio.
    """
    indicator = _indicator_by_code(data, code) if code else _most_informative(data)
    if indicator is None:
        return None, [
            LeftOut("", NAME, "Không vẽ vì không có chỉ số tỉ lệ nào đủ đơn vị có số liệu khác nhau để so sánh.")
        ]
    if reason := _reason(data, indicator):
        return None, [LeftOut(indicator.code, indicator.name, f"{NAME}: {reason}")]
    return _chart(data, indicator, max_height), []


# --- which indicator ------------------------------------------------------------------------------------------------


def _indicator_by_code(data: ReportData, code: str) -> Indicator:
    indicator = data.regime.indicator.get(code)
    if indicator is None or indicator.over_units != "ratio":
        problem = f"“{code}” không phải mã của một chỉ số tỉ lệ"
        cure = "Ghi mã một chỉ số tỉ lệ ở trang Chỉ số, hoặc ghi x để chương trình tự chọn."
        raise UserError(f"Trang {CONFIG}, dòng “Trang biểu đồ”: {problem}.", cure)
    return indicator


def _most_informative(data: ReportData) -> Indicator | None:
    ratios = [i for i in data.regime.indicators if i.over_units == "ratio" and not _reason(data, i)]
    ratios = [i for i in ratios if data.regime.target(i) is not None] or ratios
    return max(ratios, key=lambda i: _spread(list(_shares(data, i).values())), default=None)


def _reason(data: ReportData, indicator: Indicator) -> str:
    """Why units cannot be compared on an indicator; "" when they can."""
    shares = list(_shares(data, indicator).values())
    if reason := reason_to_withhold(data.regime, data.columns(indicator)):
        return reason
    if len(shares) < _ENOUGH_TO_COMPARE:
        return f"Mới có {len(shares)} đơn vị có số liệu."
    return "Các đơn vị có cùng tỉ lệ." if _spread(shares) < _ALIKE else ""


def _shares(data: ReportData, indicator: Indicator) -> dict[str, float]:
    """The percentages counted in the total, by unit."""
    counted = [c for c in data.contributions_by_indicator[indicator.code] if c.standing == "counted"]
    return {c.unit: c.percent for c in counted if c.percent is not None}


def _spread(shares: Sequence[float]) -> float:
    return max(shares, default=0.0) - min(shares, default=0.0)


# --- the chart ------------------------------------------------------------------------------------------------------


def _chart(data: ReportData, indicator: Indicator, max_height: float) -> Chart:
    total = data.columns(indicator)["percent"]
    rows = _fitted(_ranked(data, indicator, total), rows_that_fit(max_height, _ROW))
    return Chart(
        title=f"Các đơn vị theo chỉ số {indicator.code}: {shorten_text(indicator.name, _TITLE_LENGTH)}",
        rows=tuple(row.name for row in rows),
        series=tuple(_series(kind, style, rows) for kind, style in _STYLES if any(row.kind == kind for row in rows)),
        row=min(_TALLEST, max_height / (len(rows) + 2)),
        overlaid=True,
        note=tuple(_note(data, indicator, total)),
    )


def _ranked(data: ReportData, indicator: Indicator, total: Total) -> list[_Row]:
    """Every unit, the overall result and the target in descending order; units equal to the target come before it."""
    shares = _shares(data, indicator)
    rows = [_Row("unit", shorten_text(data.name(u), _NAME_LENGTH), vi.round_half_up(s, 1)) for u, s in shares.items()]
    rows.append(_Row("whole", "KẾT QUẢ CHUNG", vi.round_half_up(total.shown or 0.0, 1)))
    if total.target is not None:
        year = data.regime.target_year(indicator)
        rows.append(_Row("target", f"MỤC TIÊU NĂM {year}", vi.round_half_up(total.target, 1)))
    return sorted(rows, key=lambda row: -(row.value or 0.0))


def _fitted(rows: Sequence[_Row], most: int) -> list[_Row]:
    """The rows, at most `most`: the units between the best and the weakest are replaced by a gap row."""
    units = [row for row in rows if row.kind == "unit"]
    if len(rows) <= most:
        return list(rows)
    ends = (most - (len(rows) - len(units)) - _GAPS_AT_MOST) // 2
    between = {id(row) for row in units[ends:-ends]}
    fitted: list[_Row] = []
    for hidden, run in groupby(rows, lambda row: id(row) in between):
        together = list(run)
        fitted += [_gap(together)] if hidden else together
    return fitted


def _gap(hidden: Sequence[_Row]) -> _Row:
    highest, lowest = (format_percent(row.value or 0.0) for row in (hidden[0], hidden[-1]))
    between = highest if highest == lowest else f"{highest} – {lowest}"
    return _Row("gap", f"… {len(hidden)} đơn vị ({between})", None)


def _series(kind: _Kind, style: BarStyle, rows: Sequence[_Row]) -> Series:
    values = tuple(row.value if row.kind == kind else None for row in rows)
    name = {"unit": "Đơn vị", "whole": "Kết quả chung", "target": "Mục tiêu"}[kind]
    return Series(name, style, values, tuple("" if value is None else format_percent(value) for value in values))


def _note(data: ReportData, indicator: Indicator, total: Total) -> Iterator[str | Figure]:
    """The source note: how many units reported, the cut-off date, and which units are missing."""
    yield "Nguồn: báo cáo của "
    yield _counted(indicator, "units_reported", total.units_reported)
    yield "/"
    yield _counted(indicator, "units_expected", total.units_expected)
    yield f" đơn vị, số liệu tính đến ngày {vi.format_date(data.regime.period_to)}"
    yield " (số tạm tính)." if total.provisional else "."
    for word, units in (("Chưa có số", total.missing), ("Chỉ có tỉ lệ", total.percent_only)):
        if units:
            yield f" {word}: {_names(data, units)}."


def _counted(indicator: Indicator, column: str, value: int) -> Figure:
    return Figure(indicator=indicator.code, column=column, value=value, text=vi.pad_count(value))


def _names(data: ReportData, units: Sequence[str]) -> str:
    rest = len(units) - _NAMED_AT_MOST
    names = [data.name_in_sentence(unit) for unit in units[:_NAMED_AT_MOST]]
    return f"{', '.join(names)} và {rest} đơn vị khác" if rest > 0 else vi.join(names)
