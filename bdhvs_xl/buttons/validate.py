"""Kiểm tra: every report tried against the rules; findings with links to the cells, and each report's status."""

from bdhvs_xl.checks import record
from bdhvs_xl.intake import log
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.workbook.book import Book

LABEL = "Kiểm tra"
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """The findings of all reports, after what was typed into unit sheets and chosen in `Kiểm tra` was taken over."""
    regime, ledger = record.at_hand(book)
    findings = record.examine(book, regime, ledger)
    record.keep(book, regime, ledger, findings)
    message = f"Đã kiểm tra {record.checked(ledger)} báo cáo: {record.counts_text(findings)}."
    log.append(book, [log.Entry(button=LABEL, subject=message)])
    book.save()
    return Outcome(message=f"{message} Xem trang Kiểm tra.", findings=findings)
