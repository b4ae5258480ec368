"""The closed file as a book: when it writes, who may, and what it refuses to read."""

import json
import os
import platform
import re
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from support.small_master import LAST, PATTERN, VALUES, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book import atomic
from bdhvs_xl.master.book.backup import list_backups
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import Column, Table

NOW = datetime(2026, 5, 27, 9, 30, 12)


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return build_master(tmp_path / "Tổng hợp.xlsx")


def opened(path: Path, button: str = "collect", user: str = "Chị An") -> FileBook:
    return FileBook(path, button=button, now=NOW, user=user)


def lock_of(path: Path) -> Path:
    return path.with_suffix(".khoa")


def hold(path: Path, **changes: object) -> None:
    holder = {"who": "Anh Bình", "host": platform.node(), "pid": os.getpid(), "since": "2026-05-27 08:00:00"}
    lock_of(path).write_text(json.dumps({**holder, "button": "collect", **changes}), encoding="utf-8")


def test_saving_backs_up_once_and_leaves_nothing_else(master: Path) -> None:
    before = master.read_bytes()
    with opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        book.save()
        book.set_cells(LAST, {"A1": 2})
        book.save()
    assert [(b.button, b.when, b.path.read_bytes()) for b in list_backups(master)] == [("collect", NOW, before)]
    assert sorted(p.name for p in master.parent.iterdir()) == ["Sao lưu", "Tổng hợp.xlsx"]


