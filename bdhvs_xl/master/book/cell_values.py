"""What calamine finds in a cell, as the Python value or text that the tables hand on."""

from datetime import date, datetime
from typing import Any, Literal

from bdhvs_xl.ooxml.cell import Cell, number_text, shortest
from bdhvs_xl.vi import format_date


def read_cell(raw: Any, kind: Literal["text", "number"]) -> Cell:
    """The cell's value: whole numbers as int, dates as `22/5/2026`, blanks as None; in text columns always text."""
    if isinstance(raw, str):
        return raw if raw.strip() else None
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return as_text(raw) if kind == "text" else shortest(raw)
    return None if raw is None else as_text(raw)


def as_text(raw: Any) -> str:
    """A value as Excel shows it in a cell without a format: `2.1`, `12`, `TRUE`, dates as `22/5/2026`."""
    if isinstance(raw, float | int):
        return number_text(raw)
    if isinstance(raw, datetime) and (raw.hour or raw.minute):
        return f"{format_date(raw)} {raw:%H:%M}"
    return format_date(raw) if isinstance(raw, date) else str(raw)
