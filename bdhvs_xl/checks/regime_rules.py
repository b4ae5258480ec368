"""Evaluates the rules of `Quy tắc` for every report they apply to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.expressions.evaluate import evaluate, fill_values
from bdhvs_xl.master.layout import RULES
from bdhvs_xl.master.rule_tests import RuleTest, read_rule
from bdhvs_xl.regime.catalogue import new_finding
from bdhvs_xl.regime.model import Regime, Rule

__all__ = ["UNREADABLE", "ParsedRules", "RuleTest", "findings", "lists_counted", "parse_rules"]

UNREADABLE = "rule_unreadable"
"""The rule id under which a line of `Quy tắc` that cannot be read is found."""


@dataclass(frozen=True, slots=True)
class ParsedRules:
    """The rules in force that could be parsed, and a finding for each one that could not."""

    tests: tuple[RuleTest, ...]
    findings: tuple[Finding, ...]


def parse_rules(regime: Regime) -> ParsedRules:
    """The regime's rules in force, parsed; one that cannot be parsed is a finding and does not stop the others."""
    tests: list[RuleTest] = []
    refused: list[Finding] = []
    for rule in regime.rules:
        if not rule.on or not regime.in_force(rule.since, rule.until):
            continue
        try:
            tests.append(read_rule(regime, rule))
        except UserError as error:
            refused.append(_unreadable(rule, error))
    return ParsedRules(tuple(tests), tuple(refused))


def findings(report: UnitReport, tests: Iterable[RuleTest]) -> Iterator[Finding]:
    """A finding for every rule that the report breaks; a rule with an undecided result finds nothing."""
    asked = {indicator.code for indicator in report.asked}
    for test in tests:
        rule = test.rule
        concerned = not rule.unit_kinds or report.unit.kind in rule.unit_kinds
        if not concerned or (test.indicator and test.indicator not in asked):
            continue
        if evaluate(test.expression, report, rule.missing) == "fail":
            message, cure = fill_values(rule.message, report), fill_values(rule.cure, report)
            yield report.rule_finding(rule.id, rule.severity, test.indicator, test.column, message, cure)


def lists_counted(found: Iterable[Finding], tests: Iterable[RuleTest]) -> set[tuple[str, str]]:
    """The lists, as (kind of ITEMS, indicator), that the broken rules count."""
    broken = {finding.rule for finding in found}
    return {counted for test in tests if test.rule.id in broken for counted in test.counts}


def _unreadable(rule: Rule, error: UserError) -> Finding:
    sentence = error.message[:1].lower() + error.message[1:]
    return new_finding(
        UNREADABLE, f"Trang {RULES}, quy tắc “{rule.id}”: {sentence} Quy tắc này chưa được áp dụng.",
        sheet=RULES, cell=rule.id, raw=rule.test, cure=error.hint,
    )  # fmt: skip
