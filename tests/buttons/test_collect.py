"""Nhận báo cáo on a real master: every file ends somewhere, and the tables show what came."""

import os
import shutil
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from support.filled_forms import ANSWERS, blank_form, filled_form, grid_of, put, type_in
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.buttons import collect, rebuild, validate
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import not_asked, unit_sheet_values
from bdhvs_xl.master.layout import IDENTITY_GRID, INDICATORS_GRID
from bdhvs_xl.master.tables import DOCUMENTS_TABLE, FINDINGS_TABLE, LOG_TABLE, NARRATIVE_TABLE
from bdhvs_xl.results import GoTo

pytestmark = pytest.mark.slow


REGIME = small_regime()
START = datetime(2026, 5, 20, 8)


@pytest.fixture
def master(tmp_path):
    (tmp_path / "tinh").mkdir()
    return made_master(tmp_path / "tinh", {})


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def sent(path: Path, days: int) -> Path:
    """The file as if it had been changed some days after the start."""
    moment = (START + timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def collected(master, folder):
    with opened(master, "collect") as book:
        return collect.run(book, folder)


def validated(master):
    with opened(master, "validate") as book:
        return validate.run(book)


def ledger_of(master):
    with opened(master, "open_unit") as book:
        return ledgers.load_ledger(book)


def table(master, which):
    with opened(master, "open_unit") as book:
        return book.read_table(which)


def results(outcome) -> dict[str, tuple[str, str]]:
    return {file.file: (file.unit, file.status) for file in outcome.received}


def values(master, unit="14212") -> dict[str, tuple[object, str]]:
    return {f"{i}.{c}": (v.value, v.raw) for (i, c), v in ledger_of(master).values[unit].items()}


EXPECTED = {
    "1.1.value": ("Có", "Có"),
    "1.1.evidence": ("Kế hoạch số 12-KH/ĐU ngày 20/9/2025", "Kế hoạch số 12-KH/ĐU ngày 20/9/2025"),
    "2.1.value": (2610.0, "2.610"),
    "2.2.value": (3.0, "3"),
    "2.2.evidence": ("VNeID; iHanoi; MOOC", "VNeID; iHanoi; MOOC"),
    "2.4.value": (12.0, "12 (350)"),
    "2.4.people": (350.0, "350"),
    "2.10.numerator": (40.0, "40"),
    "2.10.denominator": (43.0, "43"),
    "2.11.answer": ("Không phát sinh", "Không phát sinh"),
    "2.11.explanation": ("Sẽ tổng kết cuối năm", "Sẽ tổng kết cuối năm"),
}


def test_a_form_fills_the_tables_and_the_unit_sheet(master, inbox):
    filled_form(REGIME, "14212", inbox / "bao cao.xlsx")
    outcome = collected(master, inbox)
    assert results(outcome) == {"bao cao.xlsx": ("14212", "accepted_with_warnings")}
    assert values(master) == EXPECTED
    tracked = ledger_of(master).tracking["14212"]
    assert (tracked.file, tracked.received, tracked.channel) == (
        "14212 Xã Giao Ninh/bao cao.xlsx", "22/5/2026 08:30", "Biểu mẫu",
    )  # fmt: skip
    assert (master.parent / "Đã nhận" / tracked.file).read_bytes() == (inbox / "bao cao.xlsx").read_bytes()
    assert [(r["unit"], r["number"], r["date"], r["indicator"], r["file"]) for r in table(master, DOCUMENTS_TABLE)] == [
        ("14212", "12-KH/ĐU", "20/9/2025", "1.1", tracked.file)
    ]
    assert [(r["unit_name"], r["section"]) for r in table(master, NARRATIVE_TABLE)] == [
        ("Xã Giao Ninh", "leading_done"), ("Xã Giao Ninh", "proposals"),
    ]  # fmt: skip
    with opened(master, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        shown = {p: grid.value(*p.rsplit(".", 1)) for p in EXPECTED}
        assert shown == {place: raw for place, (_, raw) in EXPECTED.items()}
        assert grid.value("2.10", "percent") == 93.02
        assert grid.value("#source", "name") == f"Biểu mẫu: {tracked.file}, nhận 22/5/2026 08:30"
    assert outcome.message.startswith("1 tệp: 1 nhận.")
    assert outcome.landing == GoTo("Theo dõi", "tblTheoDoi")


def test_collected_again_nothing_is_read_or_changed(master, inbox):
    filled_form(REGIME, "14212", inbox / "a.xlsx")
    collected(master, inbox)
    before = ledger_of(master)
    shutil.copy(inbox / "a.xlsx", inbox / "bản sao.xlsx")
    outcome = collected(master, inbox)
    assert results(outcome) == {"a.xlsx": ("14212", "unchanged"), "bản sao.xlsx": ("14212", "unchanged")}
    assert (ledger_of(master), outcome.landing) == (before, None)
    assert [row["subject"] for row in table(master, LOG_TABLE)][-1] == "2 tệp: 2 đã nhận từ trước."


def test_bad_files_are_turned_away_with_the_reason_and_the_rest_goes_on(master, inbox):
    filled_form(REGIME, "14212", inbox / "tốt.xlsx")
    (inbox / "rỗng.xlsx").write_bytes(b"")
    (inbox / "hỏng 13669.xlsx").write_bytes((inbox / "tốt.xlsx").read_bytes()[:5000])
    foreign = openpyxl.Workbook()
    foreign.save(inbox / "khác.xlsx")
    blank_form(REGIME, "13669", inbox / "trắng.xlsx")
    relabelled = filled_form(REGIME, "13669", inbox / "đổi mã.xlsx")
    book = openpyxl.load_workbook(relabelled)
    put(book, IDENTITY_GRID, "unit_code", "value", "LDLD")
    book.save(relabelled)
    (inbox / "phim.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    outcome = collected(master, inbox)
    assert results(outcome) == {
        "tốt.xlsx": ("14212", "accepted_with_warnings"), "rỗng.xlsx": ("", "rejected"),
        "hỏng 13669.xlsx": ("13669", "rejected"),
        "khác.xlsx": ("", "rejected"), "trắng.xlsx": ("", "rejected"), "đổi mã.xlsx": ("", "rejected"),
        "phim.mp4": ("", "rejected"),
    }  # fmt: skip
    reasons = {file.file: file.reason for file in outcome.received}
    assert "0 byte" in reasons["rỗng.xlsx"] and "hỏng" in reasons["hỏng 13669.xlsx"]
    assert "không phải biểu mẫu" in reasons["khác.xlsx"] and "chưa điền" in reasons["trắng.xlsx"]
    assert "đã phát cho Phường Nam Định (13669)" in reasons["đổi mã.xlsx"]
    kept = {p.name for p in (master.parent / "Đã nhận" / "_Không nhận được").iterdir()}
    assert kept == {"hỏng 13669.xlsx", "khác.xlsx", "trắng.xlsx", "đổi mã.xlsx", "phim.mp4"}
    ledger = ledger_of(master)
    assert ledger.tracking["13669"].status == "rejected"
    assert "hỏng" in ledger.tracking["13669"].note
    assert set(ledger.values) == {"14212"}


def test_a_rejected_file_is_tried_again_and_kept_once(master, inbox):
    (inbox / "hỏng.xlsx").write_bytes(b"PK\x03\x04")
    collected(master, inbox)
    assert results(collected(master, inbox)) == {"hỏng.xlsx": ("", "rejected")}
    assert [p.name for p in (master.parent / "Đã nhận" / "_Không nhận được").iterdir()] == ["hỏng.xlsx"]


def test_documents_wait_for_entry_where_the_unit_is_told(master, inbox):
    (inbox / "Xã Giao Ninh.pdf").write_bytes(b"%PDF-1.7 a")
    (inbox / "scan001.pdf").write_bytes(b"%PDF-1.7 b")
    outcome = collected(master, inbox)
    assert results(outcome) == {"Xã Giao Ninh.pdf": ("14212", "awaiting_entry"), "scan001.pdf": ("", "awaiting_entry")}
    assert ledger_of(master).tracking["14212"].status == "awaiting_entry"
    assert (
        "không cho biết đơn vị" in outcome.received[1].reason or "không cho biết đơn vị" in outcome.received[0].reason
    )
    again = collected(master, inbox)
    assert results(again) == {"Xã Giao Ninh.pdf": ("14212", "unchanged"), "scan001.pdf": ("", "awaiting_entry")}


def test_what_is_typed_for_a_scan_is_the_report(master, inbox):
    (inbox / "Xã Giao Ninh.pdf").write_bytes(b"%PDF-1.7 a")
    collected(master, inbox)
    with opened(master, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        book.set_cells(grid.sheet, {grid.address("2.1", "value"): "7", grid.address("2.10", "numerator"): "3"})
        book.save()
    validated(master)
    ledger = ledger_of(master)
    found = ledger.values["14212"]
    assert {p: (v.value, v.channel, v.cell) for p, v in found.items()} == {
        ("2.1", "value"): (7.0, "Nhập tay", f"14212 Xã Giao Ninh!{grid.address('2.1', 'value')}"),
        ("2.10", "numerator"): (3.0, "Nhập tay", f"14212 Xã Giao Ninh!{grid.address('2.10', 'numerator')}"),
    }
    assert (ledger.tracking["14212"].status, ledger.tracking["14212"].channel) == ("returned", "Nhập tay")
    typed = [
        (r["unit"], r["before"], r["after"]) for r in table(master, LOG_TABLE) if r["button"] == "Nhập ở trang đơn vị"
    ]
    assert typed == [("14212", None, "7"), ("14212", None, "3")]


@pytest.fixture
def two_versions(master, inbox):
    """The earlier file has 12 classes; the later one 14, one document less and another proposal."""
    sent(filled_form(REGIME, "14212", inbox / "z lần 1.xlsx"), 0)
    later = filled_form(REGIME, "14212", inbox / "a lần 2.xlsx", {**ANSWERS, "2.4": "14 (400)"})
    sent(type_in(later, {"2.11.explanation": None}, narrative={"proposals": "Không có."}), 1)
    return collected(master, inbox)


def differences(master) -> list[tuple]:
    rows = table(master, FINDINGS_TABLE)
    return [(r["indicator"], r["column"], r["raw"], r["other"]) for r in rows if r["rule"] == "versions"]


def choose(master, choose_row) -> None:
    with opened(master, "open_unit") as book:
        rows = book.read_table(FINDINGS_TABLE)
        book.replace_rows(FINDINGS_TABLE, [row | {"choice": choose_row(row) or row["choice"]} for row in rows])
        book.save()


def logged_choices(master) -> list[tuple]:
    rows = table(master, LOG_TABLE)
    return [(r["subject"], r["before"], r["after"]) for r in rows if r["button"] == "Chọn giữa hai bản"]


DIFFERENT = [
    (None, None, "14212 Xã Giao Ninh/z lần 1.xlsx", "14212 Xã Giao Ninh/a lần 2.xlsx"),
    (None, None, "Đề nghị tỉnh hỗ trợ thiết bị.", "Không có."),
    ("2.4", "Kết quả", "12 (350)", "14 (400)"),
    ("2.4", "Số người", "350", "400"),
    ("2.11", "Lý do/ghi chú", "Sẽ tổng kết cuối năm", None),
]


def test_a_second_differing_file_is_held_and_the_first_stays(master, two_versions):
    assert results(two_versions) == {
        "z lần 1.xlsx": ("14212", "returned"), "a lần 2.xlsx": ("14212", "held"),
    }  # fmt: skip
    assert two_versions.landing == GoTo("Kiểm tra", "tblKiemTra", "Mức độ", ("Lỗi",))
    assert values(master) == EXPECTED
    assert differences(master) == DIFFERENT
    assert ledger_of(master).tracking["14212"].held_file == "14212 Xã Giao Ninh/a lần 2.xlsx"
    validated(master)
    assert differences(master) == DIFFERENT


def test_a_report_that_waits_can_still_be_compared_after_a_rebuild(master, two_versions):
    choose(master, lambda row: "Lấy số mới" if row["column"] == "Số người" else None)
    with opened(master, "rebuild") as book:
        rebuild.run(book)
    assert values(master)["2.4.people"] == (400, "400")
    assert differences(master) == [line for line in DIFFERENT if line[1] != "Số người"]


def test_the_choice_for_the_whole_report_takes_all_but_what_was_kept_by_itself(master, two_versions):
    def wish(row):
        if row["rule"] == "versions":
            return (
                "Giữ số hiện có" if row["column"] == "Lý do/ghi chú" else (None if row["indicator"] else "Lấy số mới")
            )
        return None

    choose(master, wish)
    validated(master)
    now = values(master)
    assert (now["2.4.value"], now["2.4.people"]) == ((14.0, "14 (400)"), (400.0, "400"))
    assert now["2.11.explanation"][1] == "Sẽ tổng kết cuối năm"
    assert {r["section"]: r["text"] for r in table(master, NARRATIVE_TABLE)}["proposals"] == "Không có."
    tracked = ledger_of(master).tracking["14212"]
    assert (tracked.held_file, tracked.file) == ("", "14212 Xã Giao Ninh/z lần 1.xlsx")
    assert differences(master) == []
    chosen = logged_choices(master)
    assert ("Chỉ số 2.4, cột “Kết quả”: lấy số mới", "12 (350)", "14 (400)") in chosen
    assert ("Chỉ số 2.11, cột “Lý do/ghi chú”: giữ số hiện có", *["Sẽ tổng kết cuối năm"] * 2) in chosen
    assert chosen[-1] == ("Đã chọn xong", None, None)


def test_choosing_one_place_leaves_the_rest_waiting(master, two_versions):
    choose(master, lambda row: "Lấy số mới" if (row["rule"], row["column"]) == ("versions", "Kết quả") else None)
    validated(master)
    assert values(master)["2.4.value"] == (14.0, "14 (400)")
    assert values(master)["2.4.people"] == (350.0, "350")
    assert len(differences(master)) == len(DIFFERENT) - 1
    assert ledger_of(master).tracking["14212"].held_file


def test_a_place_kept_is_logged_once_all_is_decided(master, two_versions):
    choose(master, lambda row: "Giữ số hiện có" if (row["rule"], row["column"]) == ("versions", "Kết quả") else None)
    validated(master)
    assert (differences(master), logged_choices(master)) == (DIFFERENT, [])
    choose(master, lambda row: "Giữ số hiện có" if row["rule"] == "versions" else None)
    validated(master)
    kept = ("Chỉ số 2.4, cột “Kết quả”: giữ số hiện có", "12 (350)", "12 (350)")
    assert [line for line in logged_choices(master) if "“Kết quả”" in line[0]] == [kept]


def test_a_waiting_file_that_is_gone_is_told_with_what_to_do(master, two_versions):
    (master.parent / "Đã nhận" / "14212 Xã Giao Ninh" / "a lần 2.xlsx").unlink()
    validated(master)
    (told,) = [row for row in table(master, FINDINGS_TABLE) if row["rule"] == "versions"]
    assert (told["message"], told["cure"]) == (
        "Không mở lại được bản đang chờ chọn. Không thấy tệp “14212 Xã Giao Ninh/a lần 2.xlsx” trong thư mục Đã nhận.",
        "Nhận lại tệp này.",
    )


def test_a_choice_counts_only_for_the_file_it_was_made_for(master, inbox, two_versions):
    choose(master, lambda row: "Giữ số hiện có" if (row["rule"], row["column"]) == ("versions", "Kết quả") else None)
    sent(filled_form(REGIME, "14212", inbox / "lần 3.xlsx", {**ANSWERS, "2.4": "99 (999)"}), 2)
    outcome = collected(master, inbox)
    assert results(outcome)["lần 3.xlsx"] == ("14212", "held")
    assert "Bản chờ trước đó (14212 Xã Giao Ninh/a lần 2.xlsx)" in outcome.received[-1].reason
    rows = [r for r in table(master, FINDINGS_TABLE) if r["rule"] == "versions"]
    assert {(r["column"], r["other"], r["choice"]) for r in rows if r["indicator"]} == {
        ("Kết quả", "99 (999)", None), ("Số người", "999", None),
    }  # fmt: skip
    assert (master.parent / "Đã nhận" / "14212 Xã Giao Ninh" / "a lần 2.xlsx").is_file()


def test_keeping_all_ends_the_wait(master, two_versions):
    choose(master, lambda row: None if row["indicator"] else "Giữ số hiện có")
    validated(master)
    assert values(master) == EXPECTED
    assert (differences(master), ledger_of(master).tracking["14212"].held_file) == ([], "")


def test_taking_all_makes_the_later_file_the_present_one(master, two_versions):
    choose(master, lambda row: None if row["indicator"] else "Lấy số mới")
    validated(master)
    tracked = ledger_of(master).tracking["14212"]
    assert (tracked.held_file, tracked.file) == ("", "14212 Xã Giao Ninh/a lần 2.xlsx")
    assert "2.11.explanation" not in values(master)
    taken = values(master)
    validated(master)
    assert values(master) == taken


def test_taking_all_of_a_form_that_asks_more_takes_that_it_was_asked(master, inbox):
    without = {place: text for place, text in ANSWERS.items() if not place.startswith("2.2")}
    sent(filled_form(REGIME, "14212", inbox / "a.xlsx", without), 0)
    collected(master, inbox)
    with opened(master, "rebuild") as book:
        ledger = ledgers.load_ledger(book)
        assert not_asked.mark_not_asked(ledger, ["2.2"]) == ["14212"]
        ledgers.save_ledger(book, ledger)
        unit_sheet_values.fill_unit_sheets(book, REGIME, ledger, ["14212"])
        book.save()
    sent(filled_form(REGIME, "14212", inbox / "b.xlsx", {**without, "2.1": "9"}), 1)
    collected(master, inbox)
    assert values(master)["2.2.answer"][1] == "Biểu mẫu chưa hỏi"
    choose(master, lambda row: None if row["indicator"] else "Lấy số mới")
    validated(master)
    assert "2.2.answer" not in values(master)


def test_what_was_read_by_one_sign_alone_waits_for_a_yes(master, inbox):
    form = filled_form(REGIME, "14212", inbox / "a.xlsx")
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    row = grid.rows["2.1"] + 1
    book[grid.sheet].cell(row, 1).value = None
    book[grid.sheet].cell(row, grid.columns["name"] + 1).value = "Số khác"
    book.save(form)
    outcome = collected(master, inbox)
    assert results(outcome) == {"a.xlsx": ("14212", "held")}
    assert "đọc chưa chắc" in outcome.received[0].reason
    ledger = ledger_of(master)
    assert (ledger.values, ledger.tracking["14212"].status) == ({}, "awaiting_entry")
    summary = next(row["message"] for row in table(master, FINDINGS_TABLE) if row["rule"] == "versions")
    assert "có chỗ đọc chưa chắc nên chưa số nào được nhận" in summary
    told = [row["message"] for row in table(master, FINDINGS_TABLE) if row["rule"] == "form_healed_unsure"]
    assert told == [f"Dòng {row} được đọc là chỉ số 2.1: chỉ theo mã nhìn thấy; không có dấu hiệu khác khớp."]
    validated(master)
    assert [row["message"] for row in table(master, FINDINGS_TABLE) if row["rule"] == "form_healed_unsure"] == told
    choose(master, lambda row: None if row["indicator"] else "Lấy số mới")
    validated(master)
    assert values(master) == EXPECTED
    tracked = ledger_of(master).tracking["14212"]
    assert (tracked.held_file, tracked.file, tracked.status) == (
        "", "14212 Xã Giao Ninh/a.xlsx", "accepted_with_warnings",
    )  # fmt: skip


def test_a_file_never_overwrites_what_was_typed(master, inbox):
    with opened(master, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        book.set_cells(grid.sheet, {grid.address("2.1", "value"): "9"})
        book.save()
    filled_form(REGIME, "14212", inbox / "a.xlsx")
    assert results(collected(master, inbox)) == {"a.xlsx": ("14212", "held")}
    assert values(master) == {"2.1.value": (9.0, "9")}
    assert ("2.1", "Kết quả", "9", "2.610") in differences(master)


def test_the_same_content_in_another_file_is_only_noted(master, inbox):
    sent(filled_form(REGIME, "14212", inbox / "a.xlsx"), 0)
    copy = inbox / "b.xlsx"
    shutil.copy(inbox / "a.xlsx", copy)
    book = openpyxl.load_workbook(copy)
    book.properties.title = "Bản khác"
    book.save(copy)
    sent(copy, 1)
    outcome = collected(master, inbox)
    assert results(outcome) == {"a.xlsx": ("14212", "accepted_with_warnings"), "b.xlsx": ("14212", "unchanged")}
    assert "giống bản đang dùng" in outcome.received[1].reason


def test_archives_folders_and_equal_names(master, inbox):
    first = filled_form(REGIME, "14212", inbox / "bao cao.xlsx")
    with zipfile.ZipFile(inbox / "gửi.zip", "w") as archive:
        second = filled_form(REGIME, "13669", inbox.parent / "bao cao.xlsx")
        archive.write(second, "trong/bao cao.xlsx")
        archive.writestr("../ra ngoài.xlsx", b"x")
    (inbox / "lan 2").mkdir()
    sent(filled_form(REGIME, "14212", inbox / "lan 2" / "bao cao.xlsx", {"2.1": "1"}), 9)
    sent(first, 0)
    outcome = collected(master, inbox)
    assert results(outcome) == {
        "bao cao.xlsx": ("14212", "returned"),
        "gửi.zip/trong/bao cao.xlsx": ("13669", "accepted_with_warnings"),
        "lan 2/bao cao.xlsx": ("14212", "held"), "gửi.zip/../ra ngoài.xlsx": ("", "rejected"),
    }  # fmt: skip
    kept = master.parent / "Đã nhận"
    assert sorted(p.relative_to(kept).as_posix() for p in kept.rglob("*.xlsx")) == [
        "13669 Phường Nam Định/bao cao.xlsx", "14212 Xã Giao Ninh/bao cao (2).xlsx", "14212 Xã Giao Ninh/bao cao.xlsx",
    ]  # fmt: skip


def test_the_masters_own_folders_hold_nothing_new(master, inbox):
    filled_form(REGIME, "14212", inbox / "a.xlsx")
    collected(master, inbox)
    assert collected(master, master.parent).received == []
    assert results(collected(master, master.parent / "Đã nhận")) == {
        "14212 Xã Giao Ninh/a.xlsx": ("14212", "unchanged")
    }


def test_an_empty_folder_says_so(master, inbox):
    assert collected(master, inbox).message == "Thư mục không có tệp nào."
