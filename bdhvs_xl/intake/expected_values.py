"""The values expected of a unit's number: from the previous period, the unit's attributes and the target."""

from collections.abc import Iterator
from functools import lru_cache

from bdhvs_xl.errors import UserError
from bdhvs_xl.expressions.language import Binary, Call, Expression, Reference, TextLiteral, parse
from bdhvs_xl.intake.parse.disambiguate import GOAL, OBSERVED, ExpectedValue
from bdhvs_xl.intake.parse.number_tokens import number_text
from bdhvs_xl.regime.model import Indicator, Regime, Unit

_BOUNDS = {"=": OBSERVED, "<=": GOAL, "<": GOAL}
"""How a rule may hold a number to one of the unit, and how far that speaks for a reading."""


def list_expected_values(regime: Regime, unit: Unit, indicator: Indicator, column: str) -> Iterator[ExpectedValue]:
    """The expected values of an ambiguous number in `column`, the strongest first; zeros are left out."""
    if earlier := regime.earlier(unit, indicator, column):
        yield ExpectedValue(earlier, f"kỳ trước là {number_text(earlier)}", OBSERVED)
    yield from _of_unit(regime, unit, indicator, column)
    if (target := regime.target(indicator)) and column in (indicator.means(""), "percent"):
        yield ExpectedValue(target, f"mục tiêu là {number_text(target)}", GOAL)


def _of_unit(regime: Regime, unit: Unit, indicator: Indicator, column: str) -> Iterator[ExpectedValue]:
    """The numbers of the unit to which rules hold this one: `[3.1.denominator] = UNIT("adults")`."""
    names = {attribute.key: attribute.name for attribute in regime.attributes}
    for rule in regime.rules:
        held = _held_to(rule.test) if rule.on else None
        if held is None or held[0] != indicator.code or indicator.means(held[1]) != column:
            continue
        _, _, key, apart = held
        if number := unit.attributes.get(key):
            yield ExpectedValue(number, f"{names.get(key, key)} của đơn vị là {number_text(number)}", apart)


@lru_cache(maxsize=1 << 10)
def _held_to(test: str) -> tuple[str, str, str, float] | None:
    """Indicator, column, attribute and how far it speaks, of a rule that compares just one value with one attribute."""
    try:
        expression = parse(test)
    except UserError:
        return None
    if not isinstance(expression, Binary) or expression.operator not in _BOUNDS:
        return None
    value, key = expression.left, _attribute(expression.right)
    if not isinstance(value, Reference) or not key:
        return None
    return value.indicator, value.column, key, _BOUNDS[expression.operator]


def _attribute(expression: Expression) -> str:
    """The key of `UNIT("adults")`, "" for any other expression."""
    if not isinstance(expression, Call) or expression.function != "UNIT":
        return ""
    (key,) = expression.arguments
    return key.value if isinstance(key, TextLiteral) else ""
