"""Unit sheets of a master: copies of the hidden pattern, one per unit, in the form's own shape."""

import re

from bdhvs_xl.regime.records import Regime, Unit
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.grid import parse_marker
from bdhvs_xl.workbook.layout import INDICATORS_GRID, PATTERN, VALUES

HEAD_ROW = "#unit"
"""Row key of a unit sheet's head: the unit's code in the column `code`, its name in `name`."""
SOURCE_ROW = "#source"
"""Row key of the line that says where a unit sheet's answers come from, in the column `name`."""

_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(unit: Unit) -> str:
    """The name of a unit's sheet, such as `14464 Xã Giao Ninh`: unique by the code, at most 31 characters."""
    return _FORBIDDEN.sub(" ", f"{unit.code} {unit.name}")[:_NAME_LENGTH].strip()


def unit_sheets(book: Book) -> dict[str, str]:
    """The unit sheets there are: sheet name by unit code, in sheet order, whatever people called the sheets."""
    markers = {sheet: parse_marker(marker) for sheet, marker in book.markers().items()}
    return {
        attributes["unit"]: sheet
        for sheet, (kind, attributes) in markers.items()
        if kind == INDICATORS_GRID and attributes.get("unit")
    }


def add_unit_sheet(book: Book, unit: Unit) -> str:
    """The name of a new sheet for `unit`, placed after the unit sheets there are."""
    name = sheet_name(unit)
    book.copy_sheet(PATTERN, name, VALUES)
    cells = {"A1": f"{INDICATORS_GRID};unit={unit.code}"}
    grid = book.read_grid(name)
    if grid is not None:
        cells |= {grid.address(HEAD_ROW, "code"): unit.code, grid.address(HEAD_ROW, "name"): unit.name}
    book.set_cells(name, cells)
    return name


def add_unit_sheets(book: Book, regime: Regime) -> None:
    """A sheet for every reporting unit, when they are no more than the setting `unit_sheets` allows."""
    units = regime.reporting_units()
    if len(units) <= int(regime.settings.get("unit_sheets") or 0):
        present = unit_sheets(book)
        for unit in units:
            if unit.code not in present:
                add_unit_sheet(book, unit)
