"""Compound files (the OLE container of .xls, .doc and of workbooks with a password), and old workbooks, by hand."""

import struct
from collections.abc import Iterable, Mapping
from typing import Any

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR, _FREE, _END, _FAT, _NONE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALLEST = 4096
"""A shorter stream would live in a container of its own kind; padded to this all streams are of one kind."""
_BIFF8, _GLOBALS, _SHEET = 0x0600, 0x0005, 0x0010


def compound(streams: Mapping[str, bytes], *, cyclic: bool = False) -> bytes:
    """A compound file with the streams; a `cyclic` one lists the first sector of each stream as its own follower."""
    bodies = [body.ljust(_SMALLEST, b"\0") for body in streams.values()]
    lengths = [-(-len(body) // _SECTOR) for body in bodies]
    listed = -(-(len(streams) + 1) // 4)
    fat_sectors = 1
    while fat_sectors * 128 < fat_sectors + listed + sum(lengths):
        fat_sectors += 1
    fat = [_FAT] * fat_sectors + _chain(fat_sectors, listed)
    starts = []
    for length in lengths:
        starts.append(len(fat))
        fat += [len(fat)] * length if cyclic else _chain(len(fat), length)
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, start, body) in enumerate(zip(streams, starts, bodies, strict=True), start=1):
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, start, len(body), right=right))
    directory = b"".join(entries).ljust(listed * _SECTOR, b"\0")
    padded = b"".join(body.ljust(length * _SECTOR, b"\0") for body, length in zip(bodies, lengths, strict=True))
    return _header(fat_sectors) + struct.pack(f"<{len(fat)}I", *fat) + directory + padded


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), _END]


def _header(fat_sectors: int) -> bytes:
    fixed = struct.pack("<8s16s5H6x6I", MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, fat_sectors, 0, 4096, _END)
    places = [*range(fat_sectors), *[_FREE] * (109 - fat_sectors)]
    return fixed + struct.pack("<3I", 0, _END, 0) + struct.pack("<109I", *places)


def _entry(name: str, kind: int, start: int, size: int, right: int = _NONE, child: int = _NONE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16sI8s8sIQ", text, len(text), kind, 1, _NONE, right, child, b"", 0, b"", b"", start, size
    )


def locked_workbook() -> bytes:
    """What Excel writes when a workbook gets a password: the package encrypted in a compound file."""
    return compound({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": b"\x07" * 9000})


def old_workbook(sheets: Mapping[str, Iterable[tuple[int, int, Any]]], *, extra: bytes = b"", **shape: bool) -> bytes:
    """A workbook in the format of Excel 97 with the cells (row, column, text or number), all counted from zero.

    `extra` are records put among those of the whole workbook.
    """
    return compound({"Workbook": workbook_stream(sheets, extra=extra)}, **shape)


def workbook_stream(sheets: Mapping[str, Iterable[tuple[int, int, Any]]], *, extra: bytes = b"") -> bytes:
    """The stream of such a workbook."""
    bodies = [_bof(_SHEET) + b"".join(_cell(*cell) for cell in cells) + record(0x000A) for cells in sheets.values()]
    names = [_short(name) for name in sheets]
    head = _bof(_GLOBALS) + extra + record(0x0042, struct.pack("<H", 1200))
    at = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    listing = b""
    for name, body in zip(names, bodies, strict=True):
        listing += record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
        at += len(body)
    return head + listing + record(0x000A) + b"".join(bodies)


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of such a stream."""
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", _BIFF8, kind, 0, 0, 0, 0))


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _cell(row: int, column: int, value: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value[:4000]
        return record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le", "surrogatepass"))
    return record(0x0203, place + struct.pack("<d", value))
