"""Mở trang đơn vị on a real master."""

import pytest
from made_ledger import made_ledger
from made_master import NOW, opened
from small_regime import small_regime

from bdhvs_xl.buttons import open_unit
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.problem import Problem
from bdhvs_xl.workbook.build.master import build_master
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.tables import LOG_TABLE


@pytest.fixture
def master(tmp_path):
    """A master without unit sheets whose ledger has a unit's report."""
    path, regime = tmp_path / "Tổng hợp.xlsx", small_regime()
    build_master(regime, path)
    with FileBook(path, button="collect", now=NOW, user="Tổ công tác") as book:
        ledgers.store(book, made_ledger(regime, {"14212": {"2.4": "12 (350)", "2.10.numerator": "43"}}))
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


def test_a_sheet_that_is_there_is_named_and_nothing_changes(master):
    pressed(master, "14212")
    before = master.read_bytes()
    assert pressed(master, "14212").message == "Trang của Xã Giao Ninh là “14212 Xã Giao Ninh”."
    assert master.read_bytes() == before


def test_an_unknown_unit_is_a_problem(master):
    with pytest.raises(Problem, match="Không có đơn vị “Giao”"):
        pressed(master, "Giao")
