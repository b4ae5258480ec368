"""The language of rules, written as in Excel, such as `[2.4.people] >= [2.4.value]`, parsed into a small tree.

Precedence, highest first: minus sign, `* /`, `+ -`, `&`, comparisons. Functions take their arguments between `,` or `;`
(Excel in Vietnamese uses `;`), decimals take a dot. Evaluation and formulas use only the tree.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bdhvs_xl.errors import UserError

COLUMNS = (
    "value", "in_period", "people", "cumulative", "cumulative_people",
    "numerator", "denominator", "percent", "answer", "evidence",
)  # fmt: skip
"""What may follow an indicator's code inside brackets; `[2.10]` alone is the indicator's main value."""

ITEM_KINDS = ("documents", "evidence", "practices")
"""What ITEMS counts: lines of the list of documents, items named in the evidence cell, practices."""

MAX_TOKENS = 200
"""Words and signs in one test; more is two rules."""


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """A number in the test."""

    value: float


@dataclass(frozen=True, slots=True)
class TextLiteral:
    """A text in quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A value of the report: `[2.4.people]` is ("2.4", "people"), `[2.10]` is ("2.10", "")."""

    indicator: str
    column: str = ""

    def __str__(self) -> str:
        return f"[{self.indicator}.{self.column}]" if self.column else f"[{self.indicator}]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function, its name in capitals, with its arguments."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before a value: "-" or "+"."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two values with one of `= <> < <= > >= & + - * /` between them."""

    operator: str
    left: "Expression"
    right: "Expression"


Expression = NumberLiteral | TextLiteral | Reference | Call | Unary | Binary


class ExpressionError(UserError):
    """A test that cannot be parsed; `position` is the one-based character of the error."""

    def __init__(self, text: str, position: int, what: str, cure: str) -> None:
        near = text[max(0, position - 5) : position + 11].strip()
        place = f"Ở ký tự {position}, gần" if position <= len(text) else "Ở cuối điều kiện, sau"
        super().__init__(f"{place} “{near}”: {what}." if near else f"{what.capitalize()}.", cure)
        self.position = position


def parse(text: str) -> Expression:
    """The tree of a test; ExpressionError naming the position and the cure."""
    return _Parser(text).whole()


def references(expression: Expression) -> tuple[Reference, ...]:
    """Every referenced value of the expression, once each, in order of appearance."""
    return tuple(dict.fromkeys(node for node in nodes(expression) if isinstance(node, Reference)))


def nodes(expression: Expression) -> Iterator[Expression]:
    """The expression and all its subexpressions, from left to right."""
    yield expression
    for part in _parts(expression):
        yield from nodes(part)


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Call(_, arguments):
            return arguments
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
    return ()


# --- functions ------------------------------------------------------------------------------------------------------

_ARGUMENTS: Mapping[str, tuple[int, int, str]] = {
    "AND": (1, 99, "AND([2.4] > 0, [2.9] > 0)"),
    "OR": (1, 99, 'OR([1.1] = "Không", [1.3] > 0)'),
    "NOT": (1, 1, "NOT([2.4] = 0)"),
    "IF": (3, 3, "IF([2.4] > 0, [2.4.people] > 0, [2.4.people] = 0)"),
    "MIN": (1, 99, "MIN([2.4], [2.9])"),
    "MAX": (1, 99, "MAX([2.4], [2.9])"),
    "SUM": (1, 99, "SUM([2.4], [2.9])"),
    "ABS": (1, 1, "ABS([2.1] - [2.2])"),
    "ROUND": (2, 2, "ROUND([2.10], 1)"),
    "PREV": (1, 1, "PREV([2.1])"),
    "TARGET": (1, 1, "TARGET([3.1])"),
    "ISBLANK": (1, 1, "ISBLANK([2.4.people])"),
    "UNIT": (1, 1, 'UNIT("population")'),
    "ITEMS": (1, 2, 'ITEMS("documents", "1.1")'),
}
"""Fewest and most arguments of every function, and an example for messages."""

