"""Formulas of the entry grid: percentage of a ratio, status of a row, progress of the form.

Inputs are text cells, and numbers in them are read in Vietnamese notation: "2.610" is 2610, "7,6" is 7.6.
"""

import re
from collections.abc import Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.layout import indicator_columns
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime, Unit

FILLED, EMPTY, OPTIONAL, NOT_ASKED = "Đã điền", "Chưa điền", "Không bắt buộc", "Không hỏi"
"""What the status column of a form says."""

PROGRESS_PATTERN = re.compile(rf"{FILLED} \d+/\d+ chỉ số")
"""What a cell with the formula `progress` shows."""
_QUOTE = '"'
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")

EntryColumns = Mapping[str, int]
"""Zero-based positions of an entry grid's columns by key."""


def entry_column_positions(regime: Regime) -> EntryColumns:
    """The positions in a grid built for a regime; column A has the row keys."""
    return {key: position for position, key in enumerate(indicator_columns(regime), 1)}


def entry_cell(key: str, row: int, columns: EntryColumns) -> str:
    """The address of the cell of column `key` in the one-based `row`, such as `E9`."""
    return cell_address(row - 1, columns[key])


def percent_formula(row: int, columns: EntryColumns) -> str:
    """The formula of a ratio's percentage, 0 to 100 with two decimals; "" while a part is missing or unreadable."""
    numerator, denominator = entry_cell("numerator", row, columns), entry_cell("denominator", row, columns)
    blank = f'OR(TRIM({numerator})="",TRIM({denominator})="")'
    return f'=IFERROR(IF({blank},"",ROUND({_number(numerator)}/{_number(denominator)}*100,2)),"")'


def fixed_percent_formula(row: int, parts: Sequence[str], settled: float | None, columns: EntryColumns) -> str:
    """As `percent`, but `settled` ("" for None) as long as numerator and denominator hold the texts `parts`.

    For texts that the formula misreads, such as "2,610" or "32/32".
    """
    texts = zip(("numerator", "denominator"), parts, strict=True)
    same = ",".join(
        f'TRIM({entry_cell(key, row, columns)})="{text.replace(_QUOTE, 2 * _QUOTE)}"' for key, text in texts
    )
    shown = '""' if settled is None else f"{settled:.15g}"
    return f"=IF(AND({same}),{shown},{percent_formula(row, columns)[1:]})"


def formula_reads_same(text: str, value: object) -> bool:
    """Whether the formula reads a typed text as the number `value`, as the number parser did."""
    if not _PLAIN.fullmatch(text.strip()):
        return False
    return float(text.strip().replace(".", "").replace(",", ".")) == value


def form_status_formula(indicator: Indicator, row: int, columns: EntryColumns) -> str:
    """The formula of the form's status column: filled when all inputs are filled, or an answer replaces them."""
    inputs = ",".join(_is_given(key, row, columns) for key in indicator.columns)
    return f'=IF(OR({entry_cell("answer", row, columns)}<>"",AND({inputs})),"{FILLED}","{initial_status(indicator)}")'


def _is_given(key: str, row: int, columns: EntryColumns) -> str:
    """Whether an input is filled; one that adds up over the periods may follow from what had been done before."""
    filled = f'TRIM({entry_cell(key, row, columns)})<>""'
    if key not in CUMULATIVE_OF:
        return filled
    earlier = entry_cell("previous", row, columns)
    known = f'{earlier}<>""' if key == "cumulative" else f'RIGHT({earlier},1)=")"'
    return f"OR({filled},{known})"


def previous_value_text(regime: Regime, unit: Unit, indicator: Indicator) -> str:
    """The cumulative value before the period, as the column `previous` shows it: "12 (350)"; "" when unknown."""
    numbers = [regime.earlier(unit, indicator, column) for column in indicator.cumulative]
    things, *people = [None if number is None else vi.format_number(number, 6) for number in numbers]
    shown = "" if things is None else things
    return f"{shown} ({people[0]})" if shown and people and people[0] else shown


def initial_status(indicator: Indicator) -> str:
    """The text of the form's status column before anything is filled."""
    return EMPTY if indicator.required else OPTIONAL


def progress_formula(status_range: str, asked: int) -> str:
    """The formula of `Đã điền 0/23 chỉ số`; `status_range` covers the status column."""
    return f'="{FILLED} "&COUNTIF({status_range},"{FILLED}")&"/{asked} chỉ số"'


def progress_text(filled: int, asked: int) -> str:
    """The value of the formula `progress_formula`."""
    return f"{FILLED} {filled}/{asked} chỉ số"


def _number(address: str) -> str:
    """The formula part that reads a cell's text as a number; a real number (pasted) stays as it is."""
    return f'IF(ISNUMBER({address}),{address},_xlfn.NUMBERVALUE({address},",","."))'
