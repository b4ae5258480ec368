"""The engine that stands for Excel: what it keeps of Excel's ways, so that the live book is proved against them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from support.calc_engine.formulas import to_calc, to_excel
from support.small_master import LAST, PATTERN, VALUES, build_master

from bdhvs_xl.master.book.file_book import FileBook


@pytest.fixture
def book(calc: Any, tmp_path: Path) -> Any:
    return calc.books.open(str(build_master(tmp_path / "Tổng hợp 2026.xlsx")))


def test_formulas_are_translated_both_ways() -> None:
    excel = "=IF(tblA[Mã, tên]=\"a;b,'x'!c\",SUM('Trang chủ'!$A$1:B2,Số_liệu!C3),ERROR.TYPE(1.5))"
    calc = "=IF(tblA[Mã, tên]=\"a;b,'x'!c\";SUM($'Trang chủ'.$A$1:B2;$Số_liệu.C3);ERROR.TYPE(1.5))"
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("2.10", 2.1), ("00123", 123), ("1e5", 100_000), ("7.6 %", 0.076), ("=1+1", 2), ("'=1+1", "=1+1"),
        ("'2.10", "2.10"), ("''nháy", "'nháy"), ("7,6 %", "7,6 %"), ("-", "-"), ("a\nb", "a\nb"), ("", None),
        (None, None), (2.61, 2.61), (1e20, 1e20), ("3-4", 46_115), ("22/5/2026", 46_164),
    ],
)  # fmt: skip
def test_a_general_cell_takes_texts_as_if_typed(book: Any, typed: Any, held: Any) -> None:
    cell = book.sheets[VALUES.sheet]["H1"]
    cell.value = typed
    assert cell.value == held


def test_a_text_cell_keeps_what_it_is_given(book: Any) -> None:
    cells = book.sheets[VALUES.sheet]["H1:H6"]
    cells.number_format = "@"
    assert cells.number_format == book.sheets[VALUES.sheet]["A4"].number_format == "@"
    cells.value = [["2.10"], ["=1+1"], ["3-4"], ["'00123"], [5.0], [None]]
    assert cells.value == ["2.10", "=1+1", "3-4", "00123", "5", None]


def test_dates_logical_values_and_errors_come_back_as_over_com(book: Any) -> None:
    cells = book.sheets[VALUES.sheet]["H1:H4"]
    cells.value = [["=DATE(2026,5,22)+0.5"], ["=1=1"], ["=NA()"], ["=1/0"]]
    assert cells.raw_value == [[datetime(2026, 5, 22, 12)], [True], [-2146826246], [-2146826281]]
    assert cells.options(err_to_str=True).value[2:] == ["#N/A", "#DIV/0!"]
    assert cells.value[2:] == [None, None]


def test_a_table_grows_is_filtered_and_survives_saving(book: Any, tmp_path: Path) -> None:
    sheet = book.sheets[VALUES.sheet]
    table = sheet.tables[VALUES.name]
    table.resize(sheet["A3:D6"])
    table.data_body_range.value = [["2.10", 1, "x", None], ["2.1", 2, "y", None], ["'00123", 3, "x", None]]
    table.autofilter.apply_values(3, ["x"])
    assert [sheet[f"A{row}"].api.Rows.IsVisible for row in (4, 5, 6)] == [True, False, True]
    book.save()
    rows = FileBook(tmp_path / "Tổng hợp 2026.xlsx").read_table(VALUES)
    assert [(row["key"], row["value"]) for row in rows] == [("2.10", 1), ("2.1", 2), ("00123", 3)]
    table.autofilter.clear()
    assert sheet["A5"].api.Rows.IsVisible
    with pytest.raises(ValueError, match="cannot be resized"):
        table.resize(sheet["A4:D6"])


def test_a_copy_of_a_hidden_sheet_is_hidden(book: Any) -> None:
    copy = book.sheets[PATTERN].copy(before=book.sheets[LAST], name="14464 Giao Ninh")
    assert not copy.visible
    assert copy.index == book.sheets[LAST].index - 1
    assert copy["A1:A3"].value == ["bdhvs:indicators", "2.1", "2.10"]


def test_formulas_follow_a_table_that_grows(book: Any) -> None:
    """A formula of another sheet, of a table column, and after calculation was off."""
    app, sheet = book.app, book.sheets[VALUES.sheet]
    cell = book.sheets["Ghi chú"]["D1"]
    cell.value = "=SUM(tblSoLieu[Giá trị])"
    assert cell.value == 3
    app.calculation = "manual"
    sheet.tables[VALUES.name].resize(sheet["A3:D6"])
    sheet["B6"].value = 40
    app.calculation = "automatic"
    assert cell.value == 43


def test_what_a_user_would_see_is_kept(calc: Any) -> None:
    calc.status_bar = "Đọc báo cáo 1/2"
    calc.status_bar = False
    calc.impl.answers = ["yes"]
    assert calc.alert("Mở tệp?", "BDHVS", buttons="yes_no") == "yes"
    assert (calc.impl.status_log, calc.impl.said) == (["Đọc báo cáo 1/2", False], ["Mở tệp?"])


def test_formulas_come_back_as_excel_writes_them(book: Any) -> None:
    cells = book.sheets["Ghi chú"]["D1:D5"]
    cells.formula = [["=SUM(tblSoLieu[Giá trị],'Số liệu'!B4)"], ["'2.10"], ["'=a;b"], [2.5], [None]]
    assert cells.formula == (("=SUM(tblSoLieu[Giá trị],'Số liệu'!B4)",), ("2.10",), ("=a;b",), ("2.5",), ("",))
    assert cells.value == [4, "2.10", "=a;b", 2.5, None]


def test_borders_are_set_side_by_side(book: Any) -> None:
    cells = book.sheets["Ghi chú"]["E5:F6"]
    cells.borders.set("outside", line_style="continuous", weight="thin", color=(191, 10, 0))
    edge = cells.borders["edge_bottom"]
    assert (edge.line_style, edge.weight, edge.color) == ("continuous", "thin", (191, 10, 0))
    assert cells.borders["inside_horizontal"].line_style == "none"


def test_dialogs_are_answered_in_turn(calc: Any, tmp_path: Path) -> None:
    calc.impl.answers = [str(tmp_path), False]
    picker = calc.api.FileDialog(4)
    picker.Title = "Chọn thư mục"
    assert (picker.Show(), picker.SelectedItems(1)) == (-1, str(tmp_path))
    assert calc.api.InputBox(Prompt="Đơn vị?", Title="BDHVS", Default="", Type=2) is False
    assert calc.impl.said == ["Chọn thư mục", "Đơn vị?"]


def test_newer_functions_are_named_as_people_type_them(book: Any) -> None:
    """The mark `_xlfn.` stands in files; Excel's object model neither gives nor knows it."""
    cells = book.sheets["Ghi chú"]["D1:D2"]
    cells.formula = [['=NUMBERVALUE("1.234,5",",",".")'], ['=_xlfn.NUMBERVALUE("1")']]
    assert cells.options(err_to_str=True).value == [1234.5, "#NAME?"]
    assert cells[0, 0].formula == '=NUMBERVALUE("1.234,5",",",".")'
