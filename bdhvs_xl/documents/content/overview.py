"""What the data say over all indicators: who leads, who lags, which targets are missed, what remains to be done."""

from collections import Counter
from collections.abc import Callable, Iterable

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.reporting import reporting_states
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.rollup.task_totals import tasks as tasks_of

_OFTEN = 2
"""Indicators in which a unit must stand first (or last) to be named."""
_NAMED_AT_MOST = 3
_TIED_AT_MOST = 2
_VERDICTS = {
    "targets_met": (True, "đã đạt {} mục tiêu", "đã đạt cả {} mục tiêu"),
    "targets_missed": (False, "còn {} mục tiêu chưa đạt", "cả {} mục tiêu đều chưa đạt"),
}
"""Which targets are counted; what is said of some of them, and of all."""
_SAME = 0.05
"""Percentages closer than this print alike."""


def strengths_text(material: ReportData, figures: Figures) -> str:
    """Which targets are reached, and who has the highest ratio in several indicators; "" where neither is."""
    return _sentences(_targets(material, figures, "targets_met"), _repeatedly(material, figures, max))


def weaknesses_text(material: ReportData, figures: Figures) -> str:
    """Which targets are missed, and who has the lowest ratio in several indicators; "" where neither is."""
    lowest = _repeatedly(material, figures, min)
    advice = f"{lowest}; cần tập trung chỉ đạo, hỗ trợ" if lowest else ""
    return _sentences(_targets(material, figures, "targets_missed"), advice)


def remaining_tasks_text(material: ReportData) -> str:
    """What the reports themselves leave to be done; "" when nothing is."""
    open_units = [s.unit for s in reporting_states(material) if not s.sent]
    unfinished = [s.unit for s in reporting_states(material) if s.status in ("returned", "awaiting_entry")]
    said = [
        ("đôn đốc", open_units, "gửi báo cáo để tổng hợp đầy đủ"),
        ("phối hợp với", unfinished, "hoàn thiện số liệu, minh chứng để chốt kết quả chính thức"),
    ]
    parts = [f"{verb} {material.list_named(units)} {what}" for verb, units, what in said if units]
    parts += _overdue(material)
    return f"Trước mắt, {'; '.join(parts)}." if parts else ""


def _overdue(material: ReportData) -> list[str]:
    """ "chỉ đạo Văn phòng hoàn thành nhiệm vụ quá hạn", of all units that are behind with a task."""
    known = tasks_of(material.regime, material.ledger, material.contributions)
    behind = dict.fromkeys(unit for task in known for unit in task.those("overdue"))
    return [f"chỉ đạo {material.list_named(behind)} hoàn thành nhiệm vụ quá hạn"] if behind else []


def _sentences(*parts: str) -> str:
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def _targets(material: ReportData, figures: Figures, column: str) -> str:
    """ "đã đạt 02/04 mục tiêu (chỉ số 3.2 và 3.5)"; "" where there is none of them, or only one target at all."""
    met, some, everyone = _VERDICTS[column]
    judged = {t.indicator: t for t in material.totals if t.target is not None and t.met is not None}
    codes = [code for code, total in judged.items() if total.met is met]
    if not codes or len(judged) == 1:
        return ""
    count = figures.count(len(codes), column)
    if len(codes) == len(judged):
        return f"{everyone.format(count)} (chỉ số {vi.join(codes)})"
    whole = figures.count(len(judged), "targets")
    return f"{some.format(f'{count}/{whole}')} (chỉ số {vi.join(codes)})"


def _repeatedly(material: ReportData, figures: Figures, pick: Callable[[Iterable[float]], float]) -> str:
    """ "xã Giao Ninh dẫn đầu 04/07, phường Nam Định dẫn đầu 02/07 chỉ số tính bằng tỉ lệ"; "" where nobody stands out.

    An extreme that many units share counts for none of them.
    """
    column, word = ("units_best", "dẫn đầu") if pick is max else ("units_weakest", "thấp nhất ở")
    compared, times = 0, Counter[str]()
    for indicator in material.regime.indicators:
        counted = [c for c in material.given[indicator.code] if c.standing == "counted"]
        shares = {c.unit: c.percent for c in counted if c.percent is not None}
        if indicator.over_units != "ratio" or len(shares) <= _TIED_AT_MOST:
            continue
        compared += 1
        extreme = [unit for unit, share in shares.items() if abs(share - pick(shares.values())) < _SAME]
        times.update(extreme if len(extreme) <= _TIED_AT_MOST else ())
    named = [
        f"{material.named(unit)} {word} {_count(figures, unit, column, number)}/{figures.count(compared, 'ratios')}"
        for unit, number in times.most_common(_NAMED_AT_MOST)
        if number >= _OFTEN
    ]
    return f"{', '.join(named)} chỉ số tính bằng tỉ lệ" if named else ""


def _count(figures: Figures, unit: str, column: str, number: int) -> str:
    text = vi.pad_count(number)
    return figures.mark(Figure(indicator="", column=column, unit=unit, value=number, text=text, units=(unit,)))
