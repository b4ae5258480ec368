"""Conversion of cell values from and to COM, so that Excel stores them unchanged."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from bdhvs_xl.master.book.cell_values import as_text
from bdhvs_xl.ooxml.cell import Cell, Formula, cleaned, require_finite, require_room

ComValue = str | float | bool | Formula
"""What a cell is given; "" empties it."""

_MARK_IN_FILES = "_xlfn."
_NO_DATE = date(1899, 12, 30)
_TAKEN_FOR_MORE = re.compile(r"'|\s*[=+\-@#]|.*\d|\s*(true|false)\s*$", re.IGNORECASE | re.DOTALL)
"""What Excel may take for a formula, number, date, error or logical value."""


def from_com(raw: Any) -> Any:
    """A value from Excel as calamine would read it from a file: "" for blanks and errors, all numbers as float.

    Over COM an int is always an error code (-2146826281 is #DIV/0!), currency is Decimal, and dates have a meaningless
    time zone.
    """
    if raw is None or isinstance(raw, str | bool | float):
        return "" if raw is None else raw
    if isinstance(raw, datetime):
        return _moment(raw)
    return float(raw) if isinstance(raw, Decimal) else ""


def to_com(value: Cell | Formula) -> ComValue:
    """The value to assign so that a cell of any format contains `value`; ValueError when no cell can contain it.

    Excel removes an apostrophe at the start of a text, in text cells too, and stores the rest as text.
    """
    if isinstance(value, str):
        text = _fitting(value)
        return f"'{text}" if _TAKEN_FOR_MORE.match(text) else text
    if value is None or isinstance(value, bool | Formula):
        return "" if value is None else value
    require_finite(value)
    return float(value)


def to_com_text(value: Cell | Formula) -> ComValue:
    """As `to_com`, for a cell with the text format `@`, where numbers become texts."""
    if value is None or isinstance(value, Formula):
        return to_com(value)
    text = _fitting(as_text(value))
    return f"'{text}" if text.startswith("'") else text


def _fitting(text: str) -> str:
    text = cleaned(text)
    require_room(text)
    return text


def _moment(raw: datetime) -> date | time:
    """A date, a time of day or both, whichever the cell holds."""
    day, hour = date(raw.year, raw.month, raw.day), time(raw.hour, raw.minute, raw.second)
    if day == _NO_DATE:
        return hour
    return datetime.combine(day, hour) if hour != time() else day


def com_formula(formula: Formula) -> str:
    """A formula for Excel's object model: the prefix `_xlfn.` of newer functions is only used in files."""
    return formula.text.replace(_MARK_IN_FILES, "")
