"""Cells and formulas beside them, recalculated by LibreOffice in bulk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from xlsxwriter import Workbook

from bdhvs_xl.form.self_check.parse_formulas import COUNTED, COUNTED_NAME

Steps = Mapping[str, Callable[[int], str]]
"""The formulas of a row by the letter of their column, each written for the number of its row."""


def results(path: Path, typed: Sequence[Any], steps: Steps, soffice: Callable[[Path, str], Path]) -> list[list[Any]]:
    """What the formulas give for the contents `typed` of column A, row by row; "#N/A" is a text here."""
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}) as book:
        sheet, words = book.add_worksheet("Ô"), book.add_worksheet("Từ")
        words.write_column(0, 0, COUNTED)
        book.define_name(COUNTED_NAME, f"=Từ!$A$1:$A${len(COUNTED)}")
        day = book.add_format({"num_format": "d/m/yyyy"})
        for row, content in enumerate(typed):
            if isinstance(content, date | datetime | time):
                sheet.write_datetime(row, 0, content, day)
            elif isinstance(content, str):
                sheet.write_string(row, 0, content)
            elif content is not None:
                sheet.write(row, 0, content)
            for letter, step in steps.items():
                sheet.write_formula(f"{letter}{row + 1}", "=" + step(row + 1), None, "")
    made = openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)["Ô"]
    rows = made.iter_rows(min_col=2, max_col=1 + len(steps), values_only=True)
    return [["" if cell is None else float(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]
