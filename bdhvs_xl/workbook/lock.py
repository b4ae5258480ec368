"""One user at a time: a file beside the master says who works on it, where, since when, with which button."""

import contextlib
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl.problem import Problem
from bdhvs_xl.vi import format_date
from bdhvs_xl.workbook.words import BUTTON_NAMES

SUFFIX = ".khoa"
MOMENT = 1.0
"""Seconds in which whoever makes a lock has written into it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: user, machine, process, since when (ISO), with which button."""

    who: str
    host: str
    pid: int
    since: str
    button: str

    @property
    def is_gone(self) -> bool:
        """Whether the process ended without letting go; of another machine's processes nothing is known."""
        return self.host == platform.node() and not _runs(self.pid)


class Lock:
    """The lock of the master at `path`, taken at once; Problem when someone else has it.

    `after_crash` tells that the lock of a process was taken over that ended without letting go.
    """

    def __init__(self, path: Path, *, who: str, button: str, now: datetime) -> None:
        self._path = path.with_suffix(SUFFIX)
        self._master = path.name
        self._holder = Holder(who, platform.node(), os.getpid(), now.isoformat(sep=" ", timespec="seconds"), button)
        self.after_crash = False
        self._take()

    def release(self) -> None:
        """Let go, unless someone else has taken the lock meanwhile."""
        if _read(self._path) == self._holder:
            self._path.unlink(missing_ok=True)

    def _take(self) -> None:
        if self._create():
            return
        present = _read(self._path)
        if not (present.is_gone if present else _stays_empty(self._path)):
            raise self._taken(_read(self._path))
        self._path.unlink(missing_ok=True)
        if not self._create():
            raise self._taken(_read(self._path))
        self.after_crash = True

    def _create(self) -> bool:
        try:
            with self._path.open("x", encoding="utf-8") as file:
                json.dump(asdict(self._holder), file, ensure_ascii=False)
        except FileExistsError:
            return False
        except OSError as error:
            raise Problem(
                f"Không ghi được vào thư mục của tệp “{self._master}”: {error.strerror or error}.",
                "Chép tệp vào thư mục mà bạn được quyền ghi rồi làm lại.",
            ) from error
        return True

    def _taken(self, holder: Holder | None) -> Problem:
        if holder and (holder.who, holder.host) == (self._holder.who, self._holder.host):
            button = BUTTON_NAMES.get(holder.button, holder.button)
            return Problem(
                f"Nút “{button}” bạn bấm từ {_shown(holder.since)} đang chạy trên tệp “{self._master}”.",
                f"Đợi nút đó làm xong rồi bấm lại. Nếu chắc chắn không nút nào đang chạy, xóa tệp “{self._path.name}” "
                "cùng thư mục.",
            )
        who = f"{holder.who} (máy {holder.host}) dùng từ {_shown(holder.since)}" if holder else "người khác dùng"
        return Problem(
            f"Tệp “{self._master}” đang được {who}.",
            f"Đợi người đó làm xong. Nếu chắc chắn không còn ai dùng, xóa tệp “{self._path.name}” cùng thư mục.",
        )


def _read(path: Path) -> Holder | None:
    """Who holds the lock in the file at `path`, None when there is none or it cannot be read."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _stays_empty(path: Path) -> bool:
    """Whether a lock says nothing, also a moment later: its process ended before it could write into it."""
    end = time.monotonic() + MOMENT
    with contextlib.suppress(FileNotFoundError):
        while path.stat().st_size == 0 and time.monotonic() < end:
            time.sleep(0.05)
        return path.stat().st_size == 0
    return True


def _shown(since: str) -> str:
    """A time as people read it, such as `14:05 ngày 22/5/2026`; as it stands when it is none."""
    try:
        when = datetime.fromisoformat(since)
    except ValueError:
        return since
    return f"{when:%H:%M} ngày {format_date(when)}"


def _runs(pid: int) -> bool:
    """Whether a process of this machine is running."""
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """The same on Windows, where signal 0 would interrupt the process."""
    import ctypes

    query, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    process = kernel.OpenProcess(query, False, pid)
    if not process:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(process, ctypes.byref(code))
    kernel.CloseHandle(process)
    return code.value == still_active
