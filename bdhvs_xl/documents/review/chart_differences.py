"""Charts of a report that show other numbers than the workbook has now; no program draws them anew by itself."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from bdhvs_xl.documents.charts.chart import Chart, percent
from bdhvs_xl.documents.charts.chart_page import build_chart_page, chart_page_name
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.edited_docx import parse_xml

_SHOWN = 3
_SAME = 0.05
"""Bars closer than this carry the same words."""
Bars = Mapping[str, Mapping[str, float]]
"""The values by series and row."""


def find_chart_differences(case: Comparison) -> Iterator[ReportDifference]:
    """One difference for every chart of the document with other bars than the report made anew."""
    present = {
        frozenset(bars): (chart, bars) for chart in build_chart_page(case.material).charts if (bars := _bars(chart))
    }
    for drawn in _drawn(case):
        if frozenset(drawn) in present:
            chart, bars = present[frozenset(drawn)]
            if changed := list(_changed(drawn, bars)):
                yield _difference(case, chart, changed)


def _bars(chart: Chart) -> Bars:
    return {
        series.name: {
            row: value for row, value in zip(chart.rows, series.values, strict=True) if value is not None
        }
        for series in chart.series
    }  # fmt: skip


def _drawn(case: Comparison) -> Iterator[Bars]:
    """The charts of the document, as it keeps their numbers."""
    for info, content in case.edited.parts:
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
    """The cached cells under an element of a series, by their number."""
    held = series.find(qn(name))
    points = () if held is None else held.iter(qn("c:pt"))
    return {point.get("idx", ""): point.findtext(qn("c:v")) or "" for point in points}


def _changed(drawn: Bars, present: Bars) -> Iterator[str]:
    """Every bar that is another now: "Xã Giao Ninh: 62,5% → 70%"."""
    for series, bars in present.items():
        for row in dict.fromkeys((*drawn[series], *bars)):
            was, now = drawn[series].get(row), bars.get(row)
            if was is None or now is None or abs(was - now) >= _SAME:
                yield f"{row}: {_said(was)} → {_said(now)}"


def _said(value: float | None) -> str:
    return "không có" if value is None else percent(value)


def _difference(case: Comparison, chart: Chart, changed: list[str]) -> ReportDifference:
    more = "; …" if len(changed) > _SHOWN else ""
    return ReportDifference(
        rule="report_chart_outdated", severity="error", section=chart_page_name(case.material.regime),
        message=f"Biểu đồ “{chart.title}” vẽ khác số liệu hiện nay ở {len(changed)} chỗ: "
        f"{'; '.join(changed[:_SHOWN])}{more}.",
        cure="Lập báo cáo mới rồi chép biểu đồ ấy sang văn bản này.", at=len(case.here),
    )  # fmt: skip
