"""Sentences on all indicators together: best and weakest units, missed targets, remaining work."""

from collections import Counter
from collections.abc import Callable, Iterable

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.reporting import reporting_states
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.rollup.task_totals import tasks_with_progress as tasks_of

_OFTEN = 2
"""The number of indicators on which a unit must be first (or last) to be named."""
_NAMED_AT_MOST = 3
_TIED_AT_MOST = 2
_VERDICTS = {
    "targets_met": (True, "đã đạt {} mục tiêu", "đã đạt cả {} mục tiêu"),
    "targets_missed": (False, "còn {} mục tiêu chưa đạt", "cả {} mục tiêu đều chưa đạt"),
}
"""Which targets are counted; the phrase for some of them, and for all."""
_SAME = 0.05
"""Percentages closer than this are printed the same."""


def strengths_text(data: ReportData, figures: Figures) -> str:
    """The targets met, and the units with the highest ratio on several indicators; "" when neither applies."""
    return _sentences(_targets(data, figures, "targets_met"), _extreme_units(data, figures, max))


def weaknesses_text(data: ReportData, figures: Figures) -> str:
    """The targets missed, and the units with the lowest ratio on several indicators; "" when neither applies."""
    lowest = _extreme_units(data, figures, min)
    advice = f"{lowest}; cần tập trung chỉ đạo, hỗ trợ" if lowest else ""
    return _sentences(_targets(data, figures, "targets_missed"), advice)


def remaining_tasks_text(data: ReportData) -> str:
    """The work that the reports show is still to be done; "" when there is none."""
    open_units = [s.unit for s in reporting_states(data) if not s.sent]
    unfinished = [s.unit for s in reporting_states(data) if s.status in ("returned", "awaiting_entry")]
    requests = [
        ("đôn đốc", open_units, "gửi báo cáo để tổng hợp đầy đủ"),
        ("phối hợp với", unfinished, "hoàn thiện số liệu, minh chứng để chốt kết quả chính thức"),
    ]
    parts = [f"{verb} {data.join_names(units)} {what}" for verb, units, what in requests if units]
    parts += _overdue(data)
    return f"Trước mắt, {'; '.join(parts)}." if parts else ""


def _overdue(data: ReportData) -> list[str]:
    """ "chỉ đạo Văn phòng hoàn thành nhiệm vụ quá hạn", naming every unit with an overdue task."""
    known = tasks_of(data.regime, data.ledger, data.contributions)
    behind = dict.fromkeys(unit for task in known for unit in task.those("overdue"))
    return [f"chỉ đạo {data.join_names(behind)} hoàn thành nhiệm vụ quá hạn"] if behind else []


def _sentences(*parts: str) -> str:
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


def _targets(data: ReportData, figures: Figures, column: str) -> str:
    """ "đã đạt 02/04 mục tiêu (chỉ số 3.2 và 3.5)"; "" when no target counts, or the regime has only one."""
    met, some_met, all_met = _VERDICTS[column]
    with_target = {t.indicator: t for t in data.totals if t.target is not None and t.met is not None}
    codes = [code for code, total in with_target.items() if total.met is met]
    if not codes or len(with_target) == 1:
        return ""
    count = figures.count(len(codes), column)
    if len(codes) == len(with_target):
        return f"{all_met.format(count)} (chỉ số {vi.join(codes)})"
    whole = figures.count(len(with_target), "targets")
    return f"{some_met.format(f'{count}/{whole}')} (chỉ số {vi.join(codes)})"


def _extreme_units(data: ReportData, figures: Figures, pick: Callable[[Iterable[float]], float]) -> str:
    """ "xã Giao Ninh dẫn đầu 04/07, phường Nam Định dẫn đầu 02/07 chỉ số tính bằng tỉ lệ"; "" when no unit stands out.

    An extreme value that many units share counts for none of them.
    """
    column, word = ("units_best", "dẫn đầu") if pick is max else ("units_weakest", "thấp nhất ở")
    compared, counts = 0, Counter[str]()
    for indicator in data.regime.indicators:
        counted = [c for c in data.contributions_by_indicator[indicator.code] if c.standing == "counted"]
        shares = {c.unit: c.percent for c in counted if c.percent is not None}
        if indicator.over_units != "ratio" or len(shares) <= _TIED_AT_MOST:
            continue
        compared += 1
        extreme = [unit for unit, share in shares.items() if abs(share - pick(shares.values())) < _SAME]
        counts.update(extreme if len(extreme) <= _TIED_AT_MOST else ())
    phrases = [
        f"{data.name_in_sentence(unit)} {word} "
        f"{_count(figures, unit, column, number)}/{figures.count(compared, 'ratios')}"
        for unit, number in counts.most_common(_NAMED_AT_MOST)
        if number >= _OFTEN
    ]
    return f"{', '.join(phrases)} chỉ số tính bằng tỉ lệ" if phrases else ""


def _count(figures: Figures, unit: str, column: str, number: int) -> str:
    text = vi.pad_count(number)
    return figures.mark(Figure(indicator="", column=column, unit=unit, value=number, text=text, units=(unit,)))
