"""One button at a time: the one that runs holds a file of this user, which the system frees when it ends or dies."""

import json
import sys
from datetime import datetime
from typing import IO, Self

from bdhvs_xl.problem import Problem, refused_by_system
from bdhvs_xl.ribbon.own_folder import own_folder

NAME = "Nút đang chạy.json"
_LENGTH = 200
_BEHIND = 10_000
"""The byte that is held: far behind the text, so that on Windows others can read who holds it."""


class Turn:
    """The turn of the button `label`, for a `with` block; Problem when another button of this user is running.

    Of all programs that want to hold one byte of a file the system lets one, and no longer than it lives: a program
    that was killed and a computer that was switched off leave no turn behind.
    """

    def __init__(self, label: str, now: datetime) -> None:
        self._label = label
        self._now = now

    def __enter__(self) -> Self:
        self._file = _opened()
        if not _hold(self._file):
            with self._file:
                raise _taken(self._file.read(_LENGTH))
        holder = json.dumps({"button": self._label, "since": f"{self._now:%H:%M}"}, ensure_ascii=False)
        self._file.write(holder.encode().ljust(_LENGTH))
        self._file.flush()
        return self

    def __exit__(self, *error: object) -> None:
        with self._file:
            _free(self._file)


def _opened() -> IO[bytes]:
    try:
        path = own_folder() / NAME
        path.touch()
        return path.open("r+b")
    except OSError as error:
        raise refused_by_system(error) from error


def _taken(text: bytes) -> Problem:
    try:
        running = json.loads(text)
        which = f"Nút “{running['button']}” đang chạy từ {running['since']}"
    except (ValueError, KeyError, TypeError):
        which = "Một nút khác đang chạy"
    return Problem(f"{which}, nên nút vừa bấm chưa được thực hiện.", "Hãy đợi nút đó xong rồi bấm lại.")


if sys.platform == "win32":
    import msvcrt

    def _hold(file: IO[bytes]) -> bool:
        """Whether the byte is ours now; the file stands at its beginning afterwards."""
        return _lock(file, msvcrt.LK_NBLCK)

    def _free(file: IO[bytes]) -> None:
        _lock(file, msvcrt.LK_UNLCK)

    def _lock(file: IO[bytes], how: int) -> bool:
        file.seek(_BEHIND)
        try:
            msvcrt.locking(file.fileno(), how, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True
else:
    import fcntl

    def _hold(file: IO[bytes]) -> bool:
        """Whether the file is ours now."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _free(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
