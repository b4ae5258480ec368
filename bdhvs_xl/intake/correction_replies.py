"""Replies to correction requests: requested changes are applied, other changes wait for a choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.form.correction_sheet import REQUEST_ROW, cell_key
from bdhvs_xl.intake.accept import accept_submission
from bdhvs_xl.intake.differences import PendingReport, VersionDifference, find_differences, pending_report
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.repair.repair_evidence import visible_labels
from bdhvs_xl.intake.submission import CHANNEL_FORM, CorrectionRow, ListLine, Submission
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    FORM_DOCUMENTS,
    FORM_PRACTICES,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICE_COLUMNS,
    PRACTICES_GRID,
)
from bdhvs_xl.master.tables import LOG_TABLE
from bdhvs_xl.regime.model import Regime

LOG_LABEL = BUTTON_NAMES["return_forms"]
_LISTS = {FORM_DOCUMENTS: DOCUMENTS_GRID, FORM_PRACTICES: PRACTICES_GRID}
_COLUMNS = {FORM_DOCUMENTS: DOCUMENT_COLUMNS, FORM_PRACTICES: PRACTICE_COLUMNS}
_PARTS = ("numerator", "denominator")


# --- requests -------------------------------------------------------------------------------------------------------


def request_log_entry(unit: str, request: str, count: int, kept: str, sent: str) -> log.LogEntry:
    """The line of the log by which an answer is known: `kept` is the copy below `Đã nhận`, `sent` the file to send."""
    return log.LogEntry(
        button=LOG_LABEL, unit=unit, subject=f"Đề nghị sửa {count} nội dung", after=sent, file=kept, hash=request
    )


def sent_requests(book: Book) -> dict[tuple[str, str], tuple[str, str]]:
    """The requests so far by (unit, id): the copy below `Đã nhận`, and the file to send."""
    return {
        (str(row["unit"]), str(row["hash"])): (str(row["file"]), str(row["after"]))
        for row in book.read_table(LOG_TABLE)
        if row["button"] == LOG_LABEL and row["hash"] and row["file"]
    }


def answered_request(
    regime: Regime, submission: Submission, known: Mapping[tuple[str, str], tuple[str, str]], root: Path
) -> PendingReport | None:
    """The request that a form replies to, read from its copy; None when it replies to none, or to an unknown one."""
    file, _ = known.get((submission.unit, submission.identity.get(REQUEST_ROW, "")), ("", ""))
    if not file or not (root / file).is_file():
        return None
    try:
        form = accept_submission(
            regime, read_form(root / file, file=file, channel=CHANNEL_FORM, shown=visible_labels(regime))
        )
    except UserError:
        return None
    return pending_report(regime, form, file)


# --- what is taken over ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CorrectionReply:
    """A form that replies to the request `base`."""

    held: PendingReport
    base: PendingReport

    def granted(self, ledger: Ledger) -> list[VersionDifference]:
        """The changes that were asked for, at places that say in the ledger what they said in the request."""
        now = find_differences(ledger, replace(self.base, base=None))
        moved = {(each.place, each.sheet, each.part) for each in now}
        return [
            each
            for each in find_differences(ledger, self.held)
            if self.is_asked(each) and (each.place, each.sheet, each.part) not in moved
        ]

    def is_asked(self, difference: VersionDifference) -> bool:
        """Whether a change is in a cell that the request unlocked."""
        if difference.place:
            return self._is_open(difference.place)
        if difference.sheet in _LISTS:
            return self._only_open_lines(difference.sheet)
        return cell_key(NARRATIVE_GRID, difference.part, "text") in self._opened

    def reasons(self) -> Iterator[CorrectionRow]:
        """The lines of the request to which the unit gave a reason."""
        given = {line.number: line for line in self.held.submission.corrections}
        for line in self.base.submission.corrections:
            told = given.get(line.number)
            if told and told.reason:
                yield replace(line, reason=told.reason, cell=told.cell)

    def untouched(self) -> int:
        """How many lines of the request were answered neither by a change nor by a reason."""
        answered = {line.number for line in self.reasons()}
        changed = {cell_key(*key) for key in self._changed_cells()}
        lines = self.base.submission.corrections
        return sum(line.number not in answered and changed.isdisjoint(line.places) for line in lines)

    # --- inside -------------------------------------------------------------------------------------------------------

    @property
    def _opened(self) -> frozenset[str]:
        return frozenset(place for line in self.base.submission.corrections for place in line.places)

    def _is_open(self, place: ValueKey) -> bool:
        """Whether the value's cell was unlocked, or the cell in which it was typed beside another value."""
        indicator, column = place
        columns = {column, *(_PARTS if column == "percent" else ())}
        for held in (self.held, self.base):
            value = held.values.get(place)
            columns |= {c.column for c in held.submission.answers if value and c.cell == value.cell}
        return any(cell_key(INDICATORS_GRID, indicator, each) in self._opened for each in columns)

    def _only_open_lines(self, sheet: str) -> bool:
        """Whether all locked cells of a list are unchanged, in order, and no line was added outside unlocked ones."""
        kind, columns = _LISTS[sheet], _COLUMNS[sheet]
        opened: dict[str, set[str]] = {}
        for place in self._opened:
            of, row, column = place.split("|")
            opened.setdefault(row, set()).update({column} if of == kind else ())
        before, after = (_lines(held.submission, kind) for held in (self.base, self.held))
        locked = [[c for c in columns if c not in opened.get(_row(line), ())] for line in before]
        fixed = [{c: line.fields.get(c, "") for c in kept} for line, kept in zip(before, locked, strict=True) if kept]
        left = iter(after)
        still_there = all(any(_agrees(line, fields) for line in left) for fields in fixed)
        return still_there and len(after) - len(fixed) <= sum(not set(columns) - free for free in opened.values())

    def _changed_cells(self) -> Iterator[tuple[str, str, str]]:
        before, after = (self._cells(held.submission) for held in (self.base, self.held))
        yield from (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))

    def _cells(self, submission: Submission) -> dict[tuple[str, str, str], object]:
        cells: dict[tuple[str, str, str], object] = {
            (INDICATORS_GRID, answer.indicator, answer.column): answer.raw for answer in submission.answers
        }
        for kind in _LISTS.values():
            for line in _lines(submission, kind):
                cells |= {(kind, _row(line), key): text for key, text in line.fields.items()}
        return cells | {(NARRATIVE_GRID, told.section, "text"): told.text for told in submission.narrative}


