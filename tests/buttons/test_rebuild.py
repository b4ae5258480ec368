"""Cập nhật cấu trúc: definitions act, nothing received is lost, the old file stays."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.table import TableColumn
from support.one_answer_ui import Asked
from support.small_regime import small_regime

from bdhvs_xl.buttons import rebuild, roll_up, undo, validate
from bdhvs_xl.errors import UserError
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.master.refresh_displays import set_step_state
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    FINDINGS_TABLE,
    INDICATORS_TABLE,
    LOG_TABLE,
    NARRATIVE_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    practices_table,
    schedule_table,
)
from bdhvs_xl.results import ButtonResult

pytestmark = pytest.mark.slow


NOW = datetime(2026, 5, 20, 9, 0)
UNIT_SHEET = "14212 Xã Giao Ninh"
TYPED = {
    ("1.1", "value"): "Có", ("2.1", "value"): "12", ("2.4", "value"): "3", ("2.4", "people"): "2.610",
    ("2.10", "numerator"): "40", ("2.10", "denominator"): "43", ("2.10", "explanation"): "theo sổ",
    ("2.11", "value"): "giấy khen",
}  # fmt: skip
PRACTICES_TABLE = practices_table("PL3 Mô hình", "")
SCHEDULE_TABLE = schedule_table("PL1 Lịch khảo sát", "")
FILLED_BY_HAND = (ADJUSTMENTS_TABLE, NARRATIVE_TABLE, PRACTICES_TABLE, SCHEDULE_TABLE)
NEW_INDICATOR = {
    "code": "2.12", "kind": "Số lượng", "name": "Số người đã học trên nền tảng số.", "unit": "Số người",
    "over_units": "Cộng", "over_time": "Cộng dồn các kỳ", "required": "x",
}  # fmt: skip


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """A master in use: answers typed into a unit sheet, lists filled by hand, totals made, a report written."""
    path = tmp_path / "Tổng hợp.xlsx"
    create_master_file(small_regime(), path, now=NOW, user="An", fill=in_use)
    return path


def in_use(book: FileBook) -> None:
    grid = book.read_grid(UNIT_SHEET)
    assert grid is not None
    book.set_cells(UNIT_SHEET, {grid.address(*place): text for place, text in TYPED.items()})
    agreed = {"unit": None, "indicator": "2.1", "column": "Kết quả", "value": "15", "reason": "Họp ngày 19/5"}
    book.replace_rows(ADJUSTMENTS_TABLE, [agreed])
    story = {
        "quote": "x",
        "unit": "14212",
        "unit_name": "Xã Giao Ninh",
        "section": "leading_done",
        "text": "Đã mở lớp.",
    }
    book.replace_rows(NARRATIVE_TABLE, [story])
    practice = {"quote": "x", "unit": "14212", "unit_name": "Xã Giao Ninh", "name": "Mỗi nhà một người biết số"}
    book.replace_rows(PRACTICES_TABLE, [practice])
    tracked = book.read_table(TRACKING_TABLE)
    tracked[1] |= {"officer": "Chị Bình", "note": "đã gọi điện"}
    book.replace_rows(TRACKING_TABLE, tracked)
    visits = book.read_table(SCHEDULE_TABLE)
    visits[0] |= {"name": "Xã Giao Ninh (nhà văn hoá)"}
    book.replace_rows(SCHEDULE_TABLE, visits)
    validate.run(book)
    roll_up.run(book)
    set_step_state(book, "write_report", "đã lập 20/5/2026")


def changed(path: Path) -> ButtonResult:
    """What rebuild says after one indicator was added to the master and one taken out."""
    with FileBook(path, button="rebuild", now=NOW, user="An") as book:
        rows = [row for row in book.read_table(INDICATORS_TABLE) if row["code"] != "2.11"]
        book.replace_rows(INDICATORS_TABLE, [*rows, NEW_INDICATOR])
        book.save()
    with FileBook(path, button="rebuild", now=NOW, user="An") as book:
        return rebuild.run(book)


def cells(book: Book, sheet: str) -> dict[tuple[str, str], Any]:
    grid = book.read_grid(sheet)
    assert grid is not None
    return {(row, column): grid.value(row, column) for row in grid.rows for column in grid.columns}


def test_the_new_indicator_is_everywhere_and_nothing_received_is_lost(master: Path):
    before = FileBook(master)
    values = before.read_table(VALUES_TABLE)
    lists = [before.read_table(table) for table in FILLED_BY_HAND]
    outcome = changed(master)
    after = FileBook(master)
    assert [*definitions.read_definitions(after).indicator] == ["1.1", "2.1", "2.2", "2.4", "2.10", "2.12"]
    assert [after.read_table(table) for table in FILLED_BY_HAND] == lists
    assert [(v["key"], v["value"], v["raw"]) for v in after.read_table(VALUES_TABLE)] == [
        *((v["key"], v["value"], v["raw"]) for v in values),
        ("14212|2.12|answer", None, "Biểu mẫu chưa hỏi"),
    ]
    sheet = cells(after, UNIT_SHEET)
    assert {place: sheet[place] for place in TYPED if place[0] != "2.11"} == {
        place: text for place, text in TYPED.items() if place[0] != "2.11"
    }
    assert sheet["2.12", "code"] == "2.12" and ("2.11", "code") not in sheet
    assert [(t["officer"], t["note"]) for t in after.read_table(TRACKING_TABLE)] == [
        (None, None), ("Chị Bình", "đã gọi điện"), (None, None),
    ]  # fmt: skip
    assert "Số liệu của 2.11 không còn trong Chỉ số: vẫn giữ ở trang Số liệu, không tổng hợp." in outcome.message


def test_who_has_reported_was_not_asked_for_the_new_indicator_but_is_heard_when_it_tells(master: Path):
    outcome = changed(master)
    assert "Chỉ số 2.12 mới thêm, 1 đơn vị đã báo cáo chưa được hỏi:" in outcome.message
    assert FileBook(master).read_grid(UNIT_SHEET).value("2.12", "answer") == "Biểu mẫu chưa hỏi"
    assert (total(master, "2.12"), missing(master)) == ((None, 0, 2), [])
    with FileBook(master, button="open_unit", now=NOW, user="An") as book:
        grid = book.read_grid(UNIT_SHEET)
        book.set_cells(UNIT_SHEET, {grid.address("2.12", "value"): "75"})
        book.save()
    assert (total(master, "2.12"), missing(master)) == ((75, 1, 3), [])


def test_what_was_typed_before_rebuilding_is_taken(master: Path):
    with FileBook(master, button="open_unit", now=NOW, user="An") as book:
        grid = book.read_grid(UNIT_SHEET)
        book.set_cells(UNIT_SHEET, {grid.address("2.1", "value"): "99"})
        book.save()
    changed(master)
    values = {v["key"]: v["raw"] for v in FileBook(master).read_table(VALUES_TABLE)}
    assert (values["14212|2.1|value"], values["14212|2.12|answer"]) == ("99", "Biểu mẫu chưa hỏi")
    assert FileBook(master).read_grid(UNIT_SHEET).value("2.1", "value") == "99"


def total(path: Path, indicator: str) -> tuple[object, object, object]:
    """Value, units reported and units asked of an indicator's total."""
    with FileBook(path, button="roll_up", now=NOW, user="An") as book:
        (found,) = [t for t in roll_up.run(book).totals if t["indicator"] == indicator]
    return found["value"], found["units_reported"], found["units_expected"]


