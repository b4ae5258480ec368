"""Nhận báo cáo: read a folder of returned files into the master; each is stored, held or rejected with a reason."""

from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow.receive_files import receive_folder

LABEL = BUTTON_NAMES["collect"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "folder",
        "thư mục chứa các tệp đơn vị gửi về",
        kind="folder",
        question="Chọn thư mục chứa các tệp đơn vị gửi về",
    ),
)


def run(book: Book, folder: Path) -> ButtonResult:
    """The result of each file; the received reports are checked as by Kiểm tra.

    Files with known content are skipped, rejected files are tried again.
    """
    received = receive_folder(book, folder)
    checks = f" {received.checks}. Xem trang Kiểm tra." if received.checks else ""
    return ButtonResult(
        message=f"{received.summary}{checks}",
        received=received.files,
        findings=received.findings,
        landing=received.landing,
    )
