"""All that a form looks at in itself, in the order in which it shows what it found."""

from collections.abc import Iterator
from dataclasses import dataclass

from bdhvs_xl.form.self_check.cells import ASKED, CalculationCells
from bdhvs_xl.form.self_check.evidence_faults import backing_lines, list_needed
from bdhvs_xl.form.self_check.input_faults import input_lines
from bdhvs_xl.form.self_check.possible_findings import FindingText, PossibleFinding
from bdhvs_xl.form.self_check.rule_verdicts import (
    Compiled,
    compiled,
    lists_mentioned,
    rule_lines,
    unsaid,
)
from bdhvs_xl.master.layout import FORM_IDENTITY
from bdhvs_xl.regime import catalogue

UNIT_NOT_CHOSEN = "unit_not_chosen"


@dataclass(frozen=True, slots=True)
class AllFindings:
    """The verdicts of the rules, the lines of what may be found, and the lists that are counted for them."""

    rules: tuple[Compiled, ...]
    lines: tuple[PossibleFinding, ...]
    lists: frozenset[tuple[str, str]]


def inventory(workings: CalculationCells) -> AllFindings:
    """What the form looks at; what blocks first, then by indicator."""
    rules = compiled(workings)
    order = {indicator.code: place for place, indicator in enumerate(workings.indicators, 1)}
    lines = sorted(_lines(workings, rules), key=lambda line: (line.rank, order.get(line.indicator, 0)))
    needed = {("evidence" if i.needs == "text" else list_needed(i)[0], i.code) for i in workings.indicators}
    return AllFindings(rules, tuple(lines), lists_mentioned(rules) | needed)


def _lines(workings: CalculationCells, rules: tuple[Compiled, ...]) -> Iterator[PossibleFinding]:
    if workings.common:
        yield _unit(workings)
    for line in rule_lines(workings, rules):
        yield line
    for indicator in workings.indicators:
        for line in input_lines(workings, indicator):
            yield _where_asked(workings, line)
        for line in backing_lines(workings, indicator, unsaid(rules, list_needed(indicator))):
            yield _where_asked(workings, line)


def _unit(workings: CalculationCells) -> PossibleFinding:
    message, cure = "Chưa chọn đơn vị báo cáo.", f"Chọn đơn vị của mình trong danh sách ở trang {FORM_IDENTITY}."
    found = f'IF({workings.sources.unit}="","{UNIT_NOT_CHOSEN}","")'
    said = {UNIT_NOT_CHOSEN: FindingText(catalogue.severity_of(UNIT_NOT_CHOSEN), (message,), (cure,))}
    return PossibleFinding("", "unit_code", found, said, UNIT_NOT_CHOSEN)


def _where_asked(workings: CalculationCells, line: PossibleFinding) -> PossibleFinding:
    """In the common form the line of an indicator counts only once the unit is one that is asked."""
    if not workings.common:
        return line
    found = f'IF({workings.at(ASKED, line.indicator)}=0,"",{line.found})'
    return PossibleFinding(line.indicator, line.column, found, line.says, line.blank)
