"""The formulas of a sheet: the values they show until they are computed, and shared formulas written out per cell."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bdhvs_xl.ooxml.area import column_letters, position
from bdhvs_xl.ooxml.cell_xml import cached_end, escaped, unescaped
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, has_formula, row_parts

_OPENING = re.compile(rb"<c\b[^>]*>")
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>.*?</f>)", re.DOTALL)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_TYPE = re.compile(rb'\st="\w+"')


class CachedValues:
    """The edit of a sheet that gives formulas by their address the value they now have; other cells stay."""

    touches_formulas = False

    def __init__(self, values: Mapping[str, str | float]) -> None:
        self._values: dict[int, dict[int, str | float]] = {}
        for address, value in values.items():
            row, column = position(address)
            self._values.setdefault(row, {})[column] = value

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet` with the values."""
        for number, row in sheet:
            yield self._changed(row, self._values[number]) if number in self._values else row

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head as it is."""
        return head

    def _changed(self, row: bytes, values: Mapping[int, str | float]) -> bytes:
        opening, cells = row_parts(row)
        return opening + b"".join(_with_value(cell, values.get(column)) for column, cell in cells_of(cells)) + b"</row>"


class WithoutResults:
    """The edit of a sheet that takes the values from its formulas: programs compute what shows none."""

    touches_formulas = False

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet`, formulas without values."""
        for _, row in sheet:
            yield _RESULT.sub(rb"\1", row)

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head as it is."""
        return head


_RESULT = re.compile(rb"(<f\b[^>]*/>|</f>)<v>[^<]*</v>")


def _with_value(cell: bytes, value: str | float | None) -> bytes:
    if value is None or not has_formula(cell):
        return cell
    opening, formula = _OPENING.match(cell), _FORMULA.search(cell)
    assert opening and formula  # a cell that has a formula has both
    start = _TYPE.sub(b"", opening[0]).removesuffix(b">")
    kind, end = cached_end(value)
    return start + kind.encode() + b">" + formula[0] + end.encode()


def formulas_showing(text: Iterable[bytes], pattern: re.Pattern[str]) -> list[str]:
    """The addresses of the formulas of a sheet's XML that show a text which is wholly of the pattern."""
    addresses = []
    for number, row in SheetStream(text):
        for column, cell in cells_of(row) if has_formula(row) else ():
            value = _VALUE.search(cell) if has_formula(cell) else None
            if value and pattern.fullmatch(unescaped(value[1].decode())):
                addresses.append(f"{column_letters(column)}{number}")
    return addresses


SHARED = b't="shared"'

_SHARED_FORMULA = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_GROUP = re.compile(rb'\ssi="(\d+)"')


class Unshare:
    """The edit of a sheet that writes each shared formula out in every cell that has it."""

    touches_formulas = False

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[str, str]] = {}

    def rows(self, sheet: SheetStream) -> Iterator[bytes]:
        """The rows of `sheet`, no formula shared."""
        for number, row in sheet:
            yield self._written_out(row, number) if SHARED in row else row

    def tail(self, tail: bytes) -> bytes:
        """The tail as it is."""
        return tail

    def head(self, head: bytes) -> bytes:
        """The head as it is."""
        return head

    def _written_out(self, row: bytes, number: int) -> bytes:
        opening, cells = row_parts(row)
        cells_out = (self._with_formula(cell, f"{column_letters(column)}{number}") for column, cell in cells_of(cells))
        return opening + b"".join(cells_out) + b"</row>"

    def _with_formula(self, cell: bytes, address: str) -> bytes:
        formula = _SHARED_FORMULA.search(cell)
        if not formula or SHARED not in formula[1]:
            return cell
        group = _GROUP.search(formula[1])
        text = unescaped((formula[2] or b"").decode())
        if group and text:
            self._first[group[1]] = (text, address)
        elif group and group[1] in self._first:
            text = _translated(*self._first[group[1]], address)
        return cell.replace(formula[0], f"<f>{escaped(text)}</f>".encode())


def _translated(formula: str, origin: str, address: str) -> str:
    """A formula of the cell `origin` as it reads in the cell `address`."""
    from openpyxl.formula.translate import Translator  # heavy, and shared formulas are rarely overwritten

    return str(Translator(f"={formula}", origin).translate_formula(address)).removeprefix("=")
