"""Files that appear wholly or not at all: written beside their place, made safe on disk, then renamed."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bdhvs_xl.errors import UserError

PATIENCE = 2.0
"""Seconds after which a file that another program holds is taken for one that is open there."""


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a temporary file that then takes the place of `path`; UserError when the disk refuses.

    A killed run leaves the old file whole, and at most one `~….tmp` that the next run writes over.
    """
    path = Path(os.path.realpath(path))
    draft = path.with_name(f"~{path.name}.tmp")
    try:
        with draft.open("wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, draft)
        _take_place(draft, path)
    except OSError as error:
        raise UserError(
            f"Không ghi được tệp “{path.name}” vào thư mục {path.parent}: {error.strerror or error}.",
            "Kiểm tra chỗ trống của ổ đĩa, quyền ghi và đường mạng rồi làm lại. Tệp cũ còn nguyên.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _take_place(draft: Path, path: Path) -> None:
    """Rename; a file that was just closed may be held for a moment yet, by a virus scanner for one."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            draft.replace(path)
        except PermissionError as error:
            if time.monotonic() > end:
                raise open_in_excel(path) from error
            time.sleep(0.1)
        else:
            return


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder`, on its disk, for files in the making; it goes afterwards.

    A killed run leaves at most this one, `~….tmp`, that the next run empties.
    """
    draft = folder.with_name(f"~{folder.name}.tmp")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def open_in_excel(path: Path) -> UserError:
    """The problem of a file that another program keeps open."""
    return UserError(f"Tệp “{path.name}” đang mở trong Excel.", "Hãy đóng tệp rồi làm lại.")
