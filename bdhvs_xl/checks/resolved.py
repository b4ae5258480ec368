"""What was to be fixed at the last Kiểm tra and is: told once, at the end of `Kiểm tra`, and counted nowhere."""

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
    """The errors and warnings of `before` whose places have neither any more; the cure tells what stands there now.

    No mistake is mended by switching its rule off or by taking its unit off the list. Which of two versions was
    chosen is told in `Nhật ký`.
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
