"""The log `Nhật ký`: actions with user and time, and the files received so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.tables import LOG_TABLE
from bdhvs_xl.ooxml.cell import Cell

HASH_LENGTH = 16
"""Digits of a file's SHA-256 kept in the tables: enough to tell any two files apart."""

FILE_RECEIVED = "Nhận tệp"
FILE_RESULTS: Mapping[str, str] = {
    "received": STATUS_NAMES["received"],
    "awaiting_entry": STATUS_NAMES["awaiting_entry"],
    "held": "Bản khác, chờ chọn",
    "same": "Trùng nội dung",
}
"""What became of a file that need not be looked at again, by the code of `Received.status`."""
REJECTED_FILE = STATUS_NAMES["rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One row of the log; time and user come from the book."""

    button: str
    subject: str
    unit: str = ""
    before: str = ""
    after: str = ""
    file: str = ""
    hash: str = ""


def append_log(book: Book, entries: Iterable[LogEntry]) -> None:
    """Append rows to the log."""
    when = f"{vi.format_date(book.now)} {book.now:%H:%M}"
    lines: list[dict[str, Cell]] = [
        {
            "when": when, "who": book.user, "button": entry.button, "unit": entry.unit, "subject": entry.subject,
            "before": entry.before, "after": entry.after, "file": entry.file, "hash": entry.hash,
        }
        for entry in entries
    ]  # fmt: skip
    if lines:
        book.replace_rows(LOG_TABLE, [*book.read_table(LOG_TABLE), *lines])


def known_files(book: Book) -> dict[str, str]:
    """The unit of each file accepted so far, by its shortened hash; rejected files are not included."""
    taken = set(FILE_RESULTS.values())
    return {
        str(row["hash"]): str(row["unit"])
        for row in book.read_table(LOG_TABLE)
        if row["hash"] and row["unit"] and row["after"] in taken
    }
