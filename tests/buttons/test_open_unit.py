"""Mở trang đơn vị on a real master."""

import subprocess
import sys

import pytest
from support.ledgers import made_ledger
from support.masters import NOW, opened
from support.small_regime import small_regime

from bdhvs_xl.buttons import new_master, open_unit
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master.book.backup import list_backups
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.tables import LOG_TABLE
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.results import ButtonResult, GoTo


@pytest.fixture
def master(tmp_path):
    """A master without unit sheets whose ledger has a unit's report."""
    path, regime = tmp_path / "Tổng hợp.xlsx", small_regime()
    build_master(regime, path)
    with FileBook(path, button="collect", now=NOW, user="Tổ công tác") as book:
        ledgers.save_ledger(book, made_ledger(regime, {"14212": {"2.4": "12 (350)", "2.10.numerator": "43"}}))
        book.save()
    return path


def pressed(master, unit):
    with opened(master, "open_unit") as book:
        return open_unit.run(book, unit)


@pytest.mark.parametrize("wanted", ["14212", "14212 - Xã Giao Ninh", "xã giao ninh"])
def test_the_sheet_is_made_and_filled(master, wanted):
    outcome = pressed(master, wanted)
    assert "“14212 Xã Giao Ninh”" in outcome.message
    with opened(master, "open_unit") as book:
        assert book.markers()["14212 Xã Giao Ninh"] == "bdhvs:indicators;unit=14212"
        grid = book.read_grid("14212 Xã Giao Ninh")
        assert [grid.value(*place) for place in (("2.4", "value"), ("2.4", "people"), ("2.10", "numerator"))] == [
            "12 (350)", "350", "43",
        ]  # fmt: skip
        assert [row["subject"] for row in book.read_table(LOG_TABLE)] == ["Thêm trang “14212 Xã Giao Ninh”"]


def test_the_user_is_left_on_the_sheet_and_one_that_is_there_is_not_made_again(master):
    assert pressed(master, "14212").landing == GoTo("14212 Xã Giao Ninh")
    before, copies = master.read_bytes(), list_backups(master)
    assert pressed(master, "14212") == ButtonResult(
        message="Trang của Xã Giao Ninh là “14212 Xã Giao Ninh”.", landing=GoTo("14212 Xã Giao Ninh")
    )
    assert (master.read_bytes(), list_backups(master)) == (before, copies)


def test_in_a_master_of_a_whole_province_a_sheet_is_made_when_it_is_asked_for(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="ninh_binh_02", to=path, now=NOW, province="Ninh Bình")
    outcome = pressed(path, "phường hoa lư")
    assert outcome == ButtonResult(
        message="Đã thêm trang “14329 Phường Hoa Lư”. Nhập số liệu ở các ô nền vàng rồi bấm Kiểm tra.",
        landing=GoTo("14329 Phường Hoa Lư"),
    )
    with opened(path, "open_unit") as book:
        assert unit_sheets(book) == {"14329": "14329 Phường Hoa Lư"}


@pytest.mark.parametrize(
    ("written", "near"),
    [("Giao", "Gần giống: 14212 - Xã Giao Ninh. "), ("Xã Giao Nihn", "Gần giống: 14212 - Xã Giao Ninh. "), ("?", "")],
)
def test_an_unknown_unit_is_a_problem_that_names_those_like_it(master, written, near):
    with pytest.raises(UserError) as raised:
        pressed(master, written)
    assert (raised.value.message, raised.value.hint) == (
        f"Không có đơn vị “{written}”.", f"{near}Hãy ghi mã hoặc tên đầy đủ như ở trang Đơn vị.",
    )  # fmt: skip


def test_the_usual_click_waits_for_nothing_that_only_a_new_sheet_takes():
    said = "import sys, bdhvs_xl.buttons.open_unit; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    heavy = [
        "bdhvs_xl.workflow.refresh",
        "bdhvs_xl.intake.read_form",
        "lxml",
        "multiprocessing",
        "pandas",
        "python_calamine",
    ]
    done = subprocess.run([sys.executable, "-c", said, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
