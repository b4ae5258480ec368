"""The formulas of `Xem đơn vị` with their values for the unit chosen there."""

from collections.abc import Mapping

from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import Key, column_letters_at
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.layout import indicator_columns, value_key
from bdhvs_xl.master.progress_state import ProgressState, UnitState
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime.model import Indicator, Regime, Unit
from bdhvs_xl.vi import round_half_up

VIEW_HEAD_ROWS = ("unit", "unit_code", "unit_status", "unit_deadline")
"""Row keys of its head; their cells stand in the column `name`."""
_ALWAYS = ("answer", "evidence", "explanation")


def view_columns(regime: Regime) -> tuple[str, ...]:
    """The column keys of the sheet, in order: the columns of the form except those that only a form has."""
    return tuple(column for column in indicator_columns(regime) if column not in ("understood", "previous"))


def view_cells(
    rows: Mapping[str, int], columns: Mapping[str, int], chosen: str, regime: Regime, shown: ProgressState
) -> dict[Key, Formula]:
    """The formulas by (row key, column key); `rows` and `columns` are zero-based positions by key.

    `chosen` is the name or the code of the chosen unit.
    """
    letters = {key: column_letters_at(position) for key, position in columns.items()}
    where = {key: f"${letters['name']}${rows[key] + 1}" for key in VIEW_HEAD_ROWS}
    unit = next((u for u in regime.units if chosen == u.name), regime.unit.get(chosen))
    cells = _head(where, unit, shown)
    for indicator in regime.indicators:
        if indicator.code in rows:
            row = rows[indicator.code] + 1
            for column, formula in _line(indicator, row, letters, where["unit_code"], unit, shown):
                cells[indicator.code, column] = formula
    return {key: formula for key, formula in cells.items() if key[0] in rows and key[1] in columns}


def _head(where: Mapping[str, str], unit: Unit | None, shown: ProgressState) -> dict[Key, Formula]:
    state = shown.units.get(unit.code, UnitState()) if unit else UnitState(status="")
    code = where["unit_code"]
    return {
        ("unit_code", "name"): Formula(formulas.view_code(where["unit"]), unit.code if unit else ""),
        ("unit_status", "name"): Formula(formulas.view_tracking(code, "status"), STATUS_NAMES.get(state.status, "")),
        ("unit_deadline", "name"): Formula(formulas.view_tracking(code, "extension", "deadline"), state.deadline),
    }


def _line(
    indicator: Indicator, row: int, letters: Mapping[str, str], code: str, unit: Unit | None, shown: ProgressState
) -> list[tuple[str, Formula]]:
    def typed(column: str) -> Cell:
        return (shown.values.get(value_key(unit.code, indicator.code, column)) if unit else None) or ""

    columns = (*indicator.columns, *_ALWAYS)
    line = [(column, Formula(formulas.view_value(code, row, column), typed(column))) for column in columns]
    if indicator.kind.is_ratio:
        text = formulas.view_percent(code, row, letters["numerator"], letters["denominator"])
        line.append(("percent", Formula(text, _percent(typed("numerator"), typed("denominator"), typed("percent")))))
    worst = shown.places.get((unit.code, indicator.code)) if unit else None
    return [*line, ("status", Formula(formulas.view_status(code, row), formulas.worst_severity_label(worst)))]


def _percent(numerator: Cell, denominator: Cell, bare: Cell) -> Cell:
    if isinstance(numerator, int | float) and isinstance(denominator, int | float) and denominator:
        return round_half_up(numerator / denominator * 100, 2)
    return bare
