"""Cells as SpreadsheetML: texts as inline strings that no program interprets, numbers, formulas with their value.

`cell_end` writes one cell; `RowWriter` the rows of a table by one text template per pattern of types, so that a row
costs one formatting.
"""

import re
from collections.abc import Callable, Collection, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any

from bdhvs_xl.ooxml.cell import MAX_TEXT, Cell, Formula, cleaned, number_text, require_finite, require_room
from bdhvs_xl.ooxml.errors import UnwritableValueError

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


Values = Sequence[Cell | Formula]

_ROW = "\0"
_ENDS: dict[type, str] = {str: f"{TEXT_START}%s{TEXT_END}", float: "><v>%s</v></c>", int: "><v>%s</v></c>"}


class RowWriter:
    """Writes the cells of rows: `columns` holds for each column its letters and the number of its style or "".

    In the columns `texts`, given by position, a number is written as text.
    """

    def __init__(self, sheet: str, columns: Sequence[tuple[str, str]], texts: Collection[int] = ()) -> None:
        self._sheet, self._texts = sheet, texts
        self._letters = [letters for letters, _ in columns]
        self._starts = [
            f'<c r="{letters}{_ROW}" s="{style}"' if style else f'<c r="{letters}{_ROW}"' for letters, style in columns
        ]
        self._writers: dict[tuple[type, ...], Callable[[Values], str]] = {}

    @property
    def wrote_formulas(self) -> bool:
        """Whether any row so far held a formula."""
        return any(Formula in types for types in self._writers)

    def cells(self, number: int, values: Values) -> str:
        """The cells of row `number`; UnwritableValueError names the cell that cannot hold its value."""
        if "" in values:
            values = [None if value == "" else value for value in values]
        types = tuple(map(type, values))
        writer = self._writers.get(types)
        if writer is None:
            writer = self._writers[types] = self._writer(types)
        try:
            return writer(values).replace(_ROW, str(number))
        except ValueError as error:
            raise self._blame(number, values, error) from error

    def _writer(self, types: tuple[type, ...]) -> Callable[[Values], str]:
        """How rows of these types are written: by template, or cell by cell when a value needs a closer look."""
        if any(types[i] in (int, float, bool) for i in self._texts):
            return self._with_texts
        if not set(types) <= {str, float, int, type(None)}:
            return self._one_by_one
        template = "".join(start + _ENDS.get(kind, "/>") for start, kind in zip(self._starts, types, strict=True))
        filled = [i for i, kind in enumerate(types) if kind is not type(None)]
        pick = _picker(filled)
        texts, numbers = (_picker([i for i in filled if types[i] is kind]) for kind in (str, float))

        def write(values: Values) -> str:
            text = "".join(texts(values))
            if is_plain(text) and len(text) <= MAX_TEXT // 2 and all(map(isfinite, numbers(values))):
                return template % pick(values)
            return self._one_by_one(values)

        return write

    def _with_texts(self, values: Values) -> str:
        numbers = (int, float)
        return self._one_by_one(
            [number_text(v) if i in self._texts and isinstance(v, numbers) else v for i, v in enumerate(values)]
        )

    def _one_by_one(self, values: Values) -> str:
        return "".join([start + cell_end(value) for start, value in zip(self._starts, values, strict=True)])

    def _blame(self, number: int, values: Values, error: ValueError) -> Exception:
        for letters, value in zip(self._letters, values, strict=True):
            try:
                cell_end(value)
            except ValueError as reason:
                return UnwritableValueError(self._sheet, f"{letters}{number}", reason)
        return error


def _picker(positions: Sequence[int]) -> Callable[[Any], tuple[Any, ...]]:
    """The items at `positions` as a tuple."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda values: tuple(values[i] for i in positions)
