"""Đối chiếu số liệu: the figures of a Word report that people edited, against its master or the unit's form."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.buttons import write_letter, write_report
from bdhvs_xl.intake.alone import is_form
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.report import unit_report
from bdhvs_xl.report.figure_map import Made
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.recheck import edited, listing, refreshing
from bdhvs_xl.report.recheck.case import Case
from bdhvs_xl.report.recheck.comparing import compare
from bdhvs_xl.report.recheck.difference import RULES, Difference
from bdhvs_xl.workbook.atomic import write_atomically
from bdhvs_xl.workbook.book import Book

LABEL = BUTTON_NAMES["check_report"]
WORKS_ON: WorksOn = "master or form"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "report",
        "báo cáo, công văn Word (.docx) đã sửa",
        kind="open",
        question="Chọn báo cáo hoặc công văn Word cần đối chiếu (đã lưu trong Word)",
        suggested=".docx",
    ),
    Argument(
        "refresh",
        "ghi thêm một bản đã cập nhật những số không ai sửa",
        kind="agree",
        required=False,
        question="Ghi thêm một bản Word mới, trong đó số nào không ai sửa thì được cập nhật theo số liệu hiện nay?",
    ),
)


def run(book: Book, report: Path, refresh: str = "") -> Outcome:
    """What differs between the report and the workbook, listed beside the report; neither of them is changed.

    With `refresh` a new Word file carries the present numbers where people left the old ones as they were.
    """
    given = edited.read(report)
    case = Case(given, *_made_anew(book, given))
    found = compare(case)
    updated = _refreshed(case, book.now) if refresh else None
    listed = _listed(given, found, book.now)
    files = [path for path in (updated, listed) if path]
    return Outcome(
        message=" ".join(_said(case, found, updated, listed, bool(refresh))),
        findings=[difference.finding(report.name, given.exact_pages) for difference in found],
        files=files,
        to_open=next(reversed(files), None),
    )


def _made_anew(book: Book, given: edited.Edited) -> tuple[Material, Made]:
    """What the workbook holds now, and the report as it gives it, dated as the first one, in memory alone."""
    about = given.made.about if given.made else {}
    now = datetime.fromisoformat(about["made"]) if about.get("made") else book.now
    if is_form(book):
        material = unit_report.prepared(book)
        return material, edited.made_of(unit_report.made(book, material, now).document)
    if letter := about.get("letter"):
        material, document = write_letter.made_again(book, letter, about["issued"], now)
        return material, edited.made_of(document)
    material, _ = write_report.prepared(book)
    return material, edited.made_of(write_report.made(book, material, now).document)


def _refreshed(case: Case, now: datetime) -> Path | None:
    """The new Word file; None when no number that people left alone has changed."""
    updates = refreshing.updates(case)
    if not updates:
        return None
    content, path = refreshing.copy(case.edited, updates, now), refreshing.free_name(case.edited.path)
    write_atomically(path, lambda out: out.write(content))
    return path


def _listed(given: edited.Edited, found: Sequence[Difference], now: datetime) -> Path | None:
    """The list of differences; None when there is none."""
    if not found:
        return None
    path = listing.free_name(given.path)
    listing.write(path, found, given.exact_pages, now)
    return path


def _said(
    case: Case, found: Sequence[Difference], updated: Path | None, listed: Path | None, wanted: bool
) -> Iterator[str]:
    counts = Counter(difference.rule for difference in found)
    told = "; ".join(f"{RULES[rule].lower()}: {counts[rule]}" for rule in RULES if counts[rule])
    result = told or f"tất cả khớp {case.workbook}"
    yield f"Đã đối chiếu {len(case.linked)} số liệu của “{case.edited.path.name}”: {result}."
    if listed:
        yield f"Xem “{listed.name}”."
    if updated:
        yield f"Bản đã cập nhật {len(refreshing.updates(case))} số: “{updated.name}”; hãy đọc lại các câu có số mới."
    elif wanted:
        yield "Không có số nào cần cập nhật nên không ghi bản mới."
