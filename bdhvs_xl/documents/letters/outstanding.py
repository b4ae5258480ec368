"""Who owes what: reports that have not come, and in those that came exactly what is to be corrected or explained."""

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
"""The rule of findings about two files of one unit that differ."""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one unit owes: in a word, where `{count}` stands for how many places are to correct or to explain."""

    unit: str
    word: str
    details: Sequence[str] = ()


def outstanding_units(source: LetterData) -> list[Outstanding]:
    """The units that owe something, in the order of units."""
    return [debt for unit in source.material.units if (debt := _debt(source, unit))]


def outstanding_blocks(source: LetterData, line: LetterLine, figures: Figures) -> list[Block]:
    """An item for each unit that owes something, below it what; units of which the same is to be said share one.

    UserError when nobody owes anything.
    """
    owed = outstanding_units(source)
    if not owed:
        raise source.nothing(line, "không còn đơn vị nào phải đôn đốc", "Không cần soạn công văn này.")
    together = _together(owed)
    alone = [debt for debt in owed if not any(debt in alike for alike in together)]
    told = [block for debt in alone for block in _told(source, debt, figures)]
    return [*told, *(_told_together(source, alike) for alike in together)]


def _together(owed: Sequence[Outstanding]) -> list[list[Outstanding]]:
    """The debts that are told in one item: the same word holds for more than one unit, and says all."""
    by_word: dict[str, list[Outstanding]] = {}
    for debt in owed:
        if not debt.details:
            by_word.setdefault(debt.word, []).append(debt)
    return [alike for alike in by_word.values() if len(alike) > 1]


def _told_together(source: LetterData, alike: Sequence[Outstanding]) -> Block:
    word, names = alike[0].word.rstrip("."), (source.material.name(debt.unit) for debt in alike)
    return Block("item", f"{'; '.join(names)}.", lead=f"{word[0].upper()}{word[1:]}: ")


def _told(source: LetterData, debt: Outstanding, figures: Figures) -> Iterator[Block]:
    number = len(debt.details)
    text = vi.pad_count(number)
    count = Figure(indicator="", column="to_correct", unit=debt.unit, value=number, text=text, units=(debt.unit,))
    word = debt.word.replace(_COUNT, figures.mark(count)) if debt.details else debt.word
    yield Block("item", word, lead=f"{source.material.name(debt.unit)}: ")
    yield from (Block("paragraph", f"+ {clean_text(detail)}") for detail in debt.details)


def _debt(source: LetterData, unit: Unit) -> Outstanding | None:
    tracked = source.material.ledger.tracking.get(unit.code)
    status, due = tracked.status if tracked else "not_sent", _due(source, unit, tracked)
    if status == "not_sent":
        return Outstanding(unit.code, f"chưa gửi báo cáo ({due}).")
    if status == "rejected":
        return Outstanding(unit.code, f"tệp đã gửi không nhận được, đề nghị gửi lại theo biểu mẫu ({due}).")
    details = _details(source, unit) if status == "returned" else []
    if not details:
        return None
    return Outstanding(unit.code, f"báo cáo đã gửi còn {_COUNT} nội dung phải chỉnh sửa hoặc giải thích:", details)


def _due(source: LetterData, unit: Unit, tracked: TrackingRow | None) -> str:
    """The unit's deadline in words, and that it has passed where it has; what was typed for no date stands as typed."""
    typed = clean_text((tracked.extension or tracked.deadline) if tracked else "")
    due = _day(typed) if typed else unit.deadline or source.regime.deadline
    words = "đã quá hạn gửi ngày" if due and due < source.today else "hạn gửi ngày"
    return f"{words} {vi.format_date(due) if due else typed}"


def _day(typed: str) -> date | None:
    with suppress(UserError):
        return vi.parse_date(typed)
    return None


def _details(source: LetterData, unit: Unit) -> list[str]:
    """What blocks the unit's report, then what awaits an explanation."""
    own = [f for f in source.findings if f.unit == unit.code and not f.explanation.strip()]
    ordered = [f for severity in ("error", "warning") for f in own if f.severity == severity]
    return [_detail(finding) for finding in ordered if not _is_summary(finding)]


def _is_summary(finding: Finding) -> bool:
    """Whether a finding only heads the places where two files of a unit differ."""
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
