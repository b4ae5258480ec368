"""Evaluates a rule for one report: pass, fail, or cannot say.

Arithmetic and comparison are Excel's, with two intended differences: a text is never read as a number, and a text
and a number cannot be ordered. Both give "cannot say", as does a division by zero.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Literal, Protocol

from bdhvs_xl import vi
from bdhvs_xl.expressions.language import (
    Binary,
    Call,
    Expression,
    ExpressionError,
    NumberLiteral,
    Reference,
    TextLiteral,
    Unary,
    parse,
)

Verdict = Literal["pass", "fail", "cannot_say"]
Missing = Literal["skip", "skip_all", "zero"]
Scalar = float | str | bool


class Context(Protocol):
    """The values of one unit's report for rules; None is a missing value. Column "" is the indicator's main value."""

    def value(self, indicator: str, column: str) -> float | str | None:
        """The reported value."""

    def previous(self, indicator: str, column: str) -> float | str | None:
        """The value of the previous period."""

    def target(self, indicator: str) -> float | None:
        """The target for the period's year."""

    def attribute(self, key: str) -> float | None:
        """An attribute of the unit, such as its population."""

    def items(self, kind: str, indicator: str) -> int:
        """The number of "documents", "evidence" items or "practices" that the report lists for the indicator."""


class _CannotSay(Exception):  # noqa: N818 - not an error, a verdict
    """A value is missing or not of the required type."""


def evaluate(expression: Expression, context: Context, missing: Missing) -> Verdict:
    """Whether the report passes the test.

    `missing` is the treatment of missing values: "skip" gives cannot say, "skip_all" gives cannot say only when all
    referenced values are missing and uses 0 for missing ones otherwise, "zero" always uses 0. The argument of ISBLANK
    never counts as missing. PREV, TARGET and UNIT are not the unit's answers: without them the result is cannot say.
    """
    absent = [context.value(r.indicator, r.column) is None for r in answer_references(expression)]
    if (missing == "skip" and any(absent)) or (missing == "skip_all" and absent and all(absent)):
        return "cannot_say"
    try:
        return "pass" if _truth(_value(expression, context)) else "fail"
    except _CannotSay:
        return "cannot_say"


def evaluate_value(expression: Expression, context: Context) -> float | str | None:
    """The value of the expression, None when a referenced value is missing or it cannot be computed."""
    if any(context.value(r.indicator, r.column) is None for r in answer_references(expression)):
        return None
    try:
        return _value(expression, context)
    except _CannotSay:
        return None


BLANK = "trống"
"""What a message says of a missing value."""
_IN_MESSAGE = re.compile(
    r'(?:PREV|TARGET)\(\[[^\[\]]+\]\)|UNIT\("\w+"\)|ITEMS\("\w+"(?:, ?"[^"]*")?\)|\[\w*\d[\w.-]*\]'
)


def fill_values(message: str, context: Context) -> str:
    """`message` with its references, PREV, TARGET, UNIT and ITEMS replaced by their values ("trống" when missing).

    "Số người ([2.4.people]) ít hơn số lớp" becomes "Số người (2) ít hơn số lớp"; other brackets stay as they are.
    """
    return _IN_MESSAGE.sub(lambda found: _shown(found[0], context), message)


def message_expressions(message: str) -> Iterator[Expression]:
    """The expressions in a message that `fill_values` replaces."""
    return (piece for piece in split_message(message) if not isinstance(piece, str))


def split_message(message: str) -> Iterator[str | Expression]:
    """A message split into its parts in order: texts, and expressions that `fill_values` replaces."""
    end = 0
    for found in _IN_MESSAGE.finditer(message):
        with suppress(ExpressionError):
            expression = parse(found[0])
            yield message[end : found.start()]
            yield expression
            end = found.end()
    yield message[end:]


def _shown(source: str, context: Context) -> str:
    try:
        value = evaluate_value(parse(source), context)
    except ExpressionError:
        return source
    if value is None or value == "":
        return BLANK
    return value if isinstance(value, str) else vi.format_number(value)


# --- the tree -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def answer_references(expression: Expression) -> tuple[Reference, ...]:
    """The references to answers of the unit: those outside ISBLANK, PREV and TARGET."""
    match expression:
        case Reference():
            return (expression,)
        case Call(function, arguments) if function not in ("ISBLANK", "PREV", "TARGET"):
            return tuple(reference for argument in arguments for reference in answer_references(argument))
        case Unary(_, operand):
            return answer_references(operand)
        case Binary(_, left, right):
            return answer_references(left) + answer_references(right)
    return ()


