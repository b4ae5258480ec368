"""The result of parsing a cell."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class ParsedValue(NamedTuple):
    """The meaning of one cell; a blank cell gives a Reading without anything.

    `value` is None when nothing could be taken for this column; with a `doubt` it is the likelier of the readings that
    the doubt names. `qualifier` is one of trên, hơn, gần, dưới, khoảng, từ, ít nhất, tối đa. `refusal` says why and
    what to do. `choices` are the two numbers of a doubt or refusal that what is known of the indicator may settle;
    `settled` says how and why it was (`settling`).
    `extra` holds numbers of other columns that were typed here ("12 (350)": people). `answer` is one of
    NO_VALUE_ANSWERS when those words stand where a value was asked.
    """

    value: float | str | None = None
    qualifier: str = ""
    doubt: str = ""
    refusal: str = ""
    extra: Mapping[str, float] = MappingProxyType({})
    answer: str = ""
    choices: tuple[()] | tuple[float, float] = ()
    settled: str = ""


Fault = tuple[str, str]
"""Why a text cannot be taken, and what to do."""


def refused_value(typed: str, fault: Fault) -> ParsedValue:
    """A parsed value without value, its refusal saying why and what to do."""
    return ParsedValue(refusal=f"{quote_typed(typed)}: {fault[0]}. {fault[1]}")


def ambiguity_doubt(typed: str, taken: str, other: str) -> str:
    """The sentence of a doubt between two readings, the one taken first."""
    clear = taken.replace(".", "")
    return f"{quote_typed(typed)} có thể là {taken} hoặc {other}, đang hiểu là {taken}. Ghi lại là {clear} nếu đúng."


def quote_typed(typed: str) -> str:
    """The text as typed in quotation marks, shortened for a message."""
    return f"“{typed}”" if len(typed) <= _QUOTED else f"“{typed[:_QUOTED]}…”"


_QUOTED = 60
