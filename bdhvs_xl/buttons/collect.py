"""Nhận báo cáo: a folder of returned files read into the master; each file entered, held, or turned away with why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.buttons import validate
from bdhvs_xl.intake import log, originals, sheets
from bdhvs_xl.intake.confined import Confined
from bdhvs_xl.intake.folder import Incoming, incoming
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.reception import Reception, digest_of
from bdhvs_xl.outcome import Argument, Landing, Outcome, Received, WorksOn
from bdhvs_xl.problem import Finding, Problem, refused_by_system
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import BACKUP_FOLDER, CORRECTIONS_FOLDER, FORMS_FOLDER, RECEIVED_FOLDER, REPORTS_FOLDER
from bdhvs_xl.workbook.tables import TRACKING_TABLE
from bdhvs_xl.workflow import refresh

LABEL = BUTTON_NAMES["collect"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "folder",
        "thư mục chứa các tệp đơn vị gửi về",
        kind="folder",
        question="Chọn thư mục chứa các tệp đơn vị gửi về",
    ),
)

_SAID = {
    "received": "nhận", "held": "chờ chọn giữa hai bản", "awaiting_entry": "chờ nhập tay",
    "rejected": "không nhận được", "unchanged": "đã nhận từ trước",
}  # fmt: skip


def run(book: Book, folder: Path) -> Outcome:
    """What became of each file; the reports received are checked as by Kiểm tra. Files known by content are passed
    over, rejected ones are tried again.
    """
    files = incoming(folder, _own_places(book.path, folder))
    known = log.known_files(book)
    received, fresh = _sorted_out(book, files, known)
    if not fresh:
        return _finished(book, received, Outcome(message="", received=received))
    regime, ledger = refresh.load_current(book)
    with Confined() as confined:
        desk = Reception(book, regime, ledger, known, confined)
        received += _taken(book, desk, fresh, known)
    return _finished(book, received, _entered(book, regime, ledger, desk, received))


def _own_places(master: Path, folder: Path) -> list[Path]:
    """The master and the folders kept beside it, which hold nothing new, unless one of them was chosen itself."""
    names = (RECEIVED_FOLDER, BACKUP_FOLDER, FORMS_FOLDER, REPORTS_FOLDER, CORRECTIONS_FOLDER)
    own = [master, *(master.parent / name for name in names), originals.received_folder(master) / originals.REJECTED]
    return [path for path in own if path.resolve() != folder.resolve()]


def _sorted_out(
    book: Book, files: list[Incoming], known: dict[str, str]
) -> tuple[list[Received], list[tuple[Incoming, str]]]:
    """Files known by their content, and those to look at with their hash ("" when their bytes cannot be had)."""
    received: list[Received] = []
    fresh: list[tuple[Incoming, str]] = []
    for number, file in enumerate(files, start=1):
        digest = _digest(file)
        unit = known.get(digest[: log.HASH_LENGTH])
        if unit is None:
            fresh.append((file, digest))
        else:
            received.append(Received(file.path, unit, "unchanged", "Đã nhận từ trước."))
        book.progress("Tìm tệp mới", number, len(files))
    return received, fresh


def _digest(file: Incoming) -> str:
    try:
        return digest_of(file.read())
    except (Problem, OSError):
        return ""


def _taken(book: Book, desk: Reception, fresh: list[tuple[Incoming, str]], known: dict[str, str]) -> Iterator[Received]:
    for number, (file, digest) in enumerate(fresh, start=1):
        unit = known.get(digest[: log.HASH_LENGTH])
        if unit is None:
            yield _one(desk, file, digest)
        else:
            yield Received(file.path, unit, "unchanged", "Cùng nội dung với một tệp khác trong lần nhận này.")
        book.progress("Đọc báo cáo", number, len(fresh))


def _one(desk: Reception, file: Incoming, digest: str) -> Received:
    try:
        data = file.read()
    except Problem as reason:
        return desk.turn_away(file, b"", digest, reason)
    except OSError as error:
        return desk.turn_away(file, b"", digest, refused_by_system(error))
    return desk.take(file, data, digest)


def _entered(book: Book, regime: Regime, ledger: Ledger, desk: Reception, received: list[Received]) -> Outcome:
    """The ledger checked and stored, the unit sheets filled, the log written."""
    refresh.write_explanations(book, desk.explained)
    findings = refresh.run_checks(book, regime, ledger, desk.findings, desk.renewed)
    sheets.fill(book, regime, ledger, sorted(desk.renewed))
    refresh.save_and_refresh(book, regime, ledger, findings)
    log.append(book, desk.entries)
    told = f"{refresh.summary(book, findings)}. Xem trang Kiểm tra."
    judged = [_judged(file, ledger) for file in received]
    return Outcome(message=told, received=judged, findings=findings, landing=_landing(findings))


def _landing(findings: list[Finding]) -> Landing:
    """The errors while there are any, which two versions of one report are too; then the units."""
    errors = any(finding.severity == "error" for finding in findings)
    return validate.landing(findings) if errors else Landing(TRACKING_TABLE.sheet, TRACKING_TABLE.name)


def _judged(file: Received, ledger: Ledger) -> Received:
    """A file entered just now, with the status its report has got in the checks."""
    return replace(file, status=ledger.tracking[file.unit].status) if file.status == "received" else file


def _finished(book: Book, received: list[Received], outcome: Outcome) -> Outcome:
    counts = Counter(file.status for file in received)
    told = ", ".join(f"{counts[status]} {word}" for status, word in _SAID.items() if counts[status])
    message = f"{len(received)} tệp: {told}." if received else "Thư mục không có tệp nào."
    log.append(book, [log.Entry(button=LABEL, subject=message)])
    book.save()
    outcome.message = f"{message} {outcome.message}".strip()
    return outcome
