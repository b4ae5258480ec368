"""Scattered cells in few rectangles: every cell once, nothing else but free ones."""

from hypothesis import given
from hypothesis import strategies as st

from bdhvs_xl.excel.cell_ranges import join_cells

PLACES = st.frozensets(st.tuples(st.integers(1, 8), st.integers(1, 8)))


def refs(places: set[tuple[int, int]], free: set[tuple[int, int]] = frozenset()) -> list[str]:
    return [area.ref for area in join_cells(places, free)]


def test_a_column_and_a_block_are_one_rectangle_each() -> None:
    assert refs({(row, 2) for row in range(1, 1_001)}) == ["B1:B1000"]
    assert refs({(row, column) for row in range(1, 31) for column in range(1, 9)}) == ["A1:H30"]


def test_free_cells_are_covered_and_others_are_not() -> None:
    assert refs({(1, 1), (1, 3)}) == ["A1", "C1"]
    assert refs({(1, 1), (1, 3)}, {(1, 2)}) == ["A1:C1"]
    assert refs({(1, 1), (1, 2), (2, 1), (3, 2)}, {(2, 2), (3, 1)}) == ["A1:B3"]


def test_a_row_between_separates() -> None:
    assert refs({(1, 1), (3, 1)}) == ["A1", "A3"]


@given(PLACES, PLACES)
def test_every_place_is_in_one_rectangle_and_only_free_ones_are_besides(
    places: frozenset[tuple[int, int]], free: frozenset[tuple[int, int]]
) -> None:
    areas = join_cells(places, free)
    covered = [(row, column) for a in areas for row in range(a.top, a.bottom + 1) for column in a.columns]
    assert len(covered) == len(set(covered))
    assert places <= set(covered) <= places | free
