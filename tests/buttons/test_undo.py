"""Khôi phục on real files."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from bdhvs_xl.buttons import undo, validate
from bdhvs_xl.problem import Problem
from bdhvs_xl.workbook.filebook import FileBook


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "Tổng hợp.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Trang").write("A1", "đầu")
    book.close()
    return path


def change(path: Path, text: str, minute: int) -> bytes:
    with FileBook(path, button="undone", now=datetime(2026, 5, 27, 9, minute, 12), user="An") as book:
        book.set_cells("Trang", {"A1": text})
        book.save()
    return path.read_bytes()


def press(path: Path, minute: int) -> str:
    with FileBook(path, button="undo", now=datetime(2026, 5, 27, 10, minute), user="An") as book:
        return undo.run(book).message


def test_undo_restores_byte_for_byte_step_by_step(master: Path) -> None:
    first = master.read_bytes()
    second = change(master, "một", 1)
    change(master, "hai", 2)
    said = press(master, 0)
    assert master.read_bytes() == second
    assert said == (
        "Đã đưa file tổng hợp về trước lần bấm “undone” lúc 09:02:12 ngày 27/5/2026 "
        f"({round(len(second) / 1024)} kB). Bản vừa bỏ được giữ ở “Sao lưu/Tổng hợp 2026-05-27 10.00.00 undo.xlsx”. "
        "Bấm Khôi phục lần nữa để lùi thêm một bước. Không thu hồi được: thư đã gửi và các tệp đã ghi vào thư mục "
        "“Biểu mẫu”, “Đã nhận”, “Báo cáo”."
    )
    press(master, 1)
    assert master.read_bytes() == first
    with pytest.raises(Problem, match="Không còn bản lưu nào cũ hơn"):
        press(master, 2)
    assert master.read_bytes() == first


def test_undo_brings_back_a_damaged_file(master: Path) -> None:
    first = master.read_bytes()
    change(master, "một", 1)
    master.write_bytes(b"\0" * 100)
    press(master, 0)
    assert master.read_bytes() == first


def test_a_button_is_named_by_its_label(master: Path) -> None:
    with FileBook(master, button="validate", now=datetime(2026, 5, 27, 8, 0), user="An") as book:
        book.set_cells("Trang", {"A1": "x"})
        book.save()
    assert f"“{validate.LABEL}” lúc 08:00:00" in press(master, 0)
