"""Cells of an open sheet: only what changes is written, in few calls."""

from pathlib import Path

import pytest
import xlwings
from support import recording_engine
from support.recording_engine import Excel
from support.small_master import LAST, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import sheet_cells
from bdhvs_xl.excel.sheet_cells import CellChanges, read_block, used_area
from bdhvs_xl.ooxml.area import Area
from bdhvs_xl.ooxml.cell import Cell, Formula


@pytest.fixture
def running(tmp_path: Path) -> tuple[Excel, xlwings.App]:
    return recording_engine.start(build_master(tmp_path / "Tổng hợp.xlsx"))


@pytest.fixture
def excel(running: tuple[Excel, xlwings.App]) -> Excel:
    return running[0]


@pytest.fixture
def sheet(running: tuple[Excel, xlwings.App]) -> xlwings.Sheet:
    return running[1].books[0].sheets[LAST]


def written(excel: Excel) -> list[str]:
    return [call for call in excel.calls if call.endswith("=") or " = " in call]


def test_cells_that_hold_their_value_already_are_not_written(excel: Excel, sheet: xlwings.Sheet) -> None:
    wanted: dict[str, Cell | Formula] = {
        "A1": "2.10", "A2": "=x", "A3": 12, "A4": 2.61, "A5": True, "A6": "a\r\nb", "A7": Formula("=B1&B2", "?"),
    }  # fmt: skip
    CellChanges(sheet, wanted).write()
    excel.results = {"=B1&B2": ""}
    excel.calls.clear()
    assert not CellChanges(sheet, {**wanted, "A8": None, "A9": ""})
    changed = CellChanges(sheet, {**wanted, "A2": Formula("=x"), "A7": "=B1&B2"})
    changed.write()
    assert written(excel) == ["formula A2 =", "value A7 ="]


def test_a_formula_that_gives_nothing_is_emptied_all_the_same(excel: Excel, sheet: xlwings.Sheet) -> None:
    CellChanges(sheet, {"A1": Formula('=""')}).write()
    excel.results = {'=""': ""}
    CellChanges(sheet, {"A1": None}).write()
    assert sheet["A1"].formula == ""


def test_a_text_cell_that_gets_a_formula_becomes_general_and_its_neighbours_stay(
    excel: Excel, sheet: xlwings.Sheet
) -> None:
    sheet["A1:C4"].number_format = "@"
    sheet["B3"].number_format = "0.0"
    excel.calls.clear()
    CellChanges(sheet, {f"B{row}": Formula(f"=A{row}*2") for row in range(1, 5)} | {"C1": "2.10"}).write()
    assert [sheet[f"B{row}"].number_format for row in range(1, 5)] == ["General", "General", "0.0", "General"]
    assert (sheet["A1"].number_format, sheet["C1"].number_format, sheet["C1"].raw_value) == ("@", "@", "2.10")
    assert sheet["B4"].impl.cells[0][0].data_type == "f"


def test_blank_cells_between_are_written_over_and_filled_ones_are_not(excel: Excel, sheet: xlwings.Sheet) -> None:
    sheet["B2"].raw_value = "ở giữa"
    excel.calls.clear()
    CellChanges(sheet, {"A1": "a", "C1": "c", "A2": "a", "C2": "c"}).write()
    assert written(excel) == ["value A1:C1 =", "value A2 =", "value C2 ="]
    assert read_block(sheet, Area(1, 1, 2, 3)) == [["a", "", "c"], ["a", "ở giữa", "c"]]


def test_long_texts_are_written_one_by_one(excel: Excel, sheet: xlwings.Sheet) -> None:
    long = "á" * 9_000
    CellChanges(sheet, {"A1": "a", "A2": long, "A3": "b"}).write()
    assert written(excel) == ["value A1:A3 =", "value A2 ="]
    assert read_block(sheet, Area(1, 1, 3, 1)) == [["a"], [long], ["b"]]


def test_many_rows_are_written_in_a_few_blocks(
    excel: Excel, sheet: xlwings.Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_cells, "_ROWS_AT_ONCE", 2)
    CellChanges(sheet, {f"A{row}": f"dòng {row}" for row in range(1, 6)}).write()
    assert written(excel) == ["value A1:A2 =", "value A3:A4 =", "value A5 ="]


def test_a_sheet_that_reaches_too_far_is_not_read(sheet: xlwings.Sheet) -> None:
    sheet["XFD1048576"].raw_value = "x"
    with pytest.raises(UserError, match=f"“{LAST}” có ô nằm rất xa vùng số liệu .dòng 1048576, cột XFD"):
        used_area(sheet)


def test_no_cells_are_no_call(excel: Excel, sheet: xlwings.Sheet) -> None:
    assert not CellChanges(sheet, {})
    assert excel.calls == []


def test_an_address_that_is_none_is_refused(sheet: xlwings.Sheet) -> None:
    with pytest.raises(ValueError, match="not the address"):
        CellChanges(sheet, {"1A": "x"})
