"""The regime's rules in the form: a verdict formula for each, and its possible finding."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bdhvs_xl.errors import UserError
from bdhvs_xl.expressions.evaluate import message_expressions
from bdhvs_xl.expressions.formula import compile_formula, quote_text
from bdhvs_xl.expressions.language import Call, TextLiteral, nodes
from bdhvs_xl.form.self_check.calculation_cells import ANYTHING, ASKED, CalculationCells
from bdhvs_xl.form.self_check.message_formulas import rule_sentence
from bdhvs_xl.form.self_check.possible_findings import FindingText, PossibleFinding
from bdhvs_xl.master.rule_tests import RuleTest, read_rule
from bdhvs_xl.regime.model import Regime

VERDICT = "R"
"""The column of the verdicts, the first one in row 2."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with the formula and the cell of its verdict."""

    test: RuleTest
    verdict: str
    cell: str


def compile_rules(workings: CalculationCells) -> tuple[CompiledRule, ...]:
    """The rules a form can evaluate: about its indicators, and expressible as a formula with the same verdict."""
    found: list[CompiledRule] = []
    for test in readable_rules(workings.regime):
        if test.indicator and test.indicator not in workings.asked:
            continue
        if verdict := compile_formula(test.expression, workings, test.rule.missing):
            found.append(CompiledRule(test, _where_concerned(workings, test, verdict), f"${VERDICT}${len(found) + 2}"))
    return tuple(found)


def readable_rules(regime: Regime) -> Iterator[RuleTest]:
    """The rules in force that can be parsed."""
    for rule in regime.rules:
        if rule.on and regime.in_force(rule.since, rule.until):
            try:
                yield read_rule(regime, rule)
            except UserError:
                continue


def rule_findings(workings: CalculationCells, rules: Collection[CompiledRule]) -> Iterator[PossibleFinding]:
    """The possible finding of every rule."""
    for compiled_rule in rules:
        test, rule = compiled_rule.test, compiled_rule.test.rule
        said = FindingText(rule.severity, rule_sentence(rule.message, workings), rule_sentence(rule.cure, workings))
        found = f'IF({compiled_rule.cell}="fail",{quote_text(rule.id)},"")'
        yield PossibleFinding(test.indicator, test.column, found, {rule.id: said})


def no_rule_fails(rules: Collection[CompiledRule], counted: tuple[str, str]) -> str:
    """The condition that no failed rule counts the list, given as (kind of ITEMS, indicator)."""
    speaking = [f'{rule.cell}<>"fail"' for rule in rules if counted in rule.test.counts]
    return f"AND({','.join(speaking)})" if speaking else "TRUE()"


def lists_counted(rules: Collection[CompiledRule]) -> frozenset[tuple[str, str]]:
    """The lists that rules or their messages count, as (kind of ITEMS, indicator)."""
    texts = [
        part for r in rules for text in (r.test.rule.message, r.test.rule.cure) for part in message_expressions(text)
    ]
    trees = [*(rule.test.expression for rule in rules), *texts]
    counted: Mapping[tuple[str, str], None] = {
        (kind, indicator): None
        for tree in trees
        for node in nodes(tree)
        for kind, indicator in [_counted(node)]
        if indicator
    }
    return frozenset(counted)


def _counted(node: object) -> tuple[str, str]:
    match node:
        case Call("ITEMS", (TextLiteral(kind), TextLiteral(indicator))):
            return kind, indicator
    return "", ""


def _where_concerned(workings: CalculationCells, test: RuleTest, verdict: str) -> str:
    """The verdict, which cannot be said of a blank form, of another kind of unit, of an indicator that is not asked."""
    conditions = [f"{workings.fact(ANYTHING)}=1"]
    if test.rule.unit_kinds:
        kinds = ",".join(f'{workings.unit_kind}="{kind}"' for kind in test.rule.unit_kinds)
        conditions.append(f"OR({kinds})")
    if workings.common and test.indicator:
        conditions.append(f"{workings.at(ASKED, test.indicator)}=1")
    return f'IF(AND({",".join(conditions)}),{verdict},"cannot_say")'
