"""Addresses and areas of a sheet: `E12`, `A3:M20`. Rows and columns are counted from 1.

The one place that turns columns into letters and back. The same functions of openpyxl and XlsxWriter would cost every
click their import: 140 and 20 ms, where a click takes some 300.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def position(address: str) -> tuple[int, int]:
    """Row and column of an address such as `E12`; ValueError when it is none."""
    found = _ADDRESS.fullmatch(address)
    if not found or column_number(found[1]) > MAX_COLUMN or int(found[2]) > MAX_ROW:
        raise ValueError(f"not the address of a cell: {address!r}")
    return int(found[2]), column_number(found[1])


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """1 of `A`, 27 of `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """`A` of 1, `AA` of 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; the last row and column are part of it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, ref: str) -> "Area":
        """The area of a reference such as `A3:M20` or `A3`; ValueError when it is none."""
        first, _, last = ref.partition(":")
        return cls(*position(first), *position(last or first))

    @property
    def ref(self) -> str:
        """The area as Excel writes it, such as `A3:M20`, or `A3` for one cell."""
        first, last = f"{column_letters(self.left)}{self.top}", f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def columns(self) -> range:
        """The numbers of its columns."""
        return range(self.left, self.right + 1)

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __or__(self, other: "Area") -> "Area":
        """The smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )
