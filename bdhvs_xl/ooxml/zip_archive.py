"""A zip archive held in memory: unchanged members keep their compressed bytes, changed ones are deflated again.

No zip64: the parts of a workbook stay far below 4 GiB.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from bdhvs_xl.ooxml.errors import DamagedZipError, OldOrEncryptedFileError, TooLargeError

LEVEL = 2
"""Deflate level of changed parts: half the time of the usual 6 for a file about a tenth larger."""

MAX_INFLATED = 1 << 30
"""Bytes that all parts together may claim to hold."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STEP = 1 << 14
_GATHER = 1 << 16
_DEFLATED, _STORED = 8, 0
_LAST_BLOCK = b"\x03\x00"
_HAS_DESCRIPTOR, _UTF8_NAME, _ENCRYPTED = 0x8, 0x800, 0x1
_END = struct.Struct("<IHHHHIIH")
_ENTRY = struct.Struct("<IHHHHHHIIIHHHHHII")
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_END_MARK, _ENTRY_MARK, _LOCAL_MARK = 0x06054B50, 0x02014B50, 0x04034B50
_NEW_YEAR_1980 = 0x21


@dataclass(frozen=True, slots=True)
class DeflatedMember:
    """Compressed text that more can be joined to: its blocks end on a whole byte and none is marked the last."""

    blocks: tuple[bytes, ...]
    size: int
    crc: int

    def __add__(self, other: "DeflatedMember") -> "DeflatedMember":
        """Both texts one after the other, without compressing either again."""
        return DeflatedMember(
            self.blocks + other.blocks, self.size + other.size, _shifted(self.crc, other.size) ^ other.crc
        )


def deflate(text: Iterable[bytes]) -> DeflatedMember:
    """The pieces of `text` compressed as they come."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks, size, crc = [], 0, 0
    for piece in _gathered(text):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        blocks.append(packer.compress(piece))
    blocks.append(packer.flush(zlib.Z_FULL_FLUSH))
    return DeflatedMember(tuple(blocks), size, crc)


def _gathered(text: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in pieces large enough for zlib to be called seldom."""
    pieces, size = [], 0
    for piece in text:
        pieces.append(piece)
        size += len(piece)
        if size >= _GATHER:
            yield b"".join(pieces)
            pieces, size = [], 0
    yield b"".join(pieces)


def _shifted(crc: int, zeros: int) -> int:
    """The checksum register after `zeros` zero bytes: CRC-32 is linear, so this is all that joining needs."""
    register = crc ^ 0xFFFFFFFF
    block = bytes(min(zeros, 1 << 20))
    while zeros > 0:
        step = min(zeros, len(block))
        register = zlib.crc32(memoryview(block)[:step], register)
        zeros -= step
    return register ^ 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Member:
    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    made_by: int
    needs: int
    attributes: tuple[int, int]
    blocks: Sequence[bytes | memoryview]

    @property
    def length(self) -> int:
        """Bytes that the member takes before the directory."""
        return _LOCAL.size + len(self.name) + self.packed


