"""The chart of units by result: one ratio, its units from best to weakest, the common result and the target among them.

Of more units than there is room for, the best and the weakest are drawn, and how many stand between them.
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
    percent,
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
"""Percentages closer than this print alike."""
_ROW, _TALLEST = 5.2, 7.5
_NAME_LENGTH, _TITLE_LENGTH = 42, 120
_NAMED_AT_MOST = 4
_GAPS_AT_MOST = 3

_Kind = Literal["unit", "whole", "target", "gap"]
_LOOKS: tuple[tuple[_Kind, BarStyle], ...] = (("unit", "light"), ("whole", "dark"), ("target", "hatched"))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the chart; a gap has no value."""

    kind: _Kind
    name: str
    value: float | None


def build_unit_chart(material: ReportData, code: str, room: float) -> tuple[Chart | None, list[LeftOut]]:
    """The chart in at most `room` millimetres of the indicator `code`, by default of the one that tells most.

    That is the ratio with a target in which units differ most; where no ratio has a target, of all ratios. UserError
    when `code` is none that can be drawn by unit.
    """
    indicator = _chosen(material, code) if code else _telling(material)
    if indicator is None:
        return None, [
            LeftOut("", NAME, "Không vẽ vì không có chỉ số tỉ lệ nào đủ đơn vị có số liệu khác nhau để so sánh.")
        ]
    if reason := _reason(material, indicator):
        return None, [LeftOut(indicator.code, indicator.name, f"{NAME}: {reason}")]
    return _chart(material, indicator, room), []


# --- which indicator ------------------------------------------------------------------------------------------------


def _chosen(material: ReportData, code: str) -> Indicator:
    indicator = material.regime.indicator.get(code)
    if indicator is None or indicator.over_units != "ratio":
        what = f"“{code}” không phải mã của một chỉ số tỉ lệ"
        cure = "Ghi mã một chỉ số tỉ lệ ở trang Chỉ số, hoặc ghi x để chương trình tự chọn."
        raise UserError(f"Trang {CONFIG}, dòng “Trang biểu đồ”: {what}.", cure)
    return indicator


def _telling(material: ReportData) -> Indicator | None:
    ratios = [i for i in material.regime.indicators if i.over_units == "ratio" and not _reason(material, i)]
    ratios = [i for i in ratios if material.regime.target(i) is not None] or ratios
    return max(ratios, key=lambda i: _spread(list(_shares(material, i).values())), default=None)


def _reason(material: ReportData, indicator: Indicator) -> str:
    """Why units cannot be compared in an indicator; "" when they can."""
    shares = list(_shares(material, indicator).values())
    if reason := reason_to_withhold(material.regime, material.columns(indicator)):
        return reason
    if len(shares) < _ENOUGH_TO_COMPARE:
        return f"Mới có {len(shares)} đơn vị có số liệu."
    return "Các đơn vị có cùng tỉ lệ." if _spread(shares) < _ALIKE else ""


def _shares(material: ReportData, indicator: Indicator) -> dict[str, float]:
    """The percentages that are in the total, by unit."""
    counted = [c for c in material.given[indicator.code] if c.standing == "counted"]
    return {c.unit: c.percent for c in counted if c.percent is not None}


def _spread(shares: Sequence[float]) -> float:
    return max(shares, default=0.0) - min(shares, default=0.0)


# --- the chart ------------------------------------------------------------------------------------------------------


def _chart(material: ReportData, indicator: Indicator, room: float) -> Chart:
    total = material.columns(indicator)["percent"]
    rows = _fitted(_ranked(material, indicator, total), rows_that_fit(room, _ROW))
    return Chart(
        title=f"Các đơn vị theo chỉ số {indicator.code}: {shorten_text(indicator.name, _TITLE_LENGTH)}",
        rows=tuple(row.name for row in rows),
        series=tuple(_series(kind, look, rows) for kind, look in _LOOKS if any(row.kind == kind for row in rows)),
        row=min(_TALLEST, room / (len(rows) + 2)),
        overlaid=True,
        note=tuple(_note(material, indicator, total)),
    )


def _ranked(material: ReportData, indicator: Indicator, total: Total) -> list[_Row]:
    """Every unit, the common result and the target from the highest down; who equals the target stands above it."""
    shares = _shares(material, indicator)
    rows = [
        _Row("unit", shorten_text(material.name(u), _NAME_LENGTH), vi.round_half_up(s, 1)) for u, s in shares.items()
    ]
    rows.append(_Row("whole", "KẾT QUẢ CHUNG", vi.round_half_up(total.shown or 0.0, 1)))
    if total.target is not None:
        year = material.regime.target_year(indicator)
        rows.append(_Row("target", f"MỤC TIÊU NĂM {year}", vi.round_half_up(total.target, 1)))
    return sorted(rows, key=lambda row: -(row.value or 0.0))


def _fitted(rows: Sequence[_Row], most: int) -> list[_Row]:
    """The rows; of more than `most` the units between the best and the weakest make a gap."""
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
    highest, lowest = (percent(row.value or 0.0) for row in (hidden[0], hidden[-1]))
    between = highest if highest == lowest else f"{highest} – {lowest}"
    return _Row("gap", f"… {len(hidden)} đơn vị ({between})", None)


def _series(kind: _Kind, look: BarStyle, rows: Sequence[_Row]) -> Series:
    values = tuple(row.value if row.kind == kind else None for row in rows)
    name = {"unit": "Đơn vị", "whole": "Kết quả chung", "target": "Mục tiêu"}[kind]
    return Series(name, look, values, tuple("" if value is None else percent(value) for value in values))


def _note(material: ReportData, indicator: Indicator, total: Total) -> Iterator[str | Figure]:
    """Whose numbers these are, of which day, and who is not among them."""
    yield "Nguồn: báo cáo của "
    yield _counted(indicator, "units_reported", total.units_reported)
    yield "/"
    yield _counted(indicator, "units_expected", total.units_expected)
    yield f" đơn vị, số liệu tính đến ngày {vi.format_date(material.regime.period_to)}"
    yield " (số tạm tính)." if total.provisional else "."
    for word, units in (("Chưa có số", total.missing), ("Chỉ có tỉ lệ", total.percent_only)):
        if units:
            yield f" {word}: {_named(material, units)}."


def _counted(indicator: Indicator, column: str, value: int) -> Figure:
    return Figure(indicator=indicator.code, column=column, value=value, text=vi.pad_count(value))


def _named(material: ReportData, units: Sequence[str]) -> str:
    rest = len(units) - _NAMED_AT_MOST
    named = [material.named(unit) for unit in units[:_NAMED_AT_MOST]]
    return f"{', '.join(named)} và {rest} đơn vị khác" if rest > 0 else vi.join(named)
