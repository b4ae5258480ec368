"""The book that is open in Excel: what is called in which order, and what stays when something goes wrong."""

import json
import platform
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlwings
from support import recording_engine
from support.recording_engine import Excel
from support.small_master import LAST, PATTERN, VALUES, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import retry
from bdhvs_xl.excel.excel_book import ExcelBook
from bdhvs_xl.excel.workbook_state import has_unsaved_changes, workbook_kind
from bdhvs_xl.master.book.backup import list_backups
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.lock import LOCK_SUFFIX
from bdhvs_xl.master.tables import Table
from bdhvs_xl.ooxml.cell import Cell, Formula

NOW = datetime(2026, 5, 27, 9, 30, 12)
CALM = {"screen_updating": True, "calculation": "automatic", "status_bar": False}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return build_master(tmp_path / "Tổng hợp ố.xlsx")


@pytest.fixture
def running(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Excel, xlwings.App]]:
    monkeypatch.setattr(retry, "RETRY_SECONDS", 0.3)
    return recording_engine.start(path)


@pytest.fixture
def excel(running: tuple[Excel, xlwings.App]) -> Excel:
    return running[0]


@pytest.fixture
def app(running: tuple[Excel, xlwings.App]) -> xlwings.App:
    return running[1]


def live(app: xlwings.App, button: str = "collect") -> ExcelBook:
    return ExcelBook(app.books[0], button=button, now=NOW, user="An")


def rows(count: int) -> list[dict[str, Cell]]:
    return [{"key": f"14464|2.{n}", "value": n, "raw": f"{n} lớp", "link": None} for n in range(count)]


def calls_of(excel: Excel, app: xlwings.App, count: int) -> list[str]:
    with live(app) as book:
        book.replace_rows(VALUES, rows(count))
        excel.calls.clear()
        book.replace_rows(VALUES, rows(count))
        assert book.read_table(VALUES) == rows(count)
        return [call.split()[0] for call in excel.calls]


def test_a_change_is_saved_before_and_after_and_written_in_one_block(excel: Excel, app: xlwings.App) -> None:
    with live(app) as book:
        excel.calls.clear()
        book.replace_rows(VALUES, rows(3))
        book.save()
    assert excel.calls == [
        "area tblSoLieu", "value A3:D3", "value A6:D6",
        "save", "screen_updating = False", "calculation = manual",
        "unfilter tblSoLieu", "clear A4:D5", "resize tblSoLieu A3:D6",
        "format B4", "format A4:A6 = @", "format B4:B6 = #,##0.00", "format C4:D6 = @", "lines A4:D6",
        "value A4:D6 =", "fit r A4:D6",
        "calculation = automatic", "screen_updating = True", "save",
    ]  # fmt: skip
    assert FileBook(book.path).read_table(VALUES) == rows(3)


def test_as_many_calls_for_three_rows_as_for_three_thousand(excel: Excel, app: xlwings.App) -> None:
    few = calls_of(excel, app, 3)
    assert len(few) == 13
    assert calls_of(excel, app, 3_000) == few


def test_as_many_calls_for_ten_cells_as_for_a_thousand(excel: Excel, app: xlwings.App) -> None:
    counts = []
    with live(app) as book:
        book.set_cells(LAST, {"A1": "x"})
        for count, column in ((10, "B"), (1_000, "C")):
            excel.calls.clear()
            book.set_cells(LAST, {f"{column}{row}": f"{row} lớp" for row in range(1, count + 1)})
            counts.append(len(excel.calls))
    assert counts == [3, 3]


def test_reading_changes_nothing_and_saves_nothing(excel: Excel, app: xlwings.App, path: Path) -> None:
    before = path.read_bytes()
    with live(app) as book:
        book.read_table(VALUES)
        book.read_grid(PATTERN)
        book.markers()
        book.set_cells(PATTERN, {"A2": "2.1", "C4": Formula(f"='{PATTERN}'!B2&\"!\"", "!")})
        book.save()
    assert not [call for call in excel.calls if "=" in call or call == "save"]
    assert (path.read_bytes(), list_backups(path)) == (before, [])