class ZipArchive:
    """A zip archive as a mapping of names to members; nothing touches the disk but what `write` is given."""

    def __init__(self, data: bytes) -> None:
        try:
            self._members = dict(_members(data))
        except (struct.error, UnicodeDecodeError, IndexError) as error:
            raise DamagedZipError(str(error)) from error

    @property
    def names(self) -> list[str]:
        """Names of the members in their order."""
        return list(self._members)

    @property
    def inflated_size(self) -> int:
        """The size in bytes that all members claim to have."""
        return sum(member.size for member in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """A member's text; DamagedZipError when it is missing or does not match its checksum."""
        return b"".join(self.stream(name))

    def stream(self, name: str) -> Iterator[bytes]:
        """A member's text in pieces; DamagedZipError at the end when it does not match its checksum."""
        if name not in self._members:
            raise DamagedZipError(f"no {name}")
        member = self._members[name]
        size, crc = 0, 0
        for piece in _plain(member):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > member.size:
                break
            yield piece
        if (size, crc) != (member.size, member.crc):
            raise DamagedZipError(name)

    def put(self, name: str, text: DeflatedMember) -> None:
        """Give a member new text; a new member comes last."""
        self._members[name] = _with_text(name, self._members.get(name), text)

    def remove(self, name: str) -> None:
        """Leave a member out."""
        del self._members[name]

    def date_alike(self) -> None:
        """Give all members the date at which zip begins: the same content is then the same bytes whenever written."""
        self._members = {n: replace(m, time=0, date=_NEW_YEAR_1980) for n, m in self._members.items()}

    def write(self, out: BinaryIO) -> None:
        """Write the archive: the compressed bytes of unchanged members go over as they are."""
        directory: list[bytes] = []
        at = 0
        for member in self._members.values():
            out.write(_local(member))
            out.writelines(member.blocks)
            directory.append(_entry(member, at))
            at += member.length
        out.write(_listing(directory, at))


def open_archive(data: bytes) -> ZipArchive:
    """The archive of an .xlsx; OldOrEncryptedFileError, TooLargeError or DamagedZipError when it cannot be used."""
    if data.startswith(_OLE):
        raise OldOrEncryptedFileError
    archive = ZipArchive(data)
    if archive.inflated_size > MAX_INFLATED:
        raise TooLargeError(archive.inflated_size)
    return archive


class RepackedMember:
    """An archive of which `changing` members change from copy to copy; the others are laid out once, in front."""

    def __init__(self, archive: ZipArchive, changing: Iterable[str]) -> None:
        self._changing = {name: archive._members[name] for name in changing}
        front, self._directory, self._at = list[bytes | memoryview](), list[bytes](), 0
        for member in (m for name, m in archive._members.items() if name not in self._changing):
            front += (_local(member), *member.blocks)
            self._directory.append(_entry(member, self._at))
            self._at += member.length
        self._front = b"".join(front)

    def copy(self, texts: Mapping[str, DeflatedMember]) -> bytes:
        """The archive with `texts` in the changing members."""
        pieces: list[bytes | memoryview] = [self._front]
        directory, at = self._directory.copy(), self._at
        for name, old in self._changing.items():
            member = _with_text(name, old, texts[name])
            pieces += (_local(member), *member.blocks)
            directory.append(_entry(member, at))
            at += member.length
        return b"".join((*pieces, _listing(directory, at)))


def _with_text(name: str, old: _Member | None, text: DeflatedMember) -> _Member:
    blocks = (*text.blocks, _LAST_BLOCK)
    return _Member(
        name=old.name if old else name.encode(),
        flags=old.flags & _UTF8_NAME if old else (0 if name.isascii() else _UTF8_NAME),
        method=_DEFLATED,
        time=old.time if old else 0,
        date=old.date if old else _NEW_YEAR_1980,
        crc=text.crc,
        packed=sum(map(len, blocks)),
        size=text.size,
        made_by=old.made_by if old else 20,
        needs=20,
        attributes=old.attributes if old else (0, 0),
        blocks=blocks,
    )


def _local(m: _Member) -> bytes:
    sizes = (m.crc, m.packed, m.size, len(m.name))
    return _LOCAL.pack(_LOCAL_MARK, m.needs, m.flags, m.method, m.time, m.date, *sizes, 0) + m.name


def _entry(m: _Member, at: int) -> bytes:
    kind, sizes = (m.made_by, m.needs, m.flags, m.method, m.time, m.date), (m.crc, m.packed, m.size, len(m.name))
    return _ENTRY.pack(_ENTRY_MARK, *kind, *sizes, 0, 0, 0, *m.attributes, at) + m.name


def _listing(directory: Sequence[bytes], at: int) -> bytes:
    """The central directory of members that end at `at`, and the record that ends the archive."""
    listing, count = b"".join(directory), len(directory)
    return listing + _END.pack(_END_MARK, 0, 0, count, count, len(listing), at, 0)


def _members(data: bytes) -> Iterator[tuple[str, _Member]]:
    end = data.rfind(struct.pack("<I", _END_MARK), max(0, len(data) - 65_557))
    if end < 0:
        raise DamagedZipError("no end record")
    _, _, _, _, count, _, at, _ = _END.unpack_from(data, end)
    for _ in range(count):
        mark, made, needs, flags, method, time, date, crc, packed, size, named, extra, note, _, inner, outer, start = (
            _ENTRY.unpack_from(data, at)
        )
        if mark != _ENTRY_MARK or flags & _ENCRYPTED or method not in (_DEFLATED, _STORED):
            raise DamagedZipError("unreadable entry")
        name = data[at + _ENTRY.size : at + _ENTRY.size + named]
        body = _body(data, start, packed)
        flags &= ~_HAS_DESCRIPTOR
        yield (
            name.decode("utf-8" if flags & _UTF8_NAME else "cp437"),
            _Member(name, flags, method, time, date, crc, packed, size, made, needs, (inner, outer), (body,)),
        )
        at += _ENTRY.size + named + extra + note


def _body(data: bytes, start: int, packed: int) -> memoryview:
    local = _LOCAL.unpack_from(data, start)
    begin = start + _LOCAL.size + local[9] + local[10]
    if local[0] != _LOCAL_MARK or begin + packed > len(data):
        raise DamagedZipError("cut short")
    return memoryview(data)[begin : begin + packed]


def _plain(member: _Member) -> Iterator[bytes]:
    if member.method == _STORED:
        yield from (bytes(block) for block in member.blocks)
        return
    opener = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for block in member.blocks:
            for at in range(0, len(block), _STEP):
                yield opener.decompress(block[at : at + _STEP])
    except zlib.error as error:
        raise DamagedZipError(str(error)) from error
