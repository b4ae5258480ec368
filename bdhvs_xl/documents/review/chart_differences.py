"""Charts of a report that differ from the workbook; a refreshed copy does not redraw them."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from bdhvs_xl.documents.charts.chart import Chart, format_percent
from bdhvs_xl.documents.charts.chart_page import build_chart_page, chart_page_name
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.edited_docx import parse_xml

_CHANGES_LISTED = 3
_SAME = 0.05
"""Bars closer than this have the same label."""
Bars = Mapping[str, Mapping[str, float]]
"""Values by series and row."""


def find_chart_differences(comparison: Comparison) -> Iterator[ReportDifference]:
    """One difference for every chart of the document whose bars differ from the regenerated report's."""
    regenerated = {
        frozenset(bars): (chart, bars) for chart in build_chart_page(comparison.data).charts if (bars := _bars(chart))
    }
    for in_document in _document_charts(comparison):
        if frozenset(in_document) in regenerated:
            chart, bars = regenerated[frozenset(in_document)]
            if changes := list(_changes(in_document, bars)):
                yield _difference(comparison, chart, changes)


def _bars(chart: Chart) -> Bars:
    return {
        series.name: {
            row: value for row, value in zip(chart.rows, series.values, strict=True) if value is not None
        }
        for series in chart.series
    }  # fmt: skip


def _document_charts(comparison: Comparison) -> Iterator[Bars]:
    """The charts of the document, from their cached numbers."""
    for info, content in comparison.edited.parts:
        part = PurePosixPath(info.filename)
        if part.parent.name == "charts" and part.name.startswith("chart") and part.suffix == ".xml":
            try:
                root = parse_xml(content)
            except XMLSyntaxError:
                continue
            yield {"".join(_cells(s, "c:tx").values()): _values(s) for s in root.iter(qn("c:ser"))}


def _values(series: _Element) -> Mapping[str, float]:
    rows, values = _cells(series, "c:cat"), _cells(series, "c:val")
    return {rows[n]: float(value) for n, value in values.items() if n in rows}


def _cells(series: _Element, name: str) -> Mapping[str, str]:
    """The cached cells under an element of a series, by their index."""
    element = series.find(qn(name))
    points = () if element is None else element.iter(qn("c:pt"))
    return {point.get("idx", ""): point.findtext(qn("c:v")) or "" for point in points}


def _changes(in_document: Bars, regenerated: Bars) -> Iterator[str]:
    """Every bar that differs: "Xã Giao Ninh: 62,5% → 70%"."""
    for series, bars in regenerated.items():
        for row in dict.fromkeys((*in_document[series], *bars)):
            old, new = in_document[series].get(row), bars.get(row)
            if old is None or new is None or abs(old - new) >= _SAME:
                yield f"{row}: {_percent_text(old)} → {_percent_text(new)}"


def _percent_text(value: float | None) -> str:
    return "không có" if value is None else format_percent(value)


def _difference(comparison: Comparison, chart: Chart, changes: list[str]) -> ReportDifference:
    more = "; …" if len(changes) > _CHANGES_LISTED else ""
    return ReportDifference(
        rule="report_chart_outdated", severity="error", section=chart_page_name(comparison.data.regime),
        message=f"Biểu đồ “{chart.title}” vẽ khác số liệu hiện nay ở {len(changes)} chỗ: "
        f"{'; '.join(changes[:_CHANGES_LISTED])}{more}.",
        cure="Lập báo cáo mới rồi chép biểu đồ ấy sang văn bản này.", at=len(comparison.edited_sentences),
    )  # fmt: skip
