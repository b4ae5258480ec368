"""The formulas of the entry grid: the percentage of a ratio, whether a row is filled, how far the form is.

Inputs are text cells, so numbers in them are understood as Vietnamese write them: "2.610" is 2610, "7,6" is 7.6.
"""

import re
from collections.abc import Sequence

from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.workbook.grid import address
from bdhvs_xl.workbook.layout import INDICATOR_COLUMNS

FILLED, EMPTY, OPTIONAL, NOT_ASKED = "Đã điền", "Chưa điền", "Không bắt buộc", "Không hỏi"
"""What the status column of a form says."""

PROGRESS = re.compile(rf"{FILLED} \d+/\d+ chỉ số")
"""What a cell with the formula `progress` shows."""
_QUOTE = '"'
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")

COLUMN = {key: position for position, key in enumerate(INDICATOR_COLUMNS, 1)}
"""Zero-based positions of the entry grid's columns as built; column A holds the row keys."""


def cell(key: str, row: int) -> str:
    """The address of a column's cell in the one-based `row`, such as `E9`, as the grid is built."""
    return address(row - 1, COLUMN[key])


def percent(row: int) -> str:
    """The formula of a ratio's percentage, 0 to 100 with two decimals; "" while a part is missing or unreadable."""
    numerator, denominator = cell("numerator", row), cell("denominator", row)
    blank = f'OR(TRIM({numerator})="",TRIM({denominator})="")'
    return f'=IFERROR(IF({blank},"",ROUND({_number(numerator)}/{_number(denominator)}*100,2)),"")'


def settled_percent(row: int, parts: Sequence[str], settled: float | None) -> str:
    """As `percent`, but `settled` ("" for None) as long as numerator and denominator hold the texts `parts`.

    For texts that the formula misreads, such as "2,610" or "32/32".
    """
    texts = zip(("numerator", "denominator"), parts, strict=True)
    same = ",".join(f'TRIM({cell(key, row)})="{text.replace(_QUOTE, 2 * _QUOTE)}"' for key, text in texts)
    shown = '""' if settled is None else f"{settled:.15g}"
    return f"=IF(AND({same}),{shown},{percent(row)[1:]})"


def reads_alike(text: str, value: object) -> bool:
    """Whether the formula takes a typed text for the number `value`, as the number reader did."""
    if not _PLAIN.fullmatch(text.strip()):
        return False
    return float(text.strip().replace(".", "").replace(",", ".")) == value


def form_status(indicator: Indicator, row: int) -> str:
    """The formula of the form's status column: filled when all inputs are there, or an answer why they are not."""
    inputs = ",".join(f'TRIM({cell(key, row)})<>""' for key in indicator.columns)
    return f'=IF(OR({cell("answer", row)}<>"",AND({inputs})),"{FILLED}","{untouched(indicator)}")'


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
