"""Check all reports of a master against the rules and write the findings into `Kiểm tra`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.workflow.refresh import (
    count_checked_reports,
    findings_summary,
    load_current,
    run_checks,
    save_and_refresh,
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The findings of all reports, and how many they are, in a sentence."""

    findings: Sequence[Finding]
    summary: str


def check_reports(book: Book) -> CheckResult:
    """The findings, after values typed into unit sheets and choices in `Kiểm tra` are read. The book is saved."""
    regime, ledger = load_current(book)
    findings = run_checks(book, regime, ledger)
    save_and_refresh(book, regime, ledger, findings)
    message = f"Đã kiểm tra {count_checked_reports(ledger)} báo cáo: {findings_summary(book, findings)}."
    log.append_log(book, [log.LogEntry(button=BUTTON_NAMES["validate"], subject=message)])
    book.save()
    return CheckResult(findings, message)
