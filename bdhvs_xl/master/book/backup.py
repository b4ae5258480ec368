"""Backups of a master, made before each button in the folder `Sao lưu/` beside it, and how undo restores them.

Undo makes a backup too, under the button `undo`. Read from the newest, the backups pair up like brackets: an `undo`
pairs with the backup it restored, and the next undo skips both. Pressing undo again therefore goes further back and
never alternates between two states. The discarded state stays in the folder and can be opened by hand.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.layout import BACKUP_FOLDER

MAX_BACKUPS = 20
UNDO = "undo"

_AS_SAVED = "(bản đã lưu trước đó)"
_TIME = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(?P<when>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \((?P<turn>\d+)\))? (?P<button>\w+)")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: path, button it precedes, time, size in bytes; `turn` numbers the backups of one second."""

    path: Path
    button: str
    when: datetime
    size: int
    turn: int = 1

    @property
    def label(self) -> str:
        """The label of the button; its id when that button no longer exists."""
        return BUTTON_NAMES.get(self.button, self.button)

    @property
    def when_text(self) -> str:
        """The time as text: "09:00:12 ngày 17/5/2026"."""
        return f"{self.when:%H:%M:%S} ngày {vi.format_date(self.when)}"

    @property
    def size_text(self) -> str:
        """The size as text: "812 kB", "1,2 MB"."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1024))} kB"
        return f"{vi.format_number(self.size / 1024**2, 1)} MB"

    def age(self, now: datetime) -> str:
        """How long ago, in the largest unit that fits: "12 phút trước"."""
        minutes = int((now - self.when).total_seconds() // 60)
        for size, unit in ((24 * 60, "ngày"), (60, "giờ"), (1, "phút")):
            if minutes >= size:
                return f"{minutes // size} {unit} trước"
        return "vừa xong"


def back_up(path: Path, button: str, now: datetime) -> Path:
    """The path of a new backup of the master at `path`, made before `button`.

    The backups of the newest 20 buttons stay, with all undo backups since then: undo makes backups too, and these must
    not push out the ones that undo can still restore.
    """
    folder = path.parent / BACKUP_FOLDER
    folder.mkdir(exist_ok=True)
    for left_by_killed_run in [file for file in folder.glob("~*.tmp") if file.name.startswith(f"~{path.stem} ")]:
        left_by_killed_run.unlink(missing_ok=True)
    copy = _free_name(folder, path, button, now)
    _copy(path, copy)
    for old in _outdated(list_backups(path)):
        old.path.unlink(missing_ok=True)
    return copy


def back_up_saved_file(path: Path, now: datetime) -> Path:
    """The path of a copy of the master as last saved, made before it is overwritten; the newest 20 copies stay.

    Undo does not use it; it is there for people to open by hand.
    """
    folder = path.parent / BACKUP_FOLDER
    folder.mkdir(exist_ok=True)
    kept = f"{path.stem} {_AS_SAVED} "
    copy = folder / f"{kept}{now.strftime(_TIME)}{path.suffix}"
    _copy(path, copy)
    for old in sorted(file for file in folder.iterdir() if file.name.startswith(kept))[:-MAX_BACKUPS]:
        old.unlink(missing_ok=True)
    return copy


def back_up_before_rebuild(path: Path, now: datetime) -> Path:
    """The path of a copy of the master that a rebuilt one replaces, under a name that says so.

    The usual backup, which undo restores, is made as well.
    """
    back_up(path, "rebuild", now)
    name = f"{path.stem} (trước khi cập nhật cấu trúc) {now.strftime(_TIME)}{path.suffix}"
    return Path(shutil.copy2(path, path.parent / BACKUP_FOLDER / name))


def list_backups(path: Path) -> list[Backup]:
    """The backups of the master at `path`, newest first."""
    found = (_parse(path, copy) for copy in (path.parent / BACKUP_FOLDER).glob("*" + path.suffix))
    return sorted((b for b in found if b), key=lambda b: (b.when, b.turn), reverse=True)


def undo_steps(path: Path) -> list[Backup]:
    """The backups that undo restores, one per press, newest first; after the last one there is nothing to undo."""
    steps, undone = [], 0
    for backup in list_backups(path):
        if backup.button == UNDO:
            undone += 1
        elif undone:
            undone -= 1
        else:
            steps.append(backup)
    return steps


def require_undo_steps(path: Path) -> list[Backup]:
    """The backups that undo restores, as `undo_steps`; UserError when there is none."""
    if steps := undo_steps(path):
        return steps
    raise UserError(
        f"Không còn bản lưu nào cũ hơn của tệp “{path.name}”.",
        f"Các bản lưu còn giữ nằm trong thư mục “{BACKUP_FOLDER}” cạnh tệp; có thể mở từng bản bằng Excel để xem.",
    )


def restore_backup(path: Path, backup: Backup, now: datetime) -> Path:
    """Replace the master by a backup, byte for byte; returns the backup of the replaced master."""
    content = backup.path.read_bytes()
    given_up = back_up(path, UNDO, now)
    write_atomically(path, lambda out: out.write(content))
    return given_up


def _outdated(copies: list[Backup]) -> list[Backup]:
    """The backups older than those of the 20 newest buttons; `copies` is sorted newest first."""
    pressed = [number for number, copy in enumerate(copies) if copy.button != UNDO]
    return copies[pressed[MAX_BACKUPS] :] if len(pressed) > MAX_BACKUPS else []


def _copy(source: Path, target: Path) -> None:
    content = source.read_bytes()
    write_atomically(target, lambda out: out.write(content))


def _free_name(folder: Path, path: Path, button: str, now: datetime) -> Path:
    """A file name that sorts after all backups of the same second."""
    turn = 1 + max((b.turn for b in list_backups(path) if b.when == now.replace(microsecond=0)), default=0)
    again = f" ({turn})" if turn > 1 else ""
    return folder / f"{path.stem} {now.strftime(_TIME)}{again} {button}{path.suffix}"


def _parse(path: Path, copy: Path) -> Backup | None:
    name = copy.stem
    found = _NAME.fullmatch(name[len(path.stem) + 1 :]) if name.startswith(path.stem + " ") else None
    if not found:
        return None
    when = datetime.strptime(found["when"], _TIME)
    return Backup(copy, found["button"], when, copy.stat().st_size, int(found["turn"] or 1))
