"""Tokenizes a text into numbers as Vietnamese offices type them, with possible readings, and the words around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl import vi

_FIGURE = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*")

_FACTORS: Mapping[str, float] = {
    "chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "nghin": 1000, "ngan": 1000, "vạn": 10_000,
    "triệu": 1_000_000, "trieu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
}  # fmt: skip
"""Without marks only what can be nothing else: "tram" is also trạm, "van" văn."""
_FACTOR = re.compile(rf" ?({'|'.join(_FACTORS)})\b(?! lệ)")
_PERCENT = re.compile(r"\s*(?:%|phần trăm\b)")

_QUALIFIERS: Mapping[str, str] = {
    "không dưới": "ít nhất", "không ít hơn": "ít nhất", "không thấp hơn": "ít nhất", "ít nhất": "ít nhất",
    "tối thiểu": "ít nhất", "không quá": "tối đa", "không nhiều hơn": "tối đa", "tối đa": "tối đa",
    "chưa đến": "dưới", "chưa tới": "dưới", "không đến": "dưới", "không tới": "dưới", "ít hơn": "dưới",
    "thấp hơn": "dưới", "nhiều hơn": "trên", "cao hơn": "trên", "trên dưới": "khoảng", "áng chừng": "khoảng",
    "tầm": "khoảng", "độ": "khoảng", "cỡ": "khoảng", "ước tính": "khoảng", "ước đạt": "khoảng", "ước": "khoảng",
    "xấp xỉ": "khoảng", "khoảng": "khoảng", "chừng": "khoảng", "trên": "trên", "hơn": "hơn", "gần": "gần",
    "dưới": "dưới", "từ": "từ", ">=": "từ", "≥": "từ", ">": "trên", "<=": "tối đa", "≤": "tối đa", "<": "dưới",
    "~": "khoảng", "≈": "khoảng",
}  # fmt: skip
_NEUTRAL = (
    r"(?:(?:tổng số|tổng cộng|tổng|số lượng|số|đạt|được|đã có|đã|có|là|cả|tỉ lệ|tỷ lệ|với|mới|chỉ"
    r"|toàn (?:xã|phường|tỉnh|ngành|sở|đơn vị)|tổ chức|thành lập|ban hành|đăng tải|mở|thực hiện|triển khai|xây dựng"
    r"|hoàn thành)\b[ :]*)*"
)
_ABOUT = "|".join(map(re.escape, sorted(_QUALIFIERS, key=len, reverse=True)))
_LEAD = re.compile(rf"(?:['’]|[•·*] ?)?{_NEUTRAL}(?:({_ABOUT})(?: (?:{_ABOUT}))?)?[ :]*{_NEUTRAL}")
_LONGEST_LEAD = 60
_TAIL = re.compile(r"^ ?\+|lên|xuống|ước|khoảng")
_TAILS: Mapping[str, re.Pattern[str]] = {
    "từ": re.compile(r".*(?:^ ?\+|\b(?:trở|đổ) lên)[ .)]*"),
    "tối đa": re.compile(r".*\b(?:trở|đổ) xuống[ .)]*"),
    "khoảng": re.compile(r".*\((?:ước|ước tính|ước đạt|khoảng)\)[ .]*"),
}
_SPOILING = frozenset(".,oil")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number in a text: as typed, its possible readings (the usual one first), and the words after it.

    `readings` is empty when the text is not a valid number; `percent`: a % sign follows; `scaled`: a word such as
    "nghìn" or "triệu" multiplies it.
    """

    typed: str
    readings: tuple[float, ...]
    percent: bool
    scaled: bool
    after: str


@dataclass(frozen=True, slots=True)
class TokenLine:
    """The tokens of a text: the words before the first number, their qualifier ("trên"), and the numbers.

    `known` is False when the words before are not just a qualifier or neutral ("tổng số"), as in "lớp 12".
    """

    before: str
    qualifier: str
    known: bool
    figures: tuple[NumberToken, ...]


def tokenize(text: str) -> TokenLine:
    """The numbers in a text (single spaces, NFC) and the words around them, in lower case."""
    text = text.casefold()
    found = list(_FIGURE.finditer(text))
    starts = [*(match.start() for match in found), len(text)]
    figures = tuple(
        _figure(match[0], () if _is_glued(text, match.start()) else _readings(match[0]), text[match.end() : end])
        for match, end in zip(found, starts[1:], strict=True)
    )
    before = text[: found[0].start()] if found else text
    lead = _LEAD.fullmatch(before) if len(before) <= _LONGEST_LEAD else None
    qualifier = _QUALIFIERS.get(lead[1] or "", "") if lead else ""
    if not qualifier and figures and _TAIL.search(figures[-1].after):
        qualifier = next((said for said, tail in _TAILS.items() if tail.fullmatch(figures[-1].after)), "")
    return TokenLine(before.strip(), qualifier, lead is not None, figures)


def number_text(number: float) -> str:
    """The number in Vietnamese notation, to six decimals: "2.610", "7,6"."""
    return vi.format_number(number, 6)


def _is_glued(text: str, start: int) -> bool:
    """Whether the character before belongs to the number and makes it invalid: ".5", "l2" for 12."""
    if not start or (before := text[start - 1]) not in _SPOILING:
        return False
    return before in ".," or start == 1 or not text[start - 2].isalpha()


def _figure(typed: str, readings: tuple[float, ...], after: str) -> NumberToken:
    scaled = False
    while factor := _FACTOR.match(after):
        readings = tuple(round(reading * _FACTORS[factor[1]], 6) for reading in readings)
        typed, after, scaled = typed + factor[0], after[factor.end() :], True
    sign = _PERCENT.match(after)
    return NumberToken(typed, readings, sign is not None, scaled, after[sign.end() :] if sign else after)


_BY_DOTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_BY_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_BY_BOTH = re.compile(r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+(?=,)|(?:,[0-9]{3})+(?=\.)))[.,]([0-9]+)")


def _readings(typed: str) -> tuple[float, ...]:
    """The possible readings: "2.610" is 2610 or 2,61; "2,610" is 2,61 or 2610; "1.234.567" has one."""
    typed = typed.replace(" ", "")
    bare = re.sub("[.,]", "", typed)
    signs = len(typed) - len(bare)
    if both := _BY_BOTH.fullmatch(typed):
        return (float(re.sub("[.,]", "", both[1]) + "." + both[2]),)
    dots, commas = _BY_DOTS.fullmatch(typed), _BY_COMMAS.fullmatch(typed)
    if signs > 1:
        return (float(bare),) if dots or commas else ()
    decimal = float(typed.replace(",", "."))
    if dots:
        return float(bare), decimal
    return (decimal, float(bare)) if commas else (decimal,)
