"""How units have reported: who sent in time, who late, who not at all, and what is still provisional."""

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
    """How one unit has reported; `late` only when day and deadline are known."""

    unit: str
    status: str
    day: date | None
    late: bool

    @property
    def sent(self) -> bool:
        """Whether anything of the unit's has come in that can be used or typed in."""
        return self.status not in NOTHING_SENT

    @property
    def text(self) -> str:
        """What the schedule says: "Đúng hạn (22/5/2026)", "Chậm (25/5/2026)", "Chưa gửi"."""
        if not self.sent:
            return "Chưa gửi"
        day = f" ({vi.format_date(self.day)})" if self.day else ""
        return f"{'Chậm' if self.late else 'Đúng hạn' if self.day else 'Đã gửi'}{day}"


def reporting_states(material: ReportData) -> list[ReportingState]:
    """How each reporting unit stands, in the order of units."""
    return [_standing(material, unit) for unit in material.units]


def reporting_paragraph(material: ReportData, figures: Figures, today: date) -> list[Block]:
    """The paragraph that opens a report: how many have reported, and how far the numbers can be trusted."""
    all_units = reporting_states(material)
    sent = [s.unit for s in all_units if s.sent]
    late = [s.unit for s in all_units if s.sent and s.late]
    on_time = [s.unit for s in all_units if s.sent and s.day and not s.late]
    reported = figures.count(len(sent), "units_reported", tuple(sent))
    expected = figures.count(len(all_units), "units_expected", tuple(s.unit for s in all_units))
    reporters = material.regime.reporters
    first = f"Đến ngày {vi.format_date(today)}, đã có {reported}/{expected} {reporters} gửi báo cáo"
    if not sent:
        first = f"Đến ngày {vi.format_date(today)}, chưa có {reporters} nào gửi báo cáo"
    elif late:
        first += f", trong đó {figures.count(len(on_time), 'units_on_time', tuple(on_time))} đơn vị gửi đúng hạn, "
        first += _who(material, figures, late, "units_late", "gửi chậm")
    elif len(on_time) == len(sent):
        first += ", đều đúng hạn" if len(sent) > 1 else " đúng hạn"
    return paragraph(
        f"{first}.",
        _missing(material, figures, all_units),
        _awaiting(material, figures, all_units),
        _to_correct(material, figures, all_units),
    )


def _standing(material: ReportData, unit: Unit) -> ReportingState:
    tracked = material.ledger.tracking.get(unit.code)
    if tracked is None:
        return ReportingState(unit.code, material.status(unit.code), None, late=False)
    day = _day(tracked.received)
    due = _day(tracked.extension) or _day(tracked.deadline) or unit.deadline or material.regime.deadline
    return ReportingState(unit.code, tracked.status, day, day is not None and day > due)


def _day(text: str) -> date | None:
    """The day in a text such as `22/5/2026 08:15`, None when there is none."""
    found = _DAY.search(text)
    try:
        return vi.parse_date(found[0]) if found else None
    except UserError:
        return None


def _missing(material: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if not s.sent]
    return f"Còn {_who(material, figures, units, 'units_missing', 'chưa gửi')}." if units else ""


def _awaiting(material: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if s.status == "awaiting_entry"]
    if not units:
        return ""
    who = _who(material, figures, units, "units_awaiting", "gửi bản giấy hoặc bản chụp")
    return f"Có {who}, số liệu chưa nhập xong nên chưa tính vào kết quả chung."


def _to_correct(material: ReportData, figures: Figures, all_units: Sequence[ReportingState]) -> str:
    units = [s.unit for s in all_units if s.status == "returned"]
    if not units:
        return ""
    who = _who(material, figures, units, "units_to_correct", "")
    return (
        f"Báo cáo của {who} còn số liệu phải chỉnh sửa hoặc xác nhận lại; số liệu chưa đúng không được tính, "
        "nên một số kết quả dưới đây là số tạm tính."
    )


def _who(material: ReportData, figures: Figures, units: Sequence[str], what: str, did: str) -> str:
    """ "01 đơn vị gửi chậm (xã Ý Yên)"; many units are not named."""
    count = figures.count(len(units), what, tuple(units))
    names = f" ({material.list_named(units)})" if len(units) <= _NAMED_AT_MOST else ""
    return f"{count} đơn vị {did}".rstrip() + names
