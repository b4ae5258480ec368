"""The list of differences for the officer, in a file beside the report."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.document_files import free_paths
from bdhvs_xl.documents.list_sheet import Cells, Heads, write_sheet
from bdhvs_xl.documents.review.difference import DIFFERENCE_NAMES, ReportDifference, section_name
from bdhvs_xl.documents.review.edited_docx import EditedDocument
from bdhvs_xl.master.build.styles import Styles, workbook_file
from bdhvs_xl.master.labels import SEVERITY_NAMES

_SHEET, _ENDING = "Đối chiếu số liệu", "đối chiếu số liệu"
_HEADS: Heads = (
    ("Xong", 6), ("Mức", 9), ("Loại", 20), ("Trang", 10), ("Mục", 12), ("Nội dung", 52), ("Trong văn bản", 14),
    ("Hiện nay", 14), ("Cách xử lý", 34), ("Câu trong văn bản", 50), ("Câu theo số liệu hiện nay", 50), ("Nguồn", 60),
)  # fmt: skip


def write_difference_list(
    document: EditedDocument, differences: Sequence[ReportDifference], created: datetime
) -> Path | None:
    """The path of a new list file beside the document; None when there is no difference."""
    if not differences:
        return None
    path = free_paths(document.path.parent, (f"{document.path.stem} - {_ENDING}", ".xlsx"))[0]
    with workbook_file(path, _SHEET, created) as workbook:
        rows = list(_rows(differences, document.exact_pages))
        write_sheet(workbook.add_worksheet(_SHEET), Styles(workbook), _SHEET, _HEADS, rows)
    return path


def _rows(differences: Sequence[ReportDifference], exact_pages: bool) -> Iterator[Cells]:
    for difference in differences:
        numbers = (
            ("", "")
            if difference.better or difference.then == difference.sentence
            else (difference.then, difference.now)
        )
        yield (
            "", SEVERITY_NAMES[difference.severity], DIFFERENCE_NAMES[difference.rule], difference.place(exact_pages),
            section_name(difference.section), difference.message, *numbers, difference.cure, difference.sentence,
            difference.better, difference.source,
        )  # fmt: skip
