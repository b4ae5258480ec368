"""The attachments of a letter: the report's outline, the schedule, the blank forms for results and practices."""

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
"""The same table in a regime that asks for period and cumulative values."""
_SHAPES: Mapping[LetterPart, TableShape] = {
    "schedule": _SCHEDULE,
    "results_form": _RESULTS,
    "practices_form": TABLES["practices"],
}
PARTS: tuple[LetterPart, ...] = ("outline", *_SHAPES)
"""The parts of a letter that become attachments."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment with its name and title: paragraphs, or a table with its model rows and its rows."""

    name: str
    title: str
    blocks: Sequence[Block] = ()
    table: TableShape | None = None
    lines: Sequence[AnnexRow] = ()


def attachments(data: LetterData, texts: LetterTextFiller) -> Iterator[Attachment]:
    """The attachments in the order of the letter's rows; tables are numbered when there are several."""
    attached = [line for line in data.letter.lines if line.part in PARTS]
    tables = [line for line in attached if line.part in _SHAPES]
    for line in attached:
        title = texts.fill(line.text, data.row_location(line))
        if line.part == "outline":
            yield Attachment(_OUTLINE.upper(), title.upper(), blocks=list(_outline(data)))
        else:
            yield _table(data, line, title, tables)


def _table(data: LetterData, line: LetterLine, title: str, tables: Sequence[LetterLine]) -> Attachment:
    number = next(n for n, other in enumerate(tables) if other is line)
    name = f"Phụ lục {_ROMAN[number]}" if len(tables) > 1 else "Phụ lục"
    id_, shape = f"A{number + 1}", _SHAPES[line.part]
    if line.part == "results_form" and data.regime.repeats:
        shape = _PERIOD_RESULTS
    named_shape = replace(shape, models={f"{id_}.{model}": keys for model, keys in shape.models.items()})
    fill = {"schedule": _schedule, "results_form": _results_form}.get(line.part, _practices_form)
    lines = [replace(row, appendix=id_) for row in fill(data)]
    if not lines:
        raise data.no_data_error(line, "lịch chưa có dòng nào", "Ghi lịch ở trang phụ lục lịch, hoặc bỏ dòng này.")
    return Attachment(name, title.upper(), table=named_shape, lines=lines)


def _outline(data: LetterData) -> Iterator[Block]:
    """The plan carried out, then every heading of the report with its guidance."""
    if plan := clean_text(data.regime.settings["plan"]):
        yield Block("paragraph", f"Báo cáo kết quả thực hiện {plan}, gồm các nội dung sau:")
    for section in data.regime.sections:
        yield heading(section)
        if section.guidance:
            yield Block("paragraph", clean_text(section.guidance))


def _schedule(data: LetterData) -> Iterator[AnnexRow]:
    delegation = ""
    for order, visit in enumerate(data.regime.schedule, 1):
        if visit.delegation != delegation:
            delegation = visit.delegation
            yield AnnexRow("schedule_group", {"name": clean_text(delegation)})
        yield AnnexRow(
            "schedule", {"order": str(order), "name": data.material.name(visit.unit), "time": clean_text(visit.time)}
        )


def _results_form(data: LetterData) -> Iterator[AnnexRow]:
    for group in data.regime.groups:
        yield AnnexRow("results_group", {"name": clean_text(f"{group.code}. {group.name}")})
        for indicator in (i for i in data.regime.indicators if i.group == group.code):
            name = vi.plain(indicator.name).rstrip(".")
            texts = {
                "name": clean_text(name),
                "unit": clean_text(indicator.unit),
                "evidence": clean_text(indicator.evidence),
            }
            yield AnnexRow("results", {"code": indicator.code, "value": "", "cumulative": "", **texts})


def _practices_form(data: LetterData) -> Iterator[AnnexRow]:
    for order in range(1, _BLANK_LINES + 1):
        yield AnnexRow("practices", {"order": str(order), "name": _ROOM_TO_WRITE})
