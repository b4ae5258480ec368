"""Compiles a test into a formula with the same verdict as `evaluate`, for Excel 2013 and LibreOffice 7.4.

Both programs convert "12" to 12 in a sum, order every text above every number and have truth values of their own. So
each part is compiled with its known type, and where types do not match the formula gives #N/A, which propagates as
"cannot say". Text comparisons that the programs do differently from `vi.fold` are not compiled: only the master runs
such a test.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isfinite
from typing import Literal, Protocol, TypeVar

from bdhvs_xl import vi
from bdhvs_xl.expressions.evaluate import Missing, answer_references
from bdhvs_xl.expressions.language import Binary, Call, Expression, NumberLiteral, Reference, TextLiteral, Unary

Sort = Literal["number", "truth", "word", "text"]
"""What a part comes to. A `word` is spelt as `vi.fold` or the form spells it, a `text` as the unit typed it."""

LONGEST, DEEPEST, LITERAL = 8192, 60, 255
"""Excel's limits: characters of a formula, nested brackets (64, less the few around), characters of a quoted text."""

UNKNOWN = "NA()"


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell with a value of `sort`, "" when missing, #N/A when it cannot be determined."""

    cell: str
    sort: Sort


class CellReferences(Protocol):
    """The cells of a workbook for the references of a test; None when it has none.

    Values that are not answers of the unit are formula parts that give a number, or #N/A without one.
    """

    def value(self, indicator: str, column: str) -> CellReference | None:
        """The reported value; column "" is the indicator's main value."""

    def previous(self, indicator: str, column: str) -> str | None:
        """The number of the previous period."""

    def target(self, indicator: str) -> str | None:
        """The target."""

    def attribute(self, key: str) -> str | None:
        """An attribute of the unit."""

    def items(self, kind: str, indicator: str) -> str | None:
        """The number of documents, evidence items or practices listed."""


def compile_formula(expression: Expression, places: CellReferences, missing: Missing) -> str | None:
    """The formula for "pass", "fail" or "cannot_say", without the equals sign.

    None when the workbook lacks a value of the test, or when no formula has the same verdict as `evaluate`.
    """
    compiler = _Compiler(places, missing)
    try:
        verdict = f'IF({compiler.truth(expression)},"pass","fail")'
        absent = [f'{compiler.held(reference).cell}=""' for reference in dict.fromkeys(answer_references(expression))]
    except _LeftToCheckerError:
        return None
    if absent and missing != "zero":
        nothing = f"{'OR' if missing == 'skip' else 'AND'}({','.join(absent)})"
        verdict = f'IF({nothing},"cannot_say",{verdict})'
    text = f'IFERROR({verdict},"cannot_say")'
    return text if len(text) < LONGEST and bracket_depth(text) <= DEEPEST else None


