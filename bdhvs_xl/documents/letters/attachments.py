"""What goes with a letter: the outline of the report, the schedule, the blank forms of results and of practices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block, heading
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.letters.placeholders import LetterTextFiller
from bdhvs_xl.documents.word.annex_tables import TABLES, AnnexColumn, TableShape
from bdhvs_xl.documents.word.table_rows import AnnexRow
from bdhvs_xl.regime.model import LetterLine, LetterPart

_BLANK_LINES = 5
_ROOM_TO_WRITE = "\n\n\n"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_OUTLINE = "Đề cương báo cáo"
_SCHEDULE = TableShape(
    (AnnexColumn("TT", 11, True), AnnexColumn("Địa điểm", 84), AnnexColumn("Thời gian", 70)),
    {"schedule_group": ("name",), "schedule": ("order", "name", "time")},
)
_RESULTS = TableShape(
    (
        AnnexColumn("TT", 12, True),
        AnnexColumn("Chỉ số thực hiện", 62),
        AnnexColumn("Đơn vị tính", 19, True),
        AnnexColumn("Kết quả", 22, True),
        AnnexColumn("Minh chứng", 50),
    ),
    {"results_group": ("name",), "results": ("code", "name", "unit", "value", "evidence")},
)
_PERIOD_RESULTS = TableShape(
    (
        AnnexColumn("TT", 12, True),
        AnnexColumn("Chỉ số thực hiện", 56),
        AnnexColumn("Đơn vị tính", 19, True),
        AnnexColumn("Kết quả trong kỳ", 19, True),
        AnnexColumn("Lũy kế", 19, True),
        AnnexColumn("Minh chứng", 40),
    ),
    {"results_group": ("name",), "results": ("code", "name", "unit", "value", "cumulative", "evidence")},
)
"""The same in a regime that repeats."""
_SHAPES: Mapping[LetterPart, TableShape] = {
    "schedule": _SCHEDULE,
    "results_form": _RESULTS,
    "practices_form": TABLES["practices"],
}
PARTS: tuple[LetterPart, ...] = ("outline", *_SHAPES)
"""The parts of a letter that are attached to it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment under its name and title: paragraphs, or a table with its model rows and its lines."""

    name: str
    title: str
    blocks: Sequence[Block] = ()
    table: TableShape | None = None
    lines: Sequence[AnnexRow] = ()


def attachments(source: LetterData, texts: LetterTextFiller) -> Iterator[Attachment]:
    """The attachments in the order of the letter's lines; tables are numbered, unless there is one alone."""
    wanted = [line for line in source.letter.lines if line.part in PARTS]
    tables = [line for line in wanted if line.part in _SHAPES]
    for line in wanted:
        title = texts.fill(line.text, source.of_line(line))
        if line.part == "outline":
            yield Attachment(_OUTLINE.upper(), title.upper(), blocks=list(_outline(source)))
        else:
            yield _table(source, line, title, tables)


def _table(source: LetterData, line: LetterLine, title: str, tables: Sequence[LetterLine]) -> Attachment:
    number = next(n for n, other in enumerate(tables) if other is line)
    name = f"Phụ lục {_ROMAN[number]}" if len(tables) > 1 else "Phụ lục"
    id_, shape = f"A{number + 1}", _SHAPES[line.part]
    if line.part == "results_form" and source.regime.repeats:
        shape = _PERIOD_RESULTS
    own = replace(shape, models={f"{id_}.{model}": keys for model, keys in shape.models.items()})
    fill = {"schedule": _schedule, "results_form": _results_form}.get(line.part, _practices_form)
    lines = [replace(row, appendix=id_) for row in fill(source)]
    if not lines:
        raise source.nothing(line, "lịch chưa có dòng nào", "Ghi lịch ở trang phụ lục lịch, hoặc bỏ dòng này.")
    return Attachment(name, title.upper(), table=own, lines=lines)


def _outline(source: LetterData) -> Iterator[Block]:
    """What is carried out, then every heading of the report with what is to be written under it."""
    if plan := clean_text(source.regime.settings["plan"]):
        yield Block("paragraph", f"Báo cáo kết quả thực hiện {plan}, gồm các nội dung sau:")
    for section in source.regime.sections:
        yield heading(section)
        if section.guidance:
            yield Block("paragraph", clean_text(section.guidance))


def _schedule(source: LetterData) -> Iterator[AnnexRow]:
    delegation = ""
    for order, slot in enumerate(source.regime.schedule, 1):
        if slot.delegation != delegation:
            delegation = slot.delegation
            yield AnnexRow("schedule_group", {"name": clean_text(delegation)})
        yield AnnexRow(
            "schedule", {"order": str(order), "name": source.material.name(slot.unit), "time": clean_text(slot.time)}
        )


def _results_form(source: LetterData) -> Iterator[AnnexRow]:
    for group in source.regime.groups:
        yield AnnexRow("results_group", {"name": clean_text(f"{group.code}. {group.name}")})
        for indicator in (i for i in source.regime.indicators if i.group == group.code):
            name = vi.plain(indicator.name).rstrip(".")
            texts = {
                "name": clean_text(name),
                "unit": clean_text(indicator.unit),
                "evidence": clean_text(indicator.evidence),
            }
            yield AnnexRow("results", {"code": indicator.code, "value": "", "cumulative": "", **texts})


def _practices_form(source: LetterData) -> Iterator[AnnexRow]:
    for order in range(1, _BLANK_LINES + 1):
        yield AnnexRow("practices", {"order": str(order), "name": _ROOM_TO_WRITE})
