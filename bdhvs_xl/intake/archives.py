"""The files in a .zip, read in memory: nothing is unpacked to disk, and no size stated in the archive is trusted."""

import contextlib
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.file_types import detect_file_type
from bdhvs_xl.intake.incoming_file import IncomingFile, is_system_file, printable_path, refused_file

MAX_MEMBER_BYTES = 64 << 20
MAX_ARCHIVE_BYTES = 1 << 30
MAX_FILES = 5000
MAX_COMPRESSION_RATIO = 100
"""How many times smaller than its content a member may be: no report shrinks like that, only bombs do."""
_FREE = 1 << 20
_LOCAL, _LENGTHS = 30, struct.Struct("<26xHH")
_SAYS_UTF8 = 0x800
_UNPACK = "Hãy giải nén rồi nhận lại."

Source = Callable[[], BinaryIO]
"""Opens an archive: no archive stays open or in memory while hundreds of others are read."""


def files_in_archive(
    path: str, modified: datetime, source: Source, size: int, *, nested: bool = False
) -> Iterator[IncomingFile]:
    """The files in the archive of `size` bytes at `path`; those of an archive inside it too, no deeper."""
    with source() as file, ZipFile(file) as archive:
        files = [m for m in archive.infolist() if not m.is_dir() and not any(map(is_system_file, _parts(m)))]
    if error := _too_much(files, size):
        yield refused_file(path, modified, error)
        return
    room = MAX_MEMBER_BYTES
    for member in files:
        below = f"{path}/{printable_path('/'.join(_parts(member)))}"
        if error := _refusal(member):
            yield refused_file(below, modified, error)
            continue
        arrival = IncomingFile(below, _time(member, modified), _reader(source, member))
        if not below.lower().endswith(".zip"):
            yield arrival
        elif nested:
            yield refused_file(below, modified, UserError("Tệp nén lồng nhau quá nhiều lớp.", _UNPACK))
        elif member.file_size > room:
            yield refused_file(below, modified, UserError("Các tệp nén bên trong quá lớn.", _UNPACK))
        else:
            room -= member.file_size
            yield from _inner(arrival)


def _too_much(files: list[ZipInfo], size: int) -> UserError | None:
    if len(files) > MAX_FILES:
        return UserError(f"Tệp nén chứa quá nhiều tệp ({len(files)}).", _UNPACK)
    if sum(member.file_size for member in files) > MAX_ARCHIVE_BYTES:
        return UserError("Tệp nén chứa quá nhiều dữ liệu.", _UNPACK)
    if sum(member.compress_size for member in files) > size:
        return UserError(
            "Tệp nén bị hỏng: các tệp bên trong chồng lên nhau.", "Đề nghị đơn vị nén lại hoặc gửi từng tệp."
        )
    return None


def _refusal(member: ZipInfo) -> UserError | None:
    if _is_trick(member):
        return UserError(f"Tên tệp trong tệp nén không an toàn (“{printable_path(member.filename)}”).", _UNPACK)
    if member.flag_bits & 1:
        return UserError("Tệp nén có mật khẩu nên không đọc được.", "Hãy bỏ mật khẩu rồi gửi lại.")
    if member.file_size > min(MAX_MEMBER_BYTES, _FREE + MAX_COMPRESSION_RATIO * member.compress_size):
        return UserError("Tệp trong tệp nén quá lớn khi mở ra.", _UNPACK)
    return None


def _inner(file: IncomingFile) -> Iterator[IncomingFile]:
    try:
        data = file.read()
    except UserError:
        yield file
        return
    if detect_file_type(file.name, data) == "zip":
        yield from files_in_archive(file.path, file.modified, lambda: BytesIO(data), len(data), nested=True)
    else:
        yield file


def _parts(member: ZipInfo) -> list[str]:
    return [part for part in _name(member).split("/") if part not in ("", ".")]


def _is_trick(member: ZipInfo) -> bool:
    """Whether a member's name points outside the folder into which it would be unpacked (path traversal)."""
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


def _reader(source: Source, member: ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with source() as file:
                content = _unpacked(_packed(file, member), member)
        except (struct.error, zlib.error, OSError):
            content = None
        if content is None or zlib.crc32(content) != member.CRC:
            raise UserError("Tệp trong tệp nén bị hỏng hoặc nén theo cách lạ.", _UNPACK)
        return content

    return read


def _packed(file: BinaryIO, member: ZipInfo) -> bytes:
    file.seek(member.header_offset)
    named, extra = _LENGTHS.unpack(file.read(_LOCAL))
    file.seek(named + extra, 1)
    return file.read(member.compress_size)


def _unpacked(packed: bytes, member: ZipInfo) -> bytes | None:
    """The content, one byte more than the directory states at most; None for an unsupported compression method."""
    if member.compress_type == ZIP_DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.file_size + 1)
    return packed if member.compress_type == ZIP_STORED else None
