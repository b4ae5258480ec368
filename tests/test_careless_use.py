"""What a hurried office does to a master and its folders: nothing crashes or is lost, messages say the cure."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.buttons import collect, issue_forms, rebuild, roll_up, validate, write_report
from bdhvs_xl.cli import main
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    OUTLINE_TABLE,
    SETTINGS_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    Table,
)

pytestmark = pytest.mark.slow


ANSWERS = {
    "14212": {"1.1": "Không", "2.1": "70", "2.1.evidence": "Bản tin", "2.10.numerator": "40", "2.10.denominator": "43"},
    "13669": {"1.1": "Không", "2.1": "80", "2.1.evidence": "Bản tin", "2.10.numerator": "25", "2.10.denominator": "50"},
}


@pytest.fixture
def master(tmp_path):
    build_template(small_regime(), tmp_path)
    return made_master(tmp_path, ANSWERS)


def pressed(button, path: Path, *arguments):
    with opened(path, button.__name__.rpartition(".")[2]) as book:
        return button.run(book, *arguments)


def rolled_up(path: Path, *adjustments) -> dict[tuple[str, str], tuple]:
    """(computed, agreed, units in it) by place after adjustments (unit, indicator, column, value)."""
    with opened(path, "roll_up") as book:
        keys = ("unit", "indicator", "column", "value")
        rows = [dict(zip(keys, line, strict=True)) | {"reason": "Họp"} for line in adjustments]
        book.replace_rows(ADJUSTMENTS_TABLE, rows)
        book.save()
    totals = pressed(roll_up, path).totals
    return {(t["indicator"], t["column"]): (t["value"], t["agreed"], t["units_reported"]) for t in totals}


def typed_into(path: Path, table: Table, line: int, **cells: object) -> None:
    """Cells of one line of a table typed over as a person can: any value in any column."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[table.sheet]
    left, top, *_ = range_boundaries(sheet.tables[table.name].ref)
    headers = {sheet.cell(top, column).value: column for column in range(left, left + len(table.columns))}
    for key, value in cells.items():
        sheet.cell(top + line, headers[table.header(key)]).value = value
    workbook.save(path)


# --- numbers settled in Điều chỉnh ----------------------------------------------------------------------------------


def test_a_percentage_with_decimals_can_be_settled(master):
    assert rolled_up(master, ("", "2.10", "Kết quả", "98,6%"))["2.10", "percent"] == (100 * 65 / 93, 98.6, 2)


def test_a_unit_can_be_corrected_to_yes_and_stays_counted(master):
    assert rolled_up(master)["1.1", "numerator"] == (0, None, 2)
    assert rolled_up(master, ("13669", "1.1", "Kết quả", "Có"))["1.1", "numerator"] == (1, None, 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("13669", "1.1", "Kết quả", "1"), "chưa rõ là Có hay Không"),
        (("13669", "2.1", "Kết quả", "-5"), "số không thể âm"),
        (("", "2.10", "Kết quả", "0,95"), "có thể là"),
        (("", "2.1", "Kết quả", None), "chưa ghi giá trị"),
    ],
)
def test_what_was_settled_unclearly_is_not_applied_and_says_why(master, line, said):
    before = rolled_up(master)
    assert rolled_up(master, line) == before
    (finding,) = [f for f in pressed(validate, master).findings if f.rule == "adjustment_refused"]
    assert said in finding.message and finding.cure


# --- lists edited by hand -------------------------------------------------------------------------------------------


def test_texts_in_columns_that_buttons_count_in_do_no_harm(master):
    before = rolled_up(master)
    typed_into(master, VALUES_TABLE, 1, used="abc")
    typed_into(master, TRACKING_TABLE, 1, errors="năm", warnings="?")
    assert rolled_up(master) == before


def test_a_unit_whose_line_was_deleted_from_the_tracking_still_counts(master):
    before = rolled_up(master)
    with opened(master, "collect") as book:
        book.replace_rows(TRACKING_TABLE, [r for r in book.read_table(TRACKING_TABLE) if r["unit"] != "13669"])
        book.save()
    assert rolled_up(master) == before
    with opened(master, "collect") as book:
        line = next(row for row in book.read_table(TRACKING_TABLE) if row["unit"] == "13669")
    assert (line["name"], line["status"], line["file"]) == ("Phường Nam Định", "Cần sửa", "13669.xlsx")


