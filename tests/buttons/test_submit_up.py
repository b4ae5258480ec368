import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from support.filled_forms import blank_form, common_form, grid_of, put, type_in
from support.masters import opened
from support.parent_office import OFFICE, above, collected, office, office_master

from bdhvs_xl.buttons import submit_up
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.layout import DOCUMENTS_GRID, INDICATORS_GRID, NARRATIVE_GRID, PRACTICES_GRID
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, LOG_TABLE, NARRATIVE_TABLE, practices_table

pytestmark = pytest.mark.slow


NUMBERS = {
    ("1.5", "numerator"): 1.0, ("1.5", "denominator"): 3.0, ("2.7", "value"): 2700.0, ("2.2", "value"): 3.0,
    ("2.4", "value"): 15.0, ("2.4", "people"): 410.0, ("2.10", "numerator"): 65.0, ("2.10", "denominator"): 93.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def rolled_up(tmp_path_factory) -> Path:
    return office_master(tmp_path_factory.mktemp("hai cấp"))


@pytest.fixture
def master(rolled_up, tmp_path) -> Path:
    copy = tmp_path / "xã" / rolled_up.name
    copy.parent.mkdir()
    copy.write_bytes(rolled_up.read_bytes())
    return copy


@pytest.fixture
def form(tmp_path) -> Path:
    return blank_form(above(), OFFICE, tmp_path / "biểu mẫu tỉnh gửi.xlsx")


def pressed(master, form):
    with opened(master, "submit_up") as book:
        return submit_up.run(book, form=form)


def shown(path, kind=INDICATORS_GRID):
    """The texts of a grid by (row key, column key), formulas as they are shown."""
    grid = grid_of(openpyxl.load_workbook(path, data_only=True), kind)
    return {(row, column): grid.value(row, column) for row in grid.rows for column in grid.columns}


def lines(path, kind):
    grid = grid_of(openpyxl.load_workbook(path), kind)
    rows = [{key: grid.at(row, column) for key, column in grid.columns.items()} for row in grid.lines]
    return [{key: cell for key, cell in row.items() if cell is not None} for row in rows if any(row.values())]


def told(outcome, rule):
    return [(finding.indicator, finding.message) for finding in outcome.findings if finding.rule == rule]


# --- the chain ------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["as typed", pytest.param("saved by LibreOffice", marks=pytest.mark.libreoffice)])
def saved(request) -> Callable[[Path], Path]:
    """A form as another program saves it, or as it is."""
    if request.param == "as typed":
        return lambda path: path
    soffice = request.getfixturevalue("soffice")
    return lambda path: soffice(path, "xlsx")


def test_what_units_gave_arrives_in_the_master_two_levels_up(master, form, saved, tmp_path):
    filled = saved(pressed(master, saved(form)).files[0])
    returned = tmp_path / "về tỉnh"
    returned.mkdir()
    (returned / filled.name).write_bytes(filled.read_bytes())
    province = tmp_path / "Tổng hợp tỉnh.xlsx"
    build_master(above(), province)
    with FileBook(collected(province, returned)) as book:
        ledger = ledgers.load_ledger(book)
    values = ledger.values[OFFICE]
    assert {
        place: v.value for place, v in values.items() if isinstance(v.value, float) and place[1] != "percent"
    } == NUMBERS
    assert [v.doubt for v in values.values() if v.doubt] == []
    assert values["2.2", "evidence"].raw == "VNeID; iHanoi; MOOC"
    assert "Xã Giao Ninh: Bản tin xã; Phường Nam Định: Loa truyền thanh" in values["2.7", "evidence"].raw
    assert [(line["number"], line["indicator"]) for line in ledger.documents] == [("12-KH/ĐU", "1.5")]


# --- the form -------------------------------------------------------------------------------------------------------


def test_the_form_given_stays_and_only_sheets_typed_into_differ(master, form):
    before = form.read_bytes()
    outcome = pressed(master, form)
    assert form.read_bytes() == before
    assert [path.relative_to(master.parent).as_posix() for path in outcome.files] == [
        "Báo cáo/biểu mẫu tỉnh gửi.xlsx",
        "Báo cáo/biểu mẫu tỉnh gửi - nội dung cần xem (nội bộ).xlsx",
    ]
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(outcome.files[0]) as new:
        assert old.namelist() == new.namelist()
        differing = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert differing == {f"xl/worksheets/sheet{number}.xml" for number in (1, 3, 4, 7, 9)}
    sheets = [openpyxl.load_workbook(path) for path in (form, outcome.files[0])]
    for old_sheet, new_sheet in zip(*(book.worksheets for book in sheets), strict=True):
        assert new_sheet.protection.sheet == old_sheet.protection.sheet
        formulas = [
            {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
            for sheet in (old_sheet, new_sheet)
        ]
        assert formulas[0] == formulas[1]


def test_formulas_show_at_once_what_they_give(master, form):
    filled = pressed(master, form).files[0]
    cells = shown(filled)
    assert (cells["1.5", "percent"], cells["2.10", "percent"]) == (33.33, 69.89)
    assert {code: cells[code, "status"] for code in ("1.5", "2.7", "2.11", "2.12")} == {
        "1.5": "Đã điền", "2.7": "Đã điền", "2.11": "Không bắt buộc", "2.12": "Chưa điền",
    }  # fmt: skip
    guide = openpyxl.load_workbook(filled, data_only=True)["Hướng dẫn"]
    assert "Đã điền 5/7 chỉ số" in {cell.value for row in guide.iter_rows() for cell in row}
    assert openpyxl.load_workbook(filled, data_only=True)["Văn bản"]["B5"].value == 1


def test_libreoffice_computes_what_is_shown(master, form, soffice):
    filled = pressed(master, form).files[0]
    again = shown(soffice(filled, "xlsx"))
    cells = shown(filled)
    judged = ("status", "understood")  # by the form itself, once a program computes it
    assert {place: cell for place, cell in again.items() if cell and place[1] not in judged} == {
        place: cell for place, cell in cells.items() if cell and place[1] not in judged
    }
    assert again["1.5", "understood"] == "hiểu là 1; 3"


def test_practices_ticked_and_own_words_with_their_figures_go_up(master, form):
    with opened(master, "adjust") as book:
        table = practices_table("PL3 Mô hình", "")
        book.replace_rows(table, [row | {"quote": "x"} for row in book.read_table(table)[:1]])
        words = "Đã đăng [2.1] bài; đạt [2.10.percent]%."
        book.replace_rows(NARRATIVE_TABLE, [{"unit": "", "section": "leading_done", "text": words}])
        book.save()
    outcome = pressed(master, form)
    assert [line["name"] for line in lines(outcome.files[0], PRACTICES_GRID)] == ["Tổ công nghệ số đến từng nhà"]
    assert shown(outcome.files[0], NARRATIVE_GRID)["leading_done", "text"] == "Đã đăng 2.700 bài; đạt 69,9%."


# --- what is told ---------------------------------------------------------------------------------------------------


def test_everything_left_out_is_told(master, form):
    outcome = pressed(master, form)
    assert [code for code, _ in told(outcome, "up_no_place")] == ["2.11"]
    assert [code for code, _ in told(outcome, "up_not_known")] == ["2.12", "2.11"]
    message = outcome.message.splitlines()
    assert message[0] == (
        "Đã lập “biểu mẫu tỉnh gửi.xlsx” cho Xã Giao Ninh (14212): 5/7 chỉ số, 1 văn bản, 0 mô hình và 0 mục phần lời."
    )
    assert message[1:3] == ["Chưa có số: 2.12, 2.11.", "Không có chỗ tương ứng: 2.11."]
    listing = openpyxl.load_workbook(outcome.files[1]).worksheets[0]
    assert {row[2].value for row in listing.iter_rows(min_row=5)} == {f.message for f in outcome.findings}
    with opened(master, "undo") as book:
        line = book.read_table(LOG_TABLE)[-1]
        assert (line["button"], line["subject"], line["file"]) == (
            "Báo cáo cấp trên", message[0], "Báo cáo/biểu mẫu tỉnh gửi.xlsx",
        )  # fmt: skip


def test_what_people_wrote_in_the_form_is_kept_and_told(master, form):
    type_in(
        form,
        {"2.7": "2.700", "2.4": "14", "2.10.numerator": "64", "2.12": "5", "2.7.evidence": "Bản tin"},
        documents=[{"number": "12 - KH/ĐU", "date": "20/9/2025", "indicator": "1.5"}, {"number": "1/KH-UBND"}],
    )
    outcome = pressed(master, form)
    cells = shown(outcome.files[0])
    assert (cells["2.7", "value"], cells["2.7", "evidence"]) == ("2.700", "Bản tin")
    assert (cells["2.4", "value"], cells["2.4", "people"]) == ("14", None)
    assert (cells["2.10", "numerator"], cells["2.10", "denominator"], cells["2.12", "value"]) == ("64", None, "5")
    assert [code for code, _ in told(outcome, "up_not_known")] == ["2.11"]
    assert told(outcome, "up_kept") == [
        (
            "2.4",
            "Chỉ số 2.4: biểu mẫu đã ghi Kết quả “14”, số tổng hợp là Kết quả “15”, Số người “410”; giữ số đã ghi.",
        ),
        ("2.10", "Chỉ số 2.10: biểu mẫu đã ghi Tử số “64”, số tổng hợp là Tử số “65”, Mẫu số “93”; giữ số đã ghi."),
        ("2.7", "Chỉ số 2.7: ô Minh chứng (Kết quả!K10) đã có nội dung khác; giữ nội dung đã ghi."),
    ]
    assert [line["number"] for line in lines(outcome.files[0], DOCUMENTS_GRID)] == ["12 - KH/ĐU", "1/KH-UBND"]


def test_filled_twice_into_its_own_result_nothing_changes(master, form):
    first = pressed(master, form)
    second = pressed(master, first.files[0])
    assert second.files[0].name == "biểu mẫu tỉnh gửi (2).xlsx"
    assert shown(second.files[0]) == shown(first.files[0])
    assert told(second, "up_kept") == []
    assert len(lines(second.files[0], DOCUMENTS_GRID)) == 1


def test_documents_for_which_there_is_no_row_left_are_named(master, form):
    type_in(form, documents=[{"number": f"{n}/KH-UBND"} for n in range(1, 101)])
    outcome = pressed(master, form)
    assert told(outcome, "up_no_room") == [
        ("", "Trang “Văn bản” của biểu mẫu không đủ dòng trống, còn 1 dòng chưa ghi: 12-KH/ĐU.")
    ]


def test_a_row_lost_from_the_form_is_told(master, form):
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    book[grid.sheet].cell(grid.rows["2.7"] + 1, 1).value = None
    book.save(form)
    outcome = pressed(master, form)
    assert [code for code, _ in told(outcome, "up_row_lost")] == ["2.7"]
    assert [code for code, _ in told(outcome, "up_no_place")] == ["2.1", "2.11"]


# --- the common form ------------------------------------------------------------------------------------------------


def test_in_the_common_form_the_office_is_chosen(master, tmp_path):
    form = common_form(above(), tmp_path / "chung.xlsx")
    filled = pressed(master, form).files[0]
    identity = shown(filled, "bdhvs:identity")
    assert (identity["unit_code", "value"], identity["unit_name", "value"]) == ("14212 - Xã Giao Ninh", "Xã Giao Ninh")


def test_without_its_own_code_the_office_is_told_whose_form_it_filled(master, form, tmp_path):
    set_code(master, "")
    assert told(pressed(master, form), "up_unit") == [("", "Biểu mẫu ghi đơn vị báo cáo là Xã Giao Ninh (14212).")]
    with pytest.raises(UserError, match="chưa chọn đơn vị"):
        pressed(master, common_form(above(), tmp_path / "chung.xlsx"))


def set_code(master, code):
    from bdhvs_xl.master.tables import SETTINGS_TABLE

    with opened(master, "adjust") as book:
        rows = [row | {"value": code} if row["key"] == "own_code" else row for row in book.read_table(SETTINGS_TABLE)]
        book.replace_rows(SETTINGS_TABLE, rows)
        book.save()


# --- refused --------------------------------------------------------------------------------------------------------


def refusal(master, form):
    with pytest.raises(UserError) as raised:
        pressed(master, form)
    assert not (master.parent / "Báo cáo").exists()
    assert raised.value.hint
    return raised.value.message


def test_a_form_for_another_unit_is_refused(master, tmp_path):
    assert refusal(master, blank_form(above(), "13669", tmp_path / "b.xlsx")).startswith(
        "Biểu mẫu phát cho đơn vị 13669 (Phường Nam Định), cơ quan này có mã 14212"
    )


def test_a_form_whose_unit_was_overtyped_is_refused(master, tmp_path):
    form = blank_form(above(), "13669", tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(form)
    put(book, "bdhvs:identity", "unit_code", "value", "14212")
    book.save(form)
    assert "không phải đơn vị mà biểu mẫu được phát cho" in refusal(master, form)


def test_a_form_of_this_very_master_is_refused(master, tmp_path):
    ours = office()
    ours = replace(ours, settings={**ours.settings, "master_id": master_id(master)})
    for form in (blank_form(ours, OFFICE, tmp_path / "b.xlsx"), common_form(ours, tmp_path / "c.xlsx")):
        assert "chính file tổng hợp này" in refusal(master, form)


def master_id(master):
    with opened(master, "undo") as book:
        return definitions.read_definitions(book).settings["master_id"]


def test_a_form_of_another_period_is_refused_and_a_shifted_one_told(master, tmp_path):
    other = above()
    old = replace(other, settings={**other.settings, "period_from": "01/7/2024", "period_to": "30/6/2025"})
    assert "kỳ báo cáo khác" in refusal(master, blank_form(old, OFFICE, tmp_path / "b.xlsx"))
    later = replace(other, settings={**other.settings, "period_to": "30/5/2026"})
    outcome = pressed(master, blank_form(later, OFFICE, tmp_path / "c.xlsx"))
    assert len(told(outcome, "up_period")) == 1


def test_a_master_a_stranger_and_a_missing_file_are_refused(master, tmp_path):
    assert "là file tổng hợp" in refusal(master, master)
    stranger = tmp_path / "lạ.xlsx"
    openpyxl.Workbook().save(stranger)
    assert "không phải biểu mẫu" in refusal(master, stranger)
    text = tmp_path / "b.xlsx"
    for content in (b"%PDF-1.4", b"", b"PK\x03\x04", openpyxl.__file__.encode()):
        text.write_bytes(content)
        assert "không phải tệp Excel .xlsx" in refusal(master, text)
    assert "tệp không còn ở đó" in refusal(master, tmp_path / "không có.xlsx")


def test_old_totals_are_not_sent_up(master, form):
    with opened(master, "adjust") as book:
        line = {"unit": "", "indicator": "2.1", "column": "Kết quả", "value": "2500", "reason": "Họp"}
        book.replace_rows(ADJUSTMENTS_TABLE, [line])
        book.save()
    assert "chỉ số 2.1" in refusal(master, form)


def test_a_master_that_cannot_be_changed_leaves_no_form(master, form, monkeypatch):
    def refuse(*_):
        raise UserError("Excel không lưu được tệp.")

    monkeypatch.setattr(FileBook, "replace_rows", refuse)
    with pytest.raises(UserError, match="Excel không lưu được"):
        pressed(master, form)
    assert list((master.parent / "Báo cáo").iterdir()) == []
