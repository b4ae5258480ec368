"""The texts of a unit's report: each with its cell, and the name of its place in messages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from bdhvs_xl.checks.unit_report import UnitReport, split_cell
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.regime import catalogue

_PRACTICE_TEXTS = ("name", "description", "result", "place")
_DOCUMENT_TEXTS = ("title", "issuer")
_TITLE = 60
_PLANNED = ("tasks", "proposals")


@dataclass(frozen=True, slots=True)
class UnitText:
    """One text of a report: `name` is its place in messages, `is_plan` that its section is about the future."""

    text: str
    name: str
    sheet: str
    cell: str
    file: str
    is_plan: bool = False


def narrative_texts(report: UnitReport) -> Iterator[UnitText]:
    """The texts of the sections of the outline."""
    sections = {section.id: section for section in report.regime.sections}
    for line in report.narrative:
        section = sections.get(line["section"])
        title = f"{section.number} {_short(section.title)}" if section else line["section"]
        is_plan = section is not None and section.content in _PLANNED
        yield _of_line(line, line["text"], f"Mục “{title}”", is_plan)


def practice_texts(report: UnitReport) -> Iterator[UnitText]:
    """The texts of the good practices, one for each."""
    for line in report.practices:
        text = "\n".join(line[column] for column in _PRACTICE_TEXTS if line[column])
        yield _of_line(line, text, f"Mô hình “{_short(line['name'])}”")


def document_texts(report: UnitReport) -> Iterator[UnitText]:
    """The titles and issuers of the documents, one text for each."""
    for line in report.documents:
        text = "\n".join(line[column] for column in _DOCUMENT_TEXTS if line[column])
        yield _of_line(line, text, f"Văn bản “{line['number'] or line['title']}”")


def evidence_texts(report: UnitReport) -> Iterator[UnitText]:
    """The texts of the evidence column."""
    for (code, column), value in report.values.items():
        if column == "evidence" and code in report.regime.indicator:
            sheet, cell = split_cell(value.cell)
            name = f"Chỉ số {code}, cột “{COLUMN_NAMES['evidence']}”"
            yield UnitText(value.raw, name, sheet, cell, value.file)


def all_texts(report: UnitReport) -> Iterator[UnitText]:
    """All texts of the report."""
    for kind in (narrative_texts, practice_texts, document_texts, evidence_texts):
        yield from kind(report)


def text_finding(
    report: UnitReport, check: str, passage: UnitText, raw: str, message: str, cure: str, other: str = ""
) -> Finding:
    """A finding in a text; without indicator, so that it keeps no number out of the totals."""
    return catalogue.new_finding(
        check, message, cure=cure, unit=report.unit.code, sheet=passage.sheet, cell=passage.cell, raw=raw, other=other,
        file=passage.file,
    )  # fmt: skip


@lru_cache(maxsize=1 << 10)
def _short(title: str) -> str:
    return shorten(title, _TITLE, placeholder="…")


def _of_line(line: Mapping[str, str], text: str, name: str, is_plan: bool = False) -> UnitText:
    sheet, cell = split_cell(line["cell"])
    return UnitText(text, name, sheet, cell, line["file"], is_plan)
