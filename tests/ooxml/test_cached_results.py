"""What formulas show until they are computed, and rows that grow for their texts."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from bdhvs_xl.master.book.workbook_file import WorkbookFile

SHEET = "Kết quả"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(SHEET)
    sheet.write("A1", 7)
    sheet.set_row(0, 36)
    sheet.set_column("B:C", 20)
    sheet.write_formula("B1", "=A1*2", book.add_format({"bold": True}), 14)
    sheet.write_formula("C1", '="Đã điền "&A1&"/9 <chỉ số>"', None, "Đã điền 7/9 <chỉ số>")
    sheet.set_row(1, 30)
    sheet.write("A2", "Đã điền 7/9 <chỉ số>")
    book.close()
    return path


def saved(package: WorkbookFile, path: Path) -> Path:
    target = path.with_name("to.xlsx")
    package.save(target)
    return target


def test_formulas_get_new_values_and_nothing_else_changes(form):
    package = WorkbookFile.open(form)
    package.set_results(SHEET, {"A1": 1.0, "B1": "chưa & có", "C1": 2.5, "D9": 1.0})
    target = saved(package, form)
    values = openpyxl.load_workbook(target, data_only=True)[SHEET]
    assert [values[cell].value for cell in ("A1", "B1", "C1", "A2")] == [7, "chưa & có", 2.5, "Đã điền 7/9 <chỉ số>"]
    formulas = openpyxl.load_workbook(target)[SHEET]
    assert (formulas["B1"].value, formulas["B1"].font.bold) == ("=A1*2", True)
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(target) as new:
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["xl/worksheets/sheet1.xml"]


def test_a_formula_is_found_by_what_it_shows(form):
    assert WorkbookFile.open(form).results_like(SHEET, re.compile(r"Đã điền \d+/\d+ <chỉ số>")) == ["C1"]


def test_rows_grow_and_never_shrink(form):
    package = WorkbookFile.open(form)
    package.make_taller(SHEET, {1: 45.5, 2: 12})
    sheet = openpyxl.load_workbook(saved(package, form))[SHEET]
    assert (sheet.row_dimensions[1].height, sheet.row_dimensions[2].height) == (45.5, 30)
    assert package.column_widths(SHEET) == {2: 20.7109375, 3: 20.7109375}
    assert sheet["B1"].value == "=A1*2"
