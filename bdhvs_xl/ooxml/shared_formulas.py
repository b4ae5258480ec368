"""Formulas that many cells share in the file, given to each cell as its own, so that one of them can be overwritten."""

import re
from collections.abc import Iterator

from bdhvs_xl.ooxml.area import column_letters
from bdhvs_xl.ooxml.cell_xml import escaped, unescaped
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, row_parts

SHARED = b't="shared"'

_FORMULA = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
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
        own = (self._own(cell, f"{column_letters(column)}{number}") for column, cell in cells_of(cells))
        return opening + b"".join(own) + b"</row>"

    def _own(self, cell: bytes, address: str) -> bytes:
        formula = _FORMULA.search(cell)
        if not formula or SHARED not in formula[1]:
            return cell
        group = _GROUP.search(formula[1])
        text = unescaped((formula[2] or b"").decode())
        if group and text:
            self._first[group[1]] = (text, address)
        elif group and group[1] in self._first:
            text = _moved(*self._first[group[1]], address)
        return cell.replace(formula[0], f"<f>{escaped(text)}</f>".encode())


def _moved(formula: str, origin: str, address: str) -> str:
    """A formula of the cell `origin` as it reads in the cell `address`."""
    from openpyxl.formula.translate import Translator  # heavy, and shared formulas are rarely overwritten

    return str(Translator(f"={formula}", origin).translate_formula(address)).removeprefix("=")
