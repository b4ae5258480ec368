"""The files below a folder, those in archives included; each is read only when its turn comes."""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.intake.archives import files_in_archive
from bdhvs_xl.intake.file_types import detect_file_type
from bdhvs_xl.intake.incoming_file import IncomingFile as IncomingFile
from bdhvs_xl.intake.incoming_file import is_system_file, printable_path, refused_file

MAX_FILE_BYTES = 128 << 20


def list_incoming_files(folder: Path, leave_out: Iterable[Path] = ()) -> list[IncomingFile]:
    """All files below `folder`, the earliest modified first, then by path.

    Temporary files of programs and the files and folders `leave_out` are skipped. What cannot be read (a folder
    without permission, a link to another one, a pipe) is listed too: its `read` raises the reason. UserError when
    there is no such folder.
    """
    if not folder.is_dir():
        raise UserError(f"Không có thư mục “{folder}”.", "Hãy chọn lại thư mục chứa báo cáo các đơn vị.")
    out = {path.resolve() for path in leave_out}
    found = [each for path in _paths(folder, out) for each in _opened(folder, path)]
    return sorted(found, key=lambda file: (file.modified, file.path))


def _paths(folder: Path, out: set[Path]) -> Iterator[Path]:
    """The files, and the folders that are not walked into: links, and folders without permission."""
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        here = Path(place)
        wanted = [
            here / name for name in (*folders, *files) if not is_system_file(name) and not _is_in(out, here / name)
        ]
        folders[:] = [path.name for path in wanted if path.is_dir() and not path.is_symlink()]
        walked = set(folders)
        yield from (path for path in wanted if path.name not in walked)
    yield from (Path(error.filename) for error in closed)


def _is_in(out: set[Path], path: Path) -> bool:
    try:
        return path.resolve() in out
    except (OSError, RuntimeError):
        return False


def _opened(folder: Path, path: Path) -> Iterator[IncomingFile]:
    name, modified = printable_path(path.relative_to(folder).as_posix()), _modified(path)
    if error := _refusal(path):
        yield refused_file(name, modified, error)
        return
    file = IncomingFile(name, modified, path.read_bytes)
    data = _bytes(path) if path.suffix.lower() == ".zip" else b""
    if detect_file_type(file.name, data) == "zip":
        yield from files_in_archive(name, modified, lambda: path.open("rb"), len(data))
    else:
        yield file


def _refusal(path: Path) -> UserError | None:
    """Why `path` is not opened, or None: a pipe would never end, a link to a folder may lead in a circle."""
    try:
        state = path.stat()
        if path.is_symlink() and stat.S_ISDIR(state.st_mode):
            cure = "Chọn chính thư mục đó để nhận, hoặc chép các tệp của nó vào đây."
            return UserError(f"“{printable_path(path.name)}” là đường tắt đến một thư mục khác nên không mở.", cure)
        if stat.S_ISDIR(state.st_mode):
            os.scandir(path).close()
    except OSError as error:
        return to_user_error(error)
    if not stat.S_ISREG(state.st_mode):
        return UserError(f"“{printable_path(path.name)}” không phải tệp thường.", "Bỏ nó khỏi thư mục rồi nhận lại.")
    if state.st_size > MAX_FILE_BYTES:
        size = f"{state.st_size >> 20} MB"
        return UserError(
            f"Tệp quá lớn ({size}, nhiều nhất {MAX_FILE_BYTES >> 20} MB).", "Đề nghị đơn vị gửi tệp nhỏ hơn."
        )
    return None


def _modified(path: Path) -> datetime:
    """When the file was changed; `datetime.min` when that cannot be read (then `read` raises the reason)."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, OverflowError, ValueError):
        return datetime.min


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
