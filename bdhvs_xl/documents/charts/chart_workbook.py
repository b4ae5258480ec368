"""The workbook embedded in a chart, which Word opens at "Edit Data": a row per bar.

Columns: the row names; then the values and the labels of each series. A label that begins with its percentage is a
formula, so that it follows a value that someone edits, with a decimal comma in every regional setting.
"""

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.documents.charts.chart import Chart, Series, format_percent

_SHEET = "Số liệu"
_MADE = datetime(2026, 1, 1)
_PERCENT = 'SUBSTITUTE(SUBSTITUTE(FIXED({cell},1,TRUE),".",",")&"%",",0%","%")'
_WIDTHS = (60, 12)


def build_chart_workbook(chart: Chart) -> bytes:
    """The workbook's bytes, the same for the same chart."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet(_SHEET)
    sheet.set_column(0, 0, _WIDTHS[0])
    sheet.set_column(1, 2 * len(chart.series), _WIDTHS[1])
    sheet.write_column(1, 0, chart.rows)
    for number, series in enumerate(chart.series):
        _write_series(sheet, number, series)
    book.close()
    return file.getvalue()


def row_name_range(rows: int) -> str:
    """The reference of the row names."""
    return _cells(1, rows, 0)


def series_name_cell(number: int) -> str:
    """The reference of a series' name."""
    return _cells(0, 0, 1 + 2 * number)


def value_range(number: int, rows: int) -> str:
    """The reference of a series' values."""
    return _cells(1, rows, 1 + 2 * number)


def label_range(number: int, rows: int) -> str:
    """The reference of a series' labels."""
    return _cells(1, rows, 2 + 2 * number)


def _cells(first: int, last: int, column: int) -> str:
    return f"'{_SHEET}'!{xl_range_abs(first, column, last, column)}"


def _write_series(sheet: Worksheet, number: int, series: Series) -> None:
    column = 1 + 2 * number
    sheet.write_row(0, column, (series.name, f"{series.name}: chữ ghi bên thanh"))
    for row, (value, label) in enumerate(zip(series.values, series.labels, strict=True), 1):
        if value is None:
            continue
        sheet.write_number(row, column, value)
        percentage = format_percent(value)
        if label.startswith(percentage):
            formula = _PERCENT.format(cell=xl_rowcol_to_cell(row, column))
            rest = label.removeprefix(percentage).replace('"', '""')
            sheet.write_formula(row, column + 1, f'={formula}&"{rest}"' if rest else f"={formula}", None, label)
        else:
            sheet.write_string(row, column + 1, label)
