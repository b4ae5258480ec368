"""The cross-check of the appendices: totals recomputed from `Số liệu`, like the workbook's own formulas."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.intake.ledger import Ledger, ValueKey
from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import Grid, cell_address
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime.model import Indicator, Regime

_TOLERANCE = 0.005


@dataclass(slots=True)
class UsedSum:
    """Sum, maximum and count of the column `used` of `Số liệu` for one total."""

    total: float = 0.0
    largest: float = 0.0
    numbers: int = 0

    def add(self, number: float) -> None:
        """Include one more number."""
        self.total += number
        self.largest = max(self.largest, number)
        self.numbers += 1


def used_sums(ledger: Ledger) -> Mapping[ValueKey, UsedSum]:
    """The sums of `used` by (indicator, column), recomputed from the ledger."""
    sums: dict[ValueKey, UsedSum] = {}
    for values in ledger.values.values():
        for place, value in values.items():
            if value.used is not None:
                sums.setdefault(place, UsedSum()).add(value.used)
    return sums


def has_row_and_columns(grid: Grid, indicator: Indicator) -> bool:
    """Whether an appendix has the indicator's row and all columns of its cross-check."""
    return indicator.code in grid.rows and grid.columns.keys() >= {*formulas.checked_columns(indicator)}


def crosscheck_cells(
    regime: Regime, grid: Grid, cells: Mapping[ValueKey, Cell], used: Mapping[ValueKey, UsedSum]
) -> dict[ValueKey, Cell | Formula]:
    """The cross-check formulas with their values, by (indicator, column key), for rows and columns that exist."""
    letters = {key: cell_address(0, column).rstrip("1") for key, column in grid.columns.items()}
    checks: dict[ValueKey, Cell | Formula] = {}
    for indicator in regime.indicators:
        if has_row_and_columns(grid, indicator):
            texts = formulas.total_checks(indicator, grid.rows[indicator.code] + 1, letters)
            checked = dict(zip(formulas.CHECKS, formulas.checked_columns(indicator), strict=False))
            again = {key: _again(indicator, column, used) for key, column in checked.items()}
            verdict = _verdict(indicator, cells, checked, again)
            for key in (*formulas.CHECKS, "check"):
                cached = verdict if key == "check" else again.get(key)
                checks[indicator.code, key] = Formula(texts[key], cached) if key in texts else None
    return checks


def _again(indicator: Indicator, column: str, used: Mapping[ValueKey, UsedSum]) -> float:
    if indicator.over_units == "share_yes":
        said = used.get((indicator.code, "value"), UsedSum())
        return said.total if column == "numerator" else said.numbers
    found = used.get((indicator.code, column), UsedSum())
    return found.largest if indicator.over_units == "max" else found.total


def _verdict(
    indicator: Indicator, cells: Mapping[ValueKey, Cell], checked: Mapping[str, str], again: Mapping[str, float]
) -> str:
    """The value of the formula `check`: the computed totals compared with the sums of `Số liệu`."""
    totals = {key: cells[indicator.code, column] for key, column in checked.items()}
    if totals.get(formulas.CHECKS[0]) is None:
        return formulas.NO_CHECK
    same = all(abs(float(totals[key] or 0) - number) < _TOLERANCE for key, number in again.items())
    return formulas.MATCHES if same else formulas.DIFFERS
