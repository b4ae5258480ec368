"""Khôi phục: restore the master from before the last button; pressed again, it goes one step further back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.backup import Backup, require_undo_steps, restore_backup
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import BACKUP_FOLDER, FORMS_FOLDER, RECEIVED_FOLDER, REPORTS_FOLDER
from bdhvs_xl.results import Argument, ButtonResult, Target

LABEL = BUTTON_NAMES["undo"]
WORKS_ON: Target = "closed master"
ARGUMENTS: tuple[Argument, ...] = ()
_LISTED = 5
_BEYOND_RECALL = (
    "Không thu hồi được: thư đã gửi và các tệp đã ghi vào thư mục "
    f"“{FORMS_FOLDER}”, “{RECEIVED_FOLDER}”, “{REPORTS_FOLDER}”."
)


def run(book: Book) -> ButtonResult:
    """The restored backup, once the user agreed, and the copy of the discarded state; UserError without a backup.

    The master itself is not read, so that a damaged one can be restored too.
    """
    steps = require_undo_steps(book.path)
    if not book.ask(_question(steps[0], steps[1:], book.now)):
        return ButtonResult(message="Không khôi phục: file tổng hợp giữ nguyên.")
    given_up = restore_backup(book.path, steps[0], book.now)
    return ButtonResult(message=_message(steps, given_up.name), files=[book.path, given_up])


def _question(last: Backup, older: Sequence[Backup], now: datetime) -> str:
    return "\n".join([
        f"Đưa file tổng hợp về trước lần bấm “{last.label}” lúc {last.when_text} "
        f"({last.age(now)}, {last.size_text})?\n",
        "Mọi thay đổi từ lúc đó, kể cả số gõ tay, sẽ không còn trong file; "
        f"bản hiện nay được giữ ở thư mục “{BACKUP_FOLDER}”.",
        f"{_BEYOND_RECALL}\n",
        *_older(older, now),
    ])  # fmt: skip


def _older(steps: Sequence[Backup], now: datetime) -> Iterator[str]:
    """The older backups that remain; only the first ones when there are many."""
    yield f"Còn {len(steps)} bản cũ hơn để lùi tiếp:" if steps else "Không còn bản nào cũ hơn để lùi tiếp."
    for step in steps[:_LISTED]:
        yield f"• trước “{step.label}”, {step.when_text} ({step.age(now)}, {step.size_text})"
    if len(steps) > _LISTED:
        yield f"• … và {len(steps) - _LISTED} bản khác trong thư mục “{BACKUP_FOLDER}”"


def _message(steps: Sequence[Backup], given_up: str) -> str:
    last = steps[0]
    further = f"Bấm Khôi phục lần nữa để lùi thêm một bước (còn {len(steps) - 1} bản). " if len(steps) > 1 else ""
    return (
        f"Đã đưa file tổng hợp về trước lần bấm “{last.label}” lúc {last.when_text} ({last.size_text}). "
        f"Bản vừa bỏ được giữ ở “{BACKUP_FOLDER}/{given_up}”. {further}{_BEYOND_RECALL}"
    )
