"""The matrix of units by indicators: the contributions of all units."""

from collections.abc import Iterable, Iterator, Sequence

from bdhvs_xl.checks.unit_report import filled_values
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.tables import matrix_header, matrix_table
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Indicator, Regime, Unit
from bdhvs_xl.rollup.contributions import Contribution


def fill_matrix(book: Book, regime: Regime, ledger: Ledger, given: Sequence[Contribution]) -> list[str]:
    """Fill `tblMaTran`; returns the codes of indicators without columns in it."""
    headers = set(book.headers(matrix_table(())))
    present = [i for i in regime.indicators if {matrix_header(i, column) for column in i.result_columns} <= headers]
    book.replace_rows(matrix_table(present), matrix_rows(regime, present, ledger, given))
    return [indicator.code for indicator in regime.indicators if indicator not in present]


def matrix_rows(
    regime: Regime, indicators: Iterable[Indicator], ledger: Ledger, given: Iterable[Contribution]
) -> Iterator[Row]:
    """The rows of `tblMaTran`, one per reporting unit; values that do not count are empty, texts are as typed."""
    indicators = tuple(indicators)
    numbers: dict[tuple[str, str, str], Cell] = {}
    for c in given:
        numbers[c.unit, c.indicator, c.column] = c.number
        numbers[c.unit, c.indicator, "percent"] = None if c.percent is None else round(c.percent, 2)
    for unit in regime.reporting_units():
        tracked = ledger.tracking.get(unit.code)
        row: dict[str, Cell] = {"unit": unit.code, "name": unit.name}
        row["status"] = STATUS_NAMES[tracked.status if tracked else "not_sent"]
        for indicator in indicators:
            row |= _cells(indicator, unit, ledger, numbers)
        yield row


def _cells(
    indicator: Indicator, unit: Unit, ledger: Ledger, numbers: dict[tuple[str, str, str], Cell]
) -> dict[str, Cell]:
    if not indicator.kind.is_numeric:
        value = filled_values(ledger.of(unit.code)).get((indicator.code, "value"))
        return {
            f"{indicator.code}.value": str(value.value if value.value is not None else value.raw) if value else None
        }
    return {f"{indicator.code}.{c}": numbers.get((unit.code, indicator.code, c)) for c in indicator.result_columns}
