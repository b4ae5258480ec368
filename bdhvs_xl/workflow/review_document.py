"""Compare an edited report or letter with the workbook, list the differences, write an updated copy on request.

Neither the document nor the workbook is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents import write_unit_report
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_metadata import GeneratedDocument
from bdhvs_xl.documents.review import difference_list, edited_docx, refresh_docx
from bdhvs_xl.documents.review.compare_report import compare_report
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.intake.standalone_form import is_form
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.workflow.letter_service import regenerate_letter
from bdhvs_xl.workflow.report_service import compose_report, prepare_report


@dataclass(frozen=True, slots=True)
class Review:
    """The comparison, its differences, and the files written; None where there was nothing to write."""

    case: Comparison
    differences: Sequence[ReportDifference]
    updated: Path | None
    listed: Path | None


def review_document(book: Book, document: Path, update: bool) -> Review:
    """The differences; with `update` also a copy in which the figures that nobody edited are updated."""
    given = edited_docx.read_edited_document(document)
    case = Comparison(given, *_regenerated(book, given))
    found = compare_report(case)
    updated = refresh_docx.write_refreshed_copy(case, book.now) if update else None
    return Review(case, found, updated, difference_list.write_difference_list(given, found, book.now))


def _regenerated(book: Book, given: edited_docx.EditedDocument) -> tuple[ReportData, GeneratedDocument]:
    """The current data, and the document composed again from it in memory with the date of the first one."""
    about = given.made.about if given.made else {}
    now = datetime.fromisoformat(about["made"]) if about.get("made") else book.now
    if is_form(book):
        material = write_unit_report.prepare_unit_report(book)
        return material, edited_docx.read_generated_document(
            write_unit_report.compose_unit_report(book, material, now).document
        )
    if letter := about.get("letter"):
        material, document = regenerate_letter(book, letter, about["issued"], now)
        return material, edited_docx.read_generated_document(document)
    material, _ = prepare_report(book)
    return material, edited_docx.read_generated_document(compose_report(book, material, now).document)
