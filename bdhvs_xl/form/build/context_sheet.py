"""The form's hidden `_Ngữ cảnh`: known values of the unit, the embedded regime, the lists of dropdowns."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook

from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.master.book.grid import cell_address, column_letters_at
from bdhvs_xl.master.build.sheet_writer import Sheet, protect_sheet, write_cell, write_keys
from bdhvs_xl.master.layout import (
    CONTEXT_GRID,
    DEFINITIONS,
    FORM_CONTEXT,
    NUMBER_COLUMNS,
    PREVIOUS_ROW,
    UNIT_KIND,
    indicator_columns,
)
from bdhvs_xl.regime import embedding
from bdhvs_xl.regime.model import Regime

INDICATOR_CODES = "dsMaChiSo"
"""The defined name of the codes of all indicators, as texts."""
UNIT_CHOICES = "dsDonVi"
"""The defined name of the units among which the common form's reader picks."""


def write_context(workbook: Workbook, sheet: Sheet, regime: Regime, recipient: Addressee) -> None:
    """Write the sheet: rows `unit_kind`, `unit.<attribute>`, `target.<code>` of the period, `prev.<code>`.

    A row `prev.<code>` has the unit's values of the previous period, each in the column of its key.
    """
    at = _columns(regime)
    write_keys(sheet, CONTEXT_GRID, at)
    values = _known(regime, recipient)
    definitions = embedding.regime_to_texts(regime, recipient.units)
    values |= {f"{DEFINITIONS}{number}": text for number, text in enumerate(definitions, 1)}
    for row, (key, value) in enumerate(values.items(), 1):
        sheet.on.write_string(row, 0, key)
        told = recipient.previous.get(key.removeprefix(PREVIOUS_ROW), {})
        for column, text in {"value": value, **told}.items():
            write_cell(sheet, row, at[column], text, sheet.styles("screen", "text"))
    _write_list(workbook, sheet, len(at) + 2, INDICATOR_CODES, [i.code for i in regime.indicators])
    _write_list(workbook, sheet, len(at) + 3, UNIT_CHOICES, recipient.choices)
    sheet.on.hide()
    protect_sheet(sheet)


def context_cells(regime: Regime, recipient: Addressee) -> Mapping[tuple[str, str], str]:
    """References from other sheets to the known values, by row key and column key."""
    rows = {key: row for row, key in enumerate(_known(regime, recipient), 1)}
    columns = _columns(regime)
    return {
        (key, column): f"'{FORM_CONTEXT}'!${column_letters_at(at)}${row + 1}"
        for key, row in rows.items()
        for column, at in columns.items()
    }


def _columns(regime: Regime) -> dict[str, int]:
    numbers = [column for column in indicator_columns(regime) if column in (*NUMBER_COLUMNS, "percent")]
    return {key: column for column, key in enumerate(numbers, 1)}


def _known(regime: Regime, recipient: Addressee) -> dict[str, str]:
    """What the rows hold in the column `value`, but for the definitions below them."""
    values = {UNIT_KIND: recipient.kind}
    values |= {f"unit.{a.key}": recipient.attributes.get(a.key, "") for a in regime.attributes}
    targets = {i.code: regime.target(i) for i in regime.indicators}
    values |= {f"target.{code}": f"{target:.15g}" for code, target in targets.items() if target is not None}
    return values | {f"{PREVIOUS_ROW}{i.code}": "" for i in regime.indicators}


def _write_list(workbook: Workbook, sheet: Sheet, column: int, name: str, texts: Sequence[str]) -> None:
    for row, text in enumerate(texts, 1):
        write_cell(sheet, row, column, text, sheet.styles("screen", "text"))
    letter = cell_address(0, column)[:-1]
    workbook.define_name(name, f"='{FORM_CONTEXT}'!${letter}$2:${letter}${max(len(texts), 1) + 1}")
