"""The archive of an .xlsx from its bytes, refused with the cure when it is none or too large."""

from bdhvs_xl.errors import UserError
from bdhvs_xl.ooxml.zip_archive import ZipArchive

MAX_INFLATED = 1 << 30
"""Bytes that all parts together may claim to hold."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opened(data: bytes, name: str) -> ZipArchive:
    """The parts of the file called `name`; DamagedZipError when it is no archive."""
    if data.startswith(_OLE):
        raise UserError(
            f"Tệp “{name}” có mật khẩu mở tệp hoặc là tệp Excel 97-2003 (.xls).",
            "Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại dạng .xlsx.",
        )
    zipped = ZipArchive(data)
    if zipped.inflated_size > MAX_INFLATED:
        raise UserError(f"Tệp “{name}” quá lớn khi mở ra.", "Xóa các dòng, cột thừa rồi lưu lại.")
    return zipped
