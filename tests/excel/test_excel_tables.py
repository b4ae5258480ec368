"""Tables of the open workbook: formats before texts, rows below, what people switched; how many calls a job takes."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings
from support import recording_engine
from support.recording_cells import Table
from support.recording_engine import Excel
from support.small_master import VALUES, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.excel_book import ExcelBook
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import unit_sheet_values
from bdhvs_xl.master import definitions
from bdhvs_xl.master.layout import entry_columns
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.ooxml.cell import Formula


@pytest.fixture
def running(tmp_path: Path) -> tuple[Excel, xlwings.App]:
    return recording_engine.start(build_master(tmp_path / "Tổng hợp.xlsx"))


@pytest.fixture
def excel(running: tuple[Excel, xlwings.App]) -> Excel:
    return running[0]


@pytest.fixture
def sheet(running: tuple[Excel, xlwings.App]) -> xlwings.Sheet:
    return running[1].books[0].sheets[VALUES.sheet]


def live(sheet: xlwings.Sheet) -> ExcelBook:
    return ExcelBook(sheet.book, button="collect", user="An")


def test_a_column_with_formulas_is_general_and_its_texts_stay_texts(excel: Excel, sheet: xlwings.Sheet) -> None:
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"link": Formula("=A4", "2.10")}, {"link": "2.10"}, {"link": "=x"}])
        assert [row["link"] for row in book.read_table(VALUES)[1:]] == ["2.10", "=x"]
    assert [sheet[f"D{row}"].number_format for row in (4, 5, 6)] == ["General"] * 3
    assert sheet["D4"].impl.cells[0][0].data_type == "f"
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"link": "2.10"}])
    assert sheet["D4"].number_format == "@"


def test_different_formulas_of_a_column_stay_different(excel: Excel, sheet: xlwings.Sheet) -> None:
    """Excel would fill the column with the last one: the option is off while they are written, and on again after."""
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"link": Formula(f"=A{row}", "")} for row in (4, 5, 6)])
        excel.fill_formulas = False
        book.replace_rows(VALUES, [{"link": Formula("=A4", "")}])
        assert not excel.fill_formulas
        excel.fill_formulas = True
        book.replace_rows(VALUES, [{"link": Formula(f"=A{row}", "")} for row in (4, 5, 6)])
    assert [cell.value for [cell] in sheet["D4:D6"].impl.cells] == ["=A4", "=A5", "=A6"]
    assert excel.fill_formulas


def test_a_table_that_people_emptied_keeps_its_headers(excel: Excel, sheet: xlwings.Sheet) -> None:
    """Of a table whose rows were all deleted Excel may give the header row alone."""
    sheet["A4:D5"].clear_contents()
    sheet.impl.sheet.tables["tblSoLieu"].ref = "A3:D3"
    with live(sheet) as book:
        assert book.read_table(VALUES) == []
        book.replace_rows(VALUES, [{"key": "a"}, {"key": "b"}])
        assert [row["key"] for row in book.read_table(VALUES)] == ["a", "b"]
    assert "clear A4:D4" in excel.calls


def test_rows_that_a_filter_of_the_sheet_hides_are_shown_before_they_are_written(
    excel: Excel, sheet: xlwings.Sheet
) -> None:
    excel.filtered = {VALUES.sheet}
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"key": "a"}, {"key": "b"}])
        assert [row["key"] for row in book.read_table(VALUES)] == ["a", "b"]
        excel.filtered = {VALUES.sheet}
        book.set_cells(VALUES.sheet, {"F4": "x", "F5": "y"})
    assert [cell.value for [cell] in sheet["F4:F5"].impl.cells] == ["x", "y"]
    assert excel.calls.count(f"show all of {VALUES.sheet}") == 2


def test_numbers_stay_numbers_where_people_made_the_column_text(sheet: xlwings.Sheet) -> None:
    sheet["B4:B5"].number_format = "@"
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"key": "a", "value": 5}])
        assert book.read_table(VALUES)[0]["value"] == 5
    assert sheet["B4"].number_format == "General"


def test_grid_lines_are_drawn_only_when_the_table_grows(excel: Excel, sheet: xlwings.Sheet) -> None:
    with live(sheet) as book:
        book.replace_rows(VALUES, [{"key": "a"}, {"key": "b"}])
        assert not [call for call in excel.calls if call.startswith("lines")]
        book.replace_rows(VALUES, [{"key": "a"}, {"key": "b"}, {"key": "c"}])
    assert [call for call in excel.calls if call.startswith("lines")] == ["lines A4:D6"]


def test_a_filter_that_people_switched_off_stays_off(
    excel: Excel, sheet: xlwings.Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Table, "show_autofilter", False)
    with live(sheet) as book:
        book.replace_rows(VALUES, [])
    assert "unfilter tblSoLieu" not in excel.calls


def test_any_number_of_rows_typed_below_are_taken(sheet: xlwings.Sheet) -> None:
    typed = replace(VALUES, writer="people")
    sheet["A6:A255"].raw_value = [[f"dòng {row}"] for row in range(6, 256)]
    with live(sheet) as book:
        assert len(book.read_table(typed)) == 252
        assert len(book.read_table(VALUES)) == 2
        book.replace_rows(typed, book.read_table(typed)[:100])
        assert len(book.read_table(typed)) == 100


@pytest.mark.parametrize(("part", "shown"), [("show_headers", False), ("show_totals", True)])
def test_a_table_without_headers_or_with_totals_is_named(
    sheet: xlwings.Sheet, monkeypatch: pytest.MonkeyPatch, part: str, shown: bool
) -> None:
    monkeypatch.setattr(Table, part, shown)
    with live(sheet) as book, pytest.raises(UserError, match="Bảng tblSoLieu ở trang “Số liệu” đang tắt dòng tiêu đề"):
        book.read_table(VALUES)


def test_a_unit_sheet_is_filled_in_a_few_calls(demo_folder: Path, tmp_path: Path) -> None:
    """26 indicators in 8 columns, scattered: what is written, is written in at most seven blocks."""
    [master] = demo_folder.glob("*.xlsx")
    excel, app = recording_engine.start(shutil.copy(master, tmp_path / "Tổng hợp.xlsx"))
    with ExcelBook(app.books[0], button="collect", user="An") as book:
        regime, ledger = definitions.read_definitions(book), ledgers.load_ledger(book)
        for unit, sheet in unit_sheets(book).items():
            grid = book.read_grid(sheet)
            columns = entry_columns(grid.columns)
            places = [(code, column) for code in regime.indicator for column in columns if code in grid.rows]
            book.set_cells(sheet, {grid.address(*place): None for place in places})
            excel.calls.clear()
            unit_sheet_values.fill_unit_sheets(book, regime, ledger, [unit])
            assert len([call for call in excel.calls if call.endswith(" =")]) <= 7
            assert len(excel.calls) <= 15
