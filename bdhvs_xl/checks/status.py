"""From findings to what becomes of a report: its status, and the cells that must not be counted."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bdhvs_xl.checks.unit_report import filled_values
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import versions
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.regime.model import Indicator, Regime


def status_of(errors: int, warnings: int) -> str:
    """The status of a report that was read: explained warnings do not block, but they still are warnings."""
    if errors:
        return "returned"
    return "accepted_with_warnings" if warnings else "accepted"


def set_statuses(ledger: Ledger, findings: Iterable[Finding]) -> None:
    """Count findings into `Theo dõi` and set the status of every unit from which anything is at hand.

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
    rule mentions. Where two versions differ nothing is faulty: the present value stays until someone chooses.
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
