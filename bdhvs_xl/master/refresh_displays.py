"""Updates the front page and the cached formula values of a master after each button."""

from collections.abc import Mapping

from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import Grid, Key, parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.entry_formulas import previous_value_text
from bdhvs_xl.master.front_page import front_page_cells
from bdhvs_xl.master.layout import INDICATORS_GRID, MASTER_GRID, VIEW_GRID
from bdhvs_xl.master.progress_state import ProgressState, UnitState
from bdhvs_xl.master.unit_view import view_cells
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime.model import Regime

__all__ = ["ProgressState", "UnitState", "refresh_master_sheets", "set_step_state", "show_previous_values"]


def refresh_master_sheets(book: Book, regime: Regime, shown: ProgressState) -> None:
    """Update the front page, the status columns of the unit sheets and `Xem đơn vị`; the book is not saved."""
    for grid in _grids(book):
        if grid.kind == MASTER_GRID:
            _set(book, grid, front_page_cells(regime, shown, book.now.date()))
        elif grid.kind == VIEW_GRID:
            chosen = str(grid.value("unit", "name") or "")
            _set(book, grid, view_cells(grid.rows, grid.columns, chosen, regime, shown))
        else:
            _set(book, grid, _statuses(grid, regime, shown))


def show_previous_values(book: Book, regime: Regime) -> None:
    """Write the values of the previous period on every unit sheet, when the regime repeats."""
    for grid in _grids(book) if regime.repeats else ():
        if grid.kind == INDICATORS_GRID:
            _set(book, grid, _earlier(regime, grid.attributes["unit"]))


def set_step_state(book: Book, step: str, state: str) -> None:
    """Write the state of one step of the front page, such as ("write_report", "đã lập 17/5/2026")."""
    for grid in _grids(book):
        if grid.kind == MASTER_GRID:
            _set(book, grid, {(f"step.{step}", "state"): state})


def _grids(book: Book) -> list[Grid]:
    """All grids to update, read before any is changed."""
    markers = {sheet: parse_marker(marker) for sheet, marker in book.markers().items()}
    showing = (
        book.read_grid(sheet)
        for sheet, (kind, attributes) in markers.items()
        if kind in (MASTER_GRID, VIEW_GRID) or (kind == INDICATORS_GRID and attributes.get("unit"))
    )
    return [grid for grid in showing if grid is not None]


def _statuses(grid: Grid, regime: Regime, shown: ProgressState) -> dict[Key, Cell | Formula]:
    """The columns of a unit sheet that nobody types into."""
    unit = grid.attributes["unit"]
    words = {i.code: formulas.worst_severity_label(shown.places.get((unit, i.code))) for i in regime.indicators}
    statuses: dict[Key, Cell | Formula] = {
        (code, "status"): Formula(formulas.unit_status(grid.rows[code] + 1), word)
        for code, word in words.items()
        if code in grid.rows
    }
    return statuses | _earlier(regime, unit)


def _earlier(regime: Regime, code: str) -> dict[Key, Cell | Formula]:
    """What a unit had done up to the period, as its sheet shows it."""
    unit = regime.unit.get(code)
    repeating = [i for i in regime.indicators if i.repeats and unit]
    return {(i.code, "previous"): previous_value_text(regime, unit, i) for i in repeating if unit}


def _set(book: Book, grid: Grid, values: Mapping[Key, Cell | Formula]) -> None:
    """Set cells by (row key, column key); keys that are gone from the sheet are passed over."""
    known = {key: value for key, value in values.items() if key[0] in grid.rows and key[1] in grid.columns}
    book.set_cells(grid.sheet, {grid.address(*key): value for key, value in known.items()})
