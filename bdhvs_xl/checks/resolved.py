"""Findings of the last Kiểm tra that are now fixed: listed once, at the end of `Kiểm tra`, and not counted."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import versions
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.model import Regime

FIXED = "fixed"
_CURE = "Không phải làm gì thêm."


def resolved_findings(
    regime: Regime, ledger: Ledger, before: Iterable[Finding], findings: Collection[Finding]
) -> Iterator[Finding]:
    """The errors and warnings of `before` whose cells have neither any more; the cure shows the present value.

    A finding is not fixed by switching its rule off or by removing its unit from the list. Choices between two versions
    are left out: `Nhật ký` has them.
    """
    silent = {rule.id for rule in regime.rules if not rule.on} | {g.rule for g in regime.grades if not g.on}
    wrong = {_place(finding) for finding in findings if finding.severity != "notice"}
    passed_over = {versions.RULE, *silent}
    for finding in before:
        looked_at = not finding.unit or (finding.unit in ledger.values and finding.unit in regime.unit)
        blocked = finding.severity != "notice" and finding.rule not in passed_over
        if looked_at and blocked and _place(finding) not in wrong:
            yield replace(finding, state=FIXED, cure=_now(ledger, finding))


def _place(finding: Finding) -> tuple[str, ...]:
    """Where a finding stands, as its key tells it but for the rule."""
    return finding.unit, finding.indicator, finding.column, finding.cell if not finding.indicator else ""


def _now(ledger: Ledger, finding: Finding) -> str:
    value = ledger.values.get(finding.unit, {}).get((finding.indicator, finding.column))
    return f"Nay ghi: “{value.raw}”. {_CURE}" if value and value.raw != finding.raw else _CURE
