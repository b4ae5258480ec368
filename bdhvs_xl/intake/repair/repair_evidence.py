"""Records of the repair of a grid: the visible labels, the repaired grid and its findings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Regime

REPAIRED, UNSURE, UNREAD, ADDED = "form_healed", "form_healed_unsure", "form_unread", "form_sheet_added"
UNREAD_CHECKS = (UNREAD, ADDED)
"""Findings of what somebody wrote and nobody reads."""
MAX_SHOWN_LETTERS = 200
"""Letters of an unread text that its finding shows."""
_TOLD_AT_MOST = 20
ASK_UNIT = "Hỏi lại đơn vị, hoặc chép nội dung sang biểu mẫu đã phát rồi nhận lại."


@dataclass(frozen=True)
class VisibleLabels:
    """The labels that a form shows beside its keys: names of indicators by code, headlines of sections by id."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def section_by_headline(self) -> Mapping[str, str]:
        """The sections by folded headline; a headline of two sections is left out."""
        times = Counter(map(vi.fold, self.sections.values()))
        return {line: id for id, headline in self.sections.items() if times[line := vi.fold(headline)] == 1}


NO_LABELS = VisibleLabels()
"""Of no regime: rows are then left as their keys say."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The repaired grid, its findings, the rows identified by labels, whether every row is identified surely."""

    grid: Grid
    findings: tuple[Finding, ...] = ()
    settled: frozenset[int] = frozenset()
    sure: bool = True


def visible_labels(regime: Regime) -> VisibleLabels:
    """The labels in the forms of a regime."""
    return VisibleLabels(
        {indicator.code: indicator.name for indicator in regime.indicators},
        {section.id: section.headline for section in regime.sections if section.asked},
    )


def read_by_labels_finding(grid: Grid, what: str) -> Finding:
    """The finding that a sheet is read by the visible `what` (labels, headers) because its keys are damaged."""
    message = f"Trang “{grid.sheet}” được đọc theo {what} nhìn thấy, vì dòng hoặc cột ẩn bị hỏng."
    return catalogue.new_finding(REPAIRED, message, sheet=grid.sheet, cell="A1")


def unread_finding(grid: Grid, message: str, *, cell: str = "A1", raw: str = "") -> Finding:
    """The finding about content of a sheet that is not read."""
    return catalogue.new_finding(UNREAD, message, sheet=grid.sheet, cell=cell, raw=raw, cure=ASK_UNIT)


def limit_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one sheet, at most 20; the last one then says how many more there are."""
    told = tuple(findings)
    if len(told) <= _TOLD_AT_MOST:
        return told
    *first, last = told[:_TOLD_AT_MOST]
    return (*first, replace(last, message=f"{last.message} Còn {len(told) - _TOLD_AT_MOST} dòng khác như vậy."))
