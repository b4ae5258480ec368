"""The list that goes with a form filled for the level above: what was left out, kept, or must be checked."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.document_files import folder_beside, free_paths
from bdhvs_xl.documents.list_sheet import Cells, Heads, write_sheet
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.build.styles import Styles, workbook_file
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import REPORTS_FOLDER

ENDING = "nội dung cần xem (nội bộ)"
_SHEET = "Nội dung cần xem"
_HEADS: Heads = (
    ("Mức", 10), ("Chỉ số", 9), ("Nội dung", 70), ("Cách xử lý", 60), ("Đang có", 30), ("Số tổng hợp", 30),
)  # fmt: skip


def free_form_paths(book: Book, form: Path) -> tuple[Path, Path]:
    """Free paths for the filled form and its list."""
    folder = folder_beside(book, REPORTS_FOLDER)
    target, listed = free_paths(folder, (form.stem, ".xlsx"), (form.stem, f" - {ENDING}.xlsx"))
    return target, listed


def write_notes(path: Path, findings: Sequence[Finding], created: datetime) -> None:
    """Write the list to `path`."""
    with workbook_file(path, _SHEET, created) as workbook:
        write_sheet(workbook.add_worksheet(_SHEET), Styles(workbook), _SHEET, _HEADS, [_row(f) for f in findings])


def _row(finding: Finding) -> Cells:
    return (
        SEVERITY_NAMES[finding.severity],
        finding.indicator,
        finding.message,
        finding.cure,
        finding.raw,
        finding.other,
    )
