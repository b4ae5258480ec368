"""The lists of a form, documents and practices: where their keys are damaged, columns and lines are told by headers."""

from collections.abc import Iterator
from dataclasses import replace

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.identify_sheets import BY_HEADERS, header_row, headers, word_of
from bdhvs_xl.intake.repair.repair_evidence import Repaired, read_by_sight, unread
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    LIST_END,
    LIST_HEADER,
    PRACTICE_COLUMNS,
)

_COLUMNS = {DOCUMENTS_GRID: DOCUMENT_COLUMNS}


def healed(grid: Grid) -> Repaired:
    """The list with each column where its header stands, and its lines below the headers; a lost column is told."""
    header = grid.rows.get(LIST_HEADER) or header_row(grid.cells, grid.kind)
    if header is None:
        return Repaired(grid, (unread(grid, f"Trang “{grid.sheet}” đã mất dòng tiêu đề nên chưa được đọc."),))
    columns = grid.columns | headers(grid.cells[header], grid.kind)
    lines = grid.lines or range(header + 1, grid.rows.get(LIST_END, len(grid.cells)))
    found = grid if (grid.columns, grid.lines) == (columns, lines) else replace(grid, columns=columns, lines=lines)
    as_keyed = BY_HEADERS not in grid.attributes and found is grid
    return Repaired(found, (*(() if as_keyed else (read_by_sight(grid, "tiêu đề cột"),)), *_lost(found)))


def _lost(grid: Grid) -> Iterator[Finding]:
    words = [word_of(grid.kind, key) for key in _COLUMNS.get(grid.kind, PRACTICE_COLUMNS) if key not in grid.columns]
    if words:
        names = ", ".join(f"“{word}”" for word in words)
        yield unread(grid, f"Trang “{grid.sheet}” đã mất cột {names} nên cột ấy chưa được đọc.")