def _lines(submission: Submission, kind: str) -> tuple[ListLine, ...]:
    return submission.documents if kind == DOCUMENTS_GRID else submission.practices


def _agrees(line: ListLine, fields: Mapping[str, str]) -> bool:
    return all(line.fields.get(column, "") == text for column, text in fields.items())


def _row(line: ListLine) -> str:
    """The one-based row of a line of a list, such as "6" of `Văn bản!C6`."""
    return line.cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


# --- reasons --------------------------------------------------------------------------------------------------------


def record_reasons(regime: Regime, ledger: Ledger, answer: CorrectionReply) -> dict[str, str]:
    """The reasons for findings about no indicator, by the finding's key.

    The reasons for indicators are added to the ledger as their explanations.
    """
    others: dict[str, str] = {}
    values = ledger.values.setdefault(answer.held.submission.unit, {})
    for line in answer.reasons():
        if line.indicator not in regime.indicator:
            others[line.finding] = line.reason
            continue
        place = line.indicator, "explanation"
        present = values[place].raw if place in values else ""
        if line.reason not in present:
            values[place] = _explanation(answer.held, line, f"{present}; {line.reason}" if present else line.reason)
    return others


def _explanation(held: PendingReport, line: CorrectionRow, text: str) -> Value:
    origin = held.origin
    return Value(
        unit=held.submission.unit, indicator=line.indicator, column="explanation", value=text, raw=text,
        file=origin.file, hash=origin.hash, cell=line.cell, channel=origin.channel,
    )  # fmt: skip
