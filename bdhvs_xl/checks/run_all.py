"""Runs all checks over all reports."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, ParamSpec, TypeVar

from bdhvs_xl.checks import (
    cited_documents,
    cumulative,
    documents,
    duplicate_evidence,
    evidence_checks,
    master_lists,
    other_units,
    outliers,
    regime_rules,
    required_answers,
    same_as_before,
    same_numbers,
    same_texts,
    schedule_checks,
    task_checks,
    text_figures,
    value_checks,
)
from bdhvs_xl.checks.severity_overrides import apply_overrides
from bdhvs_xl.checks.unit_report import UnitReport, unit_reports
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.book.protocol import Progress
from bdhvs_xl.regime.catalogue import get_check
from bdhvs_xl.regime.model import Regime

_CHECKING = "Kiểm tra báo cáo"
P = ParamSpec("P")
R = TypeVar("R", covariant=True)


class Family(Generic[P, R]):
    """A function `run` that makes several checks at once, with the catalogue's records of those checks."""

    def __init__(self, run: Callable[P, R], *checks: str) -> None:
        """LookupError when the catalogue has no record of a check."""
        self.run = run
        self.checks = tuple(map(get_check, checks))


RULES = Family(regime_rules.parse_rules, regime_rules.UNREADABLE)
"""Makes the regime's own rules ready."""
MASTER = Family(
    master_lists.findings,
    "indicator_total", "asked_of_none", "adjustment_refused", "adjustment_reason", "adjustment_cumulative",
    "previous_indicator", "previous_column", "previous_number", "previous_unit", "unknown_unit",
)  # fmt: skip
SCHEDULE = Family(schedule_checks.findings, "schedule_clash", "schedule_twice", "schedule_date")
EVIDENCE = Family(evidence_checks.findings, "needs_documents", "needs_evidence", "documents_fewer", "names_differ")
OF_ONE_REPORT: tuple[Family[[UnitReport], Iterable[Finding]], ...] = (
    Family(required_answers.findings, "required", "incomplete"),
    Family(
        value_checks.findings,
        "value_not_asked", "value_refused", "value_settled", "value_doubtful", "value_qualified",
        "answer_unknown", "answer_unsuited", "answer_and_value", "percent_only", "percent_differs",
    ),
    Family(cumulative.findings, "cumulative_less", "cumulative_differs", "cumulative_dropped"),
    Family(task_checks.findings, task_checks.OVERDUE),
    Family(
        documents.findings,
        "document_number", "document_spelling", "document_date", "document_impossible_date", "document_after_period",
        "document_before_period", "document_indicator", "document_double",
    ),
    Family(duplicate_evidence.findings, "document_claimed_twice", "link_claimed_twice"),
    Family(cited_documents.findings, "cited_document"),
    Family(same_as_before.findings, "same_as_before"),
)  # fmt: skip
"""The checks of one report that need nothing else, in the order of their findings."""
OF_ALL_REPORTS: tuple[Family[[Sequence[UnitReport]], Iterable[Finding]], ...] = (
    Family(text_figures.findings, "text_against_figure", "text_against_text"),
    Family(other_units.findings, "other_unit_named"),
    Family(same_texts.findings, "same_text"),
    Family(same_numbers.findings, "same_numbers"),
    Family(outliers.findings, "outlier"),
)
"""The checks that look at all reports, or prepare something for all of them."""
FAMILIES = (RULES, MASTER, SCHEDULE, EVIDENCE, *OF_ONE_REPORT, *OF_ALL_REPORTS)
"""Who makes which check; a test finds that every check of this layer is made by one of them."""


def check_all(regime: Regime, ledger: Ledger, today: date, progress: Progress | None = None) -> list[Finding]:
    """The findings, severities and switches of `Quy tắc` applied: the master's own rules and lists first, then by unit.

    `progress` is called after each unit.
    """
    understood = RULES.run(regime)
    found = [*understood.findings, *MASTER.run(regime, ledger), *SCHEDULE.run(regime)]
    given = unit_reports(regime, ledger, today)
    for number, report in enumerate(given, start=1):
        broken = list(regime_rules.findings(report, understood.tests))
        found.extend(broken)
        found.extend(EVIDENCE.run(report, regime_rules.lists_counted(broken, understood.tests)))
        for family in OF_ONE_REPORT:
            found.extend(family.run(report))
        if progress:
            progress(_CHECKING, number, len(given))
    found.extend(finding for family in OF_ALL_REPORTS for finding in family.run(given))
    return list(apply_overrides(regime, found))
