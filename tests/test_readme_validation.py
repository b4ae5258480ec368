"""The README's story of one finding, from the cell to the report, is what happens."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from support.word_edits import EditedWord

from bdhvs_xl.buttons import roll_up, validate, write_report
from bdhvs_xl.demo.run_demo import MASTER, REPORTED, USER
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import FINDINGS_TABLE

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
STORY = README.split("\n## One finding, from cell to report\n")[1].split("\n## ")[0]
SHEET, PLACE = "13609 Xã Nhân Hà", "2.9"


@pytest.fixture
def office(demo_folder, tmp_path) -> Path:
    return shutil.copytree(demo_folder, tmp_path / "demo")


def quoted(line: str, story: str = STORY) -> list[str]:
    """What the README quotes in the row of its table that begins with `line`."""
    return re.findall(r"`([^`]+)`", next(row for row in story.splitlines() if row.startswith(f"| {line}")))


def opened(office: Path, button: str) -> FileBook:
    return FileBook(office / MASTER, button=button, now=REPORTED, user=USER)


def pressed(office: Path, button: str, run: Callable) -> str:
    with opened(office, button) as book:
        return run(book).message


def row(office: Path) -> dict:
    with opened(office, "validate") as book:
        return next(dict(row) for row in book.read_table(FINDINGS_TABLE) if row["rule"] == "2.9-nguoi-lop")


def told(office: Path) -> str:
    """All that the newest report says."""
    newest = max((office / "Báo cáo").glob("*.docx"), key=lambda path: path.stat().st_mtime_ns)
    return "\n".join(EditedWord(newest).texts())


def test_what_the_unit_sees_before_it_sends(office, soffice):
    form = next((office / "Đã nhận").rglob("13609-*.xlsx"))
    book = openpyxl.load_workbook(soffice(form, "xlsx"), data_only=True)
    value, people = quoted("the form")
    assert (book["Kết quả"]["E20"].value, book["Kết quả"]["F20"].value) == (value, people)
    *beside, link = quoted("the unit")
    row = [cell.value for cell in book["Kết quả"][20]]
    assert set(beside) <= set(row)
    lines = [[cell.value for cell in line] for line in book["Tự kiểm tra"]]
    assert [*quoted("both"), *quoted("the cure")] in [line[4:6] for line in lines if link in line]


def test_what_the_officer_sees_and_what_a_correction_changes(office):
    before, now = STORY.split("The officer types")
    finding = row(office)
    shown = [finding[key] for key in ("severity", "unit_name", "indicator", "column", "raw")]
    assert shown == quoted("the master", before)
    assert [finding["message"]] == quoted("both")
    assert [finding["cure"]] == quoted("the cure")
    assert all(text in told(office) for text in (*quoted("the total", before), *quoted("the report", before)))
    with opened(office, "open_unit") as book:
        grid = book.read_grid(SHEET)
        book.set_cells(SHEET, {grid.address(PLACE, "value"): "3", grid.address(PLACE, "people"): "96"})
        book.save()
    assert quoted("the message", now)[0] in pressed(office, "validate", validate.run)
    assert [row(office)[key] for key in ("state", "cure")] == quoted("the end of", now)
    pressed(office, "roll_up", roll_up.run)
    pressed(office, "write_report", write_report.run)
    assert all(text in told(office) for text in (*quoted("the total", now), *quoted("the report", now)))
