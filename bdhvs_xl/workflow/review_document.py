"""An edited report or letter compared with the workbook: its differences listed beside it, an updated copy on request.

Neither the document nor the workbook is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl.intake.alone import is_form
from bdhvs_xl.report import unit_report
from bdhvs_xl.report.figure_map import Made
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.recheck import edited, listing, refreshing
from bdhvs_xl.report.recheck.case import Case
from bdhvs_xl.report.recheck.comparing import compare
from bdhvs_xl.report.recheck.difference import Difference
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workflow.letter_service import regenerate_letter
from bdhvs_xl.workflow.report_service import compose_report, prepare_report


@dataclass(frozen=True, slots=True)
class Review:
    """The documents compared, their differences, and the files written: None where there was nothing to write."""

    case: Case
    differences: Sequence[Difference]
    updated: Path | None
    listed: Path | None


def review_document(book: Book, document: Path, update: bool) -> Review:
    """The differences; with `update` also a copy in which figures that nobody edited are brought up to date."""
    given = edited.read(document)
    case = Case(given, *_regenerated(book, given))
    found = compare(case)
    updated = refreshing.write_copy(case, book.now) if update else None
    return Review(case, found, updated, listing.write_beside(given, found, book.now))


def _regenerated(book: Book, given: edited.Edited) -> tuple[Material, Made]:
    """What the workbook holds now, and the document as it gives it, dated as the first one, in memory alone."""
    about = given.made.about if given.made else {}
    now = datetime.fromisoformat(about["made"]) if about.get("made") else book.now
    if is_form(book):
        material = unit_report.prepared(book)
        return material, edited.made_of(unit_report.made(book, material, now).document)
    if letter := about.get("letter"):
        material, document = regenerate_letter(book, letter, about["issued"], now)
        return material, edited.made_of(document)
    material, _ = prepare_report(book)
    return material, edited.made_of(compose_report(book, material, now).document)
