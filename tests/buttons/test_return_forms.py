"""Đề nghị chỉnh sửa, there and back: the unit's own file, open at its faulty cells alone, and what its answer does."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support.filled_forms import (
    ANSWERS,
    DOCUMENT,
    NARRATIVE,
    PRACTICE,
    blank_form,
    filled_form,
    grid_of,
    put,
    split,
    type_in,
)
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.buttons import collect, return_forms, validate
from bdhvs_xl.form.correction_sheet import CORRECTIONS_GRID, REASON
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.layout import DOCUMENTS_GRID, INDICATORS_GRID, NARRATIVE_GRID, PRACTICES_GRID
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, FINDINGS_TABLE, LOG_TABLE, TRACKING_TABLE
from bdhvs_xl.results import ButtonResult

pytestmark = pytest.mark.slow


REGIME = small_regime()
UNIT = "14212"
WRONG = {**ANSWERS, "2.1": "2.6x0", "2.1.evidence": "Bài 1; Bài 2", "2.4": "12", "2.4.people": "3"}
"""A number that is none, and fewer people than classes: two errors; 2.10 has 40 of 43."""
ERRORS = {"2.1.value", "2.4.value", "2.4.people"}
"""The cells at fault in it."""
MARK = "FFFFC2B3"


@pytest.fixture
def master(tmp_path):
    (tmp_path / "tinh").mkdir()
    return made_master(tmp_path / "tinh", {})


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


@pytest.fixture(scope="module")
def received_once(tmp_path_factory):
    """The folders of the master and of the inbox after a form with two errors was received; to be copied."""
    folder = tmp_path_factory.mktemp("received")
    for name in ("tinh", "mail"):
        (folder / name).mkdir()
    filled_form(REGIME, UNIT, folder / "mail" / "bao cao.xlsx", WRONG)
    collected(made_master(folder / "tinh", {}), folder / "mail")
    return folder


@pytest.fixture
def wrong(received_once, master, inbox):
    """The master after it received a form with two errors."""
    shutil.copytree(received_once, inbox.parent, dirs_exist_ok=True)
    return master


def collected(master: Path, folder: Path) -> ButtonResult:
    with opened(master, "collect") as book:
        return collect.run(book, folder)


def returned(master: Path, **asked: str) -> ButtonResult:
    with opened(master, "return_forms") as book:
        return return_forms.run(book, **asked)


def validated(master: Path) -> ButtonResult:
    with opened(master, "validate") as book:
        return validate.run(book)


def ledger_of(master: Path) -> Ledger:
    with opened(master, "open_unit") as book:
        return ledgers.load_ledger(book)


def raw(master: Path) -> dict[str, str]:
    return {f"{i}.{c}": v.raw for (i, c), v in ledger_of(master).values[UNIT].items()}


def table(master: Path, which) -> list[dict[str, Any]]:
    with opened(master, "open_unit") as book:
        return book.read_table(which)


def answered(
    request: Path, to: Path, answers: Mapping[str, str | None] | None = None, reasons: Mapping[str, str] | None = None
) -> Path:
    """The request as a unit sends it back, typed into with another program."""
    book = openpyxl.load_workbook(request)
    for place, text in (answers or {}).items():
        put(book, INDICATORS_GRID, *split(place), text)
    for number, text in (reasons or {}).items():
        put(book, CORRECTIONS_GRID, number, "reason", text)
    book.save(to)
    return to


def received(outcome: ButtonResult, name: str) -> tuple[str, str]:
    return next((file.status, file.reason) for file in outcome.received if file.file == name)


def versions(master: Path) -> list[tuple]:
    rows = table(master, FINDINGS_TABLE)
    return [(r["indicator"], r["column"], r["raw"], r["other"]) for r in rows if r["rule"] == "versions"]


def unlocked(book: Workbook, kind: str) -> set[str]:
    """The cells of a grid that can be typed into, by their keys."""
    grid = grid_of(book, kind)
    sheet = book[grid.sheet]
    assert sheet.protection.sheet
    return {
        f"{row}.{column}"
        for row in grid.rows
        for column in grid.columns
        if not sheet[grid.address(row, column)].protection.locked
    }


# --- the request ----------------------------------------------------------------------------------------------------


def test_the_file_is_the_units_own_with_only_the_faulty_cells_open(wrong):
    outcome = returned(wrong)
    (request,) = outcome.files
    assert request == wrong.parent / "Cần chỉnh sửa" / "14212-xa-giao-ninh-can-sua-2026-05-22.xlsx"
    book = openpyxl.load_workbook(request)
    assert unlocked(book, INDICATORS_GRID) == ERRORS
    assert {sheet.title: sheet.protection.sheet for sheet in book} == dict.fromkeys(book.sheetnames, True)
    others = [sheet for sheet in book if sheet.title not in ("Kết quả", "Cần sửa")]
    assert [c.coordinate for sheet in others for row in sheet for c in row if not c.protection.locked] == []
    assert not any(sheet.protection.insertRows is False for sheet in book)


def test_the_faulty_cells_are_marked_and_no_other_looks_open(wrong):
    book = openpyxl.load_workbook(returned(wrong).files[0])
    grid = grid_of(book, INDICATORS_GRID)
    fills = {
        f"{row}.{column}": book[grid.sheet][grid.address(row, column)].fill.fgColor.rgb
        for row in REGIME.indicator
        for column in grid.columns
    }
    assert {place for place, fill in fills.items() if fill == MARK} == ERRORS
    assert "FFFFF9DB" not in fills.values()


def test_every_text_of_the_file_is_still_there(wrong, inbox):
    before, after = openpyxl.load_workbook(inbox / "bao cao.xlsx"), openpyxl.load_workbook(returned(wrong).files[0])
    added = {}
    for sheet in before:
        assert after[sheet.title].sheet_state == sheet.sheet_state
        assert len(after[sheet.title].data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
        old, new = ({c.coordinate: c.value for row in s for c in row if c.value} for s in (sheet, after[sheet.title]))
        assert {place: new.get(place) for place in old} == old
        added |= {(sheet.title, place): text for place, text in new.items() if place not in old}
    assert [(sheet, place[0]) for sheet, place in added] == [("Thông tin", column) for column in "ABC"]
    assert list(after.defined_names) == list(before.defined_names)


def test_the_list_says_where_what_and_how(wrong):
    book = openpyxl.load_workbook(returned(wrong).files[0])
    assert (book.sheetnames[0], book.active.title) == ("Cần sửa", "Cần sửa")
    sheet, grid = book["Cần sửa"], grid_of(book, CORRECTIONS_GRID)
    shown = [
        [sheet[grid.address(n, key)].value for key in ("severity", "link", "raw", "message", "cure", "reason")]
        for n in ("1", "2")
    ]
    kept = grid_of(book, INDICATORS_GRID)
    at = {place: kept.address(*place.rsplit(".", 1)) for place in ERRORS}
    assert shown == [
        ["Lỗi", f"Kết quả: {at['2.1.value']}", "2.6x0", shown[0][3], "Sửa lại ô “2.6x0”.", None],
        ["Lỗi", f"Kết quả: {at['2.4.value']}, {at['2.4.people']}", "Kết quả: 12\nSố người: 3",
         "Số người ít hơn số lớp.", "Kiểm tra lại số lớp và số người.", None],
    ]  # fmt: skip
    assert shown[0][3].startswith("Chỉ số 2.1, cột “Kết quả”:")
    assert sheet[grid.address("2", "link")].hyperlink.location == f"'Kết quả'!{at['2.4.value']}"
    assert unlocked(book, CORRECTIONS_GRID) == {"1.reason", "2.reason"}
    assert sheet["B2"].value == "NỘI DUNG CẦN SỬA - Xã Giao Ninh (14212)"


def test_what_was_asked_is_tracked_and_logged(wrong):
    outcome = returned(wrong)
    assert outcome.message.startswith("Có 1 tệp đề nghị chỉnh sửa 2 nội dung ở thư mục “Cần chỉnh sửa”")
    assert outcome.to_open == wrong.parent / "Cần chỉnh sửa"
    tracked = {row["unit"]: (row["status"], row["asked_back"]) for row in table(wrong, TRACKING_TABLE)}
    assert tracked[UNIT] == ("Cần sửa", "22/5/2026 08:30")
    logged = [row for row in table(wrong, LOG_TABLE) if row["button"] == return_forms.LABEL]
    assert tuple(logged[0][key] for key in ("unit", "subject", "after")) == (
        UNIT,
        "Đề nghị sửa 2 nội dung",
        f"Cần chỉnh sửa/{outcome.files[0].name}",
    )


def test_warnings_go_along_only_when_wanted(master, inbox):
    filled_form(REGIME, UNIT, inbox / "a.xlsx", {**ANSWERS, "2.1": "7"})
    collected(master, inbox)
    outcome = returned(master)
    assert (outcome.files, outcome.message) == ([], "Không có đơn vị nào phải chỉnh sửa.")
    assert not (master.parent / "Cần chỉnh sửa").exists()
    book = openpyxl.load_workbook(returned(master, warnings="yes").files[0])
    assert unlocked(book, INDICATORS_GRID) == {"2.1.evidence"}


def test_documents_are_asked_for_in_blank_lines(master, inbox):
    type_in(blank_form(REGIME, UNIT, inbox / "a.xlsx"), {**ANSWERS}, [])
    collected(master, inbox)
    (request,) = returned(master, warnings="yes").files
    book = openpyxl.load_workbook(request)
    grid = grid_of(book, DOCUMENTS_GRID)
    first = grid.lines[0] + 1
    sheet = book[grid.sheet]
    assert [not sheet.cell(first + n, grid.columns["number"] + 1).protection.locked for n in (0, 9, 10)] == [
        True, True, False,
    ]  # fmt: skip
    for key, text in DOCUMENT.items():
        sheet.cell(first, grid.columns[key] + 1).value = text
    book.save(inbox / "b.xlsx")
    assert received(collected(master, inbox), "b.xlsx")[0] == "accepted_with_warnings"
    assert [row["number"] for row in ledger_of(master).documents] == ["12-KH/ĐU"]


def test_a_second_press_makes_no_second_file_until_something_changed(wrong, inbox):
    (first,) = returned(wrong).files
    again = returned(wrong)
    assert again.files == [first]
    assert "Đã có tệp từ lần trước, nội dung không đổi: Xã Giao Ninh." in again.message
    first.unlink()
    assert returned(wrong).files == [first]
    collected_answer = answered(first, inbox / "tra loi.xlsx", {"2.1": "260"})
    collected(wrong, collected_answer.parent)
    (second,) = returned(wrong).files
    assert second.name == "14212-xa-giao-ninh-can-sua-2026-05-22 (2).xlsx"


# --- the answer -----------------------------------------------------------------------------------------------------


def test_corrected_cells_are_taken_over_without_asking(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "tra loi.xlsx", {"2.1": "260", "2.4.people": "350"})
    outcome = collected(wrong, inbox)
    assert received(outcome, "tra loi.xlsx") == ("accepted", "Trả lời đề nghị chỉnh sửa: 2 chỗ đã sửa.")
    now = raw(wrong)
    assert {place: now[place] for place in ERRORS} == {"2.1.value": "260", "2.4.value": "12", "2.4.people": "350"}
    assert {p: t for p, t in now.items() if p not in ERRORS} == {
        p if p[-1].isalpha() else f"{p}.value": t for p, t in WRONG.items() if split(p)[0] not in ("2.1", "2.4")
    } | {"2.1.evidence": "Bài 1; Bài 2"}
    tracked = ledger_of(wrong).tracking[UNIT]
    assert (tracked.status, tracked.file, tracked.held_file) == ("accepted", "14212 Xã Giao Ninh/tra loi.xlsx", "")
    done = [(r["subject"], r["before"], r["after"]) for r in table(wrong, LOG_TABLE) if "Sửa theo" in str(r["subject"])]
    assert done == [
        ("Sửa theo đề nghị: Chỉ số 2.1, cột “Kết quả”", "2.6x0", "260"),
        ("Sửa theo đề nghị: Chỉ số 2.4, cột “Số người”", "3", "350"),
    ]


def test_what_a_person_types_in_libreoffice_arrives_and_locked_cells_take_nothing(wrong, inbox, libreoffice):
    (request,) = returned(wrong).files
    plan = [
        ["type", INDICATORS_GRID, "2.1", "value", "260"], ["type", INDICATORS_GRID, "2.2", "value", "99"],
        ["type", INDICATORS_GRID, "1.1", "value", "Không"], ["type", CORRECTIONS_GRID, "2", REASON, "Lớp ít người"],
        ["type", CORRECTIONS_GRID, "2", "message", "x"],
    ]  # fmt: skip
    libreoffice.type_into(request, plan, inbox / "lo.xlsx")
    assert received(collected(wrong, inbox), "lo.xlsx") == (
        "returned", "Trả lời đề nghị chỉnh sửa: 1 chỗ đã sửa, 1 chỗ nêu lý do.",
    )  # fmt: skip
    now = raw(wrong)
    assert (now["2.1.value"], now["2.2.value"], now["1.1.value"]) == ("260", "3", "Có")
    assert now["2.4.explanation"] == "Lớp ít người"
    (second,) = returned(wrong).files
    assert unlocked(openpyxl.load_workbook(second), INDICATORS_GRID) == {"2.4.value", "2.4.people"}


def test_a_second_value_said_in_an_open_cell_is_taken_too(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4": "13 (350)", "2.4.people": None})
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "accepted"
    assert (raw(wrong)["2.4.value"], raw(wrong)["2.4.people"]) == ("13 (350)", "350")


def test_a_percentage_goes_with_the_parts_that_were_opened(master, inbox):
    """The 93 that stood against 50/43 is what 40/43 gives: it is no longer a number of its own."""
    filled_form(REGIME, UNIT, inbox / "a.xlsx", {**ANSWERS, "2.10.numerator": "50", "2.10.percent": "93"})
    collected(master, inbox)
    (request,) = returned(master).files
    assert unlocked(openpyxl.load_workbook(request), INDICATORS_GRID) == {"2.10.numerator", "2.10.denominator"}
    answered(request, inbox / "b.xlsx", {"2.10.numerator": "40"})
    assert received(collected(master, inbox), "b.xlsx")[0] in ("accepted", "accepted_with_warnings")
    assert (raw(master)["2.10.numerator"], raw(master).get("2.10.percent"), versions(master)) == ("40", None, [])


def test_whatever_else_was_changed_waits_for_a_yes(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "1.1": "Không", "2.2.evidence": "VNeID"}, {"2": "Lớp nhỏ"})
    outcome = collected(wrong, inbox)
    assert received(outcome, "b.xlsx") == (
        "held", "Trả lời đề nghị chỉnh sửa: 1 chỗ đã sửa, 1 chỗ nêu lý do, "
        "2 chỗ khác bị sửa thêm, chờ chọn ở trang Kiểm tra.",
    )  # fmt: skip
    now = raw(wrong)
    assert (now["2.1.value"], now["1.1.value"], now["2.2.evidence"]) == ("260", "Có", "VNeID; iHanoi; MOOC")
    assert versions(wrong) == [
        (None, None, "14212 Xã Giao Ninh/bao cao.xlsx", "14212 Xã Giao Ninh/b.xlsx"),
        ("1.1", "Kết quả", "Có", "Không"), ("2.2", "Minh chứng", "VNeID; iHanoi; MOOC", "VNeID"),
    ]  # fmt: skip
    with opened(wrong, "open_unit") as book:
        rows = book.read_table(FINDINGS_TABLE)
        wish = {("versions", "1.1"): "Lấy số mới", ("versions", "2.2"): "Giữ số hiện có"}
        chosen = [row | {"choice": wish.get((row["rule"], row["indicator"]))} for row in rows]
        book.replace_rows(FINDINGS_TABLE, chosen)
        book.save()
    validated(wrong)
    assert (raw(wrong)["1.1.value"], raw(wrong)["2.2.evidence"], versions(wrong)) == (
        "Không", "VNeID; iHanoi; MOOC", [],
    )  # fmt: skip


def test_a_reason_is_the_explanation_of_its_indicator(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260"}, {"2": "Có 3 cán bộ dự đủ 12 lớp"})
    assert received(collected(wrong, inbox), "b.xlsx")[1] == (
        "Trả lời đề nghị chỉnh sửa: 1 chỗ đã sửa, 1 chỗ nêu lý do."
    )
    assert raw(wrong)["2.4.explanation"] == "Có 3 cán bộ dự đủ 12 lớp"
    (finding,) = [row for row in table(wrong, FINDINGS_TABLE) if row["rule"] == "people_at_least_classes"]
    assert finding["explanation"] == "Có 3 cán bộ dự đủ 12 lớp"


def test_a_reason_stands_beside_what_was_explained_before(wrong, inbox):
    sent = type_in(filled_form(REGIME, "13669", inbox / "c.xlsx", WRONG), {"2.4.explanation": "Lớp ở thôn"})
    collected(wrong, inbox)
    request = next(path for path in returned(wrong).files if path.name.startswith("13669"))
    answered(request, inbox / "d.xlsx", reasons={"2": "Đã kiểm tra lại"})
    collected(wrong, inbox)
    told = ledger_of(wrong).values["13669"]["2.4", "explanation"]
    assert told.raw == "Lớp ở thôn; Đã kiểm tra lại"
    assert sent.is_file()


def test_a_reason_for_a_document_explains_its_warning(master, inbox):
    form = blank_form(REGIME, UNIT, inbox / "a.xlsx")
    late = {**DOCUMENT, "date": "20/5/2026"}
    type_in(form, {**ANSWERS, "2.1.evidence": "Bài 1"}, [DOCUMENT, late | {"number": "13-KH/ĐU"}])
    collected(master, inbox)
    (request,) = returned(master, warnings="yes").files
    book = openpyxl.load_workbook(request)
    grid = grid_of(book, DOCUMENTS_GRID)
    open_cells = [c.coordinate for row in book[grid.sheet] for c in row if not c.protection.locked]
    assert open_cells == [f"D{grid.lines[1] + 1}"]
    answered(request, inbox / "b.xlsx", reasons={"1": "Ký bổ sung trong kỳ"})
    assert received(collected(master, inbox), "b.xlsx")[1] == "Trả lời đề nghị chỉnh sửa: 1 chỗ nêu lý do."
    validated(master)
    (found,) = [row for row in table(master, FINDINGS_TABLE) if row["severity"] == "Cảnh báo"]
    assert (found["state"], found["explanation"]) == ("Đã có lý do", "Ký bổ sung trong kỳ")
    assert returned(master, warnings="yes").files == []


def test_a_document_that_was_not_asked_for_waits(master, inbox):
    type_in(blank_form(REGIME, UNIT, inbox / "a.xlsx"), ANSWERS, [DOCUMENT, {**DOCUMENT, "number": "1", "date": "x"}])
    collected(master, inbox)
    (request,) = returned(master, warnings="yes").files
    book = openpyxl.load_workbook(request)
    grid = grid_of(book, DOCUMENTS_GRID)
    sheet, first = book[grid.sheet], grid.lines[0] + 1
    sheet.cell(first, grid.columns["title"] + 1).value = "Kế hoạch khác"
    sheet.cell(first + 1, grid.columns["date"] + 1).value = "21/9/2025"
    book.save(inbox / "b.xlsx")
    assert received(collected(master, inbox), "b.xlsx")[0] == "held"
    assert [row["title"] for row in ledger_of(master).documents] == ["Kế hoạch triển khai"] * 2


def test_lines_opened_for_documents_open_none_of_the_practices_beside_them(master, inbox):
    type_in(blank_form(REGIME, UNIT, inbox / "a.xlsx"), ANSWERS, [], [PRACTICE])
    collected(master, inbox)
    (request,) = returned(master, warnings="yes").files
    book = openpyxl.load_workbook(request)
    documents, practices = grid_of(book, DOCUMENTS_GRID), grid_of(book, PRACTICES_GRID)
    line = practices.lines[0]
    assert not book[documents.sheet].cell(line + 1, documents.columns["link"] + 1).protection.locked
    book[practices.sheet].cell(line + 1, practices.columns["link"] + 1).value = "https://example.org/mo-hinh"
    book.save(inbox / "b.xlsx")
    assert received(collected(master, inbox), "b.xlsx")[0] == "held"
    assert [row["link"] for row in ledger_of(master).practices] == [""]


def test_a_correction_by_phone_since_then_is_not_lost(wrong, inbox):
    (request,) = returned(wrong).files
    with opened(wrong, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        typed = {"2.1.value": "250", "2.2.value": "4", "2.10.numerator": "41"}
        book.set_cells(grid.sheet, {grid.address(*place.rsplit(".", 1)): text for place, text in typed.items()})
        book.save()
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350", "2.10.numerator": "42"})
    outcome = collected(wrong, inbox)
    assert received(outcome, "b.xlsx")[0] == "held"
    now = raw(wrong)
    assert (now["2.1.value"], now["2.2.value"], now["2.10.numerator"], now["2.4.people"]) == ("250", "4", "41", "350")
    assert [line for line in versions(wrong) if line[0]] == [
        ("2.1", "Kết quả", "250", "260"), ("2.10", "Tử số", "41", "42"),
    ]  # fmt: skip


def test_an_adjustment_stays_above_the_answer(wrong, inbox):
    (request,) = returned(wrong).files
    with opened(wrong, "open_unit") as book:
        line = {"unit": UNIT, "indicator": "2.1", "column": "Kết quả", "value": 255, "reason": "Điện thoại", "who": "A"}
        book.replace_rows(ADJUSTMENTS_TABLE, [line])
        book.save()
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "accepted"
    ledger = ledger_of(wrong)
    assert (ledger.values[UNIT]["2.1", "value"].raw, ledger.of(UNIT)["2.1", "value"].value) == ("260", 255)


def test_what_the_officer_typed_since_shows_in_the_open_cell(wrong, inbox):
    with opened(wrong, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        book.set_cells(grid.sheet, {grid.address("2.4", "people"): "5"})
        book.save()
    book = openpyxl.load_workbook(returned(wrong).files[0])
    grid = grid_of(book, INDICATORS_GRID)
    assert book[grid.sheet][grid.address("2.4", "people")].value == "5"


def test_the_old_file_sent_again_changes_nothing(wrong, inbox):
    (request,) = returned(wrong).files
    shutil.copy(inbox / "bao cao.xlsx", inbox / "gui lai.xlsx")
    shutil.copy(request, inbox / "chua sua.xlsx")
    before = raw(wrong)
    outcome = collected(wrong, inbox)
    assert received(outcome, "gui lai.xlsx") == ("unchanged", "Đã nhận từ trước.")
    assert received(outcome, "chua sua.xlsx") == (
        "unchanged", "Trả lời đề nghị chỉnh sửa: 2 nội dung chưa sửa.",
    )  # fmt: skip
    assert (raw(wrong), versions(wrong)) == (before, [])


def test_a_whole_new_form_instead_is_another_version(wrong, inbox):
    returned(wrong)
    filled_form(REGIME, UNIT, inbox / "moi.xlsx", {**WRONG, "2.1": "260", "2.4.people": "350"})
    assert received(collected(wrong, inbox), "moi.xlsx")[0] == "held"
    assert {line[0] for line in versions(wrong)} == {None, "2.1", "2.4"}


def test_returned_twice_the_second_asks_only_for_what_is_left(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260"})
    assert received(collected(wrong, inbox), "b.xlsx")[1] == (
        "Trả lời đề nghị chỉnh sửa: 1 chỗ đã sửa, 1 nội dung chưa sửa."
    )
    (second,) = returned(wrong).files
    book = openpyxl.load_workbook(second)
    assert book.sheetnames.count("Cần sửa") == 1
    assert unlocked(book, INDICATORS_GRID) == {"2.4.value", "2.4.people"}
    grid = grid_of(book, INDICATORS_GRID)
    assert book[grid.sheet][grid.address("2.1", "value")].fill.fgColor.rgb == "FFFFFFFF"
    answered(second, inbox / "c.xlsx", {"2.4.people": "350"})
    assert received(collected(wrong, inbox), "c.xlsx")[0] == "accepted"
    assert (raw(wrong)["2.1.value"], raw(wrong)["2.4.people"]) == ("260", "350")


def test_an_answer_to_the_first_request_after_the_second_was_made(wrong, inbox):
    (first,) = returned(wrong).files
    with opened(wrong, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        book.set_cells(grid.sheet, {grid.address("2.2", "value"): "9"})
        book.save()
    (second,) = returned(wrong).files
    assert second != first
    answered(first, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    collected(wrong, inbox)
    assert (raw(wrong)["2.1.value"], raw(wrong)["2.4.people"], raw(wrong)["2.2.value"]) == ("260", "350", "9")
    assert versions(wrong) == []


def test_without_its_list_the_answer_is_still_known(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    book = openpyxl.load_workbook(inbox / "b.xlsx")
    del book["Cần sửa"]
    book.save(inbox / "b.xlsx")
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "accepted"


def test_a_request_this_master_does_not_know_is_another_version(wrong, inbox):
    (request,) = returned(wrong).files
    with opened(wrong, "open_unit") as book:
        book.replace_rows(LOG_TABLE, [])
        book.save()
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "held"
    assert raw(wrong)["2.1.value"] == "2.6x0"


def test_rows_inserted_do_no_harm(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    book = openpyxl.load_workbook(inbox / "b.xlsx")
    book["Kết quả"].insert_rows(9, 2)
    book.save(inbox / "b.xlsx")
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "accepted"


def test_two_answers_to_one_request_the_second_waits_where_it_says_something_else(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    collected(wrong, inbox)
    answered(request, inbox / "c.xlsx", {"2.1": "260", "2.4.people": "355"})
    assert received(collected(wrong, inbox), "c.xlsx") == (
        "held", "Trả lời đề nghị chỉnh sửa: 1 chỗ đã có số khác từ sau khi đề nghị, chờ chọn ở trang Kiểm tra.",
    )  # fmt: skip
    assert (raw(wrong)["2.4.people"], ledger_of(wrong).tracking[UNIT].held_file) == ("350", "14212 Xã Giao Ninh/c.xlsx")
    answered(request, inbox / "d.xlsx", {"2.1": "260", "2.4.people": "350", "2.2": "4"})
    assert received(collected(wrong, inbox), "d.xlsx") == (
        "held", "Trả lời đề nghị chỉnh sửa: 1 chỗ khác bị sửa thêm, chờ chọn ở trang Kiểm tra. "
        "Bản chờ trước đó (14212 Xã Giao Ninh/c.xlsx) vẫn được lưu.",
    )  # fmt: skip


def test_an_answer_that_says_what_is_known_says_so(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350", "2.2": "4"})
    collected(wrong, inbox)
    answered(request, inbox / "c.xlsx", {"2.1": "260", "2.4.people": "350"})
    assert received(collected(wrong, inbox), "c.xlsx") == (
        "unchanged", "Trả lời đề nghị chỉnh sửa: giống bản đang dùng.",
    )  # fmt: skip
    assert [line[0] for line in versions(wrong)] == [None, "2.2"]


def test_a_changed_line_of_a_list_is_told_with_what_changed_in_it(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    type_in(inbox / "b.xlsx", documents=[{"title": "Kế hoạch khác", "date": ""}])
    collected(wrong, inbox)
    assert [line[2:] for line in versions(wrong)[1:]] == [
        ("12-KH/ĐU (20/9/2025, Kế hoạch triển khai)", "12-KH/ĐU (để trống, Kế hoạch khác)")
    ]


def test_two_versions_are_no_matter_for_the_unit(wrong, inbox):
    filled_form(REGIME, UNIT, inbox / "b.xlsx", {**ANSWERS, "2.2": "4"})
    collected(wrong, inbox)
    lines = grid_of(openpyxl.load_workbook(returned(wrong).files[0]), CORRECTIONS_GRID).rows
    assert [line for line in lines if line.isdigit()] == ["1", "2"]
    assert {line[0] for line in versions(wrong)} >= {None, "2.2"}


def test_what_a_unit_said_in_one_cell_is_not_written_into_another(master, inbox):
    filled_form(REGIME, UNIT, inbox / "a.xlsx", {**ANSWERS, "2.4": "12 (3)"})
    collected(master, inbox)
    book = openpyxl.load_workbook(returned(master).files[0])
    grid = grid_of(book, INDICATORS_GRID)
    assert unlocked(book, INDICATORS_GRID) == {"2.4.value", "2.4.people"}
    assert [book[grid.sheet][grid.address("2.4", key)].value for key in ("value", "people")] == ["12 (3)", None]


def test_a_file_with_macros_does_not_go_back(wrong):
    original = wrong.parent / "Đã nhận" / "14212 Xã Giao Ninh" / "bao cao.xlsx"
    with ZipFile(original, "a") as file:
        file.writestr("xl/vbaProject.bin", b"macros")
    (request,) = returned(wrong).files
    assert "có macro" in openpyxl.load_workbook(request)["Cần sửa"]["B6"].value
    assert not [name for name in ZipFile(request).namelist() if "vba" in name.lower()]


def test_a_doubt_cleared_as_its_cure_says_is_cleared(master, inbox):
    unclear = {"2.10.numerator": None, "2.10.denominator": None, "2.10.percent": "7.625"}
    filled_form(REGIME, UNIT, inbox / "a.xlsx", {**ANSWERS, **unclear})
    collected(master, inbox)
    (request,) = returned(master, warnings="yes").files
    answered(request, inbox / "b.xlsx", {"2.10.percent": "7,625"})
    assert received(collected(master, inbox), "b.xlsx")[1].startswith("Trả lời đề nghị chỉnh sửa: 1 chỗ đã sửa")
    assert ledger_of(master).values[UNIT]["2.10", "percent"].doubt == ""
    assert "value_doubtful" not in {row["rule"] for row in table(master, FINDINGS_TABLE) if row["state"] != "Đã sửa"}


def test_an_exact_number_in_place_of_a_rough_one_is_another_number(master, inbox):
    filled_form(REGIME, UNIT, inbox / "a.xlsx", {**ANSWERS, "2.1": "trên 90"})
    filled_form(REGIME, UNIT, inbox / "b.xlsx", {**ANSWERS, "2.1": "90"})
    filled_form(REGIME, UNIT, inbox / "c.xlsx", {**ANSWERS, "2.1": "Trên 90 bài"})
    collected(master, inbox)
    assert versions(master)[1:] == [("2.1", "Kết quả", "trên 90", "90")]


def test_a_text_that_was_not_asked_for_waits(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    type_in(inbox / "b.xlsx", narrative={"proposals": "Không có."})
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "held"
    assert [line[2:] for line in versions(wrong)[1:]] == [("Đề nghị tỉnh hỗ trợ thiết bị.", "Không có.")]


def test_an_answer_of_which_some_was_read_by_one_sign_waits_as_a_whole(wrong, inbox):
    (request,) = returned(wrong).files
    answered(request, inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    book = openpyxl.load_workbook(inbox / "b.xlsx")
    grid = grid_of(book, INDICATORS_GRID)
    book[grid.sheet].cell(grid.rows["2.4"] + 1, 1).value = None
    book[grid.sheet][grid.address("2.4", "code")] = None
    book.save(inbox / "b.xlsx")
    assert received(collected(wrong, inbox), "b.xlsx")[0] == "held"
    assert (raw(wrong)["2.1.value"], raw(wrong)["2.4.people"]) == ("2.6x0", "3")
    assert {line[0] for line in versions(wrong)} == {None, "2.1", "2.4"}


def test_practices_of_the_answer_are_taken_with_a_yes(wrong, inbox):
    (request,) = returned(wrong).files
    type_in(answered(request, inbox / "b.xlsx"), practices=[{"name": "Chợ số"}])
    collected(wrong, inbox)
    before = [row["name"] for row in ledger_of(wrong).practices]
    with opened(wrong, "open_unit") as book:
        rows = book.read_table(FINDINGS_TABLE)
        chosen = [row | {"choice": "Lấy số mới" if row["rule"] == "versions" else None} for row in rows]
        book.replace_rows(FINDINGS_TABLE, chosen)
        book.save()
    validated(wrong)
    assert (before, [row["name"] for row in ledger_of(wrong).practices]) == (
        ["Tổ công nghệ số đến từng nhà"], ["Chợ số"],
    )  # fmt: skip
    assert [row["text"] for row in ledger_of(wrong).narrative] == list(NARRATIVE.values())


def test_a_reason_sent_twice_is_told_once(wrong, inbox):
    (request,) = returned(wrong).files
    for name in ("b.xlsx", "c.xlsx"):
        answered(request, inbox / name, {"2.1": "260" if name == "b.xlsx" else "261"}, {"2": "Lớp nhỏ"})
        collected(wrong, inbox)
    assert raw(wrong)["2.4.explanation"] == "Lớp nhỏ"


# --- where the unit's own file cannot go back -----------------------------------------------------------------------


def test_a_file_of_another_kind_comes_back_as_a_new_form_filled(master, inbox, soffice):
    form = filled_form(REGIME, UNIT, inbox.parent / "bao cao.xlsx", WRONG)
    shutil.copy(soffice(form, "ods"), inbox / "bao cao.ods")
    collected(master, inbox)
    outcome = returned(master)
    assert "biểu mẫu mới điền sẵn số liệu: Xã Giao Ninh." in outcome.message
    book = openpyxl.load_workbook(outcome.files[0])
    assert "không phải tệp Excel .xlsx" in book["Cần sửa"]["B6"].value
    assert unlocked(book, INDICATORS_GRID) == ERRORS
    grid = grid_of(book, INDICATORS_GRID)
    shown = {place: book[grid.sheet][grid.address(*split(place))].value for place in WRONG}
    assert shown == WRONG
    documents = grid_of(book, DOCUMENTS_GRID)
    assert book[documents.sheet].cell(documents.lines[0] + 1, documents.columns["number"] + 1).value == "12-KH/ĐU"
    narrative = grid_of(book, NARRATIVE_GRID)
    assert book[narrative.sheet][narrative.address("proposals", "text")].value == "Đề nghị tỉnh hỗ trợ thiết bị."
    answered(outcome.files[0], inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350"})
    assert received(collected(master, inbox), "b.xlsx")[0] == "accepted"


def test_what_was_typed_from_paper_goes_out_in_a_new_form(master, inbox):
    (inbox / "Xã Giao Ninh.pdf").write_bytes(b"%PDF-1.7 a")
    collected(master, inbox)
    with opened(master, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        typed = {place: text for place, text in WRONG.items() if not place.startswith("1.1")}
        book.set_cells(grid.sheet, {grid.address(*split(place)): text for place, text in typed.items()})
        book.save()
    outcome = returned(master)
    book = openpyxl.load_workbook(outcome.files[0])
    assert "do cơ quan tổng hợp nhập" in book["Cần sửa"]["B6"].value
    assert unlocked(book, INDICATORS_GRID) == ERRORS | {"1.1.value", "1.1.answer"}
    answered(outcome.files[0], inbox / "b.xlsx", {"2.1": "260", "2.4.people": "350", "1.1": "Không"})
    assert received(collected(master, inbox), "b.xlsx")[0] == "accepted"
    assert ledger_of(master).tracking[UNIT].channel == "Nhập tay"


def test_a_lost_original_is_replaced_by_a_new_form(wrong):
    shutil.rmtree(wrong.parent / "Đã nhận")
    book = openpyxl.load_workbook(returned(wrong).files[0])
    assert "không còn trong thư mục Đã nhận" in book["Cần sửa"]["B6"].value


def test_a_form_with_damaged_keys_comes_back_as_a_new_one(master, inbox):
    form = filled_form(REGIME, UNIT, inbox / "a.xlsx", WRONG)
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    book[grid.sheet].cell(grid.rows["2.4"] + 1, 1).value = None
    book.save(form)
    collected(master, inbox)
    assert raw(master)["2.4.people"] == "3"
    book = openpyxl.load_workbook(returned(master).files[0])
    assert "có ô ở dòng, cột ẩn bị mất hoặc nằm sai chỗ" in book["Cần sửa"]["B6"].value
    assert unlocked(book, INDICATORS_GRID) == ERRORS


def test_many_units_are_one_short_sentence(master, inbox, monkeypatch):
    for unit in REGIME.unit:
        filled_form(REGIME, unit, inbox / f"{unit}.xlsx", WRONG)
    collected(master, inbox)
    assert len(returned(master).files) == 3
    monkeypatch.setattr("bdhvs_xl.checks.same_texts._NAMED", 1)
    assert "nội dung không đổi: Xã Giao Ninh và 2 đơn vị khác." in returned(master).message


def test_nothing_received_nothing_returned(master):
    outcome = returned(master)
    assert (outcome.files, outcome.to_open) == ([], None)
    assert date(2026, 5, 22).isoformat() not in str(list(master.parent.iterdir()))
