"""The letters and plans of the sheet `Công văn`: list them, compose one in memory, write one to a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks.findings_table import findings_from_rows
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.document_files import free_document_path
from bdhvs_xl.documents.figures.figure_metadata import GeneratedDocument
from bdhvs_xl.documents.letters import make_letter
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.review import edited_docx
from bdhvs_xl.documents.word.templates import template_for
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master import definitions, log
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import LETTER_KINDS
from bdhvs_xl.master.layout import LETTERS, LETTERS_FOLDER, REPORTS_FOLDER
from bdhvs_xl.master.letter_rows import read_letters
from bdhvs_xl.master.settings import read_settings
from bdhvs_xl.master.tables import FINDINGS_TABLE, LETTERS_TABLE
from bdhvs_xl.regime.model import Letter, Regime
from bdhvs_xl.rollup import current_totals
from bdhvs_xl.workflow.report_service import compose_report, prepare_report


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """The Word file of a letter, findings on fields that could not be filled, and a summary sentence."""

    path: Path
    findings: Sequence[Finding]
    summary: str


def letter_choices(book: Book) -> dict[str, str]:
    """The kind and subject of each letter of the master, by its id."""
    _require_sheet(book)
    subject = read_settings(book)["subject"]
    return {x.id: f"{LETTER_KINDS[x.kind]} {x.title.replace('{subject}', subject)}" for x in read_letters(book)}


def write_letter(book: Book, letter: str) -> WrittenLetter:
    """The letter of that id in a file of its own beside the master, its number and date left to fill.

    UserError while its figures differ from those that the appendices show.
    """
    _require_sheet(book)
    regime = definitions.read_definitions(book)
    wanted = _wanted(regime, letter)
    made = _compose(book, regime, _source(book, regime, wanted, book.now, ""), book.now)
    path = free_document_path(
        book, LETTERS_FOLDER, f"{LETTER_KINDS[wanted.kind]} {made.title[:1].lower()}{made.title[1:]}"
    )
    message = f"Đã soạn “{path.name}”: {len(made.placed)} số liệu; số, ngày của văn bản để trống."
    entry = log.LogEntry(button=BUTTON_NAMES["write_letter"], subject=message, file=f"{LETTERS_FOLDER}/{path.name}")
    log.append_log(book, [entry])
    write_atomically(path, lambda out: out.write(made.document))
    book.save()
    return WrittenLetter(path, made.findings, message)


def regenerate_letter(book: Book, letter: str, issued: str, now: datetime) -> tuple[ReportData, bytes]:
    """The current data of the master, and the letter of that id composed from it in memory, dated `now`.

    `issued` is the file name of the report that it corrects, "" where it corrects none. UserError where the sheet has
    no such letter any more, or the letter has nothing to say any more.
    """
    _require_sheet(book)
    regime = definitions.read_definitions(book)
    source = _source(book, regime, _wanted(regime, letter), now, issued)
    return source.material, _compose(book, regime, source, now).document


def _compose(book: Book, regime: Regime, source: LetterData, now: datetime) -> make_letter.LetterFile:
    """The letter; UserError when its figures differ from those of the appendices."""
    with template_for(book, regime, source.letter.kind) as template:
        made = make_letter.make_letter(source, template, now=now, author=book.user)
    if any(placed.figure.indicator and placed.figure.column != "target" for placed in made.placed):
        current_totals.require_up_to_date(book, regime, source.material.totals)
    return made


def _require_sheet(book: Book) -> None:
    if not book.has_table(LETTERS_TABLE):
        raise UserError(
            f"File tổng hợp này chưa có trang {LETTERS}.",
            "Bấm Cập nhật cấu trúc để có trang này với các văn bản mẫu, rồi soạn công văn.",
        )


def _wanted(regime: Regime, text: str) -> Letter:
    """The letter of that id; UserError naming those there are."""
    for letter in regime.letters:
        if vi.fold(letter.id) == vi.fold(text):
            return letter
    known = ", ".join(letter.id for letter in regime.letters)
    cure = f"Chọn một trong: {known}." if known else f"Ghi các dòng của văn bản ấy vào trang {LETTERS} rồi bấm lại."
    raise UserError(f"Trang {LETTERS} không có văn bản “{text}”.", cure)


def _source(book: Book, regime: Regime, letter: Letter, now: datetime, corrected: str) -> LetterData:
    given = current_totals.add_up_reports(book, regime)
    material = ReportData(regime=regime, ledger=given.ledger, totals=given.totals, contributions=given.contributions)
    findings = findings_from_rows(book.read_table(FINDINGS_TABLE))
    path = _issued(book, letter, corrected)
    issued = edited_docx.read_edited_document(path) if path else None
    return LetterData(
        letter=letter, material=material, findings=findings, today=now.date(), issued=issued, anew=_anew(book, issued)
    )


def _anew(book: Book, issued: edited_docx.EditedDocument | None) -> GeneratedDocument | None:
    """What the report that is corrected says by the present data, dated as it was; None where that cannot be known."""
    if issued is None or issued.made is None:
        return None
    material, _ = prepare_report(book)
    dated = datetime.fromisoformat(issued.made.about["made"])
    return edited_docx.read_generated_document(compose_report(book, material, dated).document)


def _issued(book: Book, letter: Letter, corrected: str) -> Path | None:
    """The report that the letter corrects: the one known, else that which its line names, else the one written last."""
    line = next((line for line in letter.lines if line.part == "corrections"), None)
    folder = book.path.parent / REPORTS_FOLDER
    if line is None:
        return None
    if name := corrected or line.text.strip():
        return folder / (name if name.endswith(".docx") else f"{name}.docx")
    written = [path for path in folder.glob("*.docx") if not path.name.startswith("~$")]
    return max(written, key=lambda path: path.stat().st_mtime, default=None)
