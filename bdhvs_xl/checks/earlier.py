"""Numbers of `Kỳ trước` that go nowhere, cannot be right, or are of units that report no longer."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Indicator, Regime, Unit
from bdhvs_xl.workbook.layout import INDICATORS, PREVIOUS
from bdhvs_xl.workbook.words import COLUMN_NAMES, KIND_NAMES

_COUNTED = ("count", "count_people", "names")
_TOLD_AT_MOST = 5


def findings(regime: Regime) -> Iterator[Finding]:
    """Warnings of `Kỳ trước`; they belong to no unit's report."""
    yield from _unknown(regime)
    for unit in regime.units:
        for code, numbers in unit.previous.items():
            if indicator := regime.indicator.get(code):
                for column, number in numbers.items():
                    yield from _odd(unit, indicator, column, number)
    reporting = {unit.code for unit in regime.reporting_units()}
    for unit in regime.units:
        if unit.code not in reporting:
            yield from _left_out(regime, unit)


def _unknown(regime: Regime) -> Iterator[Finding]:
    for code in dict.fromkeys(code for unit in regime.units for code in unit.previous):
        if code not in regime.indicator:
            yield Finding(
                rule="previous_indicator", severity="warning", sheet=PREVIOUS, cell=code, raw=code,
                message=f"Trang {PREVIOUS} có số của chỉ số “{code}” mà trang {INDICATORS} không có; chưa dùng đến.",
                cure=f"Sửa lại mã theo trang {INDICATORS}, hoặc xóa các dòng này.",
            )  # fmt: skip


def _odd(unit: Unit, indicator: Indicator, column: str, number: float) -> Iterator[Finding]:
    columns = (*indicator.columns, "percent") if indicator.kind == "ratio" else indicator.columns
    if column not in columns:
        known = ", ".join(COLUMN_NAMES[name] for name in columns)
        what = f"chỉ số {indicator.code} không có cột “{COLUMN_NAMES[column]}”; số này chưa dùng đến."
        yield _of(unit, indicator, column, number, "previous_column", what, f"Chọn cột: {known}.")
    elif indicator.kind in _COUNTED and not number.is_integer():
        what = f"“{vi.format_number(number, 6)}” không phải số đếm; có thể là {vi.format_number(number * 1000)}."
        yield _of(unit, indicator, column, number, "previous_number", what, "Gõ lại số nguyên, ví dụ 1.250 hoặc 1250.")
    elif indicator.kind == "yes_no" and number not in (0, 1):
        what = f"“{vi.format_number(number, 6)}” không phải câu trả lời loại {KIND_NAMES['yes_no']}."
        yield _of(unit, indicator, column, number, "previous_number", what, "Ghi Có hoặc Không.")


def _of(unit: Unit, indicator: Indicator, column: str, number: float, rule: str, what: str, cure: str) -> Finding:
    line = f"{unit.code}, {indicator.code}, {COLUMN_NAMES[column]}"
    return Finding(
        rule=rule, severity="warning", sheet=PREVIOUS, cell=line, raw=vi.format_number(number, 6),
        message=f"Trang {PREVIOUS}, dòng “{line}”: {what}", cure=cure,
    )  # fmt: skip


def _left_out(regime: Regime, unit: Unit) -> Iterator[Finding]:
    """What a unit had done that reports no longer: it is in no total unless its successor takes it over."""
    done = [
        f"{code} ({vi.format_number(number)})"
        for code, numbers in unit.previous.items()
        if (indicator := regime.indicator.get(code)) and indicator.repeats
        if (number := numbers.get("cumulative", 0))
    ]
    if done:
        told = ", ".join(done[:_TOLD_AT_MOST]) + ("…" if len(done) > _TOLD_AT_MOST else "")
        heir = regime.unit.get(unit.successor)
        whom = f"dòng của {heir.name}" if heir else "dòng của đơn vị kế thừa"
        yield Finding(
            rule="previous_unit", severity="warning", sheet=PREVIOUS, cell=unit.code, raw=told,
            message=f"Trang {PREVIOUS}: {unit.name} không còn báo cáo trong kỳ, lũy kế của đơn vị này không nằm trong "
            f"tổng: chỉ số {told}.",
            cure=f"Cộng số ấy vào {whom} ở trang {PREVIOUS} rồi xóa các dòng của {unit.name}.",
        )  # fmt: skip
