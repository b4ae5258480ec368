"""The numbers of a text that need a source, and the value of a number.

Every pattern of `_OTHER` matches numbers that need none, and they are tried in order: dates, document numbers, places
in a document, names followed by a number (in Vietnamese a count comes before its noun), telephone numbers, links.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

_DOCUMENTS = (
    "Nghị quyết|Kế hoạch|Chỉ thị|Quyết định|Nghị định|Thông tư|Công văn|Đề án|Kết luận|Luật|Hướng dẫn|Công điện"
)
_NUMBERED = (
    "phụ lục|tiểu mục|mục|khoản|điểm|điều|phần|chương|tiết|bảng|biểu|hình|trang|tập|dòng|cột|đợt|lần|kỳ|khóa|lớp|khối|"
    "cấp|mức độ|giai đoạn|thôn|xóm|ấp|tổ dân phố|khu|phòng|tầng|bước|loại|hạng|quý|tuần|thứ|chỉ số|chỉ tiêu"
)
_CONTINUATION = r"(?:(?:,| và|-|–)\s?\d{1,3}(?:\.\d{1,2})*(?![\d%]|[.,]\d))*(?![\d%]|[.,]\d)"
_YEAR = r"(?:19|20)\d\d"
_OTHER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\S*(?:https?://|www\.|@)\S+",
        r"^\s*(?:[-+•*]\s*)?\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|\s\|)",
        r"(?<!\d)\d{1,2}([/.-])\d{1,2}\1\d{4}(?!\d)",
        rf"(?<![\d/])\d{{1,2}}/{_YEAR}(?!\d)",
        r"(?:ngày|sáng|chiều|tối)\s+\d{1,2}(?:\s*(?:/|-|tháng)\s*\d{1,2})?(?!\d)",
        rf"tháng\s+\d{{1,2}}(?:[/-]{_YEAR})?(?:\s+năm\s+{_YEAR})?(?!\d)",
        rf"(?:năm|giai đoạn|nhiệm kỳ|tết|hè|đến|-|–)\s*{_YEAR}(?:\s*[-–]\s*{_YEAR})?(?![\d%]|[.,/]\d)",
        rf"(?<![\d.,]){_YEAR}(?=\s*(?:[-–):;.]|,(?!\d)|$))",
        r"(?<!\d)\d+[a-z]?(?:/\d{4})?\s?[-–/]\s?(?-i:[A-ZĐ][\wđ]*)(?:[-/][\wđ]+)+",
        r"(?<!\d)\d+/(?-i:[A-ZĐ]{2,})\w*",
        rf"(?-i:{_DOCUMENTS})\s+\d+(?!\d)(?:/\d{{4}})?",
        r"(?<!tổng )(?<!trong )\bsố:?\s+\d+(?![\d.,]*\d)",
        rf"\b(?:{_NUMBERED})(?:\s+số)?\s+(?:[IVX]+\.)?\d{{1,3}}(?:\.\d{{1,2}})*{_CONTINUATION}",
        r"(?<!\d)(?:\+84 ?|0)\d{1,3}[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d)",
        r"(?<!\d)1[89]00[ .-]?\d{4,6}(?!\d)",
        r"(?:lúc|hồi)\s+\d{1,2}\s?(?:giờ|h|:)\s?(?:\d{2})?",
        r"(?<!\d)24/7(?!\d)|(?<![\d.,])4\.0(?![\d%])",
    )
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![^\W\d_])(?<!\d[.,])(?<!\d)\d+(?:[.,]\d+)*(?![^\W\d_])")
_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_WITH_POINT = re.compile(r"\d+\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number in a text, and its position."""

    text: str
    start: int
    end: int


def has_digits(text: str) -> bool:
    """Whether a text may contain a number."""
    return _DIGIT.search(text) is not None


def find_numbers(text: str, codes: Collection[str] = ()) -> Iterator[TextNumber]:
    """The numbers of a text that need a source; indicator `codes` are skipped."""
    for number in _numbers_with_source(text):
        if number.text not in codes or "." not in number.text or text[number.end :].startswith("%"):
            yield number


@lru_cache(maxsize=1 << 15)
def _numbers_with_source(text: str) -> tuple[TextNumber, ...]:
    rest = text
    for pattern in _OTHER:
        if not has_digits(rest):
            return ()
        rest = pattern.sub(lambda found: " " * len(found[0]), rest)
    return tuple(TextNumber(found[0], found.start(), found.end()) for found in _NUMBER.finditer(rest))


def parse_number(text: str) -> float | None:
    """The value of a number in office notation: "2.610" is 2610, "7,6" is 7.6; None when it is no number."""
    if found := _WRITTEN.fullmatch(text):
        return float(f"{found[1].replace('.', '')}.{found[2] or '0'}")
    return float(text) if _WITH_POINT.fullmatch(text) else None


def same_number(one: str, other: str) -> bool:
    """Whether two texts contain the same number, however written: "5" and "05", "2610" and "2.610 người"."""
    values = _only_value(one), _only_value(other)
    return one.strip() == other.strip() if None in values else values[0] == values[1]


def _only_value(text: str) -> float | None:
    """The value of the only number in a text; None when there is none, or several."""
    found = _NUMBER.findall(text)
    return parse_number(found[0]) if len(found) == 1 else None
