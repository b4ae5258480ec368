"""Khôi phục: put the master back to what it was before the last button; pressed again, it goes further back."""

from importlib import import_module
from importlib.util import find_spec

from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Problem
from bdhvs_xl.vi import format_date
from bdhvs_xl.workbook.backup import Backup, previous, restore
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import BACKUP_FOLDER, FORMS_FOLDER, RECEIVED_FOLDER, REPORTS_FOLDER

LABEL = "Khôi phục"
WORKS_ON: WorksOn = "closed master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """What was taken back and where the state given up is kept; Problem when there is nothing older."""
    backup = previous(book.path)
    if backup is None:
        raise Problem(
            f"Không còn bản lưu nào cũ hơn của tệp “{book.path.name}”.",
            f"Các bản lưu còn giữ nằm trong thư mục “{BACKUP_FOLDER}” cạnh tệp; có thể mở từng bản bằng Excel để xem.",
        )
    given_up = restore(book.path, backup, book.now)
    return Outcome(message=_message(backup, given_up.name), files=[book.path, given_up])


def _message(backup: Backup, given_up: str) -> str:
    return (
        f"Đã đưa file tổng hợp về trước lần bấm “{_label(backup.button)}” lúc {backup.when:%H:%M:%S} "
        f"ngày {format_date(backup.when)} ({_size(backup.size)}). "
        f"Bản vừa bỏ được giữ ở “{BACKUP_FOLDER}/{given_up}”. Bấm Khôi phục lần nữa để lùi thêm một bước. "
        f"Không thu hồi được: thư đã gửi và các tệp đã ghi vào thư mục "
        f"“{FORMS_FOLDER}”, “{RECEIVED_FOLDER}”, “{REPORTS_FOLDER}”."
    )


def _label(button: str) -> str:
    """The words on a button, its id when there is no such button any more."""
    name = f"bdhvs_xl.buttons.{button}"
    return str(import_module(name).LABEL) if find_spec(name) else button


def _size(count: int) -> str:
    return f"{max(1, round(count / 1024))} kB"
