"""What a block of cells takes and gives: texts become numbers, dates and formulas where Excel would make them so."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from calc_engine.formulas import to_calc

Written = str | float | int | None
Read = str | float | bool | int | dt.datetime | None

EPOCH = dt.datetime(1899, 12, 30)
ERRORS = {
    532: -2146826281, 32767: -2146826246, 525: -2146826259, 521: -2146826288, 503: -2146826252, 524: -2146826265,
}  # fmt: skip
"""Calc's error numbers and what Excel hands over COM, as for #DIV/0!, #N/A, #NAME?, #NULL!, #NUM!, #REF!."""
NOT_A_VALUE = -2146826273
_DATE, _LOGICAL, _TEXT = 2, 1024, 256
_DAY_FIRST = re.compile(r"\s*(0?[1-9]|[12]\d|3[01])[/-](0?[1-9]|1[0-2])(?:[/-](\d{4}))?\s*")


def read_block(document: Any, block: Any) -> list[list[Read]]:
    """The values of a block; dates and logical values by their cells' formats, errors as Excel's numbers."""
    rows: list[list[Any]] = [list(row) for row in block.getDataArray()]
    for kind, i, j in _formatted(document, block, _DATE | _LOGICAL):
        if isinstance(rows[i][j], float):
            rows[i][j] = bool(rows[i][j]) if kind & _LOGICAL else EPOCH + dt.timedelta(days=rows[i][j])
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is None:
                row[j] = ERRORS.get(block.getCellByPosition(j, i).getError(), NOT_A_VALUE)
            elif value == "":
                row[j] = None
    return rows


def write_block(document: Any, block: Any, rows: Sequence[Sequence[Written]]) -> None:
    """Enter values as a person would type them, in one call."""
    texts = [[_typed(value) for value in row] for row in rows]
    for _, i, j in _formatted(document, block, _TEXT):
        if texts[i][j]:
            texts[i][j] = "'" + _plain(rows[i][j]).removeprefix("'")
    block.setFormulaArray(tuple(map(tuple, texts)))


def _typed(value: Written) -> str:
    """What Calc is to be given so that it enters what Excel would."""
    if not isinstance(value, str):
        return "" if value is None else repr(value)
    if value.startswith("="):
        return to_calc(value)
    date = _DAY_FIRST.fullmatch(value)
    return repr(float(_serial(date))) if date else value


def _serial(date: re.Match[str]) -> int:
    day, month, year = (int(part or 2026) for part in date.groups())
    return (dt.datetime(year, month, 1) - EPOCH).days + day - 1


def _plain(value: Written) -> str:
    return f"{value:.15g}" if isinstance(value, int | float) else value or ""


def _formatted(document: Any, block: Any, wanted: int) -> Iterator[tuple[int, int, int]]:
    """The number format's type, row and column of every cell of a block whose format is of a wanted type."""
    top, left = block.RangeAddress.StartRow, block.RangeAddress.StartColumn
    for part in block.getCellFormatRanges():
        kind = document.NumberFormats.getByKey(part.NumberFormat).Type
        if kind & wanted:
            area = part.RangeAddress
            for i in range(area.StartRow, area.EndRow + 1):
                for j in range(area.StartColumn, area.EndColumn + 1):
                    yield kind, i - top, j - left
