"""The matrix of units by indicators: what every unit puts into the totals, side by side."""

from collections.abc import Iterator, Sequence

from bdhvs_xl.checks.context import written
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.records import Indicator, Regime, Unit
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.workbook.book import Cell, Row
from bdhvs_xl.workbook.tables import matrix_columns
from bdhvs_xl.workbook.words import STATUS_NAMES


def matrix_rows(regime: Regime, ledger: Ledger, given: Sequence[Contribution]) -> Iterator[Row]:
    """A row of `tblMaTran` per reporting unit; cells that do not count stay empty, words stand as typed."""
    numbers: dict[tuple[str, str, str], Cell] = {}
    for c in given:
        numbers[c.unit, c.indicator, c.column] = c.number
        numbers[c.unit, c.indicator, "percent"] = None if c.percent is None else round(c.percent, 2)
    for unit in regime.reporting_units():
        tracked = ledger.tracking.get(unit.code)
        row: dict[str, Cell] = {"unit": unit.code, "name": unit.name}
        row["status"] = STATUS_NAMES[tracked.status if tracked else "not_sent"]
        for indicator in regime.indicators:
            row |= _cells(indicator, unit, ledger, numbers)
        yield row


def _cells(
    indicator: Indicator, unit: Unit, ledger: Ledger, numbers: dict[tuple[str, str, str], Cell]
) -> dict[str, Cell]:
    if indicator.kind in ("yes_no", "text"):
        value = written(ledger.of(unit.code)).get((indicator.code, "value"))
        return {
            f"{indicator.code}.value": str(value.value if value.value is not None else value.raw) if value else None
        }
    return {f"{indicator.code}.{c}": numbers.get((unit.code, indicator.code, c)) for c in matrix_columns(indicator)}
