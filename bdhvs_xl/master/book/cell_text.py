"""What one cell of Excel can hold."""

import math
import re

MAX_TEXT = 32_767
"""Characters (UTF-16 units) that Excel holds in a cell."""

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """`text` as a cell keeps it: line breaks of any kind are line feeds, control characters are left out."""
    return _NOT_XML.sub("", _LINE_BREAKS.sub("\n", text))


def has_room(text: str) -> bool:
    """Whether a cell can hold the whole text."""
    return len(text) <= MAX_TEXT // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_TEXT


def fitting(text: str) -> str:
    """`text`, cut when a cell cannot hold the whole of it."""
    return text if has_room(text) else f"{text[: MAX_TEXT // 2 - 1]}…"


def require_room(text: str) -> None:
    """Raise ValueError when a text is too long for a cell."""
    if not has_room(text):
        raise ValueError(f"nội dung dài {len(text)} ký tự, một ô Excel chỉ chứa được {MAX_TEXT} ký tự.")


def require_finite(number: float) -> None:
    """Raise ValueError when a number is none."""
    if not math.isfinite(number):
        raise ValueError("giá trị tính ra không phải là một số.")
