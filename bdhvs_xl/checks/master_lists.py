"""Checks the master's own lists: aggregations that do not fit the kind, invalid adjustments, unknown units."""

from collections.abc import Iterable, Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks import previous_numbers
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Adjustment, Ledger
from bdhvs_xl.master.labels import COLUMN_NAMES, OVER_UNITS_NAMES
from bdhvs_xl.master.layout import ADJUSTMENTS, INDICATORS, UNITS, VALUES
from bdhvs_xl.master.tables import INDICATORS_TABLE
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime


def findings(regime: Regime, ledger: Ledger) -> Iterator[Finding]:
    """Findings about `Chỉ số`, `Điều chỉnh`, `Kỳ trước` and `Số liệu`; they belong to no unit's report."""
    for indicator in regime.indicators:
        if indicator.over_units not in indicator.kind.aggregations:
            yield _not_addable(indicator)
    yield from _asked_of_none(regime)
    for adjustment in ledger.adjustments:
        yield from _adjustment(regime, adjustment)
    yield from _agreed_apart(regime, ledger.adjustments)
    yield from previous_numbers.findings(regime)
    for unit in ledger.values:
        if unit not in regime.unit:
            yield catalogue.new_finding(
                "unknown_unit", sheet=VALUES, cell=unit, raw=unit,
                message=f"Có số liệu của đơn vị mã “{unit}” nhưng trang {UNITS} không có mã này; chưa tổng hợp.",
                cure=f"Thêm đơn vị vào trang {UNITS} hoặc sửa lại mã.",
            )  # fmt: skip


def _asked_of_none(regime: Regime) -> Iterator[Finding]:
    """A warning for every indicator, such as a task, whose units all report no longer: nobody answers for it."""
    reporting = {unit.code for unit in regime.reporting_units()}
    for indicator in regime.indicators:
        asked = indicator.units and regime.in_force(indicator.since, indicator.until)
        if asked and reporting.isdisjoint(indicator.units):
            who = ", ".join(regime.unit[code].name for code in indicator.units if code in regime.unit)
            yield catalogue.new_finding(
                "asked_of_none", sheet=INDICATORS, cell=indicator.code, raw=who,
                message=f"Trang {INDICATORS}, chỉ số {indicator.code}: {who} không báo cáo trong kỳ, nên không ai trả "
                "lời và báo cáo không nêu chỉ số này.",
                cure=f"Ghi đơn vị khác ở cột “{INDICATORS_TABLE.header('units')}”, hoặc ghi ngày kết thúc của chỉ số.",
            )  # fmt: skip


def _not_addable(indicator: Indicator) -> Finding:
    way, kind = OVER_UNITS_NAMES[indicator.over_units], indicator.kind.label
    known = ", ".join(OVER_UNITS_NAMES[way] for way in indicator.kind.aggregations)
    return catalogue.new_finding(
        "indicator_total", sheet=INDICATORS, cell=indicator.code, raw=way,
        message=f"Trang {INDICATORS}, chỉ số {indicator.code}: loại “{kind}” không tổng hợp được bằng “{way}”.",
        cure=f"Chọn một trong: {known}.",
    )  # fmt: skip


def _adjustment(regime: Regime, adjustment: Adjustment) -> Iterator[Finding]:
    fault, cure = _fault(regime, adjustment)
    if fault:
        yield _at(adjustment, "adjustment_refused", f"{fault} Dòng này chưa được áp dụng.", cure)
    elif not adjustment.reason:
        yield _at(
            adjustment, "adjustment_reason", "chưa ghi căn cứ, lý do.",
            "Ghi rõ ai cung cấp, theo văn bản hoặc cuộc gọi nào.",
        )  # fmt: skip


def _agreed_apart(regime: Regime, adjustments: Iterable[Adjustment]) -> Iterator[Finding]:
    """A warning when the total of the period has an agreed value for the province, and its cumulative total has not."""
    agreed = {(a.indicator, a.column): a for a in adjustments if not a.unit and isinstance(a.value, float)}
    for (code, column), settled in agreed.items():
        indicator = regime.indicator.get(code)
        for up_to_now in indicator.cumulative if indicator else ():
            if CUMULATIVE_OF[up_to_now] == column:
                yield from _apart(settled, agreed.get((code, up_to_now)), COLUMN_NAMES[up_to_now])


def _apart(settled: Adjustment, up_to_now: Adjustment | None, column: str) -> Iterator[Finding]:
    if up_to_now is None:
        told = f"chưa chốt cột {column}, cột đó vẫn là tổng số của các đơn vị."
        cure = f"Ghi thêm một dòng chốt cột {column}, để hai số trong báo cáo khớp nhau."
        yield _at(settled, "adjustment_cumulative", told, cure)
    elif isinstance(up_to_now.value, float) and isinstance(settled.value, float) and up_to_now.value < settled.value:
        told = f"số chốt {vi.format_number(up_to_now.value)} nhỏ hơn số chốt trong kỳ."
        yield _at(up_to_now, "adjustment_cumulative", told, "Lũy kế gồm cả số trong kỳ: sửa một trong hai.")


def _fault(regime: Regime, adjustment: Adjustment) -> tuple[str, str]:
    """Why an adjustment is invalid, and the hint; ("", "") when it is valid."""
    indicator = regime.indicator.get(adjustment.indicator)
    if adjustment.unit and adjustment.unit not in regime.unit:
        return (
            f"không có đơn vị mã “{adjustment.unit}”.",
            f"Dùng mã ở trang {UNITS}; để trống nếu là số chốt toàn tỉnh.",
        )
    if indicator is None:
        return f"không có chỉ số “{adjustment.indicator}”.", "Dùng mã ở trang Chỉ số."
    is_percent = not adjustment.unit and indicator.kind.is_share and adjustment.column in _AGREED_OF_SHARES
    if adjustment.column not in indicator.columns and not is_percent:
        known = ", ".join(COLUMN_NAMES[column] for column in indicator.columns)
        asked = COLUMN_NAMES.get(adjustment.column, adjustment.column)
        return f"chỉ số {indicator.code} không có cột “{asked}”.", f"Chọn cột: {known}."
    if adjustment.value is None:
        told = adjustment.doubt or (f"không đọc được số “{adjustment.raw}”." if adjustment.raw else "chưa ghi giá trị.")
        return (
            told,
            "Ghi một số, ví dụ 2.610; tỉ lệ ghi cả dấu %, ví dụ 98,6%; chỉ số Có/Không của đơn vị ghi Có hoặc Không.",
        )
    return "", ""


_AGREED_OF_SHARES = ("value", "numerator", "denominator", "percent")


def _at(adjustment: Adjustment, check: str, message: str, cure: str) -> Finding:
    column = COLUMN_NAMES.get(adjustment.column, adjustment.column)
    line = f"{adjustment.unit or 'toàn tỉnh'}, chỉ số {adjustment.indicator}, cột {column}"
    return catalogue.new_finding(
        check, f"Trang {ADJUSTMENTS}, dòng “{line}”: {message}", sheet=ADJUSTMENTS, cell=line, raw=adjustment.raw,
        cure=cure,
    )  # fmt: skip
