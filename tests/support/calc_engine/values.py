"""What a block of cells takes and gives: texts become numbers, dates and formulas where Excel would make them so."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from support.calc_engine.formulas import to_calc, to_excel

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
    found = block.getDataArray()
    rows: list[list[Any]] = [[None if value == "" else value for value in row] for row in found]
    numbers = {(i, j) for i, row in enumerate(rows) for j, value in enumerate(row) if isinstance(value, float)}
    for (i, j), kind in _kinds(document, block, numbers).items():
        if kind & _LOGICAL:
            rows[i][j] = bool(rows[i][j])
        elif kind & _DATE:
            rows[i][j] = EPOCH + dt.timedelta(days=rows[i][j])
    for i, j in ((i, j) for i, row in enumerate(found) for j, value in enumerate(row) if value is None):
        rows[i][j] = ERRORS.get(block.getCellByPosition(j, i).getError(), NOT_A_VALUE)
    return rows


def read_formulas(block: Any) -> tuple[tuple[str, ...], ...]:
    """The formulas of a block, and the texts of what is none; as in Excel a text `=x` looks like a formula."""
    return tuple(
        tuple(value if value in (text, text[1:]) else to_excel(text) for text, value in zip(texts, values, strict=True))
        for texts, values in zip(block.getFormulaArray(), block.getDataArray(), strict=True)
    )


def write_block(document: Any, block: Any, rows: Sequence[Sequence[Written]]) -> None:
    """Enter values as a person would type them, in one call."""
    texts = [[_typed(value) for value in row] for row in rows]
    filled = {(i, j) for i, row in enumerate(texts) for j, text in enumerate(row) if text}
    for (i, j), kind in _kinds(document, block, filled).items():
        if kind & _TEXT:
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


def _kinds(document: Any, block: Any, cells: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The type of each cell's number format, found by halving the cells until all that are left share one."""
    if not cells:
        return {}
    (top, left), (bottom, right) = (tuple(pick(axis) for axis in zip(*cells, strict=True)) for pick in (min, max))
    part = block.getCellRangeByPosition(left, top, right, bottom)
    if part.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
        return dict.fromkeys(cells, document.NumberFormats.getByKey(part.NumberFormat).Type)
    axis, middle = (1, (left + right) // 2) if left < right else (0, (top + bottom) // 2)
    near = {cell for cell in cells if cell[axis] <= middle}
    return _kinds(document, block, near) | _kinds(document, block, cells - near)