def test_the_backup_holds_what_the_user_typed_before_the_button(app: xlwings.App, path: Path) -> None:
    app.books[0].sheets[VALUES.sheet]["C5"].raw_value = "vừa gõ"
    with live(app) as book:
        book.replace_rows(VALUES, [])
        book.set_cells(LAST, {"A1": "x"})
        book.save()
    [backup] = list_backups(path)
    assert (backup.button, backup.when) == ("collect", NOW)
    assert [row["raw"] for row in FileBook(backup.path).read_table(VALUES)] == ["x", "vừa gõ"]
    assert FileBook(path).read_table(VALUES) == []


def test_an_error_takes_back_all_that_was_changed(excel: Excel, app: xlwings.App, path: Path) -> None:
    with pytest.raises(ZeroDivisionError), live(app) as book:
        book.replace_rows(VALUES, [])
        raise ZeroDivisionError
    assert excel.calls[-4:] == ["calculation = automatic", "screen_updating = True", "close", "open"]
    assert [row["key"] for row in live(app, "").read_table(VALUES)] == ["2.10", "00123"]
    assert (excel.settings, path.with_suffix(LOCK_SUFFIX).exists()) == (CALM, False)


def test_an_error_before_the_first_change_leaves_the_workbook_open(excel: Excel, app: xlwings.App) -> None:
    with pytest.raises(ZeroDivisionError), live(app) as book:
        book.read_table(VALUES)
        raise ZeroDivisionError
    assert "close" not in excel.calls


@pytest.mark.parametrize("call", ["value A4:D4 =", "area", "resize", "save", "calculation = automatic"])
def test_excel_that_is_busy_for_a_while_is_waited_for(excel: Excel, app: xlwings.App, call: str) -> None:
    with live(app) as book:
        excel.be_busy(2, on=call)
        book.replace_rows(VALUES, rows(1))
        book.save()
    assert excel.busy_times == 0
    assert FileBook(book.path).read_table(VALUES) == rows(1)


def test_excel_that_stays_busy_is_told_and_nothing_half_done_stays(excel: Excel, app: xlwings.App) -> None:
    with pytest.raises(UserError, match=r"đang bận.*Enter hoặc Esc"), live(app) as book:
        excel.be_busy(10_000, on="value A4:D4 =")
        book.replace_rows(VALUES, rows(1))
    assert [row["key"] for row in live(app, "").read_table(VALUES)] == ["2.10", "00123"]
    assert excel.settings == CALM


def test_a_user_who_must_close_the_workbook_is_told(excel: Excel, app: xlwings.App) -> None:
    with pytest.raises(UserError, match=r"chưa trả tệp.*Don’t Save"), live(app) as book:
        book.replace_rows(VALUES, rows(1))
        excel.be_busy(10_000)
        raise ZeroDivisionError


def test_a_workbook_that_cannot_be_saved_is_not_changed(excel: Excel, app: xlwings.App, path: Path) -> None:
    excel.save_fails = True
    with pytest.raises(UserError, match=r"không lưu được tệp “Tổng hợp ố\.xlsx”, nên chưa làm gì"), live(app) as book:
        book.replace_rows(VALUES, [])
    assert "close" not in excel.calls
    assert list_backups(path) == []


def test_results_that_cannot_be_saved_stay_on_the_screen(excel: Excel, app: xlwings.App) -> None:
    with pytest.raises(UserError, match=r"Đã làm xong.*Save As"), live(app) as book:
        book.replace_rows(VALUES, rows(3))
        excel.save_fails = True
        book.save()
    assert "close" not in excel.calls
    assert live(app, "").read_table(VALUES) == rows(3)
    assert excel.settings == CALM


