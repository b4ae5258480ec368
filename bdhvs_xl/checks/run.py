"""All checks over all that was received."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bdhvs_xl.checks import (
    cited_documents,
    claims,
    cumulative,
    documents,
    dropped,
    evidence,
    kinds,
    master,
    other_units,
    outliers,
    required,
    rules,
    same_as_before,
    same_numbers,
    same_texts,
    schedule,
    tasks,
    text_figures,
)
from bdhvs_xl.checks.context import Report, reports
from bdhvs_xl.checks.grading import graded
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.book import Progress

_CHECKING = "Kiểm tra báo cáo"
FAMILIES: tuple[Callable[[Report], Iterable[Finding]], ...] = (
    required.findings,
    kinds.findings,
    cumulative.findings,
    dropped.findings,
    tasks.findings,
    documents.findings,
    claims.findings,
    cited_documents.findings,
    same_as_before.findings,
)
"""The checks of one report that need nothing else."""
TOGETHER: tuple[Callable[[Sequence[Report]], Iterable[Finding]], ...] = (
    text_figures.findings,
    other_units.findings,
    same_texts.findings,
    same_numbers.findings,
    outliers.findings,
)
"""The checks that look at all reports, or prepare something for all of them."""


def check(regime: Regime, ledger: Ledger, today: date, progress: Progress | None = None) -> list[Finding]:
    """The findings: of the master's own rules and lists first, then unit by unit, as `progress` is told.

    Checks of the program count as their lines of `Quy tắc` say.
    """
    understood = rules.understand(regime)
    found = [*understood.findings, *master.findings(regime, ledger), *schedule.findings(regime)]
    given = reports(regime, ledger, today)
    for number, report in enumerate(given, start=1):
        broken = list(rules.findings(report, understood.tests))
        found.extend(broken)
        found.extend(evidence.findings(report, rules.lists_counted(broken, understood.tests)))
        for family in FAMILIES:
            found.extend(family(report))
        if progress:
            progress(_CHECKING, number, len(given))
    found.extend(finding for family in TOGETHER for finding in family(given))
    return list(graded(regime, found))
