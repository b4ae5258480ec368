"""The cross-check of the appendices: totals added up again from `Số liệu`, as the workbook's own formulas do it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.intake.ledger import Ledger, Place
from bdhvs_xl.regime.records import Indicator, Regime
from bdhvs_xl.workbook import formulas
from bdhvs_xl.workbook.book import Cell, Formula
from bdhvs_xl.workbook.grid import Grid, address

_TOLERANCE = 0.005


@dataclass(slots=True)
class Used:
    """What the column `used` of `Số liệu` comes to for one total."""

    total: float = 0.0
    largest: float = 0.0
    numbers: int = 0

    def add(self, number: float) -> None:
        """Take one more number in."""
        self.total += number
        self.largest = max(self.largest, number)
        self.numbers += 1


def used_sums(ledger: Ledger) -> Mapping[Place, Used]:
    """What `used` comes to by (indicator, column), added up again from the ledger itself."""
    sums: dict[Place, Used] = {}
    for values in ledger.values.values():
        for place, value in values.items():
            if value.used is not None:
                sums.setdefault(place, Used()).add(value.used)
    return sums


def check_cells(
    regime: Regime, grid: Grid, cells: Mapping[Place, Cell], used: Mapping[Place, Used]
) -> dict[Place, Cell | Formula]:
    """The formulas of the cross-check with what they give now, by (indicator, column key)."""
    letters = {key: address(0, column).rstrip("1") for key, column in grid.columns.items()}
    checks: dict[Place, Cell | Formula] = {}
    for indicator in regime.indicators:
        if indicator.code in grid.rows:
            texts = formulas.total_checks(indicator, grid.rows[indicator.code] + 1, letters)
            again = {key: _again(indicator, key, used) for key in texts if key != "check"}
            verdict = _verdict(indicator, cells, again)
            for key in ("check_first", "check_second", "check"):
                cached = verdict if key == "check" else again.get(key)
                checks[indicator.code, key] = Formula(texts[key], cached) if key in texts else None
    return checks


def _again(indicator: Indicator, key: str, used: Mapping[Place, Used]) -> float:
    first = key == "check_first"
    match indicator.over_units:
        case "share_yes":
            said = used.get((indicator.code, "value"), Used())
            return said.total if first else said.numbers
        case "ratio":
            column = "numerator" if first else "denominator"
        case _:
            column = "value" if first else "people"
    found = used.get((indicator.code, column), Used())
    return found.largest if indicator.over_units == "max" else found.total


def _verdict(indicator: Indicator, cells: Mapping[Place, Cell], again: Mapping[str, float]) -> str:
    """What the formula `check` says: the computed totals against their sums over `Số liệu`."""
    columns = ("numerator", "denominator") if indicator.kind in ("ratio", "yes_no") else ("value", "people")
    totals = dict(zip(("check_first", "check_second"), (cells[indicator.code, c] for c in columns), strict=True))
    if totals["check_first"] is None or not again:
        return formulas.NO_CHECK
    same = all(abs(float(totals[key] or 0) - number) < _TOLERANCE for key, number in again.items())
    return formulas.MATCHES if same else formulas.DIFFERS
