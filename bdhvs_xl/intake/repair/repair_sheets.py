"""Repairs the sheets of a form, each kind in its own way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.identify_sheets import (
    BY_HEADERS,
    find_header_row,
    header_columns,
    identity_by_labels,
    visible_name,
)
from bdhvs_xl.intake.repair import repair_indicators, repair_narrative
from bdhvs_xl.intake.repair.repair_evidence import Repaired, VisibleLabels, read_by_labels_finding, unread_finding
from bdhvs_xl.intake.repair.stray_text import find_stray_text
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    IDENTITY_GRID,
    IDENTITY_ROWS,
    INDICATORS_GRID,
    LIST_END,
    LIST_HEADER,
    NARRATIVE_GRID,
    PRACTICE_COLUMNS,
    PRACTICES_GRID,
)

_COLUMNS = {DOCUMENTS_GRID: DOCUMENT_COLUMNS}

_WAYS: Mapping[str, Callable[[Grid, VisibleLabels], Repaired]] = {
    IDENTITY_GRID: lambda grid, _: repair_identity_grid(grid),
    INDICATORS_GRID: lambda grid, shown: repair_indicators.repair_indicators_grid(grid, shown.indicators),
    DOCUMENTS_GRID: lambda grid, _: repair_list_grid(grid),
    PRACTICES_GRID: lambda grid, _: repair_list_grid(grid),
    NARRATIVE_GRID: repair_narrative.repair_narrative_grid,
}


def repair_grids(found: Mapping[str, Sequence[Grid]], shown: VisibleLabels) -> dict[str, Repaired]:
    """The first sheet of each kind, repaired; unknown sheets unchanged."""
    return {kind: _healed(grids[0], shown) for kind, grids in found.items()}


def _healed(grid: Grid, shown: VisibleLabels) -> Repaired:
    if grid.kind not in _WAYS:
        return Repaired(grid)
    made = _WAYS[grid.kind](grid, shown)
    told = find_stray_text(made.grid) if grid.kind != IDENTITY_GRID else ()
    return replace(made, findings=(*made.findings, *told)) if told else made


# --- who reports ------------------------------------------------------------------------------------------------------


def repair_identity_grid(grid: Grid) -> Repaired:
    """The identity sheet, rows without keys found by their labels (the value is in the cell right of the label)."""
    if BY_HEADERS in grid.attributes:
        return Repaired(grid, (read_by_labels_finding(grid, "nhãn"),))
    if "value" in grid.columns and grid.rows.keys() >= set(IDENTITY_ROWS):
        return Repaired(grid)
    seen = identity_by_labels(grid.sheet, grid.cells)
    if seen is None or (seen.rows.keys() <= grid.rows.keys() and "value" in grid.columns):
        return Repaired(grid)
    found = replace(grid, rows=seen.rows | grid.rows, columns=seen.columns | grid.columns)
    return Repaired(found, (read_by_labels_finding(grid, "nhãn"),))


# --- lists: documents and practices -----------------------------------------------------------------------------------


def repair_list_grid(grid: Grid) -> Repaired:
    """The list, its columns found by headers and its lines below them; a finding for lost columns."""
    header = grid.rows.get(LIST_HEADER) or find_header_row(grid.cells, grid.kind)
    if header is None:
        return Repaired(grid, (unread_finding(grid, f"Trang “{grid.sheet}” đã mất dòng tiêu đề nên chưa được đọc."),))
    columns = grid.columns | header_columns(grid.cells[header], grid.kind)
    lines = grid.lines or range(header + 1, grid.rows.get(LIST_END, len(grid.cells)))
    found = grid if (grid.columns, grid.lines) == (columns, lines) else replace(grid, columns=columns, lines=lines)
    as_keyed = BY_HEADERS not in grid.attributes and found is grid
    return Repaired(found, (*(() if as_keyed else (read_by_labels_finding(grid, "tiêu đề cột"),)), *_lost(found)))


def _lost(grid: Grid) -> Iterator[Finding]:
    words = [
        visible_name(grid.kind, key) for key in _COLUMNS.get(grid.kind, PRACTICE_COLUMNS) if key not in grid.columns
    ]
    if words:
        names = ", ".join(f"“{word}”" for word in words)
        yield unread_finding(grid, f"Trang “{grid.sheet}” đã mất cột {names} nên cột ấy chưa được đọc.")