def missing(path: Path) -> list[object]:
    """The required answers that the new indicator lacks."""
    rows = FileBook(path).read_table(FINDINGS_TABLE)
    return [row for row in rows if row["rule"] == "required" and row["indicator"] == "2.12"]


def test_totals_and_steps_are_as_before(master: Path):
    before = FileBook(master)
    totals, home = cells(before, "PL2 Kết quả"), cells(before, "Trang chủ")
    changed(master)
    after = FileBook(master)
    again, home_again = cells(after, "PL2 Kết quả"), cells(after, "Trang chủ")
    stay = ["1.1", "2.1", "2.2", "2.4", "2.10"]
    keys = ("shown", "value", "people", "numerator", "denominator", "percent", "agreed", "coverage", "check")
    assert {(c, k): again[c, k] for c in stay for k in keys} == {(c, k): totals[c, k] for c in stay for k in keys}
    assert again["2.10", "numerator"] == 40 and again["2.12", "value"] is None
    assert home_again["step.write_report", "state"] == "đã lập 20/5/2026" == home["step.write_report", "state"]
    assert home_again["ratio.2.10", "result"] == 93.02


def test_the_old_file_is_kept_and_undo_leads_back(master: Path):
    outcome = changed(master)
    kept = outcome.files[1]
    assert kept.name == "Tổng hợp (trước khi cập nhật cấu trúc) 2026-05-20 09.00.00.xlsx"
    old = kept.read_bytes()
    with FileBook(master, button="undo", now=NOW) as book:
        undo.run(book)
    assert master.read_bytes() == old


