"""Khôi phục on real files."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from support.one_answer_ui import Asked

from bdhvs_xl.buttons import undo, validate
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.backup import MAX_BACKUPS
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.results import ButtonResult

BEYOND_RECALL = "Không thu hồi được: thư đã gửi và các tệp đã ghi vào thư mục “Biểu mẫu”, “Đã nhận”, “Báo cáo”."


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "Tổng hợp.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Trang").write("A1", "đầu")
    book.close()
    return path


def change(path: Path, text: str, minute: int, button: str = "undone", day: int = 27) -> bytes:
    with FileBook(path, button=button, now=datetime(2026, 5, day, 9, minute, 12), user="An") as book:
        book.set_cells("Trang", {"A1": text})
        book.save()
    return path.read_bytes()


def press(path: Path, minute: int, ask: Asked | None = None) -> ButtonResult:
    with FileBook(path, button="undo", now=datetime(2026, 5, 27, 10, minute), user="An", ask=ask) as book:
        return undo.run(book)


def test_undo_restores_byte_for_byte_step_by_step(master: Path) -> None:
    first = master.read_bytes()
    second = change(master, "một", 1)
    third = change(master, "hai", 2)
    given_up = master.parent / "Sao lưu" / "Tổng hợp 2026-05-27 10.00.00 undo.xlsx"
    assert press(master, 0) == ButtonResult(
        message=f"Đã đưa file tổng hợp về trước lần bấm “undone” lúc 09:02:12 ngày 27/5/2026 ({kilobytes(second)} kB). "
        f"Bản vừa bỏ được giữ ở “Sao lưu/{given_up.name}”. Bấm Khôi phục lần nữa để lùi thêm một bước (còn 1 bản). "
        + BEYOND_RECALL,
        files=[master, given_up],
    )
    assert (master.read_bytes(), given_up.read_bytes()) == (second, third)
    assert press(master, 1).message == (
        f"Đã đưa file tổng hợp về trước lần bấm “undone” lúc 09:01:12 ngày 27/5/2026 ({kilobytes(first)} kB). "
        f"Bản vừa bỏ được giữ ở “Sao lưu/Tổng hợp 2026-05-27 10.01.00 undo.xlsx”. {BEYOND_RECALL}"
    )
    assert master.read_bytes() == first
    with pytest.raises(UserError, match="Không còn bản lưu nào cũ hơn"):
        press(master, 2)
    assert master.read_bytes() == first


def kilobytes(content: bytes) -> int:
    return round(len(content) / 1024)


def test_the_user_is_asked_with_all_that_is_known_and_may_say_no(master: Path) -> None:
    change(master, "một", 1, "collect", day=20)
    change(master, "hai", 2, "validate")
    before = change(master, "ba", 48, "roll_up")
    asked = Asked(False)
    assert press(master, 0, asked) == ButtonResult(message="Không khôi phục: file tổng hợp giữ nguyên.")
    size = f"{kilobytes(before)} kB"
    assert asked == [
        f"Đưa file tổng hợp về trước lần bấm “Tổng hợp” lúc 09:48:12 ngày 27/5/2026 (11 phút trước, {size})?\n\n"
        "Mọi thay đổi từ lúc đó, kể cả số gõ tay, sẽ không còn trong file; "
        "bản hiện nay được giữ ở thư mục “Sao lưu”.\n"
        f"{BEYOND_RECALL}\n\n"
        "Còn 2 bản cũ hơn để lùi tiếp:\n"
        f"• trước “Kiểm tra”, 09:02:12 ngày 27/5/2026 (57 phút trước, {size})\n"
        f"• trước “Nhận báo cáo”, 09:01:12 ngày 20/5/2026 (7 ngày trước, {size})"
    ]
    assert master.read_bytes() == before
    assert sorted(copy.name.rpartition(" ")[2] for copy in (master.parent / "Sao lưu").iterdir()) == [
        "collect.xlsx", "roll_up.xlsx", "validate.xlsx",
    ]  # fmt: skip


def test_of_many_copies_five_are_listed(master: Path) -> None:
    size = {kilobytes(change(master, str(minute), minute)) for minute in range(8)}.pop()
    asked = Asked(True)
    press(master, 0, asked)
    assert asked[0].splitlines()[5:] == [
        "Còn 7 bản cũ hơn để lùi tiếp:",
        *(
            f"• trước “undone”, 09:0{minute}:12 ngày 27/5/2026 ({59 - minute} phút trước, {size} kB)"
            for minute in (6, 5, 4, 3, 2)
        ),
        "• … và 2 bản khác trong thư mục “Sao lưu”",
    ]


def test_the_last_step_says_so(master: Path) -> None:
    change(master, "một", 1)
    asked = Asked(True)
    press(master, 0, asked)
    assert asked[0].splitlines()[-1] == "Không còn bản nào cũ hơn để lùi tiếp."


def test_every_step_that_is_kept_can_be_gone_back(master: Path) -> None:
    states = [master.read_bytes(), *(change(master, str(minute), minute) for minute in range(MAX_BACKUPS + 2))]
    seen = []
    for minute in range(MAX_BACKUPS):
        press(master, minute)
        seen.append(master.read_bytes())
    assert seen == states[2:-1][::-1]
    with pytest.raises(UserError):
        press(master, MAX_BACKUPS)


def test_undo_brings_back_a_damaged_file(master: Path) -> None:
    first = master.read_bytes()
    change(master, "một", 1)
    master.write_bytes(b"\0" * 100)
    press(master, 0)
    assert master.read_bytes() == first


def test_a_button_is_named_by_its_label(master: Path) -> None:
    change(master, "x", 0, "validate")
    assert f"“{validate.LABEL}” lúc 09:00:12" in press(master, 0).message


@pytest.mark.parametrize(
    ("bytes_", "shown"), [(1, "1 kB"), (94_089, "92 kB"), (1_048_064, "1 MB"), (3_040_870, "2,9 MB")]
)
def test_sizes_as_people_read_them(master: Path, bytes_: int, shown: str) -> None:
    change(master, "một", 1)
    (copy,) = (master.parent / "Sao lưu").iterdir()
    copy.write_bytes(bytes(bytes_))
    asked = Asked(False)
    press(master, 0, asked)
    assert asked[0].partition("(58 phút trước, ")[2].partition(")")[0] == shown
