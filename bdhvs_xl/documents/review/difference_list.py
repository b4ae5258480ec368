"""The list of differences that an officer works through, beside the report."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.figures.sources import Cells, Heads, write_sheet
from bdhvs_xl.documents.review.difference import DIFFERENCE_NAMES, ReportDifference, section_name
from bdhvs_xl.documents.review.edited_docx import EditedDocument
from bdhvs_xl.master.build.styles import Styles, listing
from bdhvs_xl.master.labels import SEVERITY_NAMES

_SHEET = "Đối chiếu số liệu"
_HEADS: Heads = (
    ("Xong", 6), ("Mức", 9), ("Loại", 20), ("Trang", 10), ("Mục", 12), ("Nội dung", 52), ("Trong văn bản", 14),
    ("Hiện nay", 14), ("Cách xử lý", 34), ("Câu trong văn bản", 50), ("Câu theo số liệu hiện nay", 50), ("Nguồn", 60),
)  # fmt: skip


def write_difference_list(
    given: EditedDocument, differences: Sequence[ReportDifference], made: datetime
) -> Path | None:
    """The list in a file of its own beside the document; None when there is no difference."""
    if not differences:
        return None
    path = free_list_path(given.path)
    write_list_file(path, differences, given.exact_pages, made)
    return path


def write_list_file(path: Path, differences: Sequence[ReportDifference], exact_pages: bool, made: datetime) -> None:
    """Write the list to `path`."""
    with listing(path, _SHEET, made) as workbook:
        rows = list(_rows(differences, exact_pages))
        write_sheet(workbook.add_worksheet(_SHEET), Styles(workbook), _SHEET, _HEADS, rows)


def free_list_path(report: Path) -> Path:
    """A name beside the report that overwrites nothing."""
    number = 1
    while True:
        end = "" if number == 1 else f" ({number})"
        name = report.with_name(f"{report.stem} - đối chiếu số liệu{end}.xlsx")
        if not name.exists():
            return name
        number += 1


def _rows(differences: Sequence[ReportDifference], exact_pages: bool) -> Iterator[Cells]:
    for one in differences:
        numbers = ("", "") if one.better or one.then == one.sentence else (one.then, one.now)
        yield (
            "", SEVERITY_NAMES[one.severity], DIFFERENCE_NAMES[one.rule], one.place(exact_pages),
            section_name(one.section), one.message, *numbers, one.cure, one.sentence, one.better, one.source,
        )  # fmt: skip
