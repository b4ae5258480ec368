"""Writes into `Quy tắc` how often each rule was broken, and logs the changes that people made to rules."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import SEVERITY_NAMES, code_for_label, is_ticked
from bdhvs_xl.master.rule_rows import rule_status_text
from bdhvs_xl.master.tables import RULES_TABLE
from bdhvs_xl.ooxml.cell import Cell


def record_rule_use(book: Book, findings: Iterable[Finding]) -> None:
    """Write the counts, and log each rule whose switch or severity changed since the last Kiểm tra.

    A new rule is no change. A master built before these columns existed gets no counts and no log lines.
    """
    rows, times = book.read_table(RULES_TABLE), Counter(finding.rule for finding in findings)
    log.append_log(book, [_change(row) for row in rows if row["applied"] and row["applied"] != _applied(row)])
    book.set_column(RULES_TABLE, "count", [times[str(row["id"])] for row in rows])
    book.set_column(RULES_TABLE, "applied", [_applied(row) for row in rows])


def _change(row: Mapping[str, Cell]) -> log.LogEntry:
    return log.LogEntry(
        button=BUTTON_NAMES["validate"],
        subject=f"Quy tắc “{row['id']}” được áp dụng khác trước",
        before=str(row["applied"]),
        after=_applied(row),
    )


def _applied(row: Mapping[str, Cell]) -> str:
    severity = code_for_label(SEVERITY_NAMES, row["severity"])
    return rule_status_text(SEVERITY_NAMES.get(severity, ""), is_ticked(row["on"]))
