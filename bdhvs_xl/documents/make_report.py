"""The whole report: composed from the material, filled into the template, its figures bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.charts.chart_page import add_chart_page, build_chart_page, chart_page_name
from bdhvs_xl.documents.content import annexes, letterhead_fields
from bdhvs_xl.documents.content.report_body import BodyWriter, ReportBody, ReportBodyWriter
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.unit_body import UnitBodyWriter
from bdhvs_xl.documents.figures.content_controls import PlacedFigure, bind_figures
from bdhvs_xl.documents.figures.figure_metadata import about, add_metadata
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.footnotes import without_footnotes
from bdhvs_xl.documents.word.save_docx import docx_bytes
from bdhvs_xl.documents.word.table_rows import model_fields


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A finished report: the Word file's bytes, its figures as they stand in it, and how its body came about."""

    document: bytes
    placed: Sequence[PlacedFigure]
    body: ReportBody


def make_office_report(material: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The focal office's report of the material, dated `now`, filled into `template`."""
    figures = Figures()
    return _report(material, figures, ReportBodyWriter(material, figures, now.date()), template, now, author)


def make_unit_report(material: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The own report of the unit that speaks in the material, dated `now`, filled into `template`."""
    figures, unit = Figures(), material.regime.unit[material.voice.unit]
    return _report(material, figures, UnitBodyWriter(material, unit, figures), template, now, author)


def _report(
    material: ReportData, figures: Figures, writer: BodyWriter, template: Path, now: datetime, author: str
) -> ReportFile:
    regime, page = material.regime, build_chart_page(material)
    body = writer.write()
    around_it = letterhead_fields.letterhead_texts(regime, now.date(), further=page.appendices)
    fields = {**around_it, **model_fields(regime.printed_appendices), "body": body.blocks}
    lines = annexes.annex_rows(material, figures, body.practices)
    document = fill_template(template, fields, lines)
    add_chart_page(document, page, figures, chart_page_name(regime), str(around_it["attached_to"]))
    placed = bind_figures(document, figures)
    add_metadata(document, placed, about(material, now), _told(body))
    return ReportFile(docx_bytes(document, title=regime.settings["title"], made=now, author=author), placed, body)


def _told(body: ReportBody) -> frozenset[str]:
    """The paragraphs in which the report speaks itself, not a unit."""
    return frozenset(
        unmarked_text(without_footnotes(b.text))
        for b in body.blocks
        if b.kind in ("paragraph", "item", "closing") and not b.lead
    )
