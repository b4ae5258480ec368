"""Kiểm tra: every report tried against the rules; findings with links to the cells, and each report's status."""

from collections.abc import Iterable

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.intake import log
from bdhvs_xl.outcome import Argument, Landing, Outcome, WorksOn
from bdhvs_xl.problem import Finding
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.tables import FINDINGS_TABLE
from bdhvs_xl.workbook.words import SEVERITY_NAMES
from bdhvs_xl.workflow import refresh

LABEL = BUTTON_NAMES["validate"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """The findings of all reports, after what was typed into unit sheets and chosen in `Kiểm tra` was taken over."""
    regime, ledger = refresh.load_current(book)
    findings = refresh.run_checks(book, regime, ledger)
    refresh.save_and_refresh(book, regime, ledger, findings)
    message = f"Đã kiểm tra {refresh.reports_checked(ledger)} báo cáo: {refresh.summary(book, findings)}."
    log.append(book, [log.Entry(button=LABEL, subject=message)])
    book.save()
    return Outcome(message=f"{message} Xem trang Kiểm tra.", findings=findings, landing=landing(findings))


def landing(findings: Iterable[Finding]) -> Landing:
    """`Kiểm tra`: its errors alone, all of it when there are none."""
    sheet, table = FINDINGS_TABLE.sheet, FINDINGS_TABLE.name
    if any(finding.severity == "error" for finding in findings):
        return Landing(sheet, table, FINDINGS_TABLE.header("severity"), (SEVERITY_NAMES["error"],))
    return Landing(sheet, table)