FUNCTIONS = tuple(_ARGUMENTS)
_ITEMS: tuple[Expression, ...] = tuple(TextLiteral(kind) for kind in ITEM_KINDS)


def _fault(call: Call) -> str:
    """The error in the arguments of a call, "" without one."""
    fewest, most, _ = _ARGUMENTS[call.function]
    if not fewest <= len(call.arguments) <= most:
        needs = str(fewest) if fewest == most else f"{fewest} đến {most}"
        return f"hàm {call.function} cần {needs} giá trị trong ngoặc, ở đây có {len(call.arguments)}"
    if call.function in ("PREV", "TARGET", "ISBLANK") and not isinstance(call.arguments[0], Reference):
        return f"trong ngoặc của {call.function} phải là một chỉ số"
    if call.function in ("UNIT", "ITEMS") and not all(isinstance(argument, TextLiteral) for argument in call.arguments):
        return f"trong ngoặc của {call.function} phải là chữ đặt giữa hai dấu nháy"
    if call.function == "ITEMS" and call.arguments[0] not in _ITEMS:
        return "hàm ITEMS chỉ đếm " + ", ".join(f'"{kind}"' for kind in ITEM_KINDS)
    return ""


# --- words and signs ------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?(?!\w))|(?P<text>"(?:[^"]|"")*"|“[^”]*”)|(?P<reference>\[[^\[\]]*\])"""
    r"""|(?P<name>[^\W\d]\w*)|(?P<sign><>|<=|>=|[=<>≤≥≠&+*/(),;−-])"""
)
_SIGNS: Mapping[str, str] = {"≤": "<=", "≥": ">=", "≠": "<>", "−": "-", ";": ","}
_BINDING: Mapping[str, int] = {
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 1), "&": 2, "+": 3, "-": 3, "*": 4, "/": 4,
}  # fmt: skip
_STRAY: Mapping[str, tuple[str, str]] = {
    "[": ("chỉ số chưa đóng ngoặc vuông", "Thêm dấu ], ví dụ [2.4.people]."),
    "]": ("thừa dấu ]", "Viết chỉ số trong cặp ngoặc vuông, ví dụ [2.4.people]."),
    '"': ("chữ chưa đóng dấu nháy", 'Thêm dấu nháy kép ở cuối, ví dụ "Không".'),
    "“": ("chữ chưa đóng dấu nháy", 'Thêm dấu nháy kép ở cuối, ví dụ "Không".'),
    "'": ("không dùng dấu nháy đơn", 'Đặt chữ giữa hai dấu nháy kép, ví dụ "Không".'),
    "%": ("không dùng dấu %", "Tỉ lệ là số từ 0 đến 100: viết 85, không viết 85%."),
}
_UNKNOWN = (
    "không hiểu ký tự này",
    "Chỉ dùng chỉ số trong [ ], số, chữ trong nháy kép, hàm và các dấu = <> < <= > >= + - * / &.",
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    place = len(text) - len(text.lstrip(" \t\r\n="))
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found and found.lastgroup:
            yield _Token(found.lastgroup, _SIGNS.get(found[0], found[0]), place + 1)
            place = found.end()
        elif text[place].isspace():
            place += 1
        else:
            raise ExpressionError(text, place + 1, *_STRAY.get(text[place], _UNKNOWN))


# --- grammar --------------------------------------------------------------------------------------------------------


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.next = 0

    def whole(self) -> Expression:
        if not self.tokens:
            raise self.problem("chưa viết điều kiện", "Viết điều kiện, ví dụ [2.4.people] >= [2.4.value].")
        if len(self.tokens) > MAX_TOKENS:
            raise ExpressionError(
                self.text, self.tokens[MAX_TOKENS].position, "điều kiện quá dài", "Tách làm hai quy tắc."
            )
        expression = self.binary(0)
        if self.next < len(self.tokens):
            raise self.leftover()
        return expression

    def binary(self, weakest: int) -> Expression:
        """A chain of operators with a higher precedence than `weakest`; equal ones associate to the left."""
        left = self.unary()
        compared = False
        while (strength := _BINDING.get(self.sign(), 0)) > weakest:
            if strength == 1 and compared:
                raise self.problem("không so sánh nối tiếp", "Viết AND([2.4] > 0, [2.4] < 9) thay cho 0 < [2.4] < 9.")
            compared = compared or strength == 1
            operator = self.take().text
            left = Binary(operator, left, self.binary(strength))
        return left

    def unary(self) -> Expression:
        if self.sign() in ("-", "+"):
            return Unary(self.take().text, self.unary())
        return self.primary()

    def primary(self) -> Expression:
        if self.next == len(self.tokens) or self.sign() not in ("", "("):
            raise self.nothing_here()
        token = self.take()
        match token.kind:
            case "number":
                return NumberLiteral(float(token.text))
            case "text":
                return TextLiteral(token.text[1:-1].replace('""', '"'))
            case "reference":
                return self.reference(token)
            case "name":
                return self.call(token)
        inner = self.binary(0)
        self.close(token)
        return inner

    def reference(self, token: _Token) -> Reference:
        code = token.text[1:-1].strip()
        head, _, last = code.rpartition(".")
        found = Reference(head.strip(), last) if head and last in COLUMNS else Reference(code)
        if not found.indicator or found.indicator in COLUMNS:
            cure = "Viết mã chỉ số, ví dụ [2.4] hoặc [2.4.people]."
            raise ExpressionError(self.text, token.position, "trong ngoặc vuông chưa có mã chỉ số", cure)
        return found

    def call(self, name: _Token) -> Call:
        function = name.text.upper()
        if function not in _ARGUMENTS:
            cure = f"Các hàm dùng được: {', '.join(FUNCTIONS)}. Chữ thì đặt giữa hai dấu nháy kép."
            raise ExpressionError(self.text, name.position, f"không có hàm “{name.text}”", cure)
        if self.sign() != "(":
            raise self.problem(f"thiếu dấu ( sau {function}", f"Ví dụ: {_ARGUMENTS[function][2]}.")
        opening = self.take()
        call = Call(function, self.arguments())
        self.close(opening)
        if fault := _fault(call):
            raise ExpressionError(self.text, name.position, fault, f"Ví dụ: {_ARGUMENTS[function][2]}.")
        return call

    def arguments(self) -> tuple[Expression, ...]:
        if self.sign() == ")":
            return ()
        found = [self.binary(0)]
        while self.sign() == ",":
            self.take()
            found.append(self.binary(0))
        return tuple(found)

    def close(self, opening: _Token) -> None:
        if self.sign() != ")":
            raise self.problem(f"thiếu dấu ) cho dấu ( ở ký tự {opening.position}", "Thêm dấu ) vào đúng chỗ.")
        self.take()

    def sign(self) -> str:
        """The next token when it is a sign, otherwise ""."""
        token = self.tokens[self.next] if self.next < len(self.tokens) else None
        return token.text if token and token.kind == "sign" else ""

    def take(self) -> _Token:
        self.next += 1
        return self.tokens[self.next - 1]

    def nothing_here(self) -> ExpressionError:
        before = f" sau “{self.tokens[self.next - 1].text}”" if self.next else ""
        return self.problem(f"thiếu chỉ số, số hoặc chữ{before}", "Thêm một giá trị, ví dụ [2.4] hoặc 0.")

    def leftover(self) -> ExpressionError:
        if self.sign() == ")":
            return self.problem("thừa dấu )", "Bỏ dấu này hoặc thêm dấu ( ở trước.")
        if self.sign() == ",":
            return self.problem("dấu , chỉ dùng trong ngoặc của hàm", "Số thập phân viết với dấu chấm, ví dụ 7.6.")
        return self.problem("thiếu dấu giữa hai giá trị", "Thêm một trong các dấu = <> < <= > >= + - * / &.")

    def problem(self, what: str, cure: str) -> ExpressionError:
        ended = self.next >= len(self.tokens)
        position = len(self.text) + 1 if ended else self.tokens[self.next].position
        return ExpressionError(self.text, position, what, cure)
