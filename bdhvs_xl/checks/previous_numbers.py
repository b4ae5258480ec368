"""Checks `Kỳ trước`: numbers without indicator or column, impossible numbers, units that no longer report."""

from collections.abc import Iterator, Sequence

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import INDICATORS, PREVIOUS
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Indicator, Regime, Unit

_TOLD_AT_MOST = 5
_Place = tuple[str, str]
_Number = tuple[Unit, float]


def findings(regime: Regime) -> Iterator[Finding]:
    """Warnings about `Kỳ trước`; similar lines are one finding with their number."""
    yield from _unknown(regime)
    unasked: dict[_Place, list[_Number]] = {}
    unread: dict[_Place, list[_Number]] = {}
    for unit in regime.units:
        for code, numbers in unit.previous.items():
            for column, number in numbers.items() if code in regime.indicator else ():
                indicator = regime.indicator[code]
                if column not in indicator.result_columns:
                    unasked.setdefault((code, column), []).append((unit, number))
                elif not _can_be(indicator, number):
                    unread.setdefault((code, column), []).append((unit, number))
    yield from (_unasked(regime.indicator[code], column, lines) for (code, column), lines in unasked.items())
    yield from (_unread(regime.indicator[code], column, lines) for (code, column), lines in unread.items())
    reporting = {unit.code for unit in regime.reporting_units()}
    for unit in regime.units:
        if unit.code not in reporting:
            yield from _left_out(regime, unit)


def _unknown(regime: Regime) -> Iterator[Finding]:
    for code in dict.fromkeys(code for unit in regime.units for code in unit.previous):
        if code not in regime.indicator:
            yield catalogue.new_finding(
                "previous_indicator", sheet=PREVIOUS, cell=code, raw=code,
                message=f"Trang {PREVIOUS} có số của chỉ số “{code}” mà trang {INDICATORS} không có; chưa dùng đến.",
                cure=f"Sửa lại mã theo trang {INDICATORS}, hoặc xóa các dòng này.",
            )  # fmt: skip


def _can_be(indicator: Indicator, number: float) -> bool:
    """Whether the number is valid for the indicator: counts are whole, Có is 1 and Không 0."""
    if indicator.kind.is_yes_no:
        return number in (0, 1)
    return not indicator.kind.is_counted or number.is_integer()


def _unasked(indicator: Indicator, column: str, lines: Sequence[_Number]) -> Finding:
    what = f"chỉ số {indicator.code} không có cột “{COLUMN_NAMES[column]}”; chưa dùng đến"
    known = ", ".join(COLUMN_NAMES[name] for name in indicator.result_columns)
    return _of(indicator, column, lines, "previous_column", what, f"Chọn cột: {known}.")


def _unread(indicator: Indicator, column: str, lines: Sequence[_Number]) -> Finding:
    number = lines[0][1]
    if indicator.kind.is_yes_no:
        what, cure = f"“{vi.format_number(number, 6)}” không phải Có hoặc Không", "Ghi Có hoặc Không."
    else:
        meant = f"; có thể là {vi.format_number(number * 1000)}" if (number * 1000).is_integer() else ""
        what, cure = f"“{vi.format_number(number, 6)}” không phải số đếm{meant}", "Gõ lại số nguyên, ví dụ 1.250."
    return _of(indicator, column, lines, "previous_number", what, cure)


def _of(indicator: Indicator, column: str, lines: Sequence[_Number], check: str, what: str, cure: str) -> Finding:
    unit, number = lines[0]
    line = f"{unit.code}, {indicator.code}, {COLUMN_NAMES[column]}"
    more = f", và {len(lines) - 1} đơn vị khác cũng vậy" if len(lines) > 1 else ""
    return catalogue.new_finding(
        check, f"Trang {PREVIOUS}, dòng “{line}”: {what}{more}.", sheet=PREVIOUS, cell=line,
        raw=vi.format_number(number, 6), cure=cure,
    )  # fmt: skip


def _left_out(regime: Regime, unit: Unit) -> Iterator[Finding]:
    """A finding for cumulative numbers of a unit that no longer reports: only its successor can bring them in."""
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
        yield catalogue.new_finding(
            "previous_unit", sheet=PREVIOUS, cell=unit.code, raw=told,
            message=f"Trang {PREVIOUS}: {unit.name} không còn báo cáo trong kỳ, lũy kế của đơn vị này không nằm trong "
            f"tổng: chỉ số {told}.",
            cure=f"Cộng số ấy vào {whom} ở trang {PREVIOUS} rồi xóa các dòng của {unit.name}.",
        )  # fmt: skip
