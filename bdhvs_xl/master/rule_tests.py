"""A rule ready to run: its test parsed and checked against the master, and the cell where its findings are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from bdhvs_xl.errors import UserError
from bdhvs_xl.expressions.evaluate import message_expressions
from bdhvs_xl.expressions.language import Binary, Call, Expression, Reference, TextLiteral, nodes, parse, references
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.regime.model import Indicator, Regime, Rule


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A parsed rule, and the cell where its findings are shown (indicator "" when it names none).

    `counts` are the lists it counts, as (kind of ITEMS, indicator).
    """

    rule: Rule
    expression: Expression
    indicator: str
    column: str
    counts: frozenset[tuple[str, str]] = frozenset()


def read_rule(regime: Regime, rule: Rule) -> RuleTest:
    """The parsed rule; UserError when it cannot be parsed, is not a condition, or names something unknown."""
    expression = parse(rule.test)
    _require_condition(expression)
    for part in (expression, *message_expressions(rule.message), *message_expressions(rule.cure)):
        _require_known(regime, part)
    counts = tuple(_counted(expression))
    named = references(expression)
    if not named:
        return RuleTest(rule, expression, counts[0][1] if counts else "", "evidence", frozenset(counts))
    indicator = regime.indicator[named[0].indicator]
    column = indicator.means(named[0].column or indicator.columns[0])
    return RuleTest(rule, expression, named[0].indicator, column, frozenset(counts))


def _counted(expression: Expression) -> Iterator[tuple[str, str]]:
    for node in nodes(expression):
        match node:
            case Call("ITEMS", (TextLiteral(kind), TextLiteral(indicator))):
                yield kind, indicator


def _require_condition(expression: Expression) -> None:
    """Raise UserError when the test evaluates to a number or a text, which is never false."""
    match expression:
        case Binary("=" | "<>" | "<" | "<=" | ">" | ">=") | Call("AND" | "OR" | "NOT" | "IF" | "ISBLANK"):
            return
    raise UserError("đây chưa phải là một điều kiện.", "So sánh hai giá trị, ví dụ [2.4.people] >= [2.4.value].")


def _require_known(regime: Regime, expression: Expression) -> None:
    """Raise UserError when the test names an unknown indicator, column or unit attribute."""
    for node in nodes(expression):
        match node:
            case Reference(code, column):
                _require_column(_known(regime, code), column)
            case Call("ITEMS", (_, TextLiteral(code))):
                _known(regime, code)
            case Call("UNIT", (TextLiteral(key),)):
                _require_attribute(regime, key)


def _known(regime: Regime, code: str) -> Indicator:
    if code not in regime.indicator:
        raise UserError(f"không có chỉ số {code}.", "Dùng mã có ở trang Chỉ số.")
    return regime.indicator[code]


def _require_column(indicator: Indicator, column: str) -> None:
    if column in NUMBER_COLUMNS and indicator.means(column) not in indicator.columns and column != "value":
        known = ", ".join(indicator.columns)
        raise UserError(f"chỉ số {indicator.code} không có cột “{column}”.", f"Dùng một trong: {known}.")


def _require_attribute(regime: Regime, key: str) -> None:
    known = [attribute.key for attribute in regime.attributes]
    if key not in known:
        cure = f"Dùng một trong: {', '.join(known)}." if known else "Thêm thông tin đơn vị ở trang Cấu hình."
        raise UserError(f"không có thông tin đơn vị “{key}”.", cure)
