"""Khôi phục: put the master back to what it was before the last button; pressed again, it goes further back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Problem
from bdhvs_xl.workbook.backup import Backup, restore, way_back
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import BACKUP_FOLDER, FORMS_FOLDER, RECEIVED_FOLDER, REPORTS_FOLDER

LABEL = BUTTON_NAMES["undo"]
WORKS_ON: WorksOn = "closed master"
ARGUMENTS: tuple[Argument, ...] = ()
_LISTED = 5
_BEYOND_RECALL = (
    "Không thu hồi được: thư đã gửi và các tệp đã ghi vào thư mục "
    f"“{FORMS_FOLDER}”, “{RECEIVED_FOLDER}”, “{REPORTS_FOLDER}”."
)


def run(book: Book) -> Outcome:
    """What was taken back, after the user agreed, and where the state given up is kept; Problem when nothing is older.

    Nothing of the master itself is read, so that one that is damaged can be put back too.
    """
    steps = way_back(book.path)
    if not steps:
        raise Problem(
            f"Không còn bản lưu nào cũ hơn của tệp “{book.path.name}”.",
            f"Các bản lưu còn giữ nằm trong thư mục “{BACKUP_FOLDER}” cạnh tệp; có thể mở từng bản bằng Excel để xem.",
        )
    if not book.ask(_question(steps, book.now)):
        return Outcome(message="Không khôi phục: file tổng hợp giữ nguyên.")
    given_up = restore(book.path, steps[0], book.now)
    return Outcome(message=_message(steps, given_up.name), files=[book.path, given_up])


def _question(steps: Sequence[Backup], now: datetime) -> str:
    return "\n".join([
        f"Đưa file tổng hợp về trước lần bấm “{_label(steps[0].button)}” lúc {_when(steps[0])} "
        f"({_age(steps[0], now)}, {_size(steps[0])})?",
        "",
        "Mọi thay đổi từ lúc đó, kể cả số gõ tay, sẽ không còn trong file; "
        f"bản hiện nay được giữ ở thư mục “{BACKUP_FOLDER}”.",
        _BEYOND_RECALL,
        "",
        *_older(steps[1:], now),
    ])  # fmt: skip


def _older(steps: Sequence[Backup], now: datetime) -> Iterator[str]:
    """The copies that remain to go further back to; the first of them when there are many."""
    yield f"Còn {len(steps)} bản cũ hơn để lùi tiếp:" if steps else "Không còn bản nào cũ hơn để lùi tiếp."
    for step in steps[:_LISTED]:
        yield f"• trước “{_label(step.button)}”, {_when(step)} ({_age(step, now)}, {_size(step)})"
    if len(steps) > _LISTED:
        yield f"• … và {len(steps) - _LISTED} bản khác trong thư mục “{BACKUP_FOLDER}”"


def _message(steps: Sequence[Backup], given_up: str) -> str:
    further = f"Bấm Khôi phục lần nữa để lùi thêm một bước (còn {len(steps) - 1} bản). " if len(steps) > 1 else ""
    return (
        f"Đã đưa file tổng hợp về trước lần bấm “{_label(steps[0].button)}” lúc {_when(steps[0])} "
        f"({_size(steps[0])}). Bản vừa bỏ được giữ ở “{BACKUP_FOLDER}/{given_up}”. {further}{_BEYOND_RECALL}"
    )


def _label(button: str) -> str:
    """The words on a button of the ribbon, its id when there is no such button any more."""
    return BUTTON_NAMES.get(button, button)


def _when(backup: Backup) -> str:
    return f"{backup.when:%H:%M:%S} ngày {vi.format_date(backup.when)}"


def _age(backup: Backup, now: datetime) -> str:
    """How long ago, in the largest unit that fits: "12 phút trước"."""
    minutes = int((now - backup.when).total_seconds() // 60)
    for size, unit in ((24 * 60, "ngày"), (60, "giờ"), (1, "phút")):
        if minutes >= size:
            return f"{minutes // size} {unit} trước"
    return "vừa xong"


def _size(backup: Backup) -> str:
    if backup.size < 1_000_000:
        return f"{max(1, round(backup.size / 1024))} kB"
    return f"{vi.format_number(backup.size / 1024**2, 1)} MB"