def test_no_report_claims_to_agree_with_an_appendix_that_was_deleted(master):
    pressed(roll_up, master)
    workbook = openpyxl.load_workbook(master)
    del workbook["PL2 Kết quả"]
    workbook.save(master)
    assert "Không còn trang phụ lục PL2 Kết quả: bấm Cập nhật cấu trúc." in pressed(roll_up, master).message
    with pytest.raises(UserError, match="không còn trang phụ lục PL2 Kết quả"):
        pressed(write_report, master)
    pressed(rebuild, master)
    with opened(master, "roll_up") as book:
        assert book.read_grid("PL2 Kết quả").value("2.1", "shown") == "150 bài"


@pytest.mark.parametrize("share", ["abc", "150", "-1", "nan", "8 0"])
def test_a_share_of_units_out_of_range_is_quoted(master, share):
    keys = [row["key"] for row in FileBook(master).read_table(SETTINGS_TABLE)]
    typed_into(master, SETTINGS_TABLE, keys.index("min_coverage") + 1, value=share)
    with pytest.raises(UserError, match=f"không đọc được “{share}”"):
        pressed(roll_up, master)


@pytest.mark.parametrize("blank", [None, " | "])
def test_no_report_is_written_with_blanks_in_its_head(master, blank):
    pressed(roll_up, master)
    keys = [row["key"] for row in FileBook(master).read_table(SETTINGS_TABLE)]
    for key in ("recipients", "place"):
        typed_into(master, SETTINGS_TABLE, keys.index(key) + 1, value=blank)
    with pytest.raises(UserError, match="Trang Cấu hình còn để trống: Địa danh và Nơi nhận"):
        pressed(write_report, master)


# --- the shape of the master ----------------------------------------------------------------------------------------


def without_row(sheet):
    sheet.delete_rows([cell.value for cell in sheet["A"]].index("2.1") + 1)


def without_column(sheet):
    sheet.delete_cols([cell.value for cell in sheet[1]].index("value") + 1)


def without_keys(sheet):
    sheet["A1"] = None


def gone(sheet):
    sheet.parent.remove(sheet)


@pytest.mark.parametrize("break_it", [without_row, without_column, without_keys, gone])
def test_what_was_received_outlives_its_unit_sheet(master, break_it):
    before = rolled_up(master)
    workbook = openpyxl.load_workbook(master)
    break_it(workbook["13669 Phường Nam Định"])
    workbook.save(master)
    assert rolled_up(master) == before
    pressed(rebuild, master)
    assert rolled_up(master) == before
    with opened(master, "validate") as book:
        assert book.read_grid("13669 Phường Nam Định").value("2.1", "value") == "80"


def test_what_was_cleared_on_a_unit_sheet_stays_cleared_after_a_rebuild(master):
    with opened(master, "validate") as book:
        grid = book.read_grid("13669 Phường Nam Định")
        book.set_cells(grid.sheet, {grid.address("2.1", "value"): None})
        book.save()
    pressed(rebuild, master)
    assert rolled_up(master)["2.1", "value"] == (70, None, 1)


@pytest.mark.parametrize(("break_it", "lost"), [(without_row, "dòng 2.1"), (without_column, "cột Kết quả")])
def test_a_unit_sheet_that_lost_its_shape_is_told(master, break_it, lost):
    workbook = openpyxl.load_workbook(master)
    break_it(workbook["13669 Phường Nam Định"])
    workbook.save(master)
    (finding,) = [f for f in pressed(validate, master).findings if f.rule == "unit_sheet"]
    assert f"Trang “13669 Phường Nam Định” đã mất {lost}" in finding.message
    pressed(rebuild, master)
    assert not [f for f in pressed(validate, master).findings if f.rule == "unit_sheet"]


def test_a_copy_of_a_unit_sheet_is_not_read_and_told(master):
    before = rolled_up(master)
    workbook = openpyxl.load_workbook(master)
    copy = workbook.copy_worksheet(workbook["13669 Phường Nam Định"])
    copy.title = "Nháp"
    keys = [cell.value for cell in copy[1]], [cell.value for cell in copy["A"]]
    copy.cell(keys[1].index("2.1") + 1, keys[0].index("value") + 1).value = "999"
    workbook.save(master)
    (finding,) = [f for f in pressed(validate, master).findings if f.rule == "unit_sheet"]
    assert "chỉ đọc trang “13669 Phường Nam Định”, không đọc trang “Nháp”" in finding.message
    assert rolled_up(master) == before