@pytest.fixture
def added_by_hand(master: Path) -> Path:
    """The master with a sheet and two columns that people added, and with sheets that they renamed and copied."""
    book = openpyxl.load_workbook(master)
    book.create_sheet("Ghi chú của tôi")
    for sheet in ("Đơn vị", "Theo dõi"):
        (table,) = book[sheet].tables.values()
        area = CellRange(table.ref)
        book[sheet].cell(area.min_row, area.max_col + 1).value = "Zalo"
        table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name="Zalo"))
        area.expand(right=1)
        table.ref = table.autoFilter.ref = area.coord
    book.copy_worksheet(book[UNIT_SHEET]).title = "Bản chép"
    book[UNIT_SHEET].title = "Giao Ninh"
    book["Nhật ký"].title = "Ai làm gì"
    book.move_sheet("Bản chép", 20)
    book.save(master)
    return master


ADDED = "Đơn vị: Zalo, Theo dõi: Zalo, trang Ghi chú của tôi và trang Bản chép"


def test_the_user_is_told_before_what_stays_and_what_goes_and_may_say_no(added_by_hand: Path):
    before, asked = added_by_hand.read_bytes(), Asked(False)
    with FileBook(added_by_hand, button="rebuild", now=NOW, user="An", ask=asked) as book:
        assert rebuild.run(book) == ButtonResult(message="Không cập nhật cấu trúc: file tổng hợp giữ nguyên.")
    assert asked == [
        "Tạo lại “Tổng hợp.xlsx” theo các trang thiết lập?\n\n"
        "Giữ nguyên: số liệu, điều chỉnh, theo dõi, phần lời, mô hình, trang đơn vị và nhật ký.\n\n"
        f"Không mang sang: hình vẽ, ghi chú, định dạng, cột và trang tự thêm, trong đó có {ADDED}. "
        "Các phần này vẫn còn trong tệp cũ, được giữ ở thư mục “Sao lưu”; nút Khôi phục đưa tệp cũ trở lại."
    ]
    assert added_by_hand.read_bytes() == before
    assert [path.name for path in added_by_hand.parent.iterdir()] == ["Tổng hợp.xlsx"]


def test_what_people_added_is_named(added_by_hand: Path):
    with FileBook(added_by_hand, button="rebuild", now=NOW, user="An", ask=Asked(True)) as book:
        message = rebuild.run(book).message
    assert f"Phần tự thêm chỉ còn trong tệp cũ: {ADDED}." in message
    assert cells(FileBook(added_by_hand), UNIT_SHEET)["2.1", "value"] == "12"


def test_the_log_goes_on(master: Path):
    before = FileBook(master).read_table(LOG_TABLE)
    changed(master)
    after = FileBook(master).read_table(LOG_TABLE)
    assert after[: len(before)] == before
    assert [line["button"] for line in after[len(before) :]] == ["Cập nhật cấu trúc", "Tổng hợp"]


def test_a_definition_that_cannot_be_read_leaves_the_master_alone(master: Path):
    with FileBook(master, button="rebuild", now=NOW, user="An") as book:
        rows = book.read_table(INDICATORS_TABLE)
        rows[1]["kind"] = "Phần trăm"
        book.replace_rows(INDICATORS_TABLE, rows)
        book.save()
        before = master.read_bytes()
        with pytest.raises(UserError, match="không hiểu “Phần trăm”"):
            rebuild.run(book)
    assert master.read_bytes() == before
