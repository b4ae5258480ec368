"""Copies user data from the old master into the rebuilt one: lists, unit sheets, the report step of the front page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bdhvs_xl.master import entry_formulas
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import Grid, parse_marker
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.layout import ENTRY_COLUMNS, MASTER_GRID
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    DOCUMENTS_TABLE,
    FINDINGS_TABLE,
    INDICATORS_TABLE,
    LETTERS_TABLE,
    LOG_TABLE,
    NARRATIVE_TABLE,
    OUTLINE_TABLE,
    RULES_TABLE,
    SETTINGS_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    Table,
    practices_table,
    schedule_table,
    units_table,
)
from bdhvs_xl.master.unit_sheets import SOURCE_ROW, add_unit_sheets, unit_sheets
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.vi import fold


def copy_tables(old: Book, new: Book, regime: Regime) -> None:
    """Copy all lists, without the columns that users added."""
    for table in _tables(regime):
        if old.has_table(table):
            headers = old.headers(table)
            present = replace(table, columns=tuple(c for c in table.columns if _among(c.header, headers)))
            rows: list[Row] = [*old.read_table(present)]
            new.replace_rows(table, [*rows, *_untracked(new, rows)] if table is TRACKING_TABLE else rows)


def user_columns(old: Book, regime: Regime) -> list[str]:
    """The columns that users added to lists and definitions, which are not copied, as `Sheet: header`."""
    definitions = (
        *(SETTINGS_TABLE, units_table(regime.attributes), INDICATORS_TABLE),
        *(RULES_TABLE, OUTLINE_TABLE, LETTERS_TABLE),
    )
    return [
        f"{table.sheet}: {header}"
        for table in (*definitions, *_tables(regime))
        if old.has_table(table)
        for header in old.headers(table)
        if not _among(header, [column.header for column in table.columns])
    ]


def user_sheets(old: FileBook, new: FileBook) -> Iterator[str]:
    """The sheets without a counterpart in the new master; renamed sheets are recognised by their markers."""
    markers, waiting = old.markers(), set(new.markers().values())
    listed = {place.sheet for name, place in old.package.tables.items() if name in new.package.tables}
    for sheet in old.package.sheets:
        if markers.get(sheet) in waiting:
            waiting.remove(markers[sheet])
        elif sheet not in new.package.sheets and sheet not in listed:
            yield f"trang {sheet}"


def add_opened_unit_sheets(old: Book, new: Book, regime: Regime) -> None:
    """Add the unit sheets that users opened one by one in the old master."""
    add_unit_sheets(new, (regime.unit[code] for code in unit_sheets(old) if code in regime.unit))


def copy_unit_sheet_cells(old: Book, new: Book) -> None:
    """Copy the cells of the unit sheets, cleared ones too; rows and columns missing in the old sheet are skipped."""
    before = {unit: old.read_grid(sheet) for unit, sheet in unit_sheets(old).items()}
    after = {unit: new.read_grid(sheet) for unit, sheet in unit_sheets(new).items()}
    for unit, grid in after.items():
        source = before.get(unit)
        if grid is not None and source is not None:
            new.set_cells(grid.sheet, dict(_unit_cells(source, grid)))


def copy_step_state(old: Book, new: Book, step: str) -> str:
    """Copy the state of a step of the front page; returns it."""
    states = [(grid, str(grid.value(f"step.{step}", "state") or "")) for grid in _front_pages(old)]
    for grid in _front_pages(new):
        new.set_cells(grid.sheet, {grid.address(f"step.{step}", "state"): state for _, state in states})
    return "".join(state for _, state in states)


def _tables(regime: Regime) -> Iterator[Table]:
    yield from (DOCUMENTS_TABLE, NARRATIVE_TABLE, VALUES_TABLE, ADJUSTMENTS_TABLE)
    yield from (TRACKING_TABLE, FINDINGS_TABLE, LOG_TABLE)
    for appendix in regime.appendices:
        if appendix.kind == "practices":
            yield practices_table(appendix.sheet, appendix.title)
        elif appendix.kind == "schedule":
            yield schedule_table(appendix.sheet, appendix.title)


def _among(header: str, headers: list[str]) -> bool:
    return fold(header) in map(fold, headers)


def _untracked(new: Book, rows: list[Row]) -> list[Row]:
    """The new master's lines for units that were not tracked before."""
    tracked = {row["unit"] for row in rows}
    return [row for row in new.read_table(TRACKING_TABLE) if row["unit"] not in tracked]


def _unit_cells(source: Grid, target: Grid) -> Iterator[tuple[str, Cell | Formula]]:
    for row in (row for row in target.rows if row in source.rows):
        for column in ("name",) if row == SOURCE_ROW else ENTRY_COLUMNS:
            cell = source.value(row, column)
            computed = cell is None and column == "percent"
            if column in source.columns and column in target.columns and not computed:
                yield target.address(row, column), _entered(cell, column, target.rows[row] + 1, target.columns)


def _entered(cell: Cell, column: str, row: int, columns: Mapping[str, int]) -> Cell | Formula:
    """What stands in an entry cell: a percentage that is a number is the formula's, typed ones are texts."""
    if column == "percent" and isinstance(cell, int | float):
        return Formula(entry_formulas.percent_formula(row, columns), cell)
    return cell


def _front_pages(book: Book) -> list[Grid]:
    sheets = [sheet for sheet, marker in book.markers().items() if parse_marker(marker)[0] == MASTER_GRID]
    return [grid for sheet in sheets if (grid := book.read_grid(sheet)) is not None]