def test_a_second_press_is_told_which_button_is_running(app: xlwings.App) -> None:
    with (
        live(app),
        pytest.raises(UserError, match=r"“Nhận báo cáo”.*từ 09:30 ngày 27/5/2026 đang chạy.*Đợi"),
        live(app, "validate"),
    ):
        pass


def test_what_a_killed_run_held_is_given_back(excel: Excel, app: xlwings.App, path: Path) -> None:
    holder = {"who": "An", "host": platform.node(), "pid": 2**22 + 1, "since": "2026-05-27 09:00:00", "button": "x"}
    path.with_suffix(LOCK_SUFFIX).write_text(json.dumps(holder), encoding="utf-8")
    excel.settings |= {"screen_updating": False, "calculation": "manual"}
    with live(app):
        assert excel.settings == CALM


def test_who_calculates_by_hand_goes_on_so_and_sees_what_is_true_now(excel: Excel, app: xlwings.App) -> None:
    excel.settings["calculation"] = "manual"
    with live(app) as book:
        book.replace_rows(VALUES, [])
        book.save()
    assert excel.calls[-4:] == ["calculation = manual", "screen_updating = True", "calculate", "save"]


def test_without_a_button_nothing_can_be_changed(app: xlwings.App) -> None:
    with live(app, "") as book, pytest.raises(ValueError, match="opened with a button"):
        book.replace_rows(VALUES, [])


@pytest.mark.parametrize(
    ("native", "sentence"),
    [
        ({"ReadOnly": True}, "đang mở ở chế độ chỉ đọc"),
        ({"FullName": "https://tinh.sharepoint.com/Tổng hợp.xlsx"}, "OneDrive hoặc SharePoint.*Save As"),
        ({"FullName": "Book1"}, r"chưa được lưu lần nào.*Ctrl\+S"),
    ],
)
def test_a_workbook_that_cannot_be_worked_on_is_told_with_the_way_out(
    excel: Excel, app: xlwings.App, native: dict[str, object], sentence: str
) -> None:
    excel.native = native
    with pytest.raises(UserError, match=sentence), live(app):
        pass


@pytest.mark.parametrize(("native", "unsaved"), [({"Saved": False}, True), ({"Saved": True}, False), ({}, False)])
def test_excel_knows_of_changes_that_are_not_on_disk(
    excel: Excel, app: xlwings.App, native: dict[str, object], unsaved: bool
) -> None:
    excel.native = native
    assert has_unsaved_changes(app.books[0]) == unsaved


def test_protected_sheets_and_workbooks_are_named(excel: Excel, app: xlwings.App) -> None:
    excel.native = {"ProtectContents": True, "ProtectStructure": True}
    with live(app) as book:
        with pytest.raises(UserError, match="Trang “Số liệu” đang bị khóa"):
            book.replace_rows(VALUES, [])
        with pytest.raises(UserError, match="bị khóa cấu trúc"):
            book.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)
    assert "save" not in excel.calls


def test_sheets_that_are_chosen_together_are_told_before_anything_is_changed(excel: Excel, app: xlwings.App) -> None:
    """Excel changes no table while several sheets are selected."""
    excel.native = {"Windows": lambda number: SimpleNamespace(SelectedSheets=SimpleNamespace(Count=number + 1))}
    with live(app) as book, pytest.raises(UserError, match=r"2 trang đang được chọn cùng lúc.*Ungroup Sheets"):
        book.replace_rows(VALUES, [])
    assert "save" not in excel.calls


def test_a_workbook_closed_under_way_is_told_with_the_way_back(excel: Excel, app: xlwings.App, path: Path) -> None:
    with pytest.raises(UserError, match=r"“Tổng hợp ố\.xlsx” đã bị đóng.*Khôi phục"), live(app) as book:
        book.replace_rows(VALUES, rows(1))
        excel.gone_on = "value"
        book.replace_rows(VALUES, rows(2))
    assert "close" not in excel.calls
    assert (excel.settings, path.with_suffix(LOCK_SUFFIX).exists()) == (CALM, False)


