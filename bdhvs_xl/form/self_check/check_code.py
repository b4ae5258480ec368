"""The check code: six digits over what was typed, by a formula in the form and by the program that reads it.

It stands on the printed page and in the file. Another code than that of the file's own values means that they were
changed by a program that does not calculate, or that the page was printed before the last change.
"""

import re
from collections.abc import Iterable
from zlib import crc32

from bdhvs_xl.form.self_check.calculation_cells import ANYTHING, TYPED, WEIGHT, CalculationCells

CODE_ROW = "check_code"
"""The row of the identity grid that holds it."""
_LETTERS, _MODULUS, _WEIGHTS = 12, 999_983, 9_973
"""Letters of a text that count, and primes: every single change of one letter makes another code."""
_DIGITS = 6
_SPACE = ord(" ")
_PLAIN = re.compile(r"[\x20-\ud7ff]*")


def input_weight(indicator: str, column: str) -> int:
    """How much a letter of this input counts; of no other in a form the same, so that swapped cells are noticed."""
    return crc32(f"{indicator}|{column}".encode()) % _WEIGHTS + 1


def code_formula(workings: CalculationCells) -> str:
    """The formula of the code; "" while nothing is filled."""
    texts, weights = workings.all_rows(TYPED), workings.all_rows(WEIGHT)
    places = f"COLUMN($A:${chr(64 + _LETTERS)})"
    letters = f'_xlfn.UNICODE(MID({texts}&REPT(" ",{_LETTERS}),{places},1))-{_SPACE}'
    total = f"SUMPRODUCT(({letters})*{places}*{weights})"
    return f'IF({workings.fact(ANYTHING)}=0,"",IFERROR(TEXT(MOD({total},{_MODULUS}),REPT("0",{_DIGITS})),""))'


def is_check_code(text: str) -> bool:
    """Whether a form shows a code at all; one saved as .xls has lost the formula's functions and shows 0."""
    return len(text) == _DIGITS and text.isdecimal()


def compute_check_code(texts: Iterable[tuple[str, str, object]]) -> str:
    """The code of the filled inputs and answers, as (indicator, column, content); "" when it cannot be told."""
    total = 0
    for indicator, column, content in texts:
        text = _typed(content)
        if text is None:
            return ""
        letters = sum((ord(letter) - _SPACE) * place for place, letter in enumerate(text[:_LETTERS], 1))
        total += letters * input_weight(indicator, column)
    return f"{total % _MODULUS:0{_DIGITS}}"


def _typed(content: object) -> str | None:
    """The text that the form's formula sees, None for what programs may show in one way or another."""
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        return None
    if isinstance(content, str):
        text = re.sub(" +", " ", content.replace("\u00a0", " ")).strip(" ")
        return text if _PLAIN.fullmatch(text) else None
    return f"{content:.0f}" if float(content).is_integer() and not 36526 <= content <= 54789 else None
