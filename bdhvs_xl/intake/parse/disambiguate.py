"""Resolves an ambiguity between two numbers by expected values, such as the number of the previous period."""

from collections.abc import Iterable
from typing import NamedTuple

from bdhvs_xl.intake.parse.number_tokens import number_text
from bdhvs_xl.intake.parse.parsed_value import ParsedValue, quote_typed

_NEAR = 5.0
OBSERVED, GOAL = 20.0, 200.0
"""How many times away from a known number the other reading must be.

A number of the unit's own tells "0,9" from "90"; a target or a limit does not, for weak units report a hundredth of
what they should: it only tells "2,61" from "2.610".
"""


class ExpectedValue(NamedTuple):
    """A number near the one expected; `words` name it ("kỳ trước là 2.598"), `apart` is OBSERVED or GOAL."""

    number: float
    words: str
    apart: float


def resolve_ambiguity(reading: ParsedValue, typed: str, known: Iterable[ExpectedValue]) -> ParsedValue:
    """The reading with its ambiguity resolved when the expected values fit exactly one of its two numbers.

    `settled` then says how the text was read and why. Otherwise the reading is returned unchanged.
    """
    if not reading.choices:
        return reading
    first, second = reading.choices
    facts = list(known)
    for_first = next((fact for fact in facts if _speaks(fact, first, second)), None)
    for_second = next((fact for fact in facts if _speaks(fact, second, first)), None)
    fact = for_first or for_second
    if fact is None or (for_first and for_second):
        return reading
    taken, other = (first, second) if for_first else (second, first)
    words = f"{quote_typed(typed)} được hiểu là {number_text(taken)}, không phải {number_text(other)}, vì {fact.words}."
    return reading._replace(value=taken, doubt="", refusal="", choices=(), settled=words)


def _speaks(fact: ExpectedValue, reading: float, other: float) -> bool:
    """Whether the known number is near the one reading and far from the other."""
    if fact.number <= 0 or reading <= 0 or other <= 0:
        return False
    return _times(fact.number, reading) <= _NEAR and _times(fact.number, other) >= fact.apart


def _times(one: float, other: float) -> float:
    return max(one, other) / min(one, other)