def test_an_excel_closed_under_way_is_told_too(excel: Excel, app: xlwings.App, path: Path) -> None:
    with pytest.raises(UserError, match=r"đã bị đóng.*Khôi phục"), live(app) as book:
        book.replace_rows(VALUES, rows(1))
        excel.gone_on = ""
        book.save()
    assert not path.with_suffix(LOCK_SUFFIX).exists()


def test_a_copied_sheet_is_made_once_and_the_user_stays_where_he_was(excel: Excel, app: xlwings.App) -> None:
    with live(app) as book:
        book.set_cells(LAST, {"A1": "x"})
        excel.be_busy(1, on="name")
        book.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)
        book.save()
    assert excel.calls.count("copy") == 1
    sheets = app.books[0].sheets
    assert [(sheet.name, sheet.visible) for sheet in sheets][-2:] == [("14464 Giao Ninh", True), (LAST, True)]
    assert sheets.active.name == LAST


def test_nothing_is_changed_when_something_stands_below_the_table(excel: Excel, app: xlwings.App) -> None:
    app.books[0].sheets[VALUES.sheet]["B8"].raw_value = "đừng xóa"
    with live(app) as book, pytest.raises(UserError, match="“Số liệu”, ô B8 có nội dung nằm dưới bảng"):
        book.replace_rows(VALUES, rows(9))
    assert "save" not in excel.calls


def test_texts_that_no_cell_can_hold_are_named_before_anything_is_changed(excel: Excel, app: xlwings.App) -> None:
    with live(app) as book:
        with pytest.raises(UserError, match="“Số liệu”, ô C5: nội dung dài 40000 ký tự"):
            book.replace_rows(VALUES, [*rows(1), {"raw": "á" * 40_000}])
        with pytest.raises(UserError, match=f"“{LAST}”, ô A1: giá trị tính ra không phải là một số"):
            book.set_cells(LAST, {"A1": float("nan")})
    assert "save" not in excel.calls


def test_a_workbook_without_tables_is_no_master(app: xlwings.App) -> None:
    del app.books[0].sheets[VALUES.sheet].impl.sheet.tables[VALUES.name]
    with live(app) as book, pytest.raises(UserError, match="không phải file tổng hợp"):
        book.read_table(VALUES)


def test_a_table_moved_to_another_sheet_is_found(app: xlwings.App) -> None:
    elsewhere = Table(VALUES.name, "Trang khác", VALUES.columns, "both")
    assert len(live(app, "").read_table(elsewhere)) == 2


def test_kinds_of_workbooks_are_told_by_their_markers(app: xlwings.App) -> None:
    """A master that has lost its front page is known by its other sheets."""
    book = app.books[0]
    kinds = []
    for marker in ("", "bdhvs:master", "bdhvs:identity;x=1"):
        book.sheets["Trang chủ"]["A1"].raw_value = marker
        kinds.append(workbook_kind(book))
    book.sheets["Trang chủ"]["A1"].raw_value = book.sheets[PATTERN]["A1"].raw_value = ""
    kinds.append(workbook_kind(book))
    assert kinds == ["master", "master", "form", ""]


def test_progress_is_shown_five_times_a_second_and_at_the_end(excel: Excel, app: xlwings.App) -> None:
    with live(app) as book:
        for done in range(1, 101):
            book.progress("Đọc báo cáo", done, 100)
        excel.be_busy(1)
        book.progress("Ghi", 1, 1)
    assert excel.calls[-4:] == [
        "status_bar = Đọc báo cáo: 1/100", "status_bar = Đọc báo cáo: 100/100", "status_bar = Ghi: 1/1",
        "status_bar = False",
    ]  # fmt: skip


def test_questions_go_to_who_can_answer_them(app: xlwings.App) -> None:
    assert live(app).ask("Làm?")
    assert not ExcelBook(app.books[0], ask=lambda question: False).ask("Làm?")
