"""What every book does, whether the master is a closed file or open in Excel."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from support.small_master import LAST, PATTERN, VALUES, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.excel_book import ExcelBook
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.tables import Column, Table
from bdhvs_xl.ooxml.cell import Cell, Formula

TEXTS = [
    "2.10", "00123", "3-4", "=x", "=1+1", "+84 912", "-", "1e5", "TRUE", "22/5/2026", "7,6 %",
    "á" * 1_000, "&<>\"'", "&amp;", "dòng 1\ndòng 2", "  lùi vào", "cuối  ", "\n", "😀 tốt", "_x0041_",
    "_x000D_", "'nháy",
]  # fmt: skip


NOW = datetime(2026, 5, 27, 9, 30, 12)


@pytest.fixture(params=["file", pytest.param("calc", marks=pytest.mark.libreoffice)])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Book]:
    """An open book on the small master: as a closed file, and open in Calc in Excel's place."""
    path = build_master(tmp_path / "Tổng hợp 2026.xlsx")
    opened = FileBook(path, button="collect", now=NOW, user="An") if request.param == "file" else live(request, path)
    with opened:
        yield opened


def live(request: pytest.FixtureRequest, path: Path) -> ExcelBook:
    workbook = request.getfixturevalue("calc").books.open(str(path))
    return ExcelBook(workbook, button="collect", now=NOW, user="An")


def reopened(book: Book) -> Book:
    """The same master, saved and read anew."""
    book.save()
    return FileBook(book.path)


def row(key: Cell, value: Cell = None, raw: Cell = None, link: Cell = None) -> dict[str, Cell]:
    """A row of the table as reading gives it."""
    return {"key": key, "value": value, "raw": raw, "link": link}


def test_reads_table_as_it_stands(book: Book) -> None:
    assert book.has_table(VALUES)
    assert book.headers(VALUES) == [column.header for column in VALUES.columns]
    assert book.read_table(VALUES) == [row("2.10", 1, "x"), row("00123", 2)]


@pytest.mark.parametrize("text", [t for t in TEXTS if t.strip()])
def test_text_in_a_table_comes_back_as_written(book: Book, text: str) -> None:
    book.replace_rows(VALUES, [row(text, 7, text)])
    assert book.read_table(VALUES) == [row(text, 7, text)]
    assert reopened(book).read_table(VALUES) == [row(text, 7, text)]


@pytest.mark.parametrize("text", TEXTS)
def test_text_in_a_cell_comes_back_as_written(book: Book, text: str) -> None:
    book.set_cells(PATTERN, {"C2": text})
    grid = reopened(book).read_grid(PATTERN)
    assert grid and grid.value("2.1", "value") == text


def test_numbers_come_back_as_numbers_and_blanks_as_none(book: Book) -> None:
    rows = [row("a", 2.61), row("b", 2610), row("c", 0), row("d", -0.1), row("e", 1e20), row("f", ""), row("g", None)]
    book.replace_rows(VALUES, rows)
    rows[5]["value"] = None
    assert reopened(book).read_table(VALUES) == rows


def test_a_number_for_a_text_column_is_written_as_text(book: Book) -> None:
    book.replace_rows(VALUES, [row(2.1), row(14464.0), row("2.10")])
    assert [line["key"] for line in reopened(book).read_table(VALUES)] == ["2.1", "14464", "2.10"]


def test_no_rows_leave_one_blank_row_that_can_be_filled_again(book: Book) -> None:
    book.replace_rows(VALUES, [])
    assert book.read_table(VALUES) == []
    book.replace_rows(VALUES, [row("1.1", 5)])
    assert reopened(book).read_table(VALUES) == [row("1.1", 5)]


def test_3000_rows_grow_and_shrink(book: Book) -> None:
    many = [row(f"14464|2.{n}|value", n, f"{n} lớp") for n in range(3_000)]
    book.replace_rows(VALUES, iter(many))
    assert book.read_table(VALUES) == many
    book.replace_rows(VALUES, many[:3])
    assert reopened(book).read_table(VALUES) == many[:3]


def test_rows_may_name_some_columns_only(book: Book) -> None:
    book.replace_rows(VALUES, [{"key": "1.1"}])
    assert reopened(book).read_table(VALUES) == [row("1.1")]


def test_a_row_with_an_unknown_column_is_refused(book: Book) -> None:
    with pytest.raises(ValueError, match="no columns"):
        book.replace_rows(VALUES, [{"khóa": "1.1"}])
    assert book.read_table(VALUES) == [row("2.10", 1, "x"), row("00123", 2)]


def test_blank_rows_are_left_out(book: Book) -> None:
    book.replace_rows(VALUES, [row("a"), row(None), row(None, None, "  "), row("b")])
    assert book.read_table(VALUES) == [row("a"), row("b")]


