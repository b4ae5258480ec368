"""Receive a folder of returned files: store, hold or reject each file, then check the reports."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding, UserError, to_user_error
from bdhvs_xl.intake import archive_originals, unit_sheet_values
from bdhvs_xl.intake.folder import IncomingFile, list_incoming_files
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.receive import Receiver, sha256_hex
from bdhvs_xl.intake.sandbox import Sandbox
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.results import FileOutcome, GoTo
from bdhvs_xl.workflow import landing_places
from bdhvs_xl.workflow.refresh import findings_summary, load_current, run_checks, save_and_refresh, write_explanations

_STATUSES: Mapping[str, str] = {
    "received": "nhận", "held": "chờ chọn giữa hai bản", "awaiting_entry": "chờ nhập tay",
    "rejected": "không nhận được", "unchanged": "đã nhận từ trước",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesReceived:
    """The result of each file, and the findings of the checks afterwards.

    `summary` counts the files by status, before the checks. `checks` counts the findings; it is "" and `landing` None
    where no file was new and nothing was checked.
    """

    files: Sequence[FileOutcome]
    summary: str
    findings: Sequence[Finding] = ()
    checks: str = ""
    landing: GoTo | None = None


def receive_folder(book: Book, folder: Path) -> FilesReceived:
    """The result of each file below `folder`; the book is saved.

    Files with known content are skipped, rejected files are tried again.
    """
    files = list_incoming_files(folder, archive_originals.folders_to_skip(book.path, folder))
    known = log.known_files(book)
    before, new = _known_and_new(book, files, known)
    received = _receive(book, before, new, known) if new else FilesReceived(files=before, summary=_counts(before))
    log.append_log(book, [log.LogEntry(button=BUTTON_NAMES["collect"], subject=received.summary)])
    book.save()
    return received


def _counts(files: Sequence[FileOutcome]) -> str:
    counts = Counter(file.status for file in files)
    parts = ", ".join(f"{counts[status]} {words}" for status, words in _STATUSES.items() if counts[status])
    return f"{len(files)} tệp: {parts}." if files else "Thư mục không có tệp nào."


def _known_and_new(
    book: Book, files: Sequence[IncomingFile], known: Mapping[str, str]
) -> tuple[list[FileOutcome], list[tuple[IncomingFile, str]]]:
    """The files with known content, and the new ones with their hash ("" when a file cannot be read)."""
    before: list[FileOutcome] = []
    new: list[tuple[IncomingFile, str]] = []
    for number, file in enumerate(files, start=1):
        digest = _digest(file)
        unit = known.get(digest[: log.HASH_LENGTH])
        if unit is None:
            new.append((file, digest))
        else:
            before.append(FileOutcome(file.path, unit, "unchanged", "Đã nhận từ trước."))
        book.progress("Tìm tệp mới", number, len(files))
    return before, new


def _digest(file: IncomingFile) -> str:
    try:
        return sha256_hex(file.read())
    except (UserError, OSError):
        return ""


def _receive(
    book: Book, before: Sequence[FileOutcome], new: Sequence[tuple[IncomingFile, str]], known: dict[str, str]
) -> FilesReceived:
    regime, ledger = load_current(book)
    with Sandbox() as confined:
        reception = Receiver(book, regime, ledger, known, confined)
        files = [*before, *_read(book, reception, new, known)]
    findings = _enter(book, regime, ledger, reception)
    return FilesReceived(
        files=[_with_status(file, ledger) for file in files],
        summary=_counts(files),
        findings=findings,
        checks=findings_summary(book, findings),
        landing=landing_places.go_to_errors_or_units(findings),
    )


def _read(
    book: Book, reception: Receiver, new: Sequence[tuple[IncomingFile, str]], known: Mapping[str, str]
) -> Iterator[FileOutcome]:
    for number, (file, digest) in enumerate(new, start=1):
        unit = known.get(digest[: log.HASH_LENGTH])
        if unit is None:
            yield _read_one(reception, file, digest)
        else:
            yield FileOutcome(file.path, unit, "unchanged", "Cùng nội dung với một tệp khác trong lần nhận này.")
        book.progress("Đọc báo cáo", number, len(new))


def _read_one(reception: Receiver, file: IncomingFile, digest: str) -> FileOutcome:
    try:
        data = file.read()
    except UserError as reason:
        return reception.turn_away(file, b"", digest, reason)
    except OSError as error:
        return reception.turn_away(file, b"", digest, to_user_error(error))
    return reception.take(file, data, digest)


def _enter(book: Book, regime: Regime, ledger: Ledger, reception: Receiver) -> list[Finding]:
    """The findings; the ledger is checked and stored, the unit sheets are filled, the log is written."""
    write_explanations(book, reception.explained)
    findings = run_checks(book, regime, ledger, reception.findings, reception.renewed)
    unit_sheet_values.fill_unit_sheets(book, regime, ledger, sorted(reception.renewed))
    save_and_refresh(book, regime, ledger, findings)
    log.append_log(book, reception.entries)
    return findings


def _with_status(file: FileOutcome, ledger: Ledger) -> FileOutcome:
    """A received file with the status that the checks gave its report."""
    return replace(file, status=ledger.tracking[file.unit].status) if file.status == "received" else file
