"""Derives from findings the status of each report, and the cells left out of the totals."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bdhvs_xl.checks.unit_report import filled_values
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import versions
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.regime.model import Indicator, Regime


def status_of(errors: int, warnings: int) -> str:
    """The status of a report by its number of errors and warnings, explained warnings included."""
    if errors:
        return "returned"
    return "accepted_with_warnings" if warnings else "accepted"


def set_statuses(ledger: Ledger, findings: Iterable[Finding]) -> None:
    """Write the counts of findings into the tracking rows and set the status of every unit with values.

    A unit without values keeps the status that intake gave it: not sent, awaiting entry, rejected.
    """
    counts = Counter((f.unit, f.severity) for f in findings)
    for unit, tracked in ledger.tracking.items():
        tracked.errors, tracked.warnings = counts[unit, "error"], counts[unit, "warning"]
        if filled_values(ledger.of(unit)):
            tracked.status = status_of(tracked.errors, tracked.warnings)


def faulty_cells(findings: Iterable[Finding], regime: Regime) -> set[tuple[str, str, str]]:
    """The cells with errors, as (unit, indicator, column).

    An error of one number concerns that cell alone; an error of a rule, of the answer or of the evidence makes all
    input columns of its own indicator faulty, the percentage of a ratio too, not those of other indicators that the
    rule mentions. Differences between two versions make nothing faulty: the current value stays until someone chooses.
    """
    rules = {rule.id for rule in regime.rules}
    return {
        (finding.unit, finding.indicator, column)
        for finding in findings
        if finding.severity == "error" and finding.rule != versions.RULE
        if finding.unit and finding.indicator in regime.indicator
        for column in _columns(finding, regime.indicator[finding.indicator], finding.rule in rules)
    }


def _columns(finding: Finding, indicator: Indicator, is_rule: bool) -> Sequence[str]:
    one_cell = finding.column in (*NUMBER_COLUMNS, "percent") and not is_rule
    return (finding.column,) if one_cell else indicator.result_columns
