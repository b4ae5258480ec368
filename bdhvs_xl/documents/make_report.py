"""A whole report: composed from the data, filled into the template, its figures linked."""

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
from bdhvs_xl.documents.figures.figure_metadata import add_metadata, document_identity
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.footnotes import without_footnotes
from bdhvs_xl.documents.word.save_docx import docx_bytes
from bdhvs_xl.documents.word.table_rows import model_fields


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A finished report: the Word file's bytes, its figures in document order, and the record of its body."""

    document: bytes
    placed: Sequence[PlacedFigure]
    body: ReportBody


def make_office_report(data: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The focal office's report, dated `now`, filled into `template`."""
    figures = Figures()
    return _report(data, figures, ReportBodyWriter(data, figures, now.date()), template, now, author)


def make_unit_report(data: ReportData, template: Path, *, now: datetime, author: str) -> ReportFile:
    """The report of the unit that is the data's author, dated `now`, filled into `template`."""
    figures, unit = Figures(), data.regime.unit[data.voice.unit]
    return _report(data, figures, UnitBodyWriter(data, unit, figures), template, now, author)


def _report(
    data: ReportData, figures: Figures, writer: BodyWriter, template: Path, now: datetime, author: str
) -> ReportFile:
    regime, page = data.regime, build_chart_page(data)
    body = writer.write()
    around_it = letterhead_fields.letterhead_texts(regime, now.date(), further=page.appendices)
    fields = {**around_it, **model_fields(regime.printed_appendices), "body": body.blocks}
    lines = annexes.annex_rows(data, figures, body.practices)
    document = fill_template(template, fields, lines)
    add_chart_page(document, page, figures, chart_page_name(regime), str(around_it["attached_to"]))
    placed = bind_figures(document, figures)
    add_metadata(document, placed, document_identity(data, now), _generated_texts(body))
    return ReportFile(docx_bytes(document, title=regime.settings["title"], created=now, author=author), placed, body)


def _generated_texts(body: ReportBody) -> frozenset[str]:
    """The texts of the paragraphs written by the program, not by a unit."""
    return frozenset(
        unmarked_text(without_footnotes(b.text))
        for b in body.blocks
        if b.kind in ("paragraph", "item", "closing") and not b.lead
    )
