"""The whole report: composed from the material, filled into the template, its figures bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.charts.chart_page import add_page, name_of, page_of
from bdhvs_xl.documents.content import annexes, letterhead_fields
from bdhvs_xl.documents.content.report_body import Body, BodyWriter, ReportBodyWriter
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.unit_body import UnitBodyWriter
from bdhvs_xl.documents.figures.content_controls import PlacedFigure, bind
from bdhvs_xl.documents.figures.figure_metadata import about, add_map
from bdhvs_xl.documents.figures.figures import Figures, plain
from bdhvs_xl.documents.word.fill_docx import fill
from bdhvs_xl.documents.word.footnotes import without_notes
from bdhvs_xl.documents.word.save_docx import pack
from bdhvs_xl.documents.word.table_rows import model_fields


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A finished report: the Word file's bytes, its figures as they stand in it, and how its body came about."""

    document: bytes
    placed: Sequence[PlacedFigure]
    body: Body


def make(material: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The focal office's report of the material, dated `now`, filled into `template`."""
    figures = Figures()
    return _report(material, figures, ReportBodyWriter(material, figures, now.date()), template, now, author)


def make_of_unit(material: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The own report of the unit that speaks in the material, dated `now`, filled into `template`."""
    figures, unit = Figures(), material.regime.unit[material.voice.unit]
    return _report(material, figures, UnitBodyWriter(material, unit, figures), template, now, author)


def _report(
    material: ReportData, figures: Figures, writer: BodyWriter, template: Path, now: datetime, author: str
) -> ReportFile:
    regime, page = material.regime, page_of(material)
    body = writer.write()
    around_it = letterhead_fields.fields(regime, now.date(), further=page.appendices)
    fields = {**around_it, **model_fields(regime.printed_appendices), "body": body.blocks}
    lines = annexes.lines(material, figures, body.practices)
    document = fill(template, fields, lines)
    add_page(document, page, figures, name_of(regime), str(around_it["attached_to"]))
    placed = bind(document, figures)
    add_map(document, placed, about(material, now), _told(body))
    return ReportFile(pack(document, title=regime.settings["title"], made=now, author=author), placed, body)


def _told(body: Body) -> frozenset[str]:
    """The paragraphs in which the report speaks itself, not a unit."""
    return frozenset(
        plain(without_notes(b.text)) for b in body.blocks if b.kind in ("paragraph", "item", "closing") and not b.lead
    )
