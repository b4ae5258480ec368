"""Recognises words typed instead of a value (yes, no, nothing to report) and words that make a number unclear."""

import re

from bdhvs_xl import vi
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, YES_NO

YES, NO = YES_NO
NOTHING_HAPPENED, DOES_NOT_APPLY, NOT_KNOWN = NO_VALUE_ANSWERS

_YES_WORDS = frozenset(
    ("co", "da", "da-co", "roi", "da-ban-hanh", "x", "v", "yes", "y", "true", "dung", "dat", "dat-100", "dat-yeu-cau")
)
_NO_WORDS = frozenset(
    ("khong", "khong-co", "ko", "k", "kg", "khg", "chua", "chua-co", "no", "n", "false", "sai", "khong-dat")
)
_TICKS = frozenset("✓✔☑✅√")
_TURN = re.compile(
    r"\b(?:không|chưa|nhưng|có|đã|thể|lẽ|chỉ|những|đang|chờ|trình|sẽ|sắp|dự kiến|dự thảo|một phần|cơ bản|rõ|biết)\b"
)

_NO_VALUE = {
    "khong-phat-sinh": NOTHING_HAPPENED,
    "kps": NOTHING_HAPPENED,
    "khong-ap-dung": DOES_NOT_APPLY,
    "n-a": DOES_NOT_APPLY,
    "khong-thuoc-doi-tuong": DOES_NOT_APPLY,
    "chua-co-so-lieu": NOT_KNOWN,
    "khong-co-so-lieu": NOT_KNOWN,
    "chua-thong-ke": NOT_KNOWN,
    "dang-thong-ke": NOT_KNOWN,
    "chua-tong-hop": NOT_KNOWN,
    "dang-tong-hop": NOT_KNOWN,
    **{
        f"{no}-{what}": NOT_KNOWN
        for no in ("khong", "chua")
        for what in ("ro", "biet", "nam-duoc", "xac-dinh", "xac-dinh-duoc", "co-thong-tin")
    },
}
_NOTHING = re.compile(r"(?:khong|ko|chua)(?:-(?:co|lop|to-chuc|thuc-hien|trien-khai|ban-hanh|thanh-lap)(?:-[a-z-]+)?)?")
_VAGUE = re.compile(r"\b(?:rưỡi|rưởi|nửa|mấy|vài)\b|[0-9] ?tá\b")
_TAKING_AWAY = re.compile(r"\b(?:không|chưa|trừ|ngoài|thiếu|nhưng)\b")
_UNSETTLED = re.compile(
    r"\?|^ ?/|/ ?(?:ngày|tuần|tháng|quý|kỳ|năm|lớp|buổi)\b"
    r"|\b(?:đang|sẽ|dự kiến|theo kế hoạch|mỗi|hằng|hàng|bình quân|trung bình)\b"
)


def no_value_answer(text: str) -> str:
    """The member of NO_VALUE_ANSWERS in the text, with or without diacritics; "" when there is none."""
    return _NO_VALUE.get(vi.ascii_name(text), "")


def yes_or_no(text: str) -> tuple[str, bool]:
    """The answer in the text, "Có", "Không" or "" for neither, and whether it is certain.

    "Có, Kế hoạch số 12/KH-UBND" is a certain yes, "Có nhưng chưa đầy đủ" an uncertain one.
    """
    name = vi.ascii_name(text)
    if name in _YES_WORDS or text in _TICKS:
        return YES, True
    if name in _NO_WORDS:
        return NO, True
    first, _, rest = re.sub(r"[^\w/]+", " ", vi.fold(text)).partition(" ")
    said = {"có": YES, "đã": YES, "đạt": YES, "không": NO, "chưa": NO}.get(first, "")
    return said, first != "đạt" and not _TURN.search(rest.removeprefix("có ").removeprefix("đã "))


def says_none(text: str) -> bool:
    """Whether the text says there are none: "Không", "Chưa có", "Chưa tổ chức lớp nào"."""
    return _NOTHING.fullmatch(vi.ascii_name(text)) is not None


def has_exclusion(text: str) -> bool:
    """Whether words beside a number exclude a part of it: "không tính xã A"."""
    return _TAKING_AWAY.search(text) is not None


def is_provisional(text: str) -> bool:
    """Whether words beside a number say that it is not final, or a rate: "?", "dự kiến", "/tháng"."""
    return _UNSETTLED.search(text) is not None


def is_vague(text: str) -> bool:
    """Whether words give the number only vaguely: "2 triệu rưỡi", "3 tá", "mấy chục"."""
    return _VAGUE.search(text.casefold()) is not None
