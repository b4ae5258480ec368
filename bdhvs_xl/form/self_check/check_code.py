"""The check code: six digits computed from the typed texts, by a formula in the form and by the program reading it.

It is on the printed page and in the file. A code that does not match the file's values means that they were changed by
a program that does not calculate, or that the page was printed before the last change.
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
    """The weight of an input; different for all inputs of a form, so that swapped cells change the code."""
    return crc32(f"{indicator}|{column}".encode()) % _WEIGHTS + 1


def code_formula(workings: CalculationCells) -> str:
    """The formula of the check code; "" while nothing is filled."""
    texts, weights = workings.all_rows(TYPED), workings.all_rows(WEIGHT)
    places = f"COLUMN($A:${chr(64 + _LETTERS)})"
    letters = f'_xlfn.UNICODE(MID({texts}&REPT(" ",{_LETTERS}),{places},1))-{_SPACE}'
    total = f"SUMPRODUCT(({letters})*{places}*{weights})"
    return f'IF({workings.fact(ANYTHING)}=0,"",IFERROR(TEXT(MOD({total},{_MODULUS}),REPT("0",{_DIGITS})),""))'


def is_check_code(text: str) -> bool:
    """Whether a text is a check code; a form saved as .xls has lost the formula's functions and shows 0."""
    return len(text) == _DIGITS and text.isdecimal()


def compute_check_code(texts: Iterable[tuple[str, str, object]]) -> str:
    """The check code of the filled inputs and answers, as (indicator, column, content); "" when it is not certain."""
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
