"""Write the files that ask units to correct their reports into `Cần chỉnh sửa`, and log them in the master."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.corrections.correction_request import CorrectionRequest, CorrectionRequests, findings_to_send
from bdhvs_xl.errors import Finding
from bdhvs_xl.form.identity import correction_name
from bdhvs_xl.intake import archive_originals, correction_replies
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.unit_sheet_values import received_at
from bdhvs_xl.master import log
from bdhvs_xl.master.book.atomic import draft_folder
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CORRECTIONS_FOLDER
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.workflow.refresh import load_current, run_checks, save_and_refresh

_LABEL = BUTTON_NAMES["return_forms"]


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request and its file; `again` when an earlier press wrote the same request and the file still exists."""

    request: CorrectionRequest
    path: Path
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsRequested:
    """The files to send to the units, the findings they ask to correct, all findings, and a summary sentence."""

    files: Sequence[RequestFile]
    asked: Sequence[Finding]
    findings: Sequence[Finding]
    summary: str


def request_corrections(book: Book, warnings: bool) -> CorrectionsRequested:
    """A file for every unit with errors, with `warnings` also for unexplained warnings; the book is saved.

    A unit whose file from an earlier press asks the same and still exists gets no second one.
    """
    regime, ledger = load_current(book)
    findings = run_checks(book, regime, ledger)
    asked = _asked(regime, ledger, findings_to_send(findings, warnings))
    files = _write(book, regime, ledger, asked)
    for file in files:
        if not file.again:
            ledger.tracking[file.request.unit.code].asked_back = received_at(book)
    save_and_refresh(book, regime, ledger, findings)
    message = _summary(files)
    log.append_log(book, [log.LogEntry(button=_LABEL, subject=message, file=CORRECTIONS_FOLDER if files else "")])
    book.save()
    return CorrectionsRequested(
        files=files, asked=[one for found in asked.values() for one in found], findings=findings, summary=message
    )


def _asked(regime: Regime, ledger: Ledger, found: Mapping[str, list[Finding]]) -> dict[str, list[Finding]]:
    """The findings by unit, of units that the master still knows."""
    return {unit: those for unit, those in found.items() if unit in ledger.tracking and unit in regime.unit}


def _write(book: Book, regime: Regime, ledger: Ledger, asked: Mapping[str, list[Finding]]) -> list[RequestFile]:
    """The files, each with the line of the log by which its answer will be known."""
    known, root = correction_replies.sent_requests(book), archive_originals.received_folder(book.path)
    files: list[RequestFile] = []
    with draft_folder(book.path.parent / CORRECTIONS_FOLDER) as place:
        requests = CorrectionRequests(regime, ledger, root, place)
        for number, (code, found) in enumerate(asked.items(), start=1):
            files.append(_file(book, requests.request(regime.unit[code], found), known))
            book.progress(_LABEL, number, len(asked))
    log.append_log(book, (_entry(file, root) for file in files if not file.again))
    return files


def _file(book: Book, request: CorrectionRequest, known: Mapping[tuple[str, str], tuple[str, str]]) -> RequestFile:
    _, sent = known.get((request.unit.code, request.id), ("", ""))
    if sent and (book.path.parent / sent).is_file():
        return RequestFile(request, book.path.parent / sent, again=True)
    path = _free_name(book, request)
    request.write(path)
    return RequestFile(request, path, again=False)


def _free_name(book: Book, request: CorrectionRequest) -> Path:
    folder = book.path.parent / CORRECTIONS_FOLDER
    folder.mkdir(exist_ok=True)
    number, name = 1, correction_name(request.unit, book.now.date())
    path = folder / f"{name}.xlsx"
    while path.exists():
        number += 1
        path = folder / f"{name} ({number}).xlsx"
    return path


def _entry(file: RequestFile, root: Path) -> log.LogEntry:
    """The line of the log by which the answer will be known, after a copy of the request was put with the originals."""
    request, sent = file.request, f"{CORRECTIONS_FOLDER}/{file.path.name}"
    kept = archive_originals.save_original(
        root, archive_originals.unit_folder(request.unit), file.path.name, file.path.read_bytes()
    )
    return correction_replies.request_log_entry(request.unit.code, request.id, len(request.lines), kept, sent)


def _summary(files: Sequence[RequestFile]) -> str:
    if not files:
        return "Không có đơn vị nào phải chỉnh sửa."
    count = sum(len(file.request.lines) for file in files)
    return (
        f"Có {len(files)} tệp đề nghị chỉnh sửa {vi.format_number(count)} nội dung ở thư mục “{CORRECTIONS_FOLDER}”: "
        "hãy gửi cho đơn vị. Đơn vị sửa xong gửi lại thì bấm Nhận báo cáo."
    )
