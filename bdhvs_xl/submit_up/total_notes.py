"""Notes on submitted totals: their coverage, agreed values, and indicators without a value."""

from collections.abc import Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import ADJUSTMENTS, NARRATIVE
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.appendix_rows import PROVISIONAL
from bdhvs_xl.rollup.totals import Total
from bdhvs_xl.submit_up.counterparts import IndicatorPair

TotalsByColumn = Mapping[str, Total]
"""The totals of one indicator by column."""

NOT_KNOWN, AGREED, AGREED_PERCENT = "up_not_known", "up_agreed", "up_agreed_percent"
COVERAGE, NO_SECTION = "up_coverage", "up_no_section"


def is_percent_agreed_alone(pair: IndicatorPair, parts: TotalsByColumn) -> bool:
    """Whether a ratio of the parent form has an agreed percentage but no agreed numerator or denominator."""
    agreed = {column for column, total in parts.items() if total.agreed is not None}
    return pair.upper.kind.is_ratio and agreed == {"percent"}


def explanation_text(pair: IndicatorPair, parts: TotalsByColumn) -> str:
    """The explanation of the numbers for the parent office: missing units, agreed values; or ""."""
    main = _main(parts)
    few = main.units_reported < main.units_expected
    said = [f"Tổng hợp từ {main.units_reported}/{main.units_expected} đơn vị"] if few else []
    said += [PROVISIONAL] if main.provisional else []
    return "; ".join([*said, *(_agreed_text(column, parts[column]) for column in _agreed(pair, parts))])


def total_findings(pair: IndicatorPair, parts: TotalsByColumn, least: float) -> Iterator[Finding]:
    """The findings for the numbers of one indicator; `least` is the required coverage in percent."""
    code = pair.upper.code
    if is_percent_agreed_alone(pair, parts):
        yield _percent_alone(code, parts["percent"])
    elif parts and _main(parts).shown is not None:
        yield from _thin(code, _main(parts), least)
        for column in _agreed(pair, parts):
            message = f"Chỉ số {code}: {_agreed_text(column, parts[column])}."
            yield Finding(rule=AGREED, severity="notice", indicator=code, message=message)


def no_value_finding(upper: Indicator, lacking: Sequence[str]) -> Finding:
    """The finding for an indicator of the parent form with empty columns `lacking`."""
    what = "" if len(lacking) == len(upper.columns) else f", cột {vi.join([COLUMN_NAMES[c] for c in lacking])}"
    return Finding(
        rule=NOT_KNOWN, severity="warning" if upper.required else "notice", indicator=upper.code,
        message=f"Chỉ số {upper.code}{what}: chưa có số để đưa lên ({upper.name.rstrip('.')}).",
        cure="Điền vào biểu mẫu vừa lập, hoặc chọn ở cột “Nếu không có số”.",
    )  # fmt: skip


def no_section_finding(section: str) -> Finding:
    """The finding for own text in a section that the parent form does not have."""
    return Finding(
        rule=NO_SECTION, severity="notice", raw=section,
        message=f"Phần lời của cơ quan ở mục {section} không có mục cùng tên trong biểu mẫu.",
        cure=f"Nếu cần, chép đoạn này từ trang {NARRATIVE} vào mục thích hợp của biểu mẫu.",
    )  # fmt: skip


def _main(parts: TotalsByColumn) -> Total:
    """The total that says how far the numbers of an indicator carry."""
    return parts.get("percent") or next(iter(parts.values()))


def _agreed(pair: IndicatorPair, parts: TotalsByColumn) -> list[str]:
    """The columns of our total that go up as agreed on."""
    return [own for own in pair.columns.values() if own in parts and parts[own].agreed is not None]


def _agreed_text(column: str, total: Total) -> str:
    computed = "chưa có" if total.value is None else vi.format_number(total.value)
    ground = total.agreed_reason or "chưa ghi căn cứ"
    return f"{COLUMN_NAMES[column]} là số chốt, số cộng từ đơn vị: {computed} ({ground})"


def _thin(code: str, main: Total, least: float) -> Iterator[Finding]:
    share = 100 * main.units_reported / main.units_expected if main.units_expected else 0.0
    reasons = [f"{PROVISIONAL}, còn báo cáo có lỗi"] if main.provisional else []
    reasons += [f"mới có {main.units_reported}/{main.units_expected} đơn vị"] if share < least else []
    if reasons:
        message = f"Chỉ số {code}: {'; '.join(reasons)}."
        cure = "Đôn đốc đơn vị, sửa lỗi, Tổng hợp rồi lập lại; chưa kịp thì giữ ghi chú đã có trong biểu mẫu."
        yield Finding(rule=COVERAGE, severity="warning", indicator=code, message=message, cure=cure)


def _percent_alone(code: str, total: Total) -> Finding:
    percent = f"{as_typed(total.agreed)}%"
    return Finding(
        rule=AGREED_PERCENT, severity="warning", indicator=code, raw=percent,
        message=f"Chỉ số {code}: số chốt là {percent}, biểu mẫu hỏi tử số và mẫu số nên để trống.",
        cure=f"Ghi số chốt của tử số và mẫu số ở trang {ADJUSTMENTS}, Tổng hợp rồi bấm lại.",
    )  # fmt: skip
