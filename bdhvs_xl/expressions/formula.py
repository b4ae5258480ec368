"""A test as a formula that gives the verdict of `evaluate`, in Excel 2013 and LibreOffice 7.4.

Both programs take "12" for 12 in a sum, put every text above every number and have truth values of their own: so each
part is written with what is known of its sort, and where the sorts do not fit the formula says #N/A, which is "cannot
say" all the way up. Letters that the two programs would compare in another way than `vi.fold` are left to the checker.
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
    """A cell that holds a value of `sort`, "" where it is missing, #N/A where it cannot be said."""

    cell: str
    sort: Sort


class CellReferences(Protocol):
    """Where a workbook holds what a test mentions; None is what it does not hold.

    What is not an answer of the unit is a formula's part that comes to a number, or to #N/A when there is none.
    """

    def value(self, indicator: str, column: str) -> CellReference | None:
        """The reported value; column "" is the indicator's main value."""

    def previous(self, indicator: str, column: str) -> str | None:
        """The number of the period before."""

    def target(self, indicator: str) -> str | None:
        """The value to reach."""

    def attribute(self, key: str) -> str | None:
        """A number known of the unit."""

    def items(self, kind: str, indicator: str) -> str | None:
        """How many documents, evidence items or practices are named."""


def compile_formula(expression: Expression, places: CellReferences, missing: Missing) -> str | None:
    """The formula that gives "pass", "fail" or "cannot_say", without its equals sign.

    None when the workbook does not hold what the test needs, or when a formula could not say the same as `evaluate`.
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
    """The text as a formula writes it, in pieces where it is longer than Excel allows one to be."""
    pieces = [text[at : at + LITERAL] for at in range(0, len(text), LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def bracket_depth(formula_text: str) -> int:
    """How deep its brackets are nested."""
    outside = formula_text.split('"')[::2]
    return max(accumulate((sign == "(") - (sign == ")") for sign in "".join(outside)), default=0)


_Found = TypeVar("_Found", CellReference, str)


class _LeftToCheckerError(Exception):
    """The formula would not say what `evaluate` says."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the formula and the sorts of value that it may come to."""

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
        """The sort of a text joined from several: as typed when one of them is."""
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
    """A truth value as 1 or 0, which is what `evaluate` compares; anything else as it is."""
    return _Part(f"N({part.text})", part.sorts) if part.sorts == {"truth"} else part


def _number(part: _Part) -> str:
    """The part as a number, #N/A when it is a text."""
    if part.numeric:
        return _plain(part).text
    return f"IF(ISNUMBER({part.text}),{part.text},{UNKNOWN})" if "number" in part.sorts else UNKNOWN


def _letters(part: _Part) -> str:
    """The part as a text; only whole numbers look the same whatever the decimal sign of the computer is."""
    text = part.text
    if part.sorts == {"truth"}:
        return f'IF({text},"TRUE","FALSE")'
    if part.sorts == {"number"}:
        return f'IF(AND({text}=INT({text}),ABS({text})<1E15),TEXT({text},"0"),{UNKNOWN})'
    if part.sorts <= {"word", "text"}:
        return text
    raise _LeftToCheckerError


def _equal(sign: str, left: _Part, right: _Part) -> _Part:
    """Texts as typed that differ may still be the same to `vi.fold`: that is left open."""
    same = f"{left.text}={right.text}"
    if "text" in left.sorts | right.sorts and not left.numeric and not right.numeric:
        texts = f"AND(ISTEXT({left.text}),ISTEXT({right.text}))"
        same = f"IF({same},TRUE(),IF({texts},{UNKNOWN},FALSE()))"
    return _part(f"NOT({same})" if sign == "<>" else f"({same})", "truth")


def _order(sign: str, left: _Part, right: _Part) -> _Part:
    """Numbers have an order, a text and a number none; that of texts depends on the computer's language."""
    if not left.numeric and not right.numeric:
        raise _LeftToCheckerError
    return _part(f"({_number(left)}{sign}{_number(right)})", "truth")
