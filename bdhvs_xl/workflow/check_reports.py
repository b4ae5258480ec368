"""All reports of a master checked against the rules, and what was found written into `Kiểm tra`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.workflow.refresh import load_current, reports_checked, run_checks, save_and_refresh, summary


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of all reports, and how many they are, in a sentence."""

    findings: Sequence[Finding]
    summary: str


def check_reports(book: Book) -> Checked:
    """The findings; what was typed into unit sheets and chosen in `Kiểm tra` counts. The book is saved."""
    regime, ledger = load_current(book)
    findings = run_checks(book, regime, ledger)
    save_and_refresh(book, regime, ledger, findings)
    message = f"Đã kiểm tra {reports_checked(ledger)} báo cáo: {summary(book, findings)}."
    log.append(book, [log.LogEntry(button=BUTTON_NAMES["validate"], subject=message)])
    book.save()
    return Checked(findings, message)
