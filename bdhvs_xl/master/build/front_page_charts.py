"""The two charts of the front page, readable in black and white; their data are cells that buttons fill."""

from typing import cast

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.master.build.styles import BLUE, GREY, INK, LINE, SCREEN_FONT, WHITE
from bdhvs_xl.master.layout import HOME

RowSpan = tuple[int, int]
"""First and last zero-based row of a chart's data."""

_FONT = {"name": SCREEN_FONT, "size": 9, "color": INK}
_WIDTH, _LEAST = 500, 262
_ROW, _AROUND = 36, 90
"""Pixels: of a row with two bars, and of title and legend."""


def add_charts(workbook: Workbook, sheet: Worksheet, statuses: RowSpan, ratios: RowSpan) -> None:
    """Put both charts beside the tiles: units by status, ratio indicators against their targets."""
    sheet.insert_chart(4, 18, _status_chart(workbook, statuses), {"object_position": 3})
    sheet.insert_chart(14, 18, _ratio_chart(workbook, ratios), {"object_position": 3})


def _status_chart(workbook: Workbook, rows: RowSpan) -> Chart:
    chart = cast(ChartBar, workbook.add_chart({"type": "bar"}))
    chart.add_series(
        {
            "name": "Số đơn vị",
            "categories": [HOME, rows[0], 1, rows[1], 1],
            "values": [HOME, rows[0], 12, rows[1], 12],
            "fill": {"color": BLUE},
            "gap": 45,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    _frame(chart, "Đơn vị theo tình trạng")
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_legend({"none": True})
    return chart


def _ratio_chart(workbook: Workbook, rows: RowSpan) -> Chart:
    chart = cast(ChartBar, workbook.add_chart({"type": "bar"}))
    for name, column, digits, look in (
        ("Kết quả", 14, "0.0", {"fill": {"color": BLUE}}),
        ("Mục tiêu", 16, "General", {"fill": {"color": WHITE}, "border": {"color": GREY, "width": 1}}),
    ):
        series = {
            "name": name,
            "categories": [HOME, rows[0], 1, rows[1], 1],
            "values": [HOME, rows[0], column, rows[1], column],
            "gap": 45,
            "overlap": 0,
            "data_labels": {"value": True, "num_format": digits, "font": _FONT},
        }
        chart.add_series(series | look)
    _frame(chart, "Chỉ số tỉ lệ: kết quả so với mục tiêu (%)", _ROW * (rows[1] - rows[0] + 1) + _AROUND)
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": 110})
    chart.set_y_axis(
        {"reverse": True, "num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none", "text_axis": True}
    )
    chart.set_legend({"position": "bottom", "font": _FONT})
    return chart


def _frame(chart: Chart, title: str, height: int = _LEAST) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": WHITE}})
    chart.set_size({"width": _WIDTH, "height": max(_LEAST, height)})
