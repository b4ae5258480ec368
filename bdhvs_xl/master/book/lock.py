"""One user at a time: a lock file beside the master names its user, machine, start time and button.

The process that creates the file has the lock: exclusive creation is the one operation that is atomic on every system
and on network shares. A lock left by a crash is overwritten in place, under a system lock on the file itself. It is
never unlinked by name, because by then another process may have created its own lock under that name.
"""

import json
import os
import platform
import time
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError
from bdhvs_xl.vi import format_date

LOCK_SUFFIX = ".khoa"
WRITE_SECONDS = 1.0
"""Seconds in which whoever makes a lock has written into it."""
_LONGEST = 4096
_BLANK = b"\0 \t\r\n"
"""What a power cut leaves of a file that was being written: nothing, or zeros."""
_CLOCKS = timedelta(seconds=10)
"""How far the start of a process, as the system tells it, and the clock may be apart."""


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The owner of a lock: user, machine, process id, start time (ISO), button."""

    who: str
    host: str
    pid: int
    since: str
    button: str

    @property
    def is_gone(self) -> bool:
        """Whether the process ended without releasing the lock; False for other machines, where that is unknown."""
        return self.host == platform.node() and not _works(self.pid, self.since)


class Lock:
    """The lock of the master at `path`, acquired on creation; UserError when another user or process has it.

    `after_crash` is True when the lock was taken over from a process that ended without releasing it.
    """

    def __init__(self, path: Path, *, who: str, button: str, now: datetime) -> None:
        self._path = path.with_suffix(LOCK_SUFFIX)
        self._master = path.name
        self._holder = LockHolder(who, platform.node(), os.getpid(), now.isoformat(sep=" ", timespec="seconds"), button)
        self._text = json.dumps(asdict(self._holder), ensure_ascii=False).encode()
        self.after_crash = False
        self._take()

    def release(self) -> None:
        """Release the lock, unless another process has taken it over meanwhile."""
        if _holder_in(_read(self._path)) == self._holder:
            self._path.unlink(missing_ok=True)

    def _take(self) -> None:
        if self._create():
            return
        if _is_left_over(_settled(self._path)):
            self.after_crash = self._take_over()
        if not self.after_crash and not self._create():
            raise self._taken()

    def _create(self) -> bool:
        try:
            with self._path.open("xb") as file:
                file.write(self._text)
        except FileExistsError:
            return False
        except OSError as error:
            raise self._unwritable(error) from error
        return True

    def _take_over(self) -> bool:
        """Whether this process took over the lock left by a crash; of several that try at once, one succeeds."""
        from filelock import lock_descriptor  # some 15 ms, which only this rare case pays

        try:
            with self._path.open("r+b") as file:
                if not lock_descriptor(file.fileno(), blocking=False):
                    return False
                if not os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    return False
                if not _is_left_over(file.read(_LONGEST)):
                    return False
                file.seek(0)
                file.truncate()
                file.write(self._text)
                return True
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> UserError:
        return UserError(
            f"Không ghi được vào thư mục của tệp “{self._master}”: {error.strerror or error}.",
            "Chép tệp vào thư mục mà bạn được quyền ghi rồi làm lại.",
        )

    def _taken(self) -> UserError:
        text = _read(self._path)
        holder = _holder_in(text)
        if text and not holder:
            return self._damaged()
        if holder and (holder.who, holder.host) == (self._holder.who, self._holder.host):
            button = BUTTON_NAMES.get(holder.button, holder.button)
            return UserError(
                f"Nút “{button}” bạn bấm từ {_shown(holder.since)} đang chạy trên tệp “{self._master}”.",
                f"Đợi nút đó làm xong rồi bấm lại. Nếu chắc chắn không nút nào đang chạy, xóa tệp “{self._path.name}” "
                "cùng thư mục.",
            )
        who = f"{holder.who} (máy {holder.host}) dùng từ {_shown(holder.since)}" if holder else "người khác dùng"
        return UserError(
            f"Tệp “{self._master}” đang được {who}.",
            f"Đợi người đó làm xong. Nếu chắc chắn không còn ai dùng, xóa tệp “{self._path.name}” cùng thư mục.",
        )

    def _damaged(self) -> UserError:
        try:
            written = f" (ghi lúc {_shown(datetime.fromtimestamp(self._path.stat().st_mtime).isoformat())})"
        except (OSError, ValueError, OverflowError):
            written = ""
        return UserError(
            f"Tệp khóa “{self._path.name}” bị hỏng{written}, có thể do mất điện giữa chừng, nên không rõ ai đang dùng "
            f"tệp “{self._master}”.",
            f"Hỏi những người cùng dùng. Nếu chắc chắn không nút nào đang chạy, xóa tệp “{self._path.name}” cùng "
            "thư mục rồi làm lại.",
        )


def _read(path: Path) -> bytes | None:
    """The content of a lock file, None when there is none or the system does not allow reading it now."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST)
    except OSError:
        return None


def _settled(path: Path) -> bytes | None:
    """The same once a holder stands there, or a moment later: until then its process may still be writing."""
    end = time.monotonic() + WRITE_SECONDS
    while not _holder_in(text := _read(path)) and path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    return text


def _holder_in(text: bytes | None) -> LockHolder | None:
    """The holder that a lock tells, None when it tells none, be it blank or damaged."""
    try:
        given = json.loads(text or b"")
        holder = LockHolder(**{field.name: given[field.name] for field in fields(LockHolder)})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    texts = (holder.who, holder.host, holder.since, holder.button)
    sound = all(isinstance(text, str) for text in texts) and type(holder.pid) is int and 0 < holder.pid < 2**31
    return holder if sound else None


def _is_left_over(text: bytes | None) -> bool:
    """Whether a crash left this lock: its process is gone, or ended before writing."""
    holder = _holder_in(text)
    return holder.is_gone if holder else text is not None and not text.strip(_BLANK)


def _moment(since: str) -> datetime | None:
    """A time in local time with its offset, None when the text is none that this system can place."""
    try:
        return datetime.fromisoformat(since).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _shown(since: str) -> str:
    """A time as people read it, such as `14:05 ngày 22/5/2026`; as it stands when it is none."""
    when = _moment(since)
    return f"{when:%H:%M} ngày {format_date(when)}" if when else since


def _works(pid: int, since: str) -> bool:
    """Whether that process of this machine is running, and began before it took the lock.

    A process that began later has only got the same id: ids are given again, soonest after the computer was restarted.
    """
    import psutil  # only where a lock stands in the way

    if pid == os.getpid():
        return True
    taken = _moment(since)
    try:
        began = datetime.fromtimestamp(psutil.Process(pid).create_time()).astimezone()
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True
    return taken is None or began <= taken + _CLOCKS
