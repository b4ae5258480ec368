"""All checks over all that was received."""

from collections.abc import Callable, Iterable
from datetime import date

from bdhvs_xl.checks import documents, evidence, kinds, master, required, rules
from bdhvs_xl.checks.context import Report, reports
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.book import Progress

_CHECKING = "Kiểm tra báo cáo"
FAMILIES: tuple[Callable[[Report], Iterable[Finding]], ...] = (required.findings, kinds.findings, documents.findings)
"""The checks of one report that need nothing else."""


def check(regime: Regime, ledger: Ledger, today: date, progress: Progress | None = None) -> list[Finding]:
    """The findings: of the master's own rules and lists first, then unit by unit, as `progress` is told."""
    understood = rules.understand(regime)
    found = [*understood.findings, *master.findings(regime, ledger)]
    given = reports(regime, ledger, today)
    for number, report in enumerate(given, start=1):
        broken = list(rules.findings(report, understood.tests))
        found.extend(broken)
        found.extend(evidence.findings(report, rules.lists_counted(broken, understood.tests)))
        for family in FAMILIES:
            found.extend(family(report))
        if progress:
            progress(_CHECKING, number, len(given))
    return found