def test_lines_typed_right_below_a_table_that_people_write_are_its_rows(book: Book) -> None:
    """LibreOffice and others do not make the table longer when someone types below it."""
    typed = replace(VALUES, writer="people")
    book.set_cells(VALUES.sheet, {"A6": "2.11", "C6": "y", "B7": 3, "A9": "cách một dòng", "F8": "bên cạnh"})
    lines = [row("2.10", 1, "x"), row("00123", 2), row("2.11", None, "y"), row(None, 3)]
    assert reopened(book).read_table(typed) == lines
    assert reopened(book).read_table(VALUES) == lines[:2]
    book.replace_rows(typed, lines[1:])
    assert reopened(book).read_table(VALUES) == lines[1:]
    assert reopened(book).read_table(typed) == lines[1:]


def test_a_formula_is_written_with_its_value(book: Book) -> None:
    link = Formula('=HYPERLINK("#\'Trang chủ\'!A4","Trang chủ!A4")', "Trang chủ!A4")
    book.replace_rows(VALUES, [{"key": "a", "value": Formula("=1+1", 2), "link": link}])
    book.set_cells(PATTERN, {"C2": Formula('=IF(1<2,"có","")', "có")})
    again = reopened(book)
    assert again.read_table(VALUES) == [row("a", 2, None, "Trang chủ!A4")]
    grid = again.read_grid(PATTERN)
    assert grid and grid.value("2.1", "value") == "có"


def test_one_column_is_set_and_the_rest_stays(book: Book) -> None:
    book.replace_rows(VALUES, [row("2.10", 1, "x"), row(None), row("00123", 2)])
    book.set_column(VALUES, "raw", ["=a", "2.10"])
    assert reopened(book).read_table(VALUES) == [row("2.10", 1, "=a"), row("00123", 2, "2.10")]


def test_a_column_that_came_later_is_not_set_where_it_lacks(book: Book) -> None:
    later = replace(VALUES, columns=(*VALUES.columns, Column("count", "Số lần gặp", type="number", later=True)))
    before = book.read_table(VALUES)
    book.set_column(later, "count", [1.0] * len(before))
    assert reopened(book).read_table(VALUES) == before


def test_a_lost_column_is_named_with_the_cure(book: Book) -> None:
    table = Table(VALUES.name, VALUES.sheet, (*VALUES.columns, Column("x", "Cột mới")), "both")
    with pytest.raises(UserError, match=r"“Số liệu”.*thiếu cột “Cột mới”.*dòng 3"):
        book.read_table(table)
    with pytest.raises(UserError, match="Cột mới"):
        book.replace_rows(table, [])


def test_moved_and_added_columns_do_no_harm(book: Book) -> None:
    book.set_cells(VALUES.sheet, {"A3": "Đến ô", "D3": "Khóa", "C3": "Cột của tôi"})
    table = Table(VALUES.name, VALUES.sheet, tuple(c for c in VALUES.columns if c.key != "raw"), "both")
    book.replace_rows(table, [{"key": "2.10", "value": 3, "link": "z"}])
    assert book.headers(table) == ["Đến ô", "Giá trị", "Cột của tôi", "Khóa"]
    assert book.read_table(table) == [{"key": "2.10", "value": 3, "link": "z"}]


def test_a_missing_table_is_named(book: Book) -> None:
    table = Table("tblKhac", "Khác", VALUES.columns, "both")
    assert not book.has_table(table)
    with pytest.raises(UserError, match="không có bảng tblKhac"):
        book.read_table(table)


def test_markers_follow_the_sheets(book: Book) -> None:
    book.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)
    book.set_cells("14464 Giao Ninh", {"A1": "bdhvs:indicators;unit=14464"})
    expected = {
        "Trang chủ": "bdhvs:home",
        PATTERN: "bdhvs:indicators",
        "14464 Giao Ninh": "bdhvs:indicators;unit=14464",
    }
    assert book.markers() == expected
    assert reopened(book).markers() == expected


def test_a_copied_sheet_is_a_grid_of_its_own(book: Book) -> None:
    book.set_cells(PATTERN, {"C2": "mẫu"})
    book.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)
    book.set_cells("14464 Giao Ninh", {"C3": 43})
    again = reopened(book)
    copy, pattern = again.read_grid("14464 Giao Ninh"), again.read_grid(PATTERN)
    assert copy and pattern
    assert [copy.value(code, "value") for code in ("2.1", "2.10")] == ["mẫu", 43]
    assert [pattern.value(code, "value") for code in ("2.1", "2.10")] == ["mẫu", None]


def test_a_sheet_without_marker_is_no_grid(book: Book) -> None:
    assert book.read_grid(VALUES.sheet) is None
    assert book.read_grid("không có") is None


@pytest.mark.parametrize("name", ["Số liệu", "SỐ LIỆU", "", "a" * 32, "a/b", "a[1]", "'a"])
def test_names_that_no_sheet_can_have_are_refused(book: Book, name: str) -> None:
    with pytest.raises(UserError, match="Không tạo được trang"):
        book.copy_sheet(PATTERN, name, LAST)


def test_set_cells_on_a_missing_sheet_is_a_problem(book: Book) -> None:
    with pytest.raises(UserError, match="không có trang “Không có”"):
        book.set_cells("Không có", {"A1": 1})