def test_nothing_changed_writes_nothing(master: Path) -> None:
    before = master.stat()
    with opened(master) as book:
        book.read_table(VALUES)
        book.save()
    assert (master.stat().st_mtime_ns, master.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list_backups(master) == []


def test_the_lock_says_who_where_and_since_when(master: Path) -> None:
    with opened(master):
        held = json.loads(lock_of(master).read_text(encoding="utf-8"))
        assert held == {
            "who": "Chị An", "host": platform.node(), "pid": os.getpid(), "since": "2026-05-27 09:30:12",
            "button": "collect",
        }  # fmt: skip
        mine = r"Nút “Nhận báo cáo” bạn bấm từ 09:30 ngày 27/5/2026 đang chạy.*xóa tệp “Tổng hợp\.khoa”"
        with pytest.raises(UserError, match=mine), opened(master):
            pass
        assert FileBook(master).read_table(VALUES)
    assert not lock_of(master).exists()


def test_a_failed_button_lets_go(master: Path) -> None:
    before = master.read_bytes()
    with pytest.raises(ZeroDivisionError), opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        _ = 1 // 0
    assert not lock_of(master).exists()
    assert master.read_bytes() == before


def test_the_lock_of_a_dead_process_is_taken_over(master: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    hold(master, pid=ended.pid)
    with opened(master):
        assert json.loads(lock_of(master).read_text(encoding="utf-8"))["who"] == "Chị An"


@pytest.mark.parametrize(
    "changes", [{"pid": os.getppid(), "since": "2126-01-01 08:00:00"}, {"host": "MAY-KHAC", "pid": 1}]
)
def test_the_lock_of_someone_at_work_holds(master: Path, changes: dict[str, object]) -> None:
    hold(master, **changes)
    with (
        pytest.raises(UserError, match=r"đang được Anh Bình \(máy .+\) dùng từ .*xóa tệp “Tổng hợp\.khoa”"),
        opened(master),
    ):
        pass
    assert lock_of(master).exists()


def test_an_unreadable_lock_holds(master: Path) -> None:
    lock_of(master).write_bytes(b"{")
    with pytest.raises(UserError, match=r"“Tổng hợp\.khoa” bị hỏng.*không rõ ai đang dùng"), opened(master):
        pass


def test_the_lock_of_a_process_that_died_taking_it_is_taken_over(master: Path) -> None:
    lock_of(master).touch()
    with opened(master) as book:
        assert book.read_table(VALUES)
    assert not lock_of(master).exists()


def test_without_a_button_a_book_is_read_only(master: Path) -> None:
    with FileBook(master) as book:
        assert not lock_of(master).exists()
        book.set_cells(LAST, {"A1": 1})
        with pytest.raises(ValueError, match="button"):
            book.save()


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Không thấy tệp “.*x\.xlsx”"), opened(tmp_path / "x.xlsx"):
        pass


def test_a_read_only_file_is_a_problem_before_anything_is_done(master: Path) -> None:
    master.chmod(0o444)
    with pytest.raises(UserError, match="chỉ được đọc"), opened(master):
        pass
    assert not lock_of(master).exists()


def test_a_file_that_excel_keeps_open_is_a_problem(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = master.read_bytes()

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(atomic, "PATIENCE", 0.2)
    with pytest.raises(UserError, match=r"đang mở trong Excel\. Hãy đóng tệp rồi làm lại"), opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        monkeypatch.setattr(Path, "replace", refuse)
        book.save()
    assert master.read_bytes() == before
    assert not list(master.parent.rglob("*.tmp"))


def test_a_file_that_is_held_for_a_moment_is_waited_for(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a virus scanner holds what was just saved."""
    real, refusals = Path.replace, [PermissionError(13, "in use"), PermissionError(13, "in use")]

    def slow(path: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return real(path, target)

    with opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        monkeypatch.setattr(Path, "replace", slow)
        book.save()
    assert refusals == []


def test_a_file_changed_meanwhile_is_not_overwritten(master: Path) -> None:
    with pytest.raises(UserError, match="vừa được người khác sửa"), opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        master.write_bytes(master.read_bytes() + b" ")
        book.save()
    assert master.read_bytes().endswith(b" ")


def test_the_files_mode_stays(master: Path) -> None:
    master.chmod(0o640)
    with opened(master) as book:
        book.set_cells(LAST, {"A1": 1})
        book.save()
    assert master.stat().st_mode & 0o777 == 0o640


def test_typed_values_are_read_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet, day = workbook.add_worksheet("Bảng"), workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.add_table("B2:C9", {"name": "tbl", "columns": [{"header": "Chữ"}, {"header": "SỐ "}]})
    typed = [2.1, 2.0, True, date(2026, 5, 7), datetime(2026, 12, 17, 8, 5), timedelta(hours=1), "  x "]
    for n, value in enumerate(typed):
        shown = (day,) if isinstance(value, date | timedelta) else ()
        sheet.write(2 + n, 1, value, *shown)
        sheet.write(2 + n, 2, value, *shown)
    workbook.close()
    table = Table("tbl", "Bảng", (Column("text", "Chữ"), Column("number", "Số", type="number")), "people")
    rows = FileBook(path).read_table(table)
    assert [row["text"] for row in rows] == ["2.1", "2", "TRUE", "07/5/2026", "17/12/2026 08:05", "01:00:00", "  x "]
    assert [row["number"] for row in rows] == [2.1, 2, "TRUE", "07/5/2026", "17/12/2026 08:05", "01:00:00", "  x "]
    assert isinstance(rows[1]["number"], int)


def test_markers_read_shared_texts_written_by_other_programs(master: Path) -> None:
    with zipfile.ZipFile(master) as archive:
        texts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    shared = texts["xl/sharedStrings.xml"]
    rich = '<si><r><rPr><b/></rPr><t>bdhvs:</t></r><r><t xml:space="preserve">indicators</t></r></si>'
    texts["xl/sharedStrings.xml"] = shared.replace("<si><t>bdhvs:indicators</t></si>", rich)
    with zipfile.ZipFile(master, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    assert FileBook(master).markers() == {"Trang chủ": "bdhvs:home", PATTERN: "bdhvs:indicators"}


def test_a_stray_cell_far_out_is_a_problem_that_says_where(master: Path) -> None:
    with opened(master) as book:
        book.set_cells(PATTERN, {"XFD1048576": "lạc"})
        book.save()
    with pytest.raises(
        UserError, match=re.escape(f"Trang “{PATTERN}” có ô nằm rất xa vùng số liệu (dòng 1048576, cột XFD)")
    ):
        FileBook(master).read_grid(PATTERN)


def test_empty_cells_far_out_do_no_harm(master: Path) -> None:
    with opened(master) as book:
        book.set_cells(PATTERN, {"XFD1048576": None, "XFD3": None})
        grid = book.read_grid(PATTERN)
    assert grid and grid.rows == {"2.1": 1, "2.10": 2}


KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from bdhvs_xl.master.book.file_book import FileBook
book = FileBook(Path(sys.argv[1]), button="collect", now=datetime(2026, 5, 27), user="An")
book.__enter__()
book.package.replace_rows("tblSoLieu", [[f"{n}", n, "x" * 90, None] for n in range(20_000)])
print("ready", flush=True)
book.save()
"""


@pytest.mark.slow
def test_a_run_killed_while_saving_leaves_the_old_file_or_the_new_one(master: Path) -> None:
    old = master.read_bytes()
    new = FileBook(master)
    new.package.replace_rows("tblSoLieu", [[f"{n}", n, "x" * 90, None] for n in range(20_000)])
    outcomes = {old, new.package.to_bytes()}
    for turn in range(20):
        master.write_bytes(old)
        run = subprocess.Popen([sys.executable, "-c", KILLED, str(master)], stdout=subprocess.PIPE)
        assert run.stdout and run.stdout.readline() == b"ready\n"
        time.sleep(turn * 0.001)
        run.kill()
        run.wait()
        run.stdout.close()
        assert master.read_bytes() in outcomes
        assert all(b.path.read_bytes() in outcomes for b in list_backups(master))
    with opened(master) as book:
        book.set_cells(LAST, {"A1": "sau khi bị ngắt"})
        book.save()
    assert not list(master.parent.rglob("*.tmp"))
