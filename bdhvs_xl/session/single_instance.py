"""One button at a time: the running one locks a file of this user; the system unlocks it when the program ends."""

import json
from datetime import datetime
from pathlib import Path
from typing import Self

from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.session.user_dir import user_folder

RUNNING_FILE = "Nút đang chạy.json"
"""Which button runs. A file of its own: on Windows no other program can read a locked file."""
LOCK_FILE = "Nút đang chạy.lock"


class SingleInstance:
    """The lock of the button `label`, for a `with` block; UserError when another button of this user is running.

    The system lets one program lock the file, and unlocks it when that program ends: after a killed program or a
    computer switched off no lock stays behind.
    """

    def __init__(self, label: str, now: datetime) -> None:
        self._label = label
        self._now = now

    def __enter__(self) -> Self:
        from filelock import FileLock, Timeout  # some 10 ms, after the user has seen that the button started

        try:
            folder = user_folder()
            self._lock = FileLock(folder / LOCK_FILE, timeout=0)
            self._lock.acquire()
            _write(folder / RUNNING_FILE, self._label, self._now)
        except Timeout as error:
            raise _already_running(folder / RUNNING_FILE) from error
        except OSError as error:
            raise to_user_error(error) from error
        return self

    def __exit__(self, *error: object) -> None:
        self._lock.release()


def _write(path: Path, label: str, now: datetime) -> None:
    path.write_text(json.dumps({"button": label, "since": f"{now:%H:%M}"}, ensure_ascii=False), "utf-8")


def _already_running(path: Path) -> UserError:
    try:
        running = json.loads(path.read_bytes())
        which = f"Nút “{running['button']}” đang chạy từ {running['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        which = "Một nút khác đang chạy"
    return UserError(f"{which}, nên nút vừa bấm chưa được thực hiện.", "Hãy đợi nút đó xong rồi bấm lại.")
