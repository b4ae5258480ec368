"""A report that begins to repeat while numbers are at hand: nothing crashes, what is missing is told with its cure."""

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from support.monthly_regime import MONTH, monthly_regime
from support.small_regime import small_regime

from bdhvs_xl.buttons import issue_forms, rebuild, roll_up, write_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.master.tables import PREVIOUS_TABLE, SETTINGS_TABLE

pytestmark = pytest.mark.slow


NOW = datetime(2026, 6, 4, 9)


@pytest.fixture
def master(tmp_path):
    """The master of May, in which it was written since that numbers add up from April on."""
    path, regime = tmp_path / "Tổng hợp.xlsx", small_regime()
    create_master_file(
        replace(regime, settings={**regime.settings, **MONTH}), path, now=NOW, fill=lambda book: None
    )  # fmt: skip
    with FileBook(path, button="edit", now=NOW) as book:
        rows = [dict(row) for row in book.read_table(SETTINGS_TABLE)]
        for row in rows:
            row["value"] = "01/4/2026" if row["key"] == "cumulative_from" else row["value"]
        book.replace_rows(SETTINGS_TABLE, rows)
        book.save()
    return path


def press(master, button):
    with FileBook(master, button=button.__name__.rpartition(".")[2], now=NOW, ask=lambda question: True) as book:
        return button.run(book)


def test_totals_without_a_place_are_told(master):
    assert "Chỉ số 2.1 và 2.4 chưa có chỗ trong phụ lục: bấm Cập nhật cấu trúc." in press(master, roll_up).message


def test_no_report_and_no_forms_before_the_new_structure(master):
    press(master, roll_up)
    with pytest.raises(UserError, match=r"chưa có đủ cột để đối chiếu số liệu của chỉ số 2.1 và 2.4") as raised:
        press(master, write_report)
    assert "Cập nhật cấu trúc" in raised.value.hint
    with pytest.raises(UserError, match="chưa có trang Kỳ trước") as raised:
        press(master, issue_forms)
    assert "Cập nhật cấu trúc" in raised.value.hint
    press(master, rebuild)
    assert "chưa có chỗ" not in press(master, roll_up).message
    press(master, write_report)
    press(master, issue_forms)


def test_no_forms_of_a_master_whose_earlier_numbers_were_deleted(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    create_master_file(monthly_regime(), path, now=NOW, fill=lambda book: None)
    book = openpyxl.load_workbook(path)
    del book[PREVIOUS_TABLE.sheet]
    book.save(path)
    with pytest.raises(UserError, match="chưa có trang Kỳ trước"):
        press(path, issue_forms)
