"""The files of a folder that came in: walked to the bottom, archives opened, each file read when its turn comes."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from bdhvs_xl.intake.kinds import kind_of
from bdhvs_xl.problem import Problem
from bdhvs_xl.workbook import lock

MAX_MEMBER = 64 << 20
MAX_ARCHIVE = 1 << 30
_RUBBISH = (".", "~$", "thumbs.db", "desktop.ini", "__macosx")
_SAYS_UTF8 = 0x800
_UNPACK = "Hãy giải nén rồi nhận lại."


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file; `path` is below the collected folder, `outer.zip/inner.xlsx` inside an archive. `read` gives its bytes
    or raises the Problem why they cannot be had.
    """

    path: str
    modified: datetime
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name


def incoming(folder: Path, leave_out: Iterable[Path] = ()) -> list[Incoming]:
    """All files below `folder`, the earlier modified first, then by path; temporary files of programs are left
    out, and so are the files and folders `leave_out`.
    """
    if not folder.is_dir():
        raise Problem(f"Không có thư mục “{folder}”.", "Hãy chọn lại thư mục chứa báo cáo các đơn vị.")
    out = {path.resolve() for path in leave_out}
    found = [each for path in _paths(folder, out) for each in _opened(folder, path)]
    return sorted(found, key=lambda file: (file.modified, file.path))


def _paths(folder: Path, out: set[Path]) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if not _is_rubbish(name) and (here / name).resolve() not in out]
        yield from (here / name for name in files if not _is_rubbish(name) and (here / name).resolve() not in out)


def _is_rubbish(name: str) -> bool:
    return name != ".." and (name.lower().startswith(_RUBBISH) or name.endswith(lock.SUFFIX))


def _opened(folder: Path, path: Path) -> Iterator[Incoming]:
    file = Incoming(path.relative_to(folder).as_posix(), _modified(path), path.read_bytes)
    data = _bytes(path) if path.suffix.lower() == ".zip" else b""
    if kind_of(file.name, data) == "zip":
        yield from _members(file, data, nested=False)
    else:
        yield file


def _modified(path: Path) -> datetime:
    """When the file was changed; the beginning of time for one that is gone or held back, which `read` will tell."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, OverflowError, ValueError):
        return datetime.min


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _members(archive: Incoming, data: bytes, *, nested: bool) -> Iterator[Incoming]:
    """The files in an archive; those of an archive inside it too, but no deeper."""
    with ZipFile(BytesIO(data)) as opened:
        members = [m for m in opened.infolist() if not m.is_dir() and not any(map(_is_rubbish, _parts(m)))]
    if sum(member.file_size for member in members) > MAX_ARCHIVE:
        yield _unreadable(archive, archive.path, "Tệp nén chứa quá nhiều dữ liệu.")
        return
    for member in members:
        path = f"{archive.path}/{'/'.join(_parts(member))}"
        if _is_trick(member):
            yield _unreadable(archive, path, f"Tên tệp trong tệp nén không an toàn (“{member.filename}”).")
            continue
        file = Incoming(path, _time(member, archive.modified), _reader(data, member))
        if not path.lower().endswith(".zip"):
            yield file
        elif nested:
            yield _unreadable(archive, path, "Tệp nén lồng nhau quá nhiều lớp.")
        else:
            yield from _inner_archive(file)


def _inner_archive(file: Incoming) -> Iterator[Incoming]:
    try:
        data = file.read()
    except Problem:
        yield file
        return
    if kind_of(file.name, data) == "zip":
        yield from _members(file, data, nested=True)
    else:
        yield file


def _parts(member: ZipInfo) -> list[str]:
    return [part for part in _name(member).split("/") if part not in ("", ".")]


def _is_trick(member: ZipInfo) -> bool:
    """Whether a member's name points out of the folder into which it would be unpacked."""
    name = _name(member)
    return name.startswith("/") or ".." in name.split("/") or ":" in name


def _name(member: ZipInfo) -> str:
    """The member's name with `/` between folders; macOS writes UTF-8 without saying so."""
    name = member.filename
    if not member.flag_bits & _SAYS_UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _time(member: ZipInfo, otherwise: datetime) -> datetime:
    try:
        return datetime(*member.date_time)
    except ValueError:
        return otherwise


def _reader(data: bytes, member: ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if member.flag_bits & 1:
            raise Problem("Tệp nén có mật khẩu nên không đọc được.", "Hãy bỏ mật khẩu rồi gửi lại.")
        if member.file_size > MAX_MEMBER:
            raise Problem("Tệp trong tệp nén quá lớn.", _UNPACK)
        try:
            with ZipFile(BytesIO(data)) as archive, archive.open(member) as file:
                return file.read(member.file_size + 1)
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise Problem("Tệp trong tệp nén bị hỏng.", _UNPACK) from None

    return read


def _unreadable(archive: Incoming, path: str, sentence: str) -> Incoming:
    def read() -> bytes:
        raise Problem(sentence, _UNPACK)

    return Incoming(path, archive.modified, read)
