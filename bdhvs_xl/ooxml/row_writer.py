"""A table's rows as SpreadsheetML: one text template per pattern of types, so that a row costs one formatting."""

from collections.abc import Callable, Collection, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any

from bdhvs_xl.master.book.cell_text import MAX_TEXT
from bdhvs_xl.master.book.cell_values import as_text
from bdhvs_xl.master.book.refusals import unwritable
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.cell_xml import TEXT_END, TEXT_START, cell_end, is_plain

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
        """The cells of row `number`; UserError naming the cell that Excel cannot hold."""
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
            [as_text(v) if i in self._texts and isinstance(v, numbers) else v for i, v in enumerate(values)]
        )

    def _one_by_one(self, values: Values) -> str:
        return "".join([start + cell_end(value) for start, value in zip(self._starts, values, strict=True)])

    def _blame(self, number: int, values: Values, error: ValueError) -> Exception:
        for letters, value in zip(self._letters, values, strict=True):
            try:
                cell_end(value)
            except ValueError as reason:
                return unwritable(self._sheet, f"{letters}{number}", reason)
        return error


def _picker(positions: Sequence[int]) -> Callable[[Any], tuple[Any, ...]]:
    """The items at `positions` as a tuple."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda values: tuple(values[i] for i in positions)
