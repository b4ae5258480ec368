"""The sheet that says who reports: where its keys are damaged, its rows are told by their labels."""

from dataclasses import replace

from bdhvs_xl.intake.identify_sheets import BY_HEADERS, identity_by_labels
from bdhvs_xl.intake.repair.repair_evidence import Repaired, read_by_sight
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import IDENTITY_ROWS


def healed(grid: Grid) -> Repaired:
    """The sheet with the rows whose keys are lost found by their labels, their values to the right of them."""
    if BY_HEADERS in grid.attributes:
        return Repaired(grid, (read_by_sight(grid, "nhãn"),))
    if "value" in grid.columns and grid.rows.keys() >= set(IDENTITY_ROWS):
        return Repaired(grid)
    seen = identity_by_labels(grid.sheet, grid.cells)
    if seen is None or (seen.rows.keys() <= grid.rows.keys() and "value" in grid.columns):
        return Repaired(grid)
    found = replace(grid, rows=seen.rows | grid.rows, columns=seen.columns | grid.columns)
    return Repaired(found, (read_by_sight(grid, "nhãn"),))
