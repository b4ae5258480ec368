"""Tạo biểu mẫu on a real master: the folder, what is set aside, what the master remembers."""

from dataclasses import replace
from datetime import datetime

import pytest
from support.small_regime import small_regime

from bdhvs_xl.buttons import issue_forms, undo
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.tables import INDICATORS_TABLE, LOG_TABLE, TRACKING_TABLE

NAMES = [
    "14212-xa-giao-ninh-2025-07-01_2026-05-17.xlsx",
    "13669-phuong-nam-dinh-2025-07-01_2026-05-17.xlsx",
    "LDLD-lien-doan-lao-dong-tinh-2025-07-01_2026-05-17.xlsx",
    "bieu-mau-chung-2025-07-01_2026-05-17.xlsx",
]


@pytest.fixture
def master(tmp_path):
    path = tmp_path / "master.xlsx"
    build_master(small_regime(), path)
    return path


def press(master, day: int, change=lambda book: None):
    """Press the button on a day of May 2026, after a change to the book."""
    with FileBook(master, button="issue_forms", now=datetime(2026, 5, day, 9, 30), user="Cán bộ tổng hợp") as book:
        change(book)
        return issue_forms.run(book)


def table(master, which) -> list[dict]:
    with FileBook(master) as book:
        return book.read_table(which)


def test_a_form_for_every_unit_and_the_common_form(master):
    outcome = press(master, 18)
    folder = master.parent / "Biểu mẫu"
    assert (outcome.files, outcome.to_open) == ([folder / name for name in NAMES], folder)
    assert sorted(p.name for p in folder.iterdir()) == sorted(NAMES)
    assert outcome.message == "Có 3 biểu mẫu đơn vị và 1 biểu mẫu chung trong thư mục “Biểu mẫu”."
    assert [p.name for p in master.parent.iterdir() if p.name.startswith("~")] == []


def test_the_master_remembers_when_and_who(master):
    press(master, 18)
    assert [(row["unit"], row["sent"], row["status"]) for row in table(master, TRACKING_TABLE)] == [
        ("14212", "18/5/2026", "Chưa gửi"),
        ("13669", "18/5/2026", "Chưa gửi"),
        ("LDLD", "18/5/2026", "Chưa gửi"),
    ]
    line = table(master, LOG_TABLE)[-1]
    assert (line["who"], line["button"], line["subject"], line["file"]) == (
        "Cán bộ tổng hợp", "Tạo biểu mẫu", "Có 3 biểu mẫu đơn vị và 1 biểu mẫu chung", "Biểu mẫu",
    )  # fmt: skip


def test_other_columns_of_tracking_are_kept_and_missing_units_added(master):
    def note(book):
        rows = book.read_table(TRACKING_TABLE)[:1]
        book.replace_rows(TRACKING_TABLE, [rows[0] | {"note": "Gọi lại", "extension": "25/5/2026"}])

    press(master, 18, note)
    rows = table(master, TRACKING_TABLE)
    assert [(row["unit"], row["note"], row["extension"], row["deadline"]) for row in rows] == [
        ("14212", "Gọi lại", "25/5/2026", "20/5/2026"),
        ("13669", None, None, "22/5/2026"),
        ("LDLD", None, None, "22/5/2026"),
    ]


def test_issued_again_unchanged_nothing_moves(master):
    press(master, 18)
    before = {p.name: p.stat().st_mtime_ns for p in (master.parent / "Biểu mẫu").iterdir()}
    outcome = press(master, 19)
    assert {p.name: p.stat().st_mtime_ns for p in (master.parent / "Biểu mẫu").iterdir()} == before
    assert "3 biểu mẫu không thay đổi" in outcome.message
    assert {row["sent"] for row in table(master, TRACKING_TABLE)} == {"18/5/2026"}


def test_issued_again_after_undo_the_day_is_written_again(master):
    press(master, 18)
    with FileBook(master, button="undo", now=datetime(2026, 5, 19, 8), user="Cán bộ tổng hợp") as book:
        undo.run(book)
    assert {row["sent"] for row in table(master, TRACKING_TABLE)} == {None}
    assert "3 biểu mẫu không thay đổi" in press(master, 19).message
    assert {row["sent"] for row in table(master, TRACKING_TABLE)} == {"19/5/2026"}


def test_a_form_someone_typed_into_and_a_strangers_file_are_set_aside(master):
    press(master, 18)
    folder = master.parent / "Biểu mẫu"
    (folder / NAMES[0]).write_bytes(b"typed into")
    (folder / "khac.xlsx").write_bytes(b"something else")
    outcome = press(master, 19)
    aside = folder / "Bản cũ 2026-05-19"
    assert {p.name: p.read_bytes() for p in aside.iterdir()} == {
        NAMES[0]: b"typed into",
        "khac.xlsx": b"something else",
    }
    assert "“Biểu mẫu/Bản cũ 2026-05-19”" in outcome.message
    assert [row["sent"] for row in table(master, TRACKING_TABLE)] == ["19/5/2026", "18/5/2026", "18/5/2026"]


def test_a_new_revision_sets_all_older_forms_aside_each_time_in_a_folder_of_its_own(master):
    def drop_last(book):
        rows = book.read_table(INDICATORS_TABLE)
        book.replace_rows(INDICATORS_TABLE, rows[:-1])

    press(master, 18)
    press(master, 18, drop_last)
    press(master, 18, drop_last)
    folder = master.parent / "Biểu mẫu"
    asides = [folder / "Bản cũ 2026-05-18", folder / "Bản cũ 2026-05-18 (2)"]
    assert [sorted(p.name for p in aside.iterdir()) for aside in asides] == [sorted(NAMES)] * 2


def test_a_file_where_the_folder_must_be_is_named(master):
    (master.parent / "Biểu mẫu").write_text("ghi chú")
    with pytest.raises(UserError, match="ghi được “Biểu mẫu”: đã có một tệp trùng tên với thư mục cần dùng"):
        press(master, 20)
    assert (master.parent / "Biểu mẫu").read_text() == "ghi chú"


def test_without_units_the_user_is_told_what_to_do(tmp_path):
    build_master(replace(small_regime(), units=(), schedule=()), tmp_path / "master.xlsx")
    with pytest.raises(UserError, match="Trang Đơn vị chưa có đơn vị nào"):
        press(tmp_path / "master.xlsx", 18)
    assert not (tmp_path / "Biểu mẫu").exists()