def quote_text(text: str) -> str:
    """The text as a string literal of a formula, split into pieces of at most 255 characters, Excel's limit."""
    pieces = [text[at : at + LITERAL] for at in range(0, len(text), LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def bracket_depth(formula_text: str) -> int:
    """The nesting depth of its brackets."""
    outside = formula_text.split('"')[::2]
    return max(accumulate((sign == "(") - (sign == ")") for sign in "".join(outside)), default=0)


_Found = TypeVar("_Found", CellReference, str)


class _LeftToCheckerError(Exception):
    """The formula would not say what `evaluate` says."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the formula and the possible types of its value."""

    text: str
    sorts: frozenset[Sort]

    @property
    def numeric(self) -> bool:
        return self.sorts <= {"number", "truth"}


def _part(text: str, *sorts: Sort) -> _Part:
    return _Part(text, frozenset(sorts))


_NOTHING = _part(UNKNOWN, "number")


class _Compiler:
    def __init__(self, places: CellReferences, missing: Missing) -> None:
        self.places, self.missing = places, missing

    def truth(self, expression: Expression) -> str:
        """The expression as a condition."""
        part = self.part(expression)
        return part.text if part.sorts == {"truth"} else _number(part)

    def number(self, expression: Expression) -> str:
        return _number(self.part(expression))

    def part(self, expression: Expression) -> _Part:
        match expression:
            case NumberLiteral(value):
                return _part(f"{value:.15g}", "number") if isfinite(value) else _NOTHING
            case TextLiteral(text):
                return _literal(text)
            case Reference():
                return self.reference(expression)
            case Unary(sign, operand):
                return _part(f"({'-' if sign == '-' else '0+'}{self.number(operand)})", "number")
            case Binary("=" | "<>" as sign, left, right):
                return _equal(sign, _plain(self.part(left)), _plain(self.part(right)))
            case Binary("<" | "<=" | ">" | ">=" as sign, left, right):
                return _order(sign, self.part(left), self.part(right))
            case Binary("&", left, right):
                return _part(f"({_letters(self.part(left))}&{_letters(self.part(right))})", *self.spelling(left, right))
            case Binary(sign, left, right):
                return _part(f"({self.number(left)}{sign}{self.number(right)})", "number")
            case Call(function, arguments):
                return self.call(function, arguments)

    def reference(self, reference: Reference) -> _Part:
        held = self.held(reference)
        if self.missing == "skip":
            return _part(held.cell, held.sort)
        if held.sort == "number":
            return _part(f"N({held.cell})", "number")
        return _part(f'IF({held.cell}="",0,{held.cell})', held.sort, "number")

    def held(self, reference: Reference) -> CellReference:
        return _known(self.places.value(reference.indicator, reference.column))

    def spelling(self, *joined: Expression) -> frozenset[Sort]:
        """The type of a joined text: `text` when one of its parts is."""
        typed = any("text" in self.part(expression).sorts for expression in joined)
        return frozenset(("text",)) if typed else frozenset(("word",))

    def call(self, function: str, arguments: Sequence[Expression]) -> _Part:
        match function, arguments:
            case "AND" | "OR" | "NOT", _:
                return _part(f"{function}({','.join(map(self.truth, arguments))})", "truth")
            case "IF", (condition, then, otherwise):
                return self.choice(condition, self.part(then), self.part(otherwise))
            case "ROUND", (value, decimals):
                kept = f"MAX(-15,MIN(15,TRUNC({self.number(decimals)})))"
                return _part(f"ROUND({self.number(value)},{kept})", "number")
            case "MIN" | "MAX" | "SUM" | "ABS", _:
                return _part(f"{function}({','.join(map(self.number, arguments))})", "number")
            case "ISBLANK", (Reference() as reference,):
                return _part(f'({self.held(reference).cell}="")', "truth")
        return _part(self.asked(function, arguments), "number")

    def choice(self, condition: Expression, then: _Part, otherwise: _Part) -> _Part:
        if then.sorts != otherwise.sorts:
            then, otherwise = _plain(then), _plain(otherwise)
        text = f"IF({self.truth(condition)},{then.text},{otherwise.text})"
        return _Part(text, then.sorts | otherwise.sorts)

    def asked(self, function: str, arguments: Sequence[Expression]) -> str:
        """What the workbook answers to PREV, TARGET, UNIT and ITEMS."""
        match function, arguments:
            case "PREV", (Reference(indicator, column),):
                return _known(self.places.previous(indicator, column))
            case "TARGET", (Reference(indicator, _),):
                return _known(self.places.target(indicator))
            case "UNIT", (TextLiteral(key),):
                return _known(self.places.attribute(key))
            case "ITEMS", (TextLiteral(kind), *named):
                indicator = named[0].value if named and isinstance(named[0], TextLiteral) else ""
                return _known(self.places.items(kind, indicator))
        raise AssertionError(function)


def _known(found: _Found | None) -> _Found:
    if found is None:
        raise _LeftToCheckerError
    return found


def _literal(text: str) -> _Part:
    if text != text.strip():
        raise _LeftToCheckerError
    return _part(quote_text(vi.fold(text)), "word")


def _plain(part: _Part) -> _Part:
    """A truth value as 1 or 0, as `evaluate` compares it; other parts unchanged."""
    return _Part(f"N({part.text})", part.sorts) if part.sorts == {"truth"} else part


def _number(part: _Part) -> str:
    """The part as a number, #N/A when it is a text."""
    if part.numeric:
        return _plain(part).text
    return f"IF(ISNUMBER({part.text}),{part.text},{UNKNOWN})" if "number" in part.sorts else UNKNOWN


def _letters(part: _Part) -> str:
    """The part as a text; of numbers only whole ones, whose text does not depend on the computer's decimal sign."""
    text = part.text
    if part.sorts == {"truth"}:
        return f'IF({text},"TRUE","FALSE")'
    if part.sorts == {"number"}:
        return f'IF(AND({text}=INT({text}),ABS({text})<1E15),TEXT({text},"0"),{UNKNOWN})'
    if part.sorts <= {"word", "text"}:
        return text
    raise _LeftToCheckerError


def _equal(sign: str, left: _Part, right: _Part) -> _Part:
    """The comparison. Different typed texts may be equal under `vi.fold`, so they give #N/A."""
    same = f"{left.text}={right.text}"
    if "text" in left.sorts | right.sorts and not left.numeric and not right.numeric:
        texts = f"AND(ISTEXT({left.text}),ISTEXT({right.text}))"
        same = f"IF({same},TRUE(),IF({texts},{UNKNOWN},FALSE()))"
    return _part(f"NOT({same})" if sign == "<>" else f"({same})", "truth")


def _order(sign: str, left: _Part, right: _Part) -> _Part:
    """The comparison of numbers; #N/A for a text and a number. Excel orders texts by the computer's language."""
    if not left.numeric and not right.numeric:
        raise _LeftToCheckerError
    return _part(f"({_number(left)}{sign}{_number(right)})", "truth")
