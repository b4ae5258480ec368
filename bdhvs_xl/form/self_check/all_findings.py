"""All possible findings of a form's self-check, in the order of display."""

from collections.abc import Iterator
from dataclasses import dataclass

from bdhvs_xl.form.self_check.calculation_cells import ASKED, CalculationCells
from bdhvs_xl.form.self_check.evidence_faults import evidence_findings, required_list
from bdhvs_xl.form.self_check.input_faults import input_findings
from bdhvs_xl.form.self_check.possible_findings import FindingText, PossibleFinding
from bdhvs_xl.form.self_check.rule_verdicts import (
    CompiledRule,
    compile_rules,
    lists_counted,
    no_rule_fails,
    rule_findings,
)
from bdhvs_xl.master.layout import FORM_IDENTITY
from bdhvs_xl.regime import catalogue

UNIT_NOT_CHOSEN = "unit_not_chosen"


@dataclass(frozen=True, slots=True)
class AllFindings:
    """The compiled rules, the possible findings, and the lists whose items are counted for them."""

    rules: tuple[CompiledRule, ...]
    lines: tuple[PossibleFinding, ...]
    lists: frozenset[tuple[str, str]]


def list_possible_findings(workings: CalculationCells) -> AllFindings:
    """All possible findings, sorted by severity, then by indicator."""
    rules = compile_rules(workings)
    order = {indicator.code: place for place, indicator in enumerate(workings.indicators, 1)}
    lines = sorted(_lines(workings, rules), key=lambda line: (line.rank, order.get(line.indicator, 0)))
    needed = {("evidence" if i.needs == "text" else required_list(i)[0], i.code) for i in workings.indicators}
    return AllFindings(rules, tuple(lines), lists_counted(rules) | needed)


def _lines(workings: CalculationCells, rules: tuple[CompiledRule, ...]) -> Iterator[PossibleFinding]:
    if workings.common:
        yield _unit(workings)
    for line in rule_findings(workings, rules):
        yield line
    for indicator in workings.indicators:
        for line in input_findings(workings, indicator):
            yield _where_asked(workings, line)
        for line in evidence_findings(workings, indicator, no_rule_fails(rules, required_list(indicator))):
            yield _where_asked(workings, line)


def _unit(workings: CalculationCells) -> PossibleFinding:
    message, cure = "Chưa chọn đơn vị báo cáo.", f"Chọn đơn vị của mình trong danh sách ở trang {FORM_IDENTITY}."
    found = f'IF({workings.sources.unit}="","{UNIT_NOT_CHOSEN}","")'
    said = {UNIT_NOT_CHOSEN: FindingText(catalogue.check_severity(UNIT_NOT_CHOSEN), (message,), (cure,))}
    return PossibleFinding("", "unit_code", found, said, UNIT_NOT_CHOSEN)


def _where_asked(workings: CalculationCells, line: PossibleFinding) -> PossibleFinding:
    """In the common form the line of an indicator counts only once the unit is one that is asked."""
    if not workings.common:
        return line
    found = f'IF({workings.at(ASKED, line.indicator)}=0,"",{line.found})'
    return PossibleFinding(line.indicator, line.column, found, line.says, line.blank)
