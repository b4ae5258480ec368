"""Row heights that fit texts: estimated, since no file format stores “fit the height”; rows grow while typing."""

from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from xlsxwriter import Workbook

from bdhvs_xl.ooxml.zip_archive import ZipArchive, deflate

_WIDTHS = {
    0.25: " .,;:|'",
    0.28: "ijlt/",
    0.33: "fr()[]-!",
    0.39: "s",
    0.44: "acez“”",
    0.72: "w",
    0.78: "m",
    0.83: "%W…—",
}
_EM = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
"""Widths of the letters of Times New Roman in parts of the font size; small letters not named here take half."""

_SAFETY = 0.95
_PIXELS_PER_POINT = 96 / 72
_CUSTOM = b' customHeight="1"'


def text_height(text: str, width: float, size: float) -> float:
    """The height in points of wrapped `text` in a cell `width` characters wide, in Times New Roman of `size` points."""
    return wrapped_line_count(text, width, size) * size * 1.24 + 4


def wrapped_line_count(text: str, width: float, size: float) -> int:
    """The number of lines of `text` broken at spaces; the estimate errs towards one line too many."""
    room = (width * 7 - 2) / (size * _PIXELS_PER_POINT) * _SAFETY
    return sum(_wrapped(line, room) for line in text.split("\n"))


def close_with_growing_rows(workbook: Workbook, sheets: Sequence[str]) -> None:
    """Close a workbook; rows of `sheets` have the heights set, and programs refit a row when its text changes.

    XlsxWriter marks every height as set by hand (`customHeight`); Excel and LibreOffice then never grow the row, and
    cut long answers off.
    """
    numbers = [1 + list(workbook.sheetnames).index(name) for name in sheets]
    workbook.close()
    path = Path(str(workbook.filename))
    book = ZipArchive(path.read_bytes())
    for name in (f"xl/worksheets/sheet{number}.xml" for number in numbers):
        book.put(name, deflate([book.read(name).replace(_CUSTOM, b"")]))
    with path.open("wb") as out:
        book.write(out)


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        length = sum(map(_em, word))
        if used and used + length > room:
            count, used = count + 1, 0.0
        used += length + 0.25
    return count


def _em(letter: str) -> float:
    base = normalize("NFD", letter)[0]
    return _EM.get(base, 0.69 if base.isupper() else 0.5)
