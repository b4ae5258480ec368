"""The rules of `Quy tắc`, each tried on every report it concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bdhvs_xl.checks.context import Report
from bdhvs_xl.expressions.evaluate import evaluate, fill, mentioned
from bdhvs_xl.expressions.language import Binary, Call, Expression, Reference, Text, nodes, parse, references
from bdhvs_xl.problem import Finding, Problem
from bdhvs_xl.regime.records import Indicator, Regime, Rule
from bdhvs_xl.workbook.layout import NUMBER_COLUMNS, RULES

UNREADABLE = "rule_unreadable"
"""The rule id under which a line of `Quy tắc` that cannot be read is found."""


@dataclass(frozen=True, slots=True)
class Test:
    """A rule that was read, and the place where its findings are shown (indicator "" when it names none).

    `counts` are the lists it counts, as (kind of ITEMS, indicator).
    """

    rule: Rule
    expression: Expression
    indicator: str
    column: str
    counts: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Understood:
    """The rules in force that could be read, and a finding for each one that could not."""

    tests: tuple[Test, ...]
    findings: tuple[Finding, ...]


def understand(regime: Regime) -> Understood:
    """The regime's rules made ready; one that cannot be read is a finding and stops no other."""
    tests: list[Test] = []
    refused: list[Finding] = []
    for rule in regime.rules:
        if not rule.on or not regime.in_force(rule.since, rule.until):
            continue
        try:
            tests.append(_test(regime, rule))
        except Problem as problem:
            refused.append(_unreadable(rule, problem))
    return Understood(tuple(tests), tuple(refused))


def findings(report: Report, tests: Iterable[Test]) -> Iterator[Finding]:
    """A finding for every rule that the report breaks; a rule that cannot say finds nothing."""
    asked = {indicator.code for indicator in report.asked}
    for test in tests:
        rule = test.rule
        concerned = not rule.unit_kinds or report.unit.kind in rule.unit_kinds
        if not concerned or (test.indicator and test.indicator not in asked):
            continue
        if evaluate(test.expression, report, rule.missing) == "fail":
            message, cure = fill(rule.message, report), fill(rule.cure, report)
            yield report.finding(rule.id, rule.severity, test.indicator, test.column, message, cure)


def lists_counted(found: Iterable[Finding], tests: Iterable[Test]) -> set[tuple[str, str]]:
    """The lists, as (kind of ITEMS, indicator), of which the findings of rules speak."""
    broken = {finding.rule for finding in found}
    return {counted for test in tests if test.rule.id in broken for counted in test.counts}


def _test(regime: Regime, rule: Rule) -> Test:
    expression = parse(rule.test)
    _require_condition(expression)
    for part in (expression, *mentioned(rule.message), *mentioned(rule.cure)):
        _require_known(regime, part)
    counts = tuple(_counted(expression))
    named = references(expression)
    if not named:
        return Test(rule, expression, counts[0][1] if counts else "", "evidence", frozenset(counts))
    indicator = regime.indicator[named[0].indicator]
    column = indicator.means(named[0].column or indicator.columns[0])
    return Test(rule, expression, named[0].indicator, column, frozenset(counts))


def _counted(expression: Expression) -> Iterator[tuple[str, str]]:
    for node in nodes(expression):
        match node:
            case Call("ITEMS", (Text(kind), Text(indicator))):
                yield kind, indicator


def _require_condition(expression: Expression) -> None:
    """Problem when the test comes to a number or a text, which is never false."""
    match expression:
        case Binary("=" | "<>" | "<" | "<=" | ">" | ">=") | Call("AND" | "OR" | "NOT" | "IF" | "ISBLANK"):
            return
    raise Problem("đây chưa phải là một điều kiện.", "So sánh hai giá trị, ví dụ [2.4.people] >= [2.4.value].")


def _require_known(regime: Regime, expression: Expression) -> None:
    """Problem when the master knows nothing of an indicator, column or number of the unit that is mentioned."""
    for node in nodes(expression):
        match node:
            case Reference(code, column):
                _require_column(_known(regime, code), column)
            case Call("ITEMS", (_, Text(code))):
                _known(regime, code)
            case Call("UNIT", (Text(key),)):
                _require_attribute(regime, key)


def _known(regime: Regime, code: str) -> Indicator:
    if code not in regime.indicator:
        raise Problem(f"không có chỉ số {code}.", "Dùng mã có ở trang Chỉ số.")
    return regime.indicator[code]


def _require_column(indicator: Indicator, column: str) -> None:
    if column in NUMBER_COLUMNS and indicator.means(column) not in indicator.columns and column != "value":
        known = ", ".join(indicator.columns)
        raise Problem(f"chỉ số {indicator.code} không có cột “{column}”.", f"Dùng một trong: {known}.")


def _require_attribute(regime: Regime, key: str) -> None:
    known = [attribute.key for attribute in regime.attributes]
    if key not in known:
        cure = f"Dùng một trong: {', '.join(known)}." if known else "Thêm thông tin đơn vị ở trang Cấu hình."
        raise Problem(f"không có thông tin đơn vị “{key}”.", cure)


def _unreadable(rule: Rule, problem: Problem) -> Finding:
    sentence = problem.sentence[:1].lower() + problem.sentence[1:]
    return Finding(
        rule=UNREADABLE, severity="error", sheet=RULES, cell=rule.id, raw=rule.test,
        message=f"Trang {RULES}, quy tắc “{rule.id}”: {sentence} Quy tắc này chưa được áp dụng.", cure=problem.cure,
    )  # fmt: skip
