"""Archives as an attacker packs them: bombs that unpack to gigabytes, entries that share bytes, sizes that lie."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO

Change = bytes | Callable[[bytes], bytes] | None
"""What becomes of a member: new content, its old content changed, or nothing."""


def packed(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of the members; pairs may repeat a name."""
    pairs = members.items() if isinstance(members, Mapping) else members
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 8, 0, 0)), content, compress_type=method)
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """The content of each member."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """The archive with members changed, added or, with None, left out."""
    members: dict[str, bytes] = members_of(data)
    for name, change in changes.items():
        if change is None:
            del members[name]
        else:
            members[name] = change(members[name]) if callable(change) else change
    return packed(members)


def blown_up(block: bytes, times: int) -> bytes:
    """Deflated data that unpacks to the block so many times over, made without unpacking it ever."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)) * times + b"\x03\x00"


def with_raw(data: bytes, entries: Iterable[tuple[str, bytes, int]], *, shared: bool = False, flags: int = 0) -> bytes:
    """The archive with deflated entries (name, data as packed, size as told) added to it.

    `shared` ones all point at the bytes of the first, as entries that overlap do.
    """
    end = data.rfind(b"PK\x05\x06")
    count, size, at = struct.unpack_from("<HII", data, end + 10)
    body, listing = data[:at], data[at : at + size]
    first = 0
    for name, raw, told in entries:
        text = name.encode()
        fields = (flags, 8, 0, 0x21, 0, len(raw), told, len(text), 0)
        start = first if shared and first else len(body)
        if not (shared and first):
            body += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, *fields) + text + raw
            first = start
        listing += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, start) + text
        count += 1
    return body + listing + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listing), len(body), 0)