@pytest.mark.parametrize("name", ["Mô hình: hay", "chỉ số", "PL2 Kết quả", "x" * 32, None])
def test_an_appendix_gets_no_name_that_a_sheet_cannot_have(master, name):
    keys = [row["key"] for row in FileBook(master).read_table(SETTINGS_TABLE)]
    typed_into(master, SETTINGS_TABLE, keys.index("appendix.PL3.sheet") + 1, value=name)
    whole = master.read_bytes()
    with pytest.raises(UserError, match=f"dòng “Phụ lục PL3: trang”, cột Giá trị: “{name or ''}” không dùng làm tên"):
        pressed(rebuild, master)
    assert master.read_bytes() == whole


def test_an_outline_may_name_an_indicator_that_is_gone(master):
    typed_into(master, OUTLINE_TABLE, 1, indicators="9.9; 2.1")
    pressed(roll_up, master)
    assert "Đề cương nêu chỉ số 9.9 nhưng trang Chỉ số không có: đã bỏ qua." in pressed(write_report, master).message


def test_a_master_without_indicators_is_not_rebuilt(master):
    workbook = openpyxl.load_workbook(master)
    for row in workbook["Chỉ số"].iter_rows(min_row=5):
        for cell in row:
            cell.value = None
    workbook.save(master)
    with pytest.raises(UserError, match="Trang Chỉ số không có chỉ số nào"):
        pressed(rebuild, master)


# --- files and folders ----------------------------------------------------------------------------------------------


def test_a_form_is_no_master(master):
    form = pressed(issue_forms, master).files[0]
    for button in (validate, roll_up, rebuild):
        with pytest.raises(UserError, match="không phải file tổng hợp"):
            pressed(button, form)


@pytest.mark.parametrize(
    ("folder", "press"),
    [
        ("Sao lưu", lambda path: pressed(validate, path)),
        ("Báo cáo", lambda path: (pressed(roll_up, path), pressed(write_report, path))),
        ("Đã nhận", lambda path: pressed(collect, path, path.parent / "gửi về")),
    ],
)
def test_a_file_in_the_way_of_a_folder_is_told(master, folder, press):
    (master.parent / "gửi về").mkdir()
    (master.parent / "gửi về" / "14212.xlsx").write_bytes(b"x")
    shutil.rmtree(master.parent / folder, ignore_errors=True)
    (master.parent / folder).write_text("một tệp")
    with pytest.raises(UserError) as raised:
        press(master)
    assert "đã có một tệp trùng tên với thư mục cần dùng" in raised.value.message
    assert raised.value.hint == "Đổi tên tệp đó rồi làm lại."
    assert not master.with_suffix(".khoa").exists()


@pytest.mark.parametrize("name", ["14212.xlsx", "14212.zip"])
def test_a_file_that_vanishes_is_turned_away_alone(master, name):
    folder = master.parent / "gửi về"
    folder.mkdir()
    (folder / name).symlink_to(folder / "không có")
    (folder / "đơn vị khác.pdf").write_bytes(b"%PDF-1.4")
    outcome = pressed(collect, master, folder)
    assert {(r.file, r.status) for r in outcome.received} == {(name, "rejected"), ("đơn vị khác.pdf", "awaiting_entry")}
    (gone,) = [r for r in outcome.received if r.file == name]
    assert gone.reason.startswith(f"Không đọc hoặc không ghi được “{name}”: tệp không còn ở đó.")


@pytest.mark.parametrize("mark", ["~${}", ".~lock.{}#"])
def test_a_master_open_in_another_program_is_left_alone(master, mark):
    sign = master.with_name(mark.format(master.name))
    sign.write_bytes(b"Chi An")
    with pytest.raises(UserError) as raised:
        pressed(validate, master)
    assert raised.value.message == f"Tệp “{master.name}” đang mở trong chương trình bảng tính."
    assert sign.name in raised.value.hint
    sign.unlink()
    assert pressed(validate, master).message


def test_the_command_line_says_which_files_need_someone(master, capsys):
    folder = master.parent / "gửi về"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number:02}.xlsx").write_bytes(b"x%d" % number)
    assert main(["collect", str(master), str(folder)]) == 0
    message, *files, rest = capsys.readouterr().out.splitlines()
    assert message.startswith("25 tệp: 25 không nhận được.")
    assert len(files) == 20 and files[0].startswith("  00.xlsx: Tệp bị hỏng, không mở được. ")
    assert rest == "  … và 5 tệp khác, xem trang Nhật ký."
