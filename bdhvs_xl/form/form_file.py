"""An issued form as a closed file: read by its hidden keys, filled without changing any other bytes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bdhvs_xl import vi
from bdhvs_xl.master import entry_formulas
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import Grid, cell_address, parse_marker
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.layout import FORM_CALCULATIONS, FORM_SELF_CHECK, INDICATORS_GRID
from bdhvs_xl.ooxml.sheet_formulas import WithoutResults
from bdhvs_xl.regime.model import Indicator

_SIZE, _WIDTH = 12, 8.43
"""The largest letters of cells to write in, in points; the width in characters of a column that has none of its own."""

Position = tuple[int, int]


class IssuedForm:
    """The form in the file at `path`; the file itself stays unchanged. UserError when it is not a readable workbook."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._file = FileBook(path)
        found = [(parse_marker(marker)[0], sheet) for sheet, marker in self._file.markers().items()]
        self.grids: Mapping[str, Grid] = {
            kind: grid for kind, sheet in reversed(found) if (grid := self._file.read_grid(sheet))
        }
        self._put: dict[tuple[str, Position], str] = {}
        self._shown: dict[str, dict[str, str | float]] = {}

    @property
    def package(self) -> WorkbookFile:
        """The form's package, for edits other than single cells."""
        return self._file.package

    def cell(self, kind: str, row: int, column: int) -> Any:
        """The current value at a position of the grid of `kind`, None when empty."""
        return self._put.get((kind, (row, column)), self.grids[kind].at(row, column))

    def value(self, kind: str, row: str, column: str) -> Any:
        """The current value at (row key, column key), None when empty or when a key is missing."""
        grid = self.grids.get(kind)
        known = grid is not None and row in grid.rows and column in grid.columns
        return self.cell(kind, grid.rows[row], grid.columns[column]) if grid and known else None

    def put(self, kind: str, row: int, column: int, text: str) -> None:
        """Write a text into a cell; its format stays."""
        grid = self.grids[kind]
        self._put[kind, (row, column)] = text
        self._file.set_cells(grid.sheet, {cell_address(row, column): text})

    def show(self, kind: str, results: Mapping[Position, str | float]) -> None:
        """Set cached values of formulas of the grid; cells without a formula stay unchanged."""
        shown = self._shown.setdefault(self.grids[kind].sheet, {})
        shown |= {cell_address(*place): value for place, value in results.items()}

    def show_progress(self, asked: Iterable[Indicator]) -> None:
        """Update the cached values of the status column and of the progress on all sheets."""
        grid = self.grids[INDICATORS_GRID]
        status = {i.code: self._status(i) for i in asked if i.code in grid.rows and "status" in grid.columns}
        self.show(INDICATORS_GRID, {(grid.rows[c], grid.columns["status"]): word for c, word in status.items()})
        filled = sum(word == entry_formulas.FILLED for word in status.values())
        shown = entry_formulas.progress_text(filled, len(status))
        for sheet in self._file.package.sheets:
            if places := self._file.package.results_like(sheet, entry_formulas.PROGRESS_PATTERN):
                self._shown.setdefault(sheet, {}).update(dict.fromkeys(places, shown))

    def save(self, path: Path) -> None:
        """Write the current form to `path`; filled rows are high enough for their texts.

        Cached values of the self-check are removed, so that the program that opens the form computes them.
        """
        for sheet, results in self._shown.items():
            self._file.package.set_results(sheet, results)
        for sheet in (FORM_CALCULATIONS, FORM_SELF_CHECK):
            if self._put and sheet in self._file.package.sheets:
                self._file.package.edit(sheet, WithoutResults())
        for kind in {kind for kind, _ in self._put}:
            self._make_room(kind)
        self._file.package.save(path)

    def _make_room(self, kind: str) -> None:
        """Make the rows of a grid high enough for their new texts."""
        sheet = self.grids[kind].sheet
        widths = self._file.package.column_widths(sheet)
        heights: dict[int, float] = {}
        for row, column, text in ((*place, text) for (of, place), text in self._put.items() if of == kind):
            needed = text_height(text, widths.get(column + 1, _WIDTH), _SIZE)
            heights[row + 1] = max(needed, heights.get(row + 1, 0.0))
        self._file.package.make_taller(sheet, heights)

    def _status(self, indicator: Indicator) -> str:
        def said(column: str) -> bool:
            cell = self.value(INDICATORS_GRID, indicator.code, column)
            return cell is not None and vi.plain(str(cell)) != ""

        earlier = str(self.value(INDICATORS_GRID, indicator.code, "previous") or "")
        follows = {"cumulative": bool(earlier), "cumulative_people": earlier.endswith(")")}
        filled = said("answer") or all(said(column) or follows.get(column) for column in indicator.columns)
        return entry_formulas.FILLED if filled else entry_formulas.initial_status(indicator)