def _value(expression: Expression, context: Context) -> Scalar:
    match expression:
        case NumberLiteral(value):
            return value
        case TextLiteral(text):
            return text
        case Reference(indicator, column):
            found = context.value(indicator, column)
            return 0.0 if found is None else found
        case Binary(sign, left, right):
            return _BINARY[sign](_value(left, context), _value(right, context))
        case Unary(sign, operand):
            number = _number(_value(operand, context))
            return -number if sign == "-" else number
        case Call(function, arguments) if function in _PLAIN:
            return _PLAIN[function]([_value(argument, context) for argument in arguments])
        case Call("IF", (condition, then, otherwise)):
            return _value(then if _truth(_value(condition, context)) else otherwise, context)
        case Call(function, arguments):
            return _known(_asked(function, arguments, context))


def _asked(function: str, arguments: tuple[Expression, ...], context: Context) -> Scalar | None:
    """What the context answers to ISBLANK, PREV, TARGET, UNIT and ITEMS."""
    match function, arguments:
        case "ISBLANK", (Reference(indicator, column),):
            return context.value(indicator, column) is None
        case "PREV", (Reference(indicator, column),):
            return context.previous(indicator, column)
        case "TARGET", (Reference(indicator, _),):
            return context.target(indicator)
        case "UNIT", (TextLiteral(key),):
            return context.attribute(key)
        case "ITEMS", (TextLiteral(kind),):
            return float(context.items(kind, ""))
        case "ITEMS", (TextLiteral(kind), TextLiteral(indicator)):
            return float(context.items(kind, indicator))
    raise AssertionError(function)


def _known(value: Scalar | None) -> Scalar:
    if value is None:
        raise _CannotSay
    return value


# --- numbers, texts, truth ------------------------------------------------------------------------------------------


def _number(value: Scalar) -> float:
    """The value as a number, TRUE being 1 as in Excel; cannot say for a text or an overflow."""
    if isinstance(value, str) or not math.isfinite(value):
        raise _CannotSay
    return float(value)


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else f"{value + 0:.15g}"


def _truth(value: Scalar) -> bool:
    return _number(value) != 0


def _divide(left: Scalar, right: Scalar) -> float:
    if not _truth(right):
        raise _CannotSay
    return _number(left) / _number(right)


def _order(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1; texts by their folded letters, numbers to Excel's precision of 15 digits."""
    if isinstance(left, str) and isinstance(right, str):
        one, other = vi.fold(left), vi.fold(right)
        return (one > other) - (one < other)
    first, second = _number(left), _number(right)
    return 0 if math.isclose(first, second, rel_tol=1e-14) else (first > second) - (first < second)


def _equal(left: Scalar, right: Scalar) -> bool:
    return isinstance(left, str) == isinstance(right, str) and _order(left, right) == 0


def _round(values: Sequence[Scalar]) -> float:
    number, decimals = map(_number, values)
    return vi.round_half_up(number, max(-15, min(15, int(decimals))))


_BINARY: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = {
    "=": _equal,
    "<>": lambda left, right: not _equal(left, right),
    "<": lambda left, right: _order(left, right) < 0,
    "<=": lambda left, right: _order(left, right) <= 0,
    ">": lambda left, right: _order(left, right) > 0,
    ">=": lambda left, right: _order(left, right) >= 0,
    "&": lambda left, right: _text(left) + _text(right),
    "+": lambda left, right: _number(left) + _number(right),
    "-": lambda left, right: _number(left) - _number(right),
    "*": lambda left, right: _number(left) * _number(right),
    "/": _divide,
}
_PLAIN: Mapping[str, Callable[[Sequence[Scalar]], Scalar]] = {
    "AND": lambda values: all(tuple(map(_truth, values))),
    "OR": lambda values: any(tuple(map(_truth, values))),
    "NOT": lambda values: not _truth(values[0]),
    "MIN": lambda values: min(map(_number, values)),
    "MAX": lambda values: max(map(_number, values)),
    "SUM": lambda values: sum(map(_number, values)),
    "ABS": lambda values: abs(_number(values[0])),
    "ROUND": _round,
}
