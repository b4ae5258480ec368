"""What the front page and the formulas of a master show, brought up to date after each button."""

from collections.abc import Mapping

from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook import formulas
from bdhvs_xl.workbook.book import Book, Cell, Formula
from bdhvs_xl.workbook.front_page import front_page
from bdhvs_xl.workbook.grid import Key, parse_marker
from bdhvs_xl.workbook.layout import INDICATORS_GRID, MASTER_GRID, VIEW_GRID
from bdhvs_xl.workbook.standing import Shown, UnitState
from bdhvs_xl.workbook.view import view_cells

__all__ = ["Shown", "UnitState", "refresh", "step_done"]


def refresh(book: Book, regime: Regime, shown: Shown) -> None:
    """Bring the front page, the unit sheets' status columns and `Xem đơn vị` up to date; the book is not saved."""
    for sheet, marker in book.markers().items():
        kind, attributes = parse_marker(marker)
        if kind == MASTER_GRID:
            _set(book, sheet, front_page(regime, shown, book.now.date()))
        elif kind == VIEW_GRID:
            _refresh_view(book, sheet, regime, shown)
        elif kind == INDICATORS_GRID and attributes.get("unit"):
            _refresh_unit_sheet(book, sheet, attributes["unit"], regime, shown)


def step_done(book: Book, step: str, state: str) -> None:
    """Write the state of one step of the front page, such as ("write_report", "đã lập 17/5/2026")."""
    for sheet, marker in book.markers().items():
        if parse_marker(marker)[0] == MASTER_GRID:
            _set(book, sheet, {(f"step.{step}", "state"): state})


def _refresh_view(book: Book, sheet: str, regime: Regime, shown: Shown) -> None:
    grid = book.read_grid(sheet)
    if grid is not None:
        chosen = str(grid.value("unit", "name") or "")
        _set(book, sheet, view_cells(grid.rows, grid.columns, chosen, regime, shown))


def _refresh_unit_sheet(book: Book, sheet: str, unit: str, regime: Regime, shown: Shown) -> None:
    grid = book.read_grid(sheet)
    if grid is not None:
        words = {i.code: formulas.worst_word(shown.places.get((unit, i.code))) for i in regime.indicators}
        rows = {code: grid.rows[code] + 1 for code in words if code in grid.rows}
        _set(book, sheet, {(c, "status"): Formula(formulas.unit_status(row), words[c]) for c, row in rows.items()})


def _set(book: Book, sheet: str, values: Mapping[Key, Cell | Formula]) -> None:
    """Set cells by (row key, column key); keys that are gone from the sheet are passed over."""
    grid = book.read_grid(sheet)
    if grid is not None:
        known = {key: value for key, value in values.items() if key[0] in grid.rows and key[1] in grid.columns}
        book.set_cells(sheet, {grid.address(*key): value for key, value in known.items()})
