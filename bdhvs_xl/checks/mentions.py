"""Extracts the numbers that a text mentions: the thing counted, the sentence, the qualifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bdhvs_xl import vi

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_NUMBER = re.compile(r"(?<![\w/.,:-])(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(?![\w/:-]|[.,]\d)(\s*%)?")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[\d.;:()“”\"–/]| - ")
_NAMED = re.compile(
    r"\b(?:năm|tháng|ngày|quý|số|điều|khoản|mục|lần|tuổi|thứ|đề án|nghị quyết|nghị định|từ|trước|sau|giai đoạn|đợt|khóa"
    r"|tập|mức độ|mức|cấp|loại|nhóm|thôn|tổ|khu|đến)\s*$"
)
_PART = re.compile(r"(?:trong đó|riêng|mỗi|bình quân|trung bình|thêm|ít nhất|tối thiểu|còn)\b[^,;]{0,25}$")
_QUALIFIED = re.compile(r"(?:trên|hơn|gần|khoảng|dưới|chưa đến|xấp xỉ|ngót)\s*$")
_PLAN = re.compile(r"\b(?:phấn đấu|dự kiến|sẽ|kế hoạch đề ra|thời gian tới|đến hết năm|đến năm)\b")
_STOPS = frozenset((
    "với", "và", "cho", "tại", "ở", "để", "do", "được", "của", "trên", "về", "trong", "đã", "là", "từ", "theo", "có",
    "gồm", "tham", "nhằm", "bằng", "đến", "khi", "mà", "thì", "hoặc", "vào", "như", "bị", "cùng", "chưa", "đạt",
))  # fmt: skip
_LONGEST, _QUOTED, _BEFORE = 14, 4, 50


@dataclass(frozen=True, eq=False)
class Mention:
    """A number in a sentence: `words` are the words after it, `head` those that name the thing counted (`tin bài`).

    `quoted` is the number with the next words, as typed.
    """

    number: float
    typed: str
    quoted: str
    is_percent: bool
    qualifier: str
    is_part: bool
    words: tuple[str, ...]
    sentence: "MentionSentence"

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The words that name the thing counted."""
        return counted_thing(self.words)


@dataclass(frozen=True, eq=False)
class MentionSentence:
    """A sentence on one line; compared by identity, for two sentences may have the same text."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The folded sentence, or the lower-case one if folding changes the length: same positions as `text`."""
        folded = vi.fold(self.text)
        return folded if len(folded) == len(self.text) else self.text.lower()

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of adjacent words."""
        return word_pairs(self.folded)

    @property
    def is_plan(self) -> bool:
        """Whether the sentence is about the future."""
        return bool(_PLAN.search(self.folded))


def find_mentions(text: str) -> Iterator[Mention]:
    """The counts and percentages in a text; years, dates and document numbers are left out."""
    for part in _SENTENCE.split(text):
        if any(map(str.isdigit, part)):
            sentence = MentionSentence(vi.plain(part))
            yield from (m for found in _NUMBER.finditer(sentence.text) if (m := _mention(sentence, found)))


def _mention(sentence: MentionSentence, found: re.Match[str]) -> Mention | None:
    start, end = found.span()
    stop = _BREAK.search(sentence.text, end)
    stop_at = stop.start() if stop else len(sentence.text)
    before = sentence.folded[max(0, start - _BEFORE) : start]
    words = tuple(_WORD.findall(sentence.folded[end:stop_at]))[:_LONGEST]
    qualified = _QUALIFIED.search(before)
    if not words or _NAMED.search(before):
        return None
    number = float(found[1].replace(".", "") + (found[2] or "").replace(",", "."))
    return Mention(
        number=number, typed=found[0].strip(), quoted=_quoted(found[0], sentence.text[end:stop_at]),
        is_percent=bool(found[3]), qualifier=qualified[0].strip() if qualified else "",
        is_part=bool(_PART.search(before)), words=words, sentence=sentence,
    )  # fmt: skip


def _quoted(number: str, after: str) -> str:
    words = after.split()
    return " ".join([number.strip(), *words[:_QUOTED]]).rstrip(" ,") + ("…" if len(words) > _QUOTED else "")


def counted_thing(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that name the thing counted: those before the first preposition, conjunction or verb."""
    stop = next((n for n, word in enumerate(words) if word in _STOPS), len(words))
    return words[:stop]


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded (`vi.fold`)."""
    return tuple(_WORD.findall(vi.fold(text)))


def word_pairs(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of adjacent words of a text, folded."""
    return frozenset(pairwise(folded_words(text)))
