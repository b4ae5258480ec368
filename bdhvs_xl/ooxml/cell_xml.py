"""One cell as SpreadsheetML: texts as inline strings that no program interprets, numbers, formulas with their value."""

import re

from bdhvs_xl.master.book.cell_text import cleaned, require_finite, require_room
from bdhvs_xl.ooxml.cell import Cell, Formula

TEXT_START, TEXT_END = ' t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
"""What stands around a text in its cell, after address and style."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_end(value: Cell | Formula) -> str:
    """What follows the address and style in a `<c` tag; ValueError when Excel cannot hold the value.

    Line breaks of any kind become line feeds; control characters, which no XML can hold, are left out.
    """
    if isinstance(value, str):
        return f"{TEXT_START}{_text(value)}{TEXT_END}" if value else "/>"
    if value is None:
        return "/>"
    if isinstance(value, Formula):
        return _formula_end(value)
    return f' t="b"><v>{value:d}</v></c>' if isinstance(value, bool) else f"><v>{_number(value)}</v></c>"


def cached_end(cached: Cell) -> tuple[str, str]:
    """What a formula's value adds to its cell's tag, and what follows the formula."""
    if isinstance(cached, bool):
        return ' t="b"', f"<v>{cached:d}</v></c>"
    if isinstance(cached, float | int):
        return "", f"<v>{_number(cached)}</v></c>"
    return ' t="str"', f"<v>{escaped(cached or '')}</v></c>"


def escaped(text: str) -> str:
    """`text` as the content of an XML element of a sheet (`_x0041_` typed by people stays what it is)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", cleaned(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_plain(text: str) -> bool:
    """Whether `text` can stand in a sheet as it is (control characters, line breaks and such are not printable)."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or "_x" in text)


def unescaped(text: str) -> str:
    """The text that the content of an XML element stands for, without Excel's own escapes."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def _text(text: str) -> str:
    require_room(text)
    return text if is_plain(text) else escaped(text)


def _number(value: float) -> str:
    require_finite(value)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else float.__repr__(float(value))


def _formula_end(formula: Formula) -> str:
    kind, end = cached_end(formula.cached)
    return f"{kind}><f>{escaped(formula.text.removeprefix('='))}</f>{end}"
