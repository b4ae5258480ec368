"""Receives files: each is read, archived, and entered, put aside for a choice, or rejected with the reason."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.intake import archive_originals, correction_replies, versions
from bdhvs_xl.intake.accept import accept_submission, identify_unit
from bdhvs_xl.intake.differences import PendingReport, VersionDifference, find_differences, pending_report
from bdhvs_xl.intake.file_types import detect_file_type
from bdhvs_xl.intake.folder import IncomingFile
from bdhvs_xl.intake.guess_unit import guess_units
from bdhvs_xl.intake.ledger import Ledger, TrackingRow
from bdhvs_xl.intake.read_form import read_form, require_content
from bdhvs_xl.intake.repair.repair_evidence import UNREAD_CHECKS, visible_labels
from bdhvs_xl.intake.sandbox import Sandbox
from bdhvs_xl.intake.submission import CHANNEL_FORM, CHANNEL_SCAN, Submission
from bdhvs_xl.intake.to_ledger import Origin, add_first_report
from bdhvs_xl.intake.unit_sheet_values import received_at
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.layout import FINDINGS
from bdhvs_xl.regime.model import Regime, Unit
from bdhvs_xl.results import FileOutcome

LOG_LABEL = BUTTON_NAMES["collect"]
_WAITING = ("not_sent", "rejected")


class Receiver:
    """Receives files into a ledger one by one.

    After each file `entries` are the lines for the log, `findings` the faults of the files, `renewed` the units whose
    values changed, `explained` the reasons for findings about no indicator, by the finding's key. `known`, the units
    of files received so far by their shortened hash, grows with each file.
    """

    def __init__(self, book: Book, regime: Regime, ledger: Ledger, known: dict[str, str], confined: Sandbox) -> None:
        self.entries: list[log.LogEntry] = []
        self.findings: list[Finding] = []
        self.renewed: set[str] = set()
        self.explained: dict[str, str] = {}
        self._book, self._regime, self._ledger, self._confined = book, regime, ledger, confined
        self._known = known
        self._shown = visible_labels(regime)
        self._root = archive_originals.received_folder(book.path)

    def take(self, file: IncomingFile, data: bytes, digest: str) -> FileOutcome:
        """The outcome for one file: nothing in a file stops the ones after it."""
        if detect_file_type(file.name, data) == "document":
            return self._document(file, data, digest)
        try:
            form = read_form(data, file=file.path, channel=CHANNEL_FORM, confined=self._confined, shown=self._shown)
            submission = accept_submission(self._regime, identify_unit(self._regime, form))
            require_content(submission)
        except UserError as error:
            return self.turn_away(file, data, digest, error)
        return self._enter(file, data, submission)

    def turn_away(self, file: IncomingFile, data: bytes, digest: str, error: UserError) -> FileOutcome:
        """Reject a file with the reason; it is archived, and read again when it comes again."""
        told = guess_units(self._regime, file.path)
        unit = told[0] if len(told) == 1 else None
        if data:
            archive_originals.save_original(self._root, archive_originals.REJECTED, file.name, data)
        if unit and self._tracked(unit).status == "not_sent":
            self._tracked(unit).status = "rejected"
            self._tracked(unit).note = f"{file.path}: {error.message}"
        return self._done(file, unit, "rejected", str(error), digest)

    # --- forms ------------------------------------------------------------------------------------------------------

    def _enter(self, file: IncomingFile, data: bytes, submission: Submission) -> FileOutcome:
        unit = self._regime.unit[submission.unit]
        kept = archive_originals.save_original(self._root, archive_originals.unit_folder(unit), file.name, data)
        tracked = self._tracked(unit)
        if not tracked.file and not self._ledger.values.get(unit.code):
            return (self._first if submission.sure else self._unsure)(file, unit, submission, kept)
        base = correction_replies.answered_request(self._regime, submission, self._requests, self._root)
        held = pending_report(self._regime, submission, kept, base)
        if base:
            return self._answer(file, unit, correction_replies.CorrectionReply(held, base))
        different = find_differences(self._ledger, held)
        if not different:
            reason = f"Nội dung giống bản đang dùng ({tracked.file or tracked.channel}).{_not_read(submission)}"
            return self._done(file, unit, "same", reason, submission.hash)
        before, tracked.held_file = tracked.held_file, kept
        self._tell(submission, kept)
        reason = f"Khác bản đang dùng ở {len(different)} chỗ, chờ chọn ở trang {FINDINGS}.{_set_aside(before)}"
        return self._done(file, unit, "held", reason, submission.hash, before)

    def _first(self, file: IncomingFile, unit: Unit, submission: Submission, kept: str) -> FileOutcome:
        tracked, mark = self._tracked(unit), submission.hash[: log.HASH_LENGTH]
        add_first_report(self._ledger, self._regime, submission, Origin(kept, mark, submission.channel))
        tracked.status, tracked.channel = "received", submission.channel
        tracked.received, tracked.file, tracked.hash = received_at(self._book), kept, mark
        self._tell(submission, kept)
        self.renewed.add(unit.code)
        return self._done(file, unit, "received", "", submission.hash)

    def _unsure(self, file: IncomingFile, unit: Unit, submission: Submission, kept: str) -> FileOutcome:
        """Hold a first report of which some was read by one sign alone, until someone says yes."""
        tracked = self._tracked(unit)
        tracked.status, tracked.channel, tracked.held_file = "awaiting_entry", submission.channel, kept
        tracked.received = received_at(self._book)
        self._tell(submission, kept)
        reason = f"Biểu mẫu mất hoặc sai dòng, cột ẩn, có chỗ đọc chưa chắc: xem và chọn ở trang {FINDINGS}."
        return self._done(file, unit, "held", reason, submission.hash)

    # --- answers to requests ------------------------------------------------------------------------------------------

    @cached_property
    def _requests(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        return correction_replies.sent_requests(self._book)

    def _answer(self, file: IncomingFile, unit: Unit, answer: correction_replies.CorrectionReply) -> FileOutcome:
        """Take over what the unit was asked to correct; what else it changed waits for a yes."""
        ledger, held, tracked = self._ledger, answer.held, self._tracked(unit)
        granted = answer.granted(ledger) if held.submission.sure else []
        reasons = list(answer.reasons())
        for change in granted:
            versions.apply_difference(ledger, held, change)
            self.entries.append(_corrected(held, change))
        self.explained |= correction_replies.record_reasons(self._regime, ledger, answer)
        waiting = find_differences(ledger, held)
        late = sum(map(answer.is_asked, waiting))
        before = tracked.held_file if waiting else ""
        self._renew(tracked, held, waiting=bool(waiting))
        told = (
            (len(granted), "chỗ đã sửa"), (len(reasons), "chỗ nêu lý do"), (answer.untouched(), "nội dung chưa sửa"),
            (late, "chỗ đã có số khác từ sau khi đề nghị"), (len(waiting) - late, "chỗ khác bị sửa thêm"),
        )  # fmt: skip
        said = ", ".join(f"{count} {words}" for count, words in told if count) or "giống bản đang dùng"
        choice = f", chờ chọn ở trang {FINDINGS}" if waiting else ""
        status = "held" if waiting else "received" if granted or reasons else "same"
        reason = f"Trả lời đề nghị chỉnh sửa: {said}{choice}.{_set_aside(before)}"
        return self._done(file, unit, status, reason, held.submission.hash, before)

    def _renew(self, tracked: TrackingRow, held: PendingReport, *, waiting: bool) -> None:
        """Let the answer be the unit's present report, or wait beside it."""
        if waiting:
            tracked.held_file = held.origin.file
        else:
            tracked.file, tracked.hash = held.origin.file, held.origin.hash
        self._tell(held.submission, held.origin.file)
        self.renewed.add(tracked.unit)

    def _tell(self, submission: Submission, kept: str) -> None:
        """Take note of what happened to a file, under the name by which it is kept."""
        self.findings += [replace(finding, file=kept) for finding in submission.findings]

    # --- documents --------------------------------------------------------------------------------------------------

    def _document(self, file: IncomingFile, data: bytes, digest: str) -> FileOutcome:
        told = guess_units(self._regime, file.path)
        if len(told) != 1:
            archive_originals.save_original(self._root, archive_originals.UNKNOWN_UNIT, file.name, data)
            return self._done(file, None, "awaiting_entry", _untold(told), digest)
        unit, tracked = told[0], self._tracked(told[0])
        kept = archive_originals.save_original(self._root, archive_originals.unit_folder(unit), file.name, data)
        tracked.note = "; ".join(dict.fromkeys(filter(None, (*tracked.note.split("; "), kept))))
        if self._ledger.values.get(unit.code):
            return self._done(file, unit, "received", "Đơn vị đã có số liệu; tệp được lưu kèm.", digest)
        if tracked.status in _WAITING:
            tracked.status, tracked.received = "awaiting_entry", received_at(self._book)
            tracked.channel = CHANNEL_SCAN
        reason = "Không phải bảng tính: mở tệp, nhập số liệu ở trang đơn vị."
        return self._done(file, unit, "awaiting_entry", reason, digest)

    # --- the record ---------------------------------------------------------------------------------------------------

    def _tracked(self, unit: Unit) -> TrackingRow:
        line = self._ledger.tracking.get(unit.code)
        if line is None:
            deadline = vi.format_date(unit.deadline or self._regime.deadline)
            line = self._ledger.tracking[unit.code] = TrackingRow(unit=unit.code, name=unit.name, deadline=deadline)
        return line

    def _done(
        self, file: IncomingFile, unit: Unit | None, status: str, reason: str, digest: str, before: str = ""
    ) -> FileOutcome:
        code, mark = unit.code if unit else "", digest[: log.HASH_LENGTH]
        self.entries.append(
            log.LogEntry(
                button=LOG_LABEL, unit=code, subject=f"{log.FILE_RECEIVED}. {reason}".removesuffix(". ") or "",
                before=before, after=log.FILE_RESULTS.get(status, STATUS_NAMES["rejected"]), file=file.path, hash=mark,
            )
        )  # fmt: skip
        if unit and status in log.FILE_RESULTS:
            self._known[mark] = code
        return FileOutcome(file.path, code, "unchanged" if status == "same" else status, reason)


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    return sha256(data).hexdigest()


def _set_aside(before: str) -> str:
    return f" Bản chờ trước đó ({before}) vẫn được lưu." if before else ""


def _not_read(submission: Submission) -> str:
    """What a file holds that is not read, where the file itself is not kept in use."""
    return "".join(f" {finding.message}" for finding in submission.findings if finding.rule in UNREAD_CHECKS)


def _corrected(held: PendingReport, change: VersionDifference) -> log.LogEntry:
    return log.LogEntry(
        button=LOG_LABEL, unit=held.submission.unit, subject=f"Sửa theo đề nghị: {versions.difference_place(change)}",
        before=change.present, after=change.held, file=held.origin.file,
    )  # fmt: skip


def _untold(told: list[Unit]) -> str:
    if not told:
        return "Không phải bảng tính và tên tệp không cho biết đơn vị: đổi tên tệp theo mã đơn vị rồi nhận lại."
    names = vi.join([f"{unit.name} ({unit.code})" for unit in told])
    return f"Không phải bảng tính; tên tệp có thể là của {names}: thêm mã đơn vị vào tên tệp rồi nhận lại."
