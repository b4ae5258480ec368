"""Every rule's own examples, run as the checker runs them, for every regime that ships."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bdhvs_xl.expressions.evaluate import evaluate, fill_values
from bdhvs_xl.expressions.language import parse
from bdhvs_xl.regime.loader import available_regimes, load_regime

REGIMES = {regime: load_regime(regime) for regime in available_regimes()}
RULES = [
    pytest.param(regime, rule, id=f"{name}:{rule.id}") for name, regime in REGIMES.items() for rule in regime.rules
]


@dataclass(frozen=True)
class Example:
    """A report made of an example's values, in the form that `regime/toml` documents."""

    values: Mapping[str, object]

    def _find(self, *parts):
        value = self.values.get(".".join(part for part in parts if part))
        return float(value) if isinstance(value, int) else value

    def value(self, indicator, column):
        return self._find(indicator, column)

    def previous(self, indicator, column):
        return self._find("PREV", indicator, column)

    def target(self, indicator):
        return self._find("TARGET", indicator)

    def attribute(self, key):
        return self._find("UNIT", key)

    def items(self, kind, indicator):
        return int(self._find("ITEMS", kind, indicator) or 0)


@pytest.mark.parametrize(("regime", "rule"), RULES)
def test_a_rule_holds_and_breaks_as_its_examples_say(regime, rule):
    test = parse(rule.test)
    assert rule.holds and rule.breaks
    assert {evaluate(test, Example(example), rule.missing) for example in rule.holds} == {"pass"}
    assert {evaluate(test, Example(example), rule.missing) for example in rule.breaks} == {"fail"}


@pytest.mark.parametrize(("regime", "rule"), RULES)
def test_a_rule_says_nothing_of_a_report_without_the_numbers(regime, rule):
    assert evaluate(parse(rule.test), Example({}), rule.missing) == "cannot_say"


@pytest.mark.parametrize(("regime", "rule"), RULES)
def test_a_message_quotes_the_values_it_found(regime, rule):
    message = fill_values(rule.message, Example(rule.breaks[0]))
    assert "[" not in message and "ITEMS(" not in message and "UNIT(" not in message
    assert "trống" not in message
    assert message.endswith(".") and rule.cure.endswith(".") and rule.source


@pytest.mark.parametrize(("regime", "rule"), RULES)
def test_examples_name_only_what_the_regime_knows(regime, rule):
    attributes = {a.key for a in regime.attributes}
    for example in (*rule.holds, *rule.breaks):
        for name in example:
            head, _, rest = name.partition(".")
            if head == "UNIT":
                assert rest in attributes
                continue
            code = rest.partition(".")[2] if head == "ITEMS" else rest if head in ("PREV", "TARGET") else name
            assert any(code == i or code.removeprefix(f"{i}.") in regime.indicator[i].columns for i in regime.indicator)


def test_ninh_binh_has_rules_enough_and_no_error_without_certainty():
    rules = REGIMES["ninh_binh_02"].rules
    assert len(rules) >= 25
    uncertain = ("UNIT(", "PREV(", "TARGET(", '"evidence"', "* [")
    assert not [r.id for r in rules if r.severity == "error" and any(word in r.test for word in uncertain)]
