"""A workbook's parts, checked before calamine may open them.

calamine allocates every sheet's whole used range: one stray value in XFD1048576 aborts the process, and no exception
can be caught. So the used range of each sheet is found first, from the bytes, without trusting any size the file
states; and calamine gets exactly the bytes that were checked.
"""

import re
import struct
import zlib
from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import used_range

MAX_UNPACKED_BYTES = 256 << 20
MAX_CELL_BYTES = 12 << 20
"""Bytes that all parts, and those that hold cells, may claim to unpack to: photos take room, cells do not."""
MAX_MEMBERS = 2000

_UNREAD = ("docProps/", "xl/theme/", "xl/drawings/", "xl/charts/", "xl/media/", "xl/printerSettings/")
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")

_DOCUMENT_TYPE = re.compile(rb"(?>[^<]++|<\?|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
"""XML allows one only before the root element: what follows need not be searched."""
_ODS_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", b"manifest:encryption-data"

RESAVE = "Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
LOCKED = ("Tệp có mật khẩu nên không đọc được.", "Hãy bỏ mật khẩu rồi gửi lại.")
TOO_LARGE = ("Tệp quá lớn so với một biểu mẫu.", "Hãy chép số liệu sang biểu mẫu đã phát rồi gửi lại.")


def safe_copy(data: bytes, spare: Collection[str] = ()) -> bytes:
    """An uncompressed archive of the parts of an .xlsx or .ods that have its cells, each part checked.

    Sheets named in `spare` are left out: the copy lists them, but they cannot be read from it. UserError when the file
    is damaged, needs a password, unpacks to more than a form can hold, declares a document type (no spreadsheet program
    does; entity expansion could exhaust the memory), or has a filled cell so far out that reading the sheet would.
    """
    members = [member for member in _directory(data) if _is_read(member.filename)]
    if sum(member.file_size for member in members) > MAX_CELL_BYTES:
        raise UserError(*TOO_LARGE)
    known = {m.filename: _inflated(data, m) for m in members if m.filename in _LISTINGS} if spare else {}
    left_out = _parts_of(spare, known)
    members = [member for member in members if member.filename not in left_out]
    contents = [known.get(member.filename) or _inflated(data, member) for member in members]
    for member, content in zip(members, contents, strict=True):
        if _DOCUMENT_TYPE.match(content):
            raise damaged_file_error()
        if member.filename == _ODS_MANIFEST and _ENCRYPTED in content:
            raise UserError(*LOCKED)
        if used_range.reaches_too_far(content):
            raise UserError(
                used_range.TOO_FAR, "Hãy xóa các dòng, cột thừa hoặc chép số liệu sang biểu mẫu mới rồi gửi lại."
            )
    return _stored(members, contents)


def _parts_of(sheets: Collection[str], listings: Mapping[str, bytes]) -> set[str]:
    """The parts of the sheets so named, none of those that are not found where every program puts them."""
    listing, relations = (listings.get(name, b"").decode(errors="replace") for name in _LISTINGS)
    names = {relation: name for name, relation in _SHEET.findall(listing)}
    targets = _RELATION.findall(relations)
    return {f"xl/{target.removeprefix('/xl/')}" for id, target in targets if names.get(id) in sheets}


_LISTINGS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_SHEET = re.compile(r'<sheet name="([^"]*)"[^>]* r:id="([^"]*)"')
_RELATION = re.compile(r'<Relationship Id="([^"]*)"[^>]* Target="([^"]*)"')


def damaged_file_error() -> UserError:
    """The UserError of a file that is damaged or not what its name says."""
    return UserError("Tệp bị hỏng, không mở được.", RESAVE)


def _directory(data: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged_file_error() from None
    if any(member.flag_bits & 1 for member in members):
        raise UserError(*LOCKED)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise UserError(*TOO_LARGE)
    if _overlap(data, members):
        raise damaged_file_error()
    return members


def _overlap(data: bytes, members: list[ZipInfo]) -> bool:
    """Whether members share a name or bytes: two programs could then read different content from one file."""
    named_twice = len({member.filename for member in members}) < len(members)
    return named_twice or sum(member.compress_size for member in members) > len(data)


def _is_read(name: str) -> bool:
    return name == "mimetype" or (name.endswith((".xml", ".rels")) and not name.startswith(_UNREAD))


def _inflated(data: bytes, member: ZipInfo) -> bytes:
    """The member's content; UserError when its size is not the one that the directory states."""
    if len(data) < member.header_offset + _LOCAL.size:
        raise damaged_file_error()
    named, extra = _LOCAL.unpack_from(data, member.header_offset)[-2:]
    start = member.header_offset + _LOCAL.size + named + extra
    content = packed = data[start : start + member.compress_size]
    if member.compress_type == ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.file_size + 1)
        except zlib.error:
            raise damaged_file_error() from None
    if len(content) != member.file_size or member.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
        raise damaged_file_error()
    return content


def _stored(members: list[ZipInfo], contents: list[bytes]) -> bytes:
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for member, content in zip(members, contents, strict=True):
        name, size = member.filename.encode(), len(content)
        head = _LOCAL.pack(b"PK\x03\x04", 20, 0x800, 0, 0, 0x21, member.CRC, size, size, len(name), 0)
        sizes = (member.CRC, size, size, len(name), 0, 0, 0, 0, 0, at)
        directory += (_CENTRAL.pack(b"PK\x01\x02", 20, 20, 0x800, 0, 0, 0x21, *sizes), name)
        pieces += (head, name, content)
        at += len(head) + len(name) + size
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(listing), at, 0)
    return b"".join((*pieces, listing, end))
