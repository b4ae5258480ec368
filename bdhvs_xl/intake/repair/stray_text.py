"""Finds texts on a sheet outside its input cells; a form as issued has none there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.identify_sheets import find_header_row
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair.repair_evidence import MAX_SHOWN_LETTERS, limit_findings, unread_finding
from bdhvs_xl.master.book.grid import Grid, cell_address
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    NUMBER_COLUMNS,
    PRACTICE_COLUMNS,
    PRACTICES_GRID,
)

_FILLED: Mapping[str, Sequence[str]] = {
    INDICATORS_GRID: ENTRY_COLUMNS, DOCUMENTS_GRID: DOCUMENT_COLUMNS, PRACTICES_GRID: PRACTICE_COLUMNS,
    NARRATIVE_GRID: ("text",),
}  # fmt: skip
"""The columns that people fill, by kind of sheet."""
_BELOW = (*NUMBER_COLUMNS, "percent", "answer")
"""Of the results those in which nothing stands below the last row either; in others people sign."""
_LISTS = (DOCUMENTS_GRID, PRACTICES_GRID)
_LINK = "←"


def find_stray_text(grid: Grid) -> tuple[Finding, ...]:
    """A finding for each row with content above, below, between or beside the input cells."""
    header = find_header_row(grid.cells, grid.kind)
    found = ((row, _typed(grid, row, places)) for row, places in _zones(grid, header)) if header is not None else ()
    return limit_findings(_finding(grid, row, places) for row, places in found if places)


def _zones(grid: Grid, header: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Zero-based rows, each with its columns outside the input cells."""
    filled, width = _places(grid, _FILLED[grid.kind]), len(grid.cells[header])
    below = _places(grid, _BELOW) if grid.kind == INDICATORS_GRID else filled
    read = {*grid.lines} if grid.kind in _LISTS else {*grid.rows.values()}
    of_none = sorted({*range(min(grid.columns.values()), width)} - {*grid.columns.values()})
    above, last = range(min(filled, default=width), width), max(read, default=header)
    yield from ((row, above) for row in range(1, header))
    for row in range(header + 1, len(grid.cells)):
        if row not in read and not _shows_code(grid, row):
            yield row, (*_told_otherwise(grid, filled if row < last else below), *of_none)
        elif of_none:
            yield row, of_none


def _places(grid: Grid, keys: Iterable[str]) -> list[int]:
    return sorted(grid.columns[key] for key in keys if key in grid.columns)


def _shows_code(grid: Grid, row: int) -> bool:
    """Whether a row of the results shows a code: what became of its key is told elsewhere."""
    return grid.kind == INDICATORS_GRID and grid.at(row, grid.columns.get("code", 0)) is not None


def _told_otherwise(grid: Grid, places: Sequence[int]) -> Sequence[int]:
    """The places but for the words of no section, of which the narrative itself tells."""
    return [at for at in places if grid.kind != NARRATIVE_GRID or at != grid.columns["text"]]


def _typed(grid: Grid, row: int, places: Iterable[int]) -> list[int]:
    """The columns that a person filled: the form's own link back and letter counts are left out."""
    cells = grid.cells[row]
    filled = [at for at in places if at < len(cells) and cells[at] not in ("", None)]
    return [at for at in filled if not _is_ours(grid, cells[at])] if filled else filled


def _is_ours(grid: Grid, content: object) -> bool:
    if isinstance(content, str):
        return content.startswith(_LINK) or not content.strip()
    return grid.kind == NARRATIVE_GRID


def _finding(grid: Grid, row: int, places: Sequence[int]) -> Finding:
    text = " | ".join(as_typed(grid.at(row, at)) for at in places)[:MAX_SHOWN_LETTERS]
    message = f"Dòng {row + 1} có nội dung nằm ngoài các ô để điền nên chưa được đọc."
    return unread_finding(grid, message, cell=cell_address(row, places[0]), raw=text)
