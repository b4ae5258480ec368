"""All checks over all that was received."""

from collections.abc import Callable, Iterable
from datetime import date

from bdhvs_xl.checks import documents, evidence, kinds, master, required, rules
from bdhvs_xl.checks.context import Report, reports
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime

FAMILIES: tuple[Callable[[Report], Iterable[Finding]], ...] = (required.findings, kinds.findings, documents.findings)
"""The checks of one report that need nothing else."""


def check(regime: Regime, ledger: Ledger, today: date) -> list[Finding]:
    """The findings: of the master's own rules and lists first, then unit by unit."""
    understood = rules.understand(regime)
    found = [*understood.findings, *master.findings(regime, ledger)]
    for report in reports(regime, ledger, today):
        broken = list(rules.findings(report, understood.tests))
        found.extend(broken)
        found.extend(evidence.findings(report, rules.lists_counted(broken, understood.tests)))
        for family in FAMILIES:
            found.extend(family(report))
    return found
