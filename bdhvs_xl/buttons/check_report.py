"""Đối chiếu số liệu: the figures of a Word report that people edited, against its master or the unit's form."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.documents.review import refresh_docx
from bdhvs_xl.documents.review.difference import DIFFERENCE_NAMES
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow.review_document import Review, review_document

LABEL = BUTTON_NAMES["check_report"]
WORKS_ON: Target = "master or form"
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


def run(book: Book, report: Path, refresh: str = "") -> ButtonResult:
    """What differs between the report and the workbook, listed in a file beside the report; neither is changed.

    With `refresh` a new Word file has the current numbers wherever people did not edit the old ones.
    """
    review = review_document(book, report, bool(refresh))
    files = [path for path in (review.updated, review.listed) if path]
    return ButtonResult(
        message=" ".join(_message(review, bool(refresh))),
        findings=[one.finding(report.name, review.case.edited.exact_pages) for one in review.differences],
        files=files,
        to_open=next(reversed(files), None),
    )


def _message(review: Review, wanted: bool) -> Iterator[str]:
    case, counts = review.case, Counter(difference.rule for difference in review.differences)
    parts = [f"{name.lower()}: {counts[rule]}" for rule, name in DIFFERENCE_NAMES.items() if counts[rule]]
    result = "; ".join(parts) or f"tất cả khớp {case.workbook}"
    yield f"Đã đối chiếu {len(case.linked)} số liệu của “{case.edited.path.name}”: {result}."
    if review.listed:
        yield f"Xem “{review.listed.name}”."
    if review.updated:
        number = len(refresh_docx.find_updates(case))
        yield f"Bản đã cập nhật {number} số: “{review.updated.name}”; hãy đọc lại các câu có số mới."
    elif wanted:
        yield "Không có số nào cần cập nhật nên không ghi bản mới."
