"""Which sentence of an edited document was which sentence of the report, and where in it a lost figure should stand."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from bdhvs_xl import vi
from bdhvs_xl.documents.review.document_lines import DocumentSentence

MIN_SIMILARITY = 0.6
"""How much of two sentences must agree for one to be the other, edited."""
_CANDIDATES = 4
_COMMON = 60
"""Sentences in which a word may stand and still tell which sentence is meant."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")


class Alignment:
    """The sentences `here` of the document beside those `then` of the report as it was made."""

    def __init__(self, then: Sequence[DocumentSentence], here: Sequence[DocumentSentence]) -> None:
        self._here = here
        self._by_number = _by_number(here)
        self._by_frame: defaultdict[tuple[str, str], deque[DocumentSentence]] = defaultdict(deque)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, sentence in enumerate(here):
            for key in _places(sentence):
                self._by_frame[key].append(sentence)
            for word in _words(sentence):
                self._by_word[word].append(n)
        self._of: dict[DocumentSentence, DocumentSentence | None] = {}
        self._taken: set[DocumentSentence] = set()
        for find in (self._by_marks, self._by_words, self._by_likeness):
            for sentence in then:
                if self._of.get(sentence) is None:
                    self._of[sentence] = found = find(sentence)
                    self._taken |= {found} if found else set()
        self._was = {one: other for other, one in self._of.items() if one}

    def now(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """What became of a sentence of the report; None when it is gone."""
        return self._of.get(sentence)

    def before(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """What a sentence of the document was in the report; None when people wrote it."""
        return self._was.get(sentence)

    def _by_marks(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The sentence that holds most of its figures."""
        homes = Counter(home for mark in sentence.marks for home in self._by_number.get(mark.label.number, ())[:1])
        return next(iter(dict(homes.most_common(1))), None)

    def _by_words(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The sentence that differs from it in numbers at most, best in the same section."""
        for key in _places(sentence):
            alike = self._by_frame[key]
            while alike and alike[0] in self._taken:
                alike.popleft()
            if alike:
                return alike[0]
        return None

    def _by_likeness(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The sentence most like it, when it is like enough."""
        homes = (self._by_word.get(word, []) for word in _words(sentence))
        shared = Counter(n for places in homes if len(places) <= _COMMON for n in places)
        free = [n for n, _ in shared.most_common() if self._here[n] not in self._taken][:_CANDIDATES]
        alike = [(similarity(sentence, self._here[n]), -n) for n in free]
        best, n = max(alike, default=(0.0, 0))
        return self._here[-n] if best >= MIN_SIMILARITY else None


def aligned_numbers(one: DocumentSentence, other: DocumentSentence) -> Mapping[int, tuple[int, int]]:
    """The places (start, end) of the numbers of `other` by the starts of those of `one` that stand in their place."""
    first, second = _tokens(one.text), _tokens(other.text)
    blocks = _matcher(tuple(t for t, *_ in first), tuple(t for t, *_ in second)).get_matching_blocks()
    pairs = [(first[b.a + n], second[b.b + n]) for b in blocks for n in range(b.size)]
    return {start: (begin, end) for (token, start, _), (_, begin, end) in pairs if token == "#"}


def similarity(one: DocumentSentence, other: DocumentSentence) -> float:
    """How much of two sentences agrees, 0 to 1, numbers apart."""
    tokens = [tuple(token for token, *_ in _tokens(sentence.text)) for sentence in (one, other)]
    return _matcher(*tokens).ratio()


def _matcher(one: tuple[str, ...], other: tuple[str, ...]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """Words, signs and numbers (as #) with their places."""
    found = _TOKEN.finditer(text)
    return tuple(("#" if m[0][0].isdigit() else vi.fold(m[0]), m.start(), m.end()) for m in found)


def _places(sentence: DocumentSentence) -> tuple[tuple[str, str], tuple[str, str]]:
    """What the sentence says apart from numbers, in its section and anywhere."""
    frame = " ".join(token for token, *_ in _tokens(sentence.text))
    return (frame, sentence.line.section), (frame, "")


def _words(sentence: DocumentSentence) -> set[str]:
    return {token for token, *_ in _tokens(sentence.text) if len(token) > 1}


def _by_number(here: Iterable[DocumentSentence]) -> Mapping[int, list[DocumentSentence]]:
    """The sentences that hold each figure, by its number."""
    homes: defaultdict[int, list[DocumentSentence]] = defaultdict(list)
    for sentence in here:
        for mark in sentence.marks:
            if mark.text:
                homes[mark.label.number].append(sentence)
    return homes
