"""The formulas of the entry grid: the percentage of a ratio, whether a row is filled, how far the form is.

Inputs are text cells, so numbers in them are understood as Vietnamese write them: "2.610" is 2610, "7,6" is 7.6.
"""

import re
from collections.abc import Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.master.book.grid import address
from bdhvs_xl.master.layout import indicator_columns
from bdhvs_xl.regime.model import ADDS_UP, Indicator, Regime, Unit

FILLED, EMPTY, OPTIONAL, NOT_ASKED = "Đã điền", "Chưa điền", "Không bắt buộc", "Không hỏi"
"""What the status column of a form says."""

PROGRESS = re.compile(rf"{FILLED} \d+/\d+ chỉ số")
"""What a cell with the formula `progress` shows."""
_QUOTE = '"'
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")

Columns = Mapping[str, int]
"""Zero-based positions of an entry grid's columns by key."""


def columns_of(regime: Regime) -> Columns:
    """The positions as the grid is built for a regime; column A holds the row keys."""
    return {key: position for position, key in enumerate(indicator_columns(regime), 1)}


def cell(key: str, row: int, columns: Columns) -> str:
    """The address of a column's cell in the one-based `row`, such as `E9`."""
    return address(row - 1, columns[key])


def percent(row: int, columns: Columns) -> str:
    """The formula of a ratio's percentage, 0 to 100 with two decimals; "" while a part is missing or unreadable."""
    numerator, denominator = cell("numerator", row, columns), cell("denominator", row, columns)
    blank = f'OR(TRIM({numerator})="",TRIM({denominator})="")'
    return f'=IFERROR(IF({blank},"",ROUND({_number(numerator)}/{_number(denominator)}*100,2)),"")'


def settled_percent(row: int, parts: Sequence[str], settled: float | None, columns: Columns) -> str:
    """As `percent`, but `settled` ("" for None) as long as numerator and denominator hold the texts `parts`.

    For texts that the formula misreads, such as "2,610" or "32/32".
    """
    texts = zip(("numerator", "denominator"), parts, strict=True)
    same = ",".join(f'TRIM({cell(key, row, columns)})="{text.replace(_QUOTE, 2 * _QUOTE)}"' for key, text in texts)
    shown = '""' if settled is None else f"{settled:.15g}"
    return f"=IF(AND({same}),{shown},{percent(row, columns)[1:]})"


def reads_alike(text: str, value: object) -> bool:
    """Whether the formula takes a typed text for the number `value`, as the number reader did."""
    if not _PLAIN.fullmatch(text.strip()):
        return False
    return float(text.strip().replace(".", "").replace(",", ".")) == value


def form_status(indicator: Indicator, row: int, columns: Columns) -> str:
    """The formula of the form's status column: filled when all inputs are there, or an answer why they are not."""
    inputs = ",".join(_is_given(key, row, columns) for key in indicator.columns)
    return f'=IF(OR({cell("answer", row, columns)}<>"",AND({inputs})),"{FILLED}","{untouched(indicator)}")'


def _is_given(key: str, row: int, columns: Columns) -> str:
    """Whether an input is filled; one that adds up over the periods may follow from what had been done before."""
    filled = f'TRIM({cell(key, row, columns)})<>""'
    if key not in ADDS_UP:
        return filled
    earlier = cell("previous", row, columns)
    known = f'{earlier}<>""' if key == "cumulative" else f'RIGHT({earlier},1)=")"'
    return f"OR({filled},{known})"


def earlier_shown(regime: Regime, unit: Unit, indicator: Indicator) -> str:
    """What had been done up to the period, as the column `previous` shows it: "12 (350)"; "" when it is not known."""
    numbers = [regime.earlier(unit, indicator, column) for column in indicator.cumulative]
    things, *people = [None if number is None else vi.format_number(number, 6) for number in numbers]
    shown = "" if things is None else things
    return f"{shown} ({people[0]})" if shown and people and people[0] else shown


def untouched(indicator: Indicator) -> str:
    """What the form's status column says before anything is filled."""
    return EMPTY if indicator.required else OPTIONAL


def progress(status_range: str, asked: int) -> str:
    """The formula of `Đã điền 0/23 chỉ số`; `status_range` covers the status column."""
    return f'="{FILLED} "&COUNTIF({status_range},"{FILLED}")&"/{asked} chỉ số"'


def progress_text(filled: int, asked: int) -> str:
    """What the formula `progress` gives."""
    return f"{FILLED} {filled}/{asked} chỉ số"


def _number(address: str) -> str:
    """What a cell's text is as a number; a real number (pasted from elsewhere) as it stands."""
    return f'IF(ISNUMBER({address}),{address},_xlfn.NUMBERVALUE({address},",","."))'
