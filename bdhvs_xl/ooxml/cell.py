"""What a cell can hold: a plain value, or a formula with its value; and the limits of texts and numbers."""

import math
import re
from dataclasses import dataclass

from bdhvs_xl.ooxml.errors import NotFiniteError, TextTooLongError

Cell = str | float | int | None

MAX_TEXT = 32_767
"""Characters (UTF-16 units) that Excel holds in a cell."""

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula (English names, commas, a leading `=`) and the value it gives now; Excel takes the text alone."""

    text: str
    cached: Cell = ""


def cleaned(text: str) -> str:
    """`text` as a cell stores it: line breaks of any kind are line feeds, control characters are left out."""
    return _NOT_XML.sub("", _LINE_BREAKS.sub("\n", text))


def has_room(text: str) -> bool:
    """Whether a cell can hold the whole text."""
    return len(text) <= MAX_TEXT // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_TEXT


def fitting(text: str) -> str:
    """`text`, cut when a cell cannot hold the whole of it."""
    return text if has_room(text) else f"{text[: MAX_TEXT // 2 - 1]}…"


def require_room(text: str) -> None:
    """Raise TextTooLongError when a cell cannot hold the whole text."""
    if not has_room(text):
        raise TextTooLongError(len(text))


def require_finite(number: float) -> None:
    """Raise NotFiniteError for infinity and NaN, which no cell can hold."""
    if not math.isfinite(number):
        raise NotFiniteError


def shortest(number: float) -> float | int:
    """The number as int when it is whole and Excel shows all its digits (below 1e15)."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def number_text(number: float) -> str:
    """A number or bool as Excel shows it in a cell without a format: `2.1`, `12`, `TRUE`."""
    return str(number).upper() if isinstance(number, bool) else str(shortest(number))
