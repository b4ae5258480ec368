"""A correction request from a unit's form: cells to correct unlocked and coloured, a sheet `Cần sửa` in front."""

from collections.abc import Collection, Mapping, Sequence

from bdhvs_xl.form.correction_sheet import (
    CORRECTIONS_GRID,
    FORM_CORRECTIONS,
    INPUT,
    MARK,
    PAPER,
    REQUEST_LABEL,
    REQUEST_ROW,
    CorrectionLine,
    correction_sheet_xml,
)
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.layout import IDENTITY_GRID
from bdhvs_xl.ooxml.sheet_format import ProtectedSheet


def make_correction_file(
    form: IssuedForm,
    opened: Mapping[str, Collection[str]],
    lines: Sequence[CorrectionLine],
    request: str,
    whose: str,
    notes: Sequence[str],
) -> None:
    """Turn the form into the request with id `request`; `opened` are addresses by sheet; formula cells stay locked."""
    package = form.package
    styles = package.styles()
    styles.lock_all()
    for colour in (MARK, INPUT):
        styles.recolour(colour, PAPER)
    _name(form, request)
    for sheet in package.sheets:
        package.edit(sheet, ProtectedSheet(opened.get(sheet, ()), lambda style: styles.marked(style, MARK)))
    package.put_first(_sheet(form), correction_sheet_xml(lines, request, whose, notes, styles).encode())
    package.put_styles(styles)


def _name(form: IssuedForm, request: str) -> None:
    """Write the id of the request among the marks by which the form is known."""
    grid = form.grids[IDENTITY_GRID]
    row, value = grid.rows.get(REQUEST_ROW, max(grid.rows.values()) + 1), grid.columns["value"]
    cells = {
        cell_address(row, 0): REQUEST_ROW,
        cell_address(row, value - 1): REQUEST_LABEL,
        cell_address(row, value): request,
    }
    form.package.set_cells(grid.sheet, cells)


def _sheet(form: IssuedForm) -> str:
    """The name for the sheet: that of an earlier request, which it replaces, else one that is free."""
    if CORRECTIONS_GRID in form.grids:
        return form.grids[CORRECTIONS_GRID].sheet
    number, name, taken = 1, FORM_CORRECTIONS, {sheet.casefold() for sheet in form.package.sheets}
    while name.casefold() in taken:
        number += 1
        name = f"{FORM_CORRECTIONS} ({number})"
    return name
