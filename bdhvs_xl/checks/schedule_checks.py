"""Checks the master's survey schedule for clashes, duplicates and wrong dates."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Regime, SurveyVisit

SURVEY_WINDOW = timedelta(days=92)
"""So long after the deadline a survey of the period is still likely."""
_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}", re.IGNORECASE)


def findings(regime: Regime) -> Iterator[Finding]:
    """Findings for delegations in two places at once, units visited twice, invalid dates, dates far from the period."""
    sheet = next((a.sheet for a in regime.appendices if a.kind == "schedule"), "")
    visits: dict[tuple[str, str], SurveyVisit] = {}
    visited: dict[str, SurveyVisit] = {}
    for slot in regime.schedule:
        yield from _date(regime, sheet, slot)
        half_day = (vi.fold(slot.delegation), _when(slot.time))
        other = visits.setdefault(half_day, slot) if all(half_day) else slot
        if other.unit != slot.unit:
            where = f"{_name(regime, other)} và {_name(regime, slot)}"
            yield _finding(
                regime, sheet, slot, "schedule_clash",
                f"{slot.delegation} được xếp ở hai nơi cùng lúc ({slot.time}): {where}.",
                "Sửa thời gian hoặc đoàn của một trong hai dòng.",
            )  # fmt: skip
        first = visited.setdefault(slot.unit, slot)
        if first is not slot:
            yield _finding(
                regime, sheet, slot, "schedule_twice",
                f"{_name(regime, slot)} có hai lần trong lịch: {first.time} và {slot.time}.",
                "Xóa một dòng, hoặc giữ nguyên nếu đoàn làm việc hai buổi.",
            )  # fmt: skip


def _when(time: str) -> str:
    """The time normalised for comparison: the date in ISO format, the rest folded."""
    day = _day(time) if _DATE.search(time) else None
    return vi.fold(_DATE.sub(day.isoformat(), time)).replace("ngày ", "") if day else vi.fold(time)


def _day(time: str) -> date | None:
    found = _DATE.search(time)
    try:
        return vi.parse_date(re.sub(r"\s*([/.-])\s*", r"\1", found[0])) if found else None
    except UserError:
        return None


def _date(regime: Regime, sheet: str, slot: SurveyVisit) -> Iterator[Finding]:
    found = _DATE.search(slot.time)
    day = _day(slot.time)
    if found and day is None:
        yield _finding(
            regime, sheet, slot, "schedule_date",
            f"{_name(regime, slot)}: không có ngày “{found[0]}” trong lịch.", "Sửa lại ngày.",
        )  # fmt: skip
    elif day and not regime.period_from <= day <= regime.deadline + SURVEY_WINDOW:
        yield _finding(
            regime, sheet, slot, "schedule_date",
            f"{_name(regime, slot)}: ngày {vi.format_date(day)} cách xa kỳ báo cáo "
            f"({vi.format_date(regime.period_from)}–{vi.format_date(regime.period_to)}).",
            "Kiểm tra lại ngày, tháng, năm.", is_minor=True,
        )  # fmt: skip


def _name(regime: Regime, slot: SurveyVisit) -> str:
    return regime.unit[slot.unit].name if slot.unit in regime.unit else slot.unit


def _finding(
    regime: Regime, sheet: str, slot: SurveyVisit, check: str, message: str, cure: str, *, is_minor: bool = False
) -> Finding:
    return catalogue.new_finding(
        check, f"Trang {sheet}: {message}", is_minor=is_minor, sheet=sheet, cell=f"{_name(regime, slot)}, {slot.time}",
        raw=slot.time, cure=cure,
    )  # fmt: skip
