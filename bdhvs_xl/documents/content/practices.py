"""Good practices: those presented in the body, and all of them for their appendix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.quotes import whole_sentences
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.labels import is_ticked

_SHOWN_BY_DEFAULT = 5
_SELF_EXPLANATORY = ("mô hình", "cách làm", "câu lạc bộ", "tổ ", "lớp ", "đội ", "nhóm ", "phong trào", "chương trình")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice of one unit, its texts cleaned; `ticked` when a person chose it for the body."""

    unit: str
    name: str
    description: str
    result: str
    place: str
    ticked: bool
    file: str = ""
    cell: str = ""


def all_practices(data: ReportData) -> list[Practice]:
    """The named practices of reporting units, in the order of their list."""
    practices = {unit.code for unit in data.units}
    found = [_practice(row) for row in data.ledger.practices if row["unit"] in practices]
    return [practice for practice in found if practice.name]


def practices_for_body(data: ReportData, practices: Sequence[Practice]) -> list[Practice]:
    """The practices for the body: the ticked ones, else the first few; every unit's first before any unit's second."""
    if ticked := [practice for practice in practices if practice.ticked]:
        return ticked
    firsts: dict[str, Practice] = {}
    for practice in practices:
        firsts.setdefault(practice.unit, practice)
    ordered = [*firsts.values(), *(p for p in practices if p not in firsts.values())]
    return ordered[: _how_many(data)]


def practice_block(data: ReportData, practice: Practice) -> Block:
    """A practice as an item: its name, its unit, and its result in one sentence; details are in the appendix."""
    details = whole_sentences(practice.result)[:1] or whole_sentences(practice.description)[:1]
    return _item(practice, data.name_in_sentence(practice.unit), details)


def unit_practice_block(practice: Practice) -> Block:
    """A unit's own practice as an item: its name, its place, the method, and the result."""
    details = [*whole_sentences(practice.description)[:1], *whole_sentences(practice.result)[:1]]
    return _item(practice, practice.place, details)


def _item(practice: Practice, where: str, details: Sequence[str]) -> Block:
    name = practice.name.strip(" .")
    self_explanatory = vi.fold(name).startswith(_SELF_EXPLANATORY) or any(mark in name for mark in '“”"')
    title = name if self_explanatory else f"Mô hình “{name}”"
    return Block("item", " ".join(details), f"{title} ({where}): " if where else f"{title}: ")


def _practice(row: Mapping[str, str | None]) -> Practice:
    texts = {key: " ".join(clean_text(row.get(key) or "").split()) for key in ("unit", "name", "place", "file", "cell")}
    long = {key: clean_text(row.get(key) or "").strip() for key in ("description", "result")}
    return Practice(**texts, **long, ticked=is_ticked(row.get("quote")))


def _how_many(data: ReportData) -> int:
    text = data.regime.settings.get("practices_shown", "").strip()
    if text and not text.isdigit():
        raise UserError(
            f"Trang Cấu hình, dòng “Số mô hình nêu trong báo cáo”: không đọc được “{text}”.",
            "Ghi một số nguyên, ví dụ 5.",
        )
    return int(text) if text else _SHOWN_BY_DEFAULT
