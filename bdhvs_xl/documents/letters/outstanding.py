"""Outstanding reports: which units have not reported, and which must correct or explain something."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.intake.ledger import TrackingRow
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.regime.model import LetterLine, Unit

_COUNT = "{count}"
_TWO_VERSIONS = "versions"
"""The rule of findings about two differing files of one unit."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one unit still owes; `{count}` in `summary` stands for the number of places to correct or explain."""

    unit: str
    summary: str
    details: Sequence[str] = ()


def outstanding_units(data: LetterData) -> list[Outstanding]:
    """The units that owe something, in the order of units."""
    return [item for unit in data.material.units if (item := _outstanding(data, unit))]


def outstanding_blocks(data: LetterData, line: LetterLine, figures: Figures) -> list[Block]:
    """An item for each such unit with its details below; units with the same summary and no details share one item.

    UserError when no unit owes anything.
    """
    outstanding = outstanding_units(data)
    if not outstanding:
        raise data.no_data_error(line, "không còn đơn vị nào phải đôn đốc", "Không cần soạn công văn này.")
    shared = _shared(outstanding)
    single = [item for item in outstanding if not any(item in units for units in shared)]
    blocks = [block for item in single for block in _unit_blocks(data, item, figures)]
    return [*blocks, *(_shared_block(data, units) for units in shared)]


def _shared(outstanding: Sequence[Outstanding]) -> list[list[Outstanding]]:
    """The units that share one item: several units with the same summary and no details."""
    by_summary: dict[str, list[Outstanding]] = {}
    for item in outstanding:
        if not item.details:
            by_summary.setdefault(item.summary, []).append(item)
    return [units for units in by_summary.values() if len(units) > 1]


def _shared_block(data: LetterData, units: Sequence[Outstanding]) -> Block:
    summary, names = units[0].summary.rstrip("."), (data.material.name(item.unit) for item in units)
    return Block("item", f"{'; '.join(names)}.", lead=f"{summary[0].upper()}{summary[1:]}: ")


def _unit_blocks(data: LetterData, item: Outstanding, figures: Figures) -> Iterator[Block]:
    number = len(item.details)
    text = vi.pad_count(number)
    count = Figure(indicator="", column="to_correct", unit=item.unit, value=number, text=text, units=(item.unit,))
    summary = item.summary.replace(_COUNT, figures.mark(count)) if item.details else item.summary
    yield Block("item", summary, lead=f"{data.material.name(item.unit)}: ")
    yield from (Block("paragraph", f"+ {clean_text(detail)}") for detail in item.details)


def _outstanding(data: LetterData, unit: Unit) -> Outstanding | None:
    tracked = data.material.ledger.tracking.get(unit.code)
    status, due = tracked.status if tracked else "not_sent", _due(data, unit, tracked)
    if status == "not_sent":
        return Outstanding(unit.code, f"chưa gửi báo cáo ({due}).")
    if status == "rejected":
        return Outstanding(unit.code, f"tệp đã gửi không nhận được, đề nghị gửi lại theo biểu mẫu ({due}).")
    details = _details(data, unit) if status == "returned" else []
    if not details:
        return None
    return Outstanding(unit.code, f"báo cáo đã gửi còn {_COUNT} nội dung phải chỉnh sửa hoặc giải thích:", details)


def _due(data: LetterData, unit: Unit, tracked: TrackingRow | None) -> str:
    """The unit's deadline in words, with a note when it has passed; a typed text that is no date is left as typed."""
    typed = clean_text((tracked.extension or tracked.deadline) if tracked else "")
    due = _day(typed) if typed else unit.deadline or data.regime.deadline
    words = "đã quá hạn gửi ngày" if due and due < data.today else "hạn gửi ngày"
    return f"{words} {vi.format_date(due) if due else typed}"


def _day(typed: str) -> date | None:
    with suppress(UserError):
        return vi.parse_date(typed)
    return None


def _details(data: LetterData, unit: Unit) -> list[str]:
    """The errors in the unit's report, then the warnings without an explanation."""
    own = [f for f in data.findings if f.unit == unit.code and not f.explanation.strip()]
    ordered = [f for severity in ("error", "warning") for f in own if f.severity == severity]
    return [_detail(finding) for finding in ordered if not _is_summary(finding)]


def _is_summary(finding: Finding) -> bool:
    """Whether a finding only summarises the differences between two files of a unit."""
    return finding.rule == _TWO_VERSIONS and not (finding.indicator or finding.cell)


def _detail(finding: Finding) -> str:
    if finding.rule == _TWO_VERSIONS:
        both = f"hai bản đã gửi ghi khác nhau, “{finding.raw or 'trống'}” và “{finding.other or 'trống'}”"
        return f"{_where(finding)}: {both}. Đề nghị xác nhận bản đúng."
    message = finding.message if finding.indicator and _names(finding) else f"{_where(finding)}: {finding.message}"
    cell = f" (ô {finding.cell}, trang {finding.sheet})" if finding.cell and finding.sheet else ""
    return f"{message.rstrip('.')}{cell}. {finding.cure}".strip()


def _names(finding: Finding) -> bool:
    return f"chỉ số {finding.indicator}" in vi.fold(finding.message)


def _where(finding: Finding) -> str:
    if not finding.indicator:
        return f"Trang {finding.sheet}" if finding.sheet else "Báo cáo"
    column = COLUMN_NAMES.get(finding.column, "")
    return f"Chỉ số {finding.indicator}" + (f" ({column})" if column else "")
