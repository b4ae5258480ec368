"""The state of reporting: which units reported on time, late or not at all, and what is still provisional."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block, paragraph
from bdhvs_xl.documents.content.report_data import NOTHING_SENT, ReportData
from bdhvs_xl.documents.figures.figures import Figures
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime.model import Unit

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class ReportingState:
    """One unit's state of reporting; `late` only when the day and the deadline are known."""

    unit: str
    status: str
    day: date | None
    late: bool

    @property
    def sent(self) -> bool:
        """Whether the unit sent something that can be used or typed in."""
        return self.status not in NOTHING_SENT

    @property
    def text(self) -> str:
        """The text in the schedule: "Đúng hạn (22/5/2026)", "Chậm (25/5/2026)", "Chưa gửi"."""
        if not self.sent:
            return "Chưa gửi"
        day = f" ({vi.format_date(self.day)})" if self.day else ""
        return f"{'Chậm' if self.late else 'Đúng hạn' if self.day else 'Đã gửi'}{day}"


def reporting_states(data: ReportData) -> list[ReportingState]:
    """The state of each reporting unit, in the order of units."""
    return [_reporting_state(data, unit) for unit in data.units]


def reporting_paragraph(data: ReportData, figures: Figures, today: date) -> list[Block]:
    """The second paragraph of a report: how many units reported, and how reliable the numbers are."""
    all_units = reporting_states(data)
    sent = [s.unit for s in all_units if s.sent]
    late = [s.unit for s in all_units if s.sent and s.late]
    on_time = [s.unit for s in all_units if s.sent and s.day and not s.late]
    reported = figures.count(len(sent), "units_reported", tuple(sent))
    expected = figures.count(len(all_units), "units_expected", tuple(s.unit for s in all_units))
    reporters = data.regime.reporters
    first = f"Đến ngày {vi.format_date(today)}, đã có {reported}/{expected} {reporters} gửi báo cáo"
    if not sent:
        first = f"Đến ngày {vi.format_date(today)}, chưa có {reporters} nào gửi báo cáo"
    elif late:
        first += f", trong đó {figures.count(len(on_time), 'units_on_time', tuple(on_time))} đơn vị gửi đúng hạn, "
        first += _units_phrase(data, figures, late, "units_late", "gửi chậm")
    elif len(on_time) == len(sent):
        first += ", đều đúng hạn" if len(sent) > 1 else " đúng hạn"
    return paragraph(
        f"{first}.",
        _missing(data, figures, all_units),
        _awaiting(data, figures, all_units),
        _to_correct(data, figures, all_units),
    )


def _reporting_state(data: ReportData, unit: Unit) -> ReportingState:
    tracked = data.ledger.tracking.get(unit.code)
    if tracked is None:
        return ReportingState(unit.code, data.status(unit.code), None, late=False)
    day = _day(tracked.received)
    due = _day(tracked.extension) or _day(tracked.deadline) or unit.deadline or data.regime.deadline
    return ReportingState(unit.code, tracked.status, day, day is not None and day > due)


def _day(text: str) -> date | None:
    """The day in a text such as `22/5/2026 08:15`; None when there is none."""
    found = _DAY.search(text)
    try:
        return vi.parse_date(found[0]) if found else None
    except UserError:
        return None


def _missing(data: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if not s.sent]
    return f"Còn {_units_phrase(data, figures, units, 'units_missing', 'chưa gửi')}." if units else ""


def _awaiting(data: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if s.status == "awaiting_entry"]
    if not units:
        return ""
    units_phrase = _units_phrase(data, figures, units, "units_awaiting", "gửi bản giấy hoặc bản chụp")
    return f"Có {units_phrase}, số liệu chưa nhập xong nên chưa tính vào kết quả chung."


def _to_correct(data: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if s.status == "returned"]
    if not units:
        return ""
    units_phrase = _units_phrase(data, figures, units, "units_to_correct", "")
    return (
        f"Báo cáo của {units_phrase} còn số liệu phải chỉnh sửa hoặc xác nhận lại; số liệu chưa đúng không được tính, "
        "nên một số kết quả dưới đây là số tạm tính."
    )


def _units_phrase(data: ReportData, figures: Figures, units: Sequence[str], column: str, verb: str) -> str:
    """ "01 đơn vị gửi chậm (xã Ý Yên)"; names are left out when there are many units."""
    count = figures.count(len(units), column, tuple(units))
    names = f" ({data.join_names(units)})" if len(units) <= _NAMED_AT_MOST else ""
    return f"{count} đơn vị {verb}".rstrip() + names
