"""Applies the severities and switches of `Quy tắc` to the findings of the program's own checks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.catalogue import CATALOGUE
from bdhvs_xl.regime.model import Regime

MAX_PER_UNIT = 5
"""So many findings of one of these checks are worth a unit's time; the rest shows once they are dealt with."""
_LIMITED = frozenset(check.id for check in CATALOGUE.values() if check.limited)


def apply_overrides(regime: Regime, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those of checks switched off, each with the severity of its line of `Quy tắc`."""
    changed = {grade.rule: grade for grade in regime.grades}
    times: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        times[finding.unit, finding.rule] += 1
        if finding.rule in _LIMITED and times[finding.unit, finding.rule] > MAX_PER_UNIT:
            continue
        grade = changed.get(finding.rule)
        if grade is None:
            yield finding
        elif grade.on:
            explained = grade.severity == "warning" and bool(finding.explanation)
            yield replace(finding, severity=grade.severity, state="explained" if explained else "new")
