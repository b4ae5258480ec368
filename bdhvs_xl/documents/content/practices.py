"""Good practices: which are introduced in the body, and all of them for their appendix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.quotes import sentences
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.labels import ticked

_SHOWN_BY_DEFAULT = 5
_SELF_EXPLAINING = ("mô hình", "cách làm", "câu lạc bộ", "tổ ", "lớp ", "đội ", "nhóm ", "phong trào", "chương trình")


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


def all_practices(material: ReportData) -> list[Practice]:
    """The named practices of reporting units, in the order of their list."""
    known = {unit.code for unit in material.units}
    found = [_practice(row) for row in material.ledger.practices if row["unit"] in known]
    return [practice for practice in found if practice.name]


def introduced(material: ReportData, known: Sequence[Practice]) -> list[Practice]:
    """The practices for the body: the ticked ones, else the first few, one per unit before a second of any."""
    if ticked := [practice for practice in known if practice.ticked]:
        return ticked
    firsts: dict[str, Practice] = {}
    for practice in known:
        firsts.setdefault(practice.unit, practice)
    ordered = [*firsts.values(), *(p for p in known if p not in firsts.values())]
    return ordered[: _how_many(material)]


def practice_block(material: ReportData, practice: Practice) -> Block:
    """A practice as an item: its name, who does it, and its result in one sentence; the rest is in its appendix."""
    about = sentences(practice.result)[:1] or sentences(practice.description)[:1]
    return _item(practice, material.named(practice.unit), about)


def unit_practice_block(practice: Practice) -> Block:
    """A unit's own practice as an item: its name, where it is done, how, and with what result."""
    about = [*sentences(practice.description)[:1], *sentences(practice.result)[:1]]
    return _item(practice, practice.place, about)


def _item(practice: Practice, where: str, about: Sequence[str]) -> Block:
    name = practice.name.strip(" .")
    speaks = vi.fold(name).startswith(_SELF_EXPLAINING) or any(mark in name for mark in '“”"')
    title = name if speaks else f"Mô hình “{name}”"
    return Block("item", " ".join(about), f"{title} ({where}): " if where else f"{title}: ")


def _practice(row: Mapping[str, str | None]) -> Practice:
    texts = {key: " ".join(clean_text(row.get(key) or "").split()) for key in ("unit", "name", "place", "file", "cell")}
    long = {key: clean_text(row.get(key) or "").strip() for key in ("description", "result")}
    return Practice(**texts, **long, ticked=ticked(row.get("quote")))


def _how_many(material: ReportData) -> int:
    text = material.regime.settings.get("practices_shown", "").strip()
    if text and not text.isdigit():
        raise UserError(
            f"Trang Cấu hình, dòng “Số mô hình nêu trong báo cáo”: không đọc được “{text}”.",
            "Ghi một số nguyên, ví dụ 5.",
        )
    return int(text) if text else _SHOWN_BY_DEFAULT
