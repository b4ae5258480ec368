"""A returned form read back: whatever people and programs did to it, the whole table of values arrives."""

from pathlib import Path

import openpyxl
import pytest
from support.filled_forms import (
    ANSWERS,
    DOCUMENT,
    NARRATIVE,
    PRACTICE,
    blank_form,
    common_form,
    filled_form,
    grid_of,
    put,
    type_in,
)
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.form.identity import form_revision, form_token, unit_choice
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.layout import DOCUMENTS_GRID, IDENTITY_GRID, INDICATORS_GRID

REGIME = small_regime()
EXPECTED = {place if place[-1].isalpha() else f"{place}.value": text for place, text in ANSWERS.items()}


def read(path: Path):
    return read_form(path, file=path.name, channel="Biểu mẫu")


def typed(submission) -> dict[str, object]:
    return {f"{answer.indicator}.{answer.column}": answer.raw for answer in submission.answers}


def lists(submission):
    return (
        [{k: v for k, v in line.fields.items() if v} for line in submission.documents],
        [{k: v for k, v in line.fields.items() if v} for line in submission.practices],
        {told.section: told.text for told in submission.narrative},
    )


@pytest.fixture
def form(tmp_path):
    return filled_form(REGIME, "14212", tmp_path / "14212.xlsx")


def everything_arrives(submission) -> bool:
    assert {p: t for p, t in typed(submission).items() if not p.endswith("percent")} == EXPECTED
    assert lists(submission) == ([DOCUMENT], [PRACTICE], NARRATIVE)
    assert [(f.rule, f.message) for f in submission.findings] == []
    return True


def test_every_value_arrives_as_typed_with_its_cell(form):
    submission = read(form)
    assert everything_arrives(submission)
    assert (submission.unit, submission.file, submission.channel) == ("14212", "14212.xlsx", "Biểu mẫu")
    assert submission.asked >= REGIME.indicator.keys()
    grid = grid_of(openpyxl.load_workbook(form), INDICATORS_GRID)
    assert {a.cell for a in submission.answers if a.indicator == "2.4"} == {f"Kết quả!{grid.address('2.4', 'value')}"}
    assert submission.documents[0].cell.startswith("Văn bản!")
    assert {k: submission.identity[k] for k in ("regime", "form_revision", "token", "period_from", "period_to")} == {
        "regime": "small", "form_revision": form_revision(REGIME), "token": form_token(REGIME, "14212"),
        "period_from": "01/7/2025", "period_to": "17/5/2026",
    }  # fmt: skip


def test_bytes_are_read_as_the_file_is(form):
    assert read_form(form.read_bytes(), file=form.name, channel="Biểu mẫu") == read(form)


def test_renamed_sheets_and_inserted_rows_do_no_harm(form):
    book = openpyxl.load_workbook(form)
    indicators, documents = grid_of(book, INDICATORS_GRID), grid_of(book, DOCUMENTS_GRID)
    book[indicators.sheet].insert_rows(indicators.rows["2.4"] + 1, 2)
    book[documents.sheet].insert_rows(documents.lines[0] + 1)
    book[indicators.sheet].title, book[documents.sheet].title = "Số liệu xã", "VB"
    book.save(form)
    assert everything_arrives(read(form))


def test_a_moved_column_does_no_harm(form):
    book = openpyxl.load_workbook(form)
    sheet = book[grid_of(book, INDICATORS_GRID).sheet]
    sheet.insert_cols(3)
    book.save(form)
    assert everything_arrives(read(form))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_gives_the_same(form, soffice, kind):
    saved = soffice(form, kind)
    submission = read(saved)
    assert everything_arrives(submission)
    assert typed(submission)["2.10.percent"] == 93.02


def test_a_macro_workbook_by_its_name_is_the_same_form(form):
    assert everything_arrives(read(form.rename(form.with_suffix(".xlsm"))))


def test_numbers_and_dates_in_cells_are_kept_as_they_are(tmp_path):
    form = type_in(blank_form(REGIME, "14212", tmp_path / "f.xlsx"), {"2.1": 2610, "2.2": 7.5, "2.10.numerator": 0})
    assert typed(read(form)) == {"2.1.value": 2610.0, "2.2.value": 7.5, "2.10.numerator": 0.0}


def test_the_common_form_names_its_unit_by_choice(tmp_path):
    form = common_form(REGIME, tmp_path / "chung.xlsx")
    book = openpyxl.load_workbook(form)
    put(book, IDENTITY_GRID, "unit_code", "value", unit_choice(REGIME.unit["14212"]))
    book.save(form)
    submission = read(form)
    assert (submission.unit, submission.identity["token"]) == ("14212", "")


def test_the_common_form_without_a_choice_is_refused(tmp_path):
    with pytest.raises(UserError, match="chưa ghi đơn vị"):
        read(common_form(REGIME, tmp_path / "chung.xlsx"))


def test_lost_doubled_and_differing_keys_are_findings_that_say_which(form):
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    sheet, row = book[grid.sheet], {code: place + 1 for code, place in grid.rows.items()}
    sheet.cell(row["2.1"], 1).value = None
    sheet.cell(row["2.2"], grid.columns["code"] + 1).value = "2.3"
    sheet.cell(row["2.11"], 1).value = "2.4"
    book.save(form)
    found = [(f.rule, f.indicator, f.cell) for f in read(form).findings]
    assert found == [
        ("form_key_lost", "2.1", f"A{row['2.1']}"), ("form_key_differs", "2.2", f"A{row['2.2']}"),
        ("form_key_twice", "2.4", f"A{row['2.11']}"),
    ]  # fmt: skip
    assert "2.1.value" not in typed(read(form))
    assert typed(read(form))["2.4.value"] == "12 (350)"


def test_a_lost_sheet_is_a_finding_and_the_rest_is_read(form):
    book = openpyxl.load_workbook(form)
    del book[grid_of(book, DOCUMENTS_GRID).sheet]
    book.save(form)
    submission = read(form)
    assert [(f.rule, f.sheet, f.severity) for f in submission.findings] == [("form_sheet_lost", "Văn bản", "warning")]
    assert submission.documents == ()
    assert typed(submission)["2.4.value"] == "12 (350)"


def test_without_its_indicators_a_form_is_refused(form):
    book = openpyxl.load_workbook(form)
    del book[grid_of(book, INDICATORS_GRID).sheet]
    book.save(form)
    with pytest.raises(UserError, match="Không nhận ra trang “Kết quả”"):
        read(form)


def test_a_doubled_sheet_is_a_finding(form):
    book = openpyxl.load_workbook(form)
    book.copy_worksheet(book[grid_of(book, INDICATORS_GRID).sheet]).title = "Bản sao"
    book.move_sheet("Bản sao", -4)
    book.save(form)
    assert [f.rule for f in read(form).findings] == ["form_sheet_twice"]


def test_a_foreign_workbook_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách cán bộ"
    book.save(tmp_path / "Kết quả.xlsx")
    with pytest.raises(UserError, match="không phải biểu mẫu"):
        read(tmp_path / "Kết quả.xlsx")


def test_a_master_is_no_form(tmp_path):
    build_master(REGIME, tmp_path / "master.xlsx")
    with pytest.raises(UserError, match="file tổng hợp"):
        read(tmp_path / "master.xlsx")
