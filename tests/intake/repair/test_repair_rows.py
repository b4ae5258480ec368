"""Which row is read as which indicator when signs are missing or contradict each other, and when someone is asked."""

import pytest

from bdhvs_xl.intake.identify_sheets import BY_HEADERS, UNMARKED, identify_sheet
from bdhvs_xl.intake.repair.repair_evidence import UNSURE, Repaired
from bdhvs_xl.intake.repair.repair_indicators import repair_indicators_grid
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    INDICATORS_GRID,
    PRACTICE_COLUMNS,
    PRACTICES_GRID,
)

KEYS = ("code", "name", "value", "evidence")
HEADERS = tuple(COLUMN_NAMES[key] for key in KEYS)
NAMES = {f"2.{n}": f"Số bài loại {n}." for n in range(10)}
ROWS = [(code, name, "7", "") for code, name in NAMES.items()]


def without_keys(rows, names=NAMES) -> Repaired:
    """What is made of a sheet of which only headers and rows are left."""
    grid = identify_sheet("Kết quả", [HEADERS, *rows])
    assert isinstance(grid, Grid) and BY_HEADERS in grid.attributes
    return repair_indicators_grid(grid, names)


def with_keys(*rows) -> Repaired:
    """What is made of a sheet with its marker whose rows (key, code, name, value, evidence) stand below its headers."""
    cells = [(INDICATORS_GRID, *KEYS), ("", *HEADERS), *rows]
    positions = {row[0]: at for at, row in reversed([*enumerate(cells)]) if row[0] in NAMES}
    return repair_indicators_grid(
        Grid("Kết quả", INDICATORS_GRID, {}, positions, {k: n for n, k in enumerate(KEYS, 1)}, cells), NAMES
    )


def unsure(made: Repaired) -> list[str]:
    return [finding.cell for finding in made.findings if finding.rule == UNSURE]


@pytest.mark.parametrize(("found", "sure"), [(10, True), (9, True), (8, False)])
def test_a_sheet_without_keys_needs_nine_of_ten_rows_to_be_read_without_asking(found, sure):
    made = without_keys(ROWS[:found])
    assert (made.grid.rows, made.sure) == ({f"2.{n}": n + 1 for n in range(found)}, sure)


def test_a_name_that_two_indicators_have_tells_neither():
    names = {**NAMES, "2.1": "Số lớp", "2.2": "Số lớp"}
    made = without_keys([("", "Số lớp", "7", ""), ("", NAMES["2.3"], "8", "")], names)
    assert made.grid.rows == {"2.3": 2}


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        (("2.1", "Tên khác", "7", ""), ("2.1", NAMES["2.1"], "8", ""), 2),
        (("2.1", "Tên khác", "7", ""), ("2.1", NAMES["2.1"], "", ""), 2),
        (("2.1", NAMES["2.1"], "", ""), ("2.1", NAMES["2.1"], "8", ""), 2),
        (("2.1", NAMES["2.1"], "7", ""), ("2.1", NAMES["2.1"], "8", ""), 1),
    ],
)
def test_of_two_rows_the_surer_is_read_then_the_filled_one_then_the_first(first, second, read):
    assert without_keys([first, second]).grid.rows == {"2.1": read}


def test_a_key_beside_the_signatures_below_the_table_asks_nothing():
    slipped = [("", *ROWS[0]), (ROWS[0][0], *ROWS[1]), (ROWS[1][0], "", "", "", "Người lập biểu")]
    made = with_keys(*slipped)
    assert ({code: made.grid.rows[code] for code in ("2.0", "2.1")}, made.sure) == ({"2.0": 2, "2.1": 3}, True)
    assert unsure(made) == []


def test_a_key_beside_a_number_asks_though_its_indicator_is_found():
    made = with_keys(("", *ROWS[0]), (ROWS[0][0], "", "", "9", ""))
    assert (made.grid.rows["2.0"], made.sure, unsure(made)) == (2, False, ["A4"])


def test_a_key_alone_is_taken_where_its_indicator_is_nowhere_else_and_asks():
    made = with_keys(("", *ROWS[0]), ("2.1", "", "", "", "Bài 1"))
    assert ({code: made.grid.rows[code] for code in ("2.0", "2.1")}, made.sure) == ({"2.0": 2, "2.1": 3}, False)


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (DOCUMENT_COLUMNS[:4], DOCUMENTS_GRID),
        (DOCUMENT_COLUMNS[2:6], DOCUMENTS_GRID),
        (DOCUMENT_COLUMNS[:3], ""),
        (PRACTICE_COLUMNS[:3], PRACTICES_GRID),
        (PRACTICE_COLUMNS[:2], ""),
    ],
)
def test_a_sheet_without_marker_is_known_by_more_than_half_of_its_keys(keys, kind):
    grid = identify_sheet("Trang", [("", *keys), ("#header",), ("", "1", "2", "3", "4")])
    assert ((grid.kind, grid.attributes) if grid else ("", {})) == (kind, {UNMARKED: "1"} if kind else {})
