"""Errors and findings: a UserError stops the work until a person acts, a Finding is data and the work continues."""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "notice"]


class UserError(Exception):
    """One sentence that says where and what went wrong, and a hint that says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


_TO_WRITE = "Kiểm tra quyền ghi và đường mạng, đóng tệp ở chương trình khác rồi làm lại."
_REASONS = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "Dọn bớt tệp trên ổ đĩa rồi làm lại."),
    errno.EACCES: ("không được phép đọc hoặc ghi", _TO_WRITE),
    errno.EPERM: ("không được phép đọc hoặc ghi", _TO_WRITE),
    errno.EROFS: ("ổ đĩa chỉ được đọc", "Chép file tổng hợp sang ổ đĩa khác rồi làm lại."),
    errno.ENOENT: ("tệp không còn ở đó", "Kiểm tra tên tệp, thư mục và đường mạng rồi làm lại."),
    errno.EEXIST: ("đã có một tệp trùng tên với thư mục cần dùng", "Đổi tên tệp đó rồi làm lại."),
    errno.ENOTDIR: ("đã có một tệp trùng tên với thư mục cần dùng", "Đổi tên tệp đó rồi làm lại."),
    errno.ELOOP: ("đường tắt dẫn về chính nó", "Xóa đường tắt đó rồi làm lại."),
    errno.ENAMETOOLONG: ("tên tệp quá dài", "Rút ngắn tên tệp hoặc tên thư mục rồi làm lại."),
}


def to_user_error(error: OSError) -> UserError:
    """The UserError of a file or folder that the system would not open, read or write."""
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), _TO_WRITE))
    name = f" “{Path(str(error.filename)).name}”" if error.filename else ""
    return UserError(f"Không đọc hoặc không ghi được{name}: {reason}.", hint)


FILE_RULE_PREFIX = "form_"
"""Prefix of the rules about the file itself, whose findings arise only once: when the file is received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One error, warning or notice about one place of one unit's report, with its cure."""

    rule: str
    severity: Severity
    message: str
    unit: str = ""
    indicator: str = ""
    column: str = ""
    sheet: str = ""
    cell: str = ""
    raw: str = ""
    other: str = ""
    cure: str = ""
    explanation: str = ""
    choice: str = ""
    state: str = "new"
    file: str = ""

    @property
    def where(self) -> str:
        """The cell, such as `Kết quả!E12`, or the whole sheet; "" when the finding has neither."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell

    @property
    def key(self) -> str:
        """The identity of the finding across runs: unit, place and rule; the text of the message may change."""
        key = "|".join((self.unit, self.indicator, self.column, self.rule))
        if self.rule.startswith(FILE_RULE_PREFIX):
            return f"{key}|{self.where}|{self.file}"
        return f"{key}|{'' if self.indicator else self.where}"
