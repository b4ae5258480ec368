"""Fill a form as any other program would: openpyxl opens it, and the hidden keys locate the cells."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bdhvs_xl.demo.sample_answers import SampleUnit, Texts
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    IDENTITY_GRID,
    INDICATORS_GRID,
    LIST_HEADER,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)

_SIZE = 11
"""The size of the lists' letters."""


def fill_sample_form(form: Path, unit: SampleUnit, to: Path) -> None:
    """Write the form with the unit's texts to `to`."""
    book = openpyxl.load_workbook(form, rich_text=True)
    sheets = {str(sheet["A1"].value or "").partition(";")[0]: sheet for sheet in book.worksheets}
    _type(sheets[IDENTITY_GRID], {key: {"value": text} for key, text in unit.identity.items()})
    _type(sheets[INDICATORS_GRID], unit.answers)
    _type(sheets[NARRATIVE_GRID], {section: {"text": text} for section, text in unit.narrative.items()})
    _list(sheets[DOCUMENTS_GRID], unit.documents)
    _list(sheets[PRACTICES_GRID], unit.practices)
    book.save(to)


def _type(sheet: Worksheet, texts: Mapping[str, Texts]) -> None:
    columns, rows = _columns(sheet), {cell.value: cell.row for cell in sheet["A"] if cell.value}
    for row, cells in texts.items():
        for column, text in cells.items():
            sheet.cell(rows[row], columns[column]).value = text


def _list(sheet: Worksheet, lines: Iterable[Texts]) -> None:
    columns = _columns(sheet)
    header = next(cell.row for cell in sheet["A"] if cell.value == LIST_HEADER)
    for row, line in enumerate(lines, header + 1):
        for column, text in line.items():
            sheet.cell(row, columns[column]).value = text
        widths = {column: sheet.column_dimensions[get_column_letter(columns[column])].width for column in line}
        sheet.row_dimensions[row].height = max(
            text_height(text, widths[column], _SIZE) for column, text in line.items()
        )


def _columns(sheet: Worksheet) -> dict[object, int]:
    return {cell.value: cell.column for cell in sheet[1] if cell.value}
