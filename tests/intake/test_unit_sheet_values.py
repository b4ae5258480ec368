"""Unit sheets: what was received shows, what is typed becomes the value and is logged."""

import openpyxl
import pytest
from support.ledgers import made_ledger
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import not_asked, unit_sheet_values
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.tables import LOG_TABLE

REGIME = small_regime()
SHEET = "14212 Xã Giao Ninh"
ANSWERS = {"14212": {"2.1": "7", "2.4": "12 (350)", "2.10.numerator": "40", "2.10.denominator": "43"}}


@pytest.fixture
def master(tmp_path):
    return made_master(tmp_path, ANSWERS)


def typed(master, cells: dict) -> None:
    with opened(master, "open_unit") as book:
        grid = book.read_grid(SHEET)
        book.set_cells(SHEET, {grid.address(*place): text for place, text in cells.items()})
        book.save()


def reread(master):
    with opened(master, "validate") as book:
        ledger = ledgers.load_ledger(book)
        changes = unit_sheet_values.read_typed_values(book, REGIME, ledger)
        return (
            ledger.values["14212"],
            [(c.indicator, c.column, c.before, c.after) for c in changes],
            book.read_table(LOG_TABLE),
        )


def test_a_sheet_as_it_was_filled_changes_nothing(master):
    values, changes, log = reread(master)
    assert values == made_ledger(REGIME, ANSWERS).values["14212"]
    assert (changes, log) == ([], [])


def test_changed_new_and_cleared_cells_are_taken_and_logged(master):
    typed(master, {("2.1", "value"): "khoảng 9", ("2.4", "people"): None, ("1.1", "value"): "Có"})
    values, changes, log = reread(master)
    assert changes == [("1.1", "value", "", "Có"), ("2.1", "value", "7", "khoảng 9"), ("2.4", "people", "350", "")]
    assert {place: (v.value, v.raw, v.channel) for place, v in values.items() if v.channel == "Nhập tay"} == {
        ("1.1", "value"): ("Có", "Có", "Nhập tay"), ("2.1", "value"): (9.0, "khoảng 9", "Nhập tay"),
    }  # fmt: skip
    assert ("2.4", "people") not in values
    assert [(r["unit"], r["before"], r["after"]) for r in log] == [
        ("14212", None, "Có"), ("14212", "7", "khoảng 9"), ("14212", "350", None),
    ]  # fmt: skip
    assert log[1]["subject"].startswith("Sửa chỉ số 2.1, cột Kết quả (14212 Xã Giao Ninh!")


def test_what_was_typed_together_is_shown_apart_and_taken_once(master):
    typed(master, {("2.4", "value"): "14 (400)", ("2.4", "people"): None, ("2.2", "value"): "Không phát sinh"})
    with opened(master, "validate") as book:
        ledger = ledgers.load_ledger(book)
        unit_sheet_values.read_typed_values(book, REGIME, ledger)
        assert unit_sheet_values.read_typed_values(book, REGIME, ledger) == []
        grid = book.read_grid(SHEET)
        shown = [grid.value(*p) for p in (("2.4", "value"), ("2.4", "people"), ("2.2", "value"), ("2.2", "answer"))]
    assert shown == ["14 (400)", "400", None, "Không phát sinh"]
    assert ledger.values["14212"]["2.4", "people"].value == 400.0


def test_a_computed_percentage_is_no_change_but_a_typed_one_is(master):
    typed(master, {("2.10", "percent"): 50.0})
    assert reread(master)[1] == []
    typed(master, {("2.10", "numerator"): None})
    values, changes, _ = reread(master)
    assert changes == [("2.10", "numerator", "40", ""), ("2.10", "percent", "", "50")]
    assert values["2.10", "percent"].value == 50.0


def test_a_sheet_with_moved_columns_is_still_read_by_its_keys(master):
    """Someone swaps two columns: the keys move with them."""
    with opened(master, "open_unit") as book:
        grid = book.read_grid(SHEET)
        swapped = {"value": grid.columns["people"], "people": grid.columns["value"]}
        cells = {}
        for row in (0, grid.rows["2.4"], grid.rows["2.1"]):
            for key, column in swapped.items():
                cells[cell_address(row, column)] = grid.at(row, grid.columns[key])
        book.set_cells(SHEET, cells)
        book.save()
    assert reread(master)[1] == []


def test_filling_again_clears_what_is_gone(master):
    with opened(master, "collect") as book:
        ledger = made_ledger(REGIME, {"14212": {"2.10.percent": "85%"}})
        unit_sheet_values.fill_unit_sheets(book, REGIME, ledger, ["14212", "13669"])
        book.save()
    with opened(master, "collect") as book:
        grid = book.read_grid(SHEET)
    shown = {
        (code, c): grid.value(code, c) for code in REGIME.indicator for c in ("value", "people", "numerator", "percent")
    }
    assert {place: cell for place, cell in shown.items() if cell is not None} == {("2.10", "percent"): "85%"}


@pytest.mark.parametrize(
    ("cells", "taken"),
    [
        ({("2.4", "value"): "3 (60)"}, {("2.4", "value"): "3 (60)", ("2.4", "people"): "60"}),
        ({("2.4", "value"): "Không phát sinh"}, {("2.4", "answer"): "Không phát sinh"}),
        ({("2.4", "answer"): "Không áp dụng"}, {("2.4", "answer"): "Không áp dụng"}),
        ({("2.4", "answer"): None}, {}),
    ],
)
def test_what_is_typed_for_an_indicator_that_was_not_asked_counts(master, cells, taken):
    with opened(master, "collect") as book:
        ledger = made_ledger(REGIME, {"14212": {"2.1": "7"}})
        not_asked.mark_not_asked(ledger, ["2.4"])
        ledgers.save_ledger(book, ledger)
        unit_sheet_values.fill_unit_sheets(book, REGIME, ledger, ["14212"])
        book.save()
    typed(master, cells)
    with opened(master, "validate") as book:
        ledger = ledgers.load_ledger(book)
        unit_sheet_values.read_typed_values(book, REGIME, ledger)
        assert {place: v.raw for place, v in ledger.values["14212"].items() if place[0] == "2.4"} == taken
        grid = book.read_grid(SHEET)
        shown = {("2.4", c): grid.value("2.4", c) for c in ("value", "people", "answer")}
        assert {place: text for place, text in shown.items() if text is not None} == taken


@pytest.mark.parametrize(
    ("numerator", "shown"),
    [("40", 93.02), ("0040", 93.02), ("40/43", 93.02), ("khoảng 40", 93.02), ("3.0", 6.98), ("nhiều", None)],
)
def test_the_percentage_shows_what_the_number_reader_understood(tmp_path, numerator, shown):
    """The cell's formula alone would take "40/43" for nothing and "3.0" for thirty."""
    master = made_master(tmp_path, {"14212": {"2.10.numerator": numerator, "2.10.denominator": "43"}})
    sheet = openpyxl.load_workbook(master)[SHEET]
    cached = openpyxl.load_workbook(master, data_only=True)[SHEET]
    with opened(master, "validate") as book:
        place = book.read_grid(SHEET).address("2.10", "percent")
    assert cached[place].value == shown
    settled = f'="{numerator}",' in sheet[place].value
    assert settled is (numerator not in ("40", "0040"))
