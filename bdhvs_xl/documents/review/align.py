"""The alignment of an edited document with the generated one: sentence by sentence, and the numbers inside them."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from bdhvs_xl import vi
from bdhvs_xl.documents.review.document_lines import DocumentSentence

MIN_SIMILARITY = 0.6
"""The least similarity of two sentences for one to be the other, edited."""
_CANDIDATES = 4
_COMMON = 60
"""A word in more sentences than this does not help to identify one."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")


class Alignment:
    """Pairs each sentence of the `original` document with a sentence of the `edited` one."""

    def __init__(self, original: Sequence[DocumentSentence], edited: Sequence[DocumentSentence]) -> None:
        self._edited = edited
        self._by_number = _by_number(edited)
        self._by_frame: defaultdict[tuple[str, str], deque[DocumentSentence]] = defaultdict(deque)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, sentence in enumerate(edited):
            for key in _keys(sentence):
                self._by_frame[key].append(sentence)
            for word in _words(sentence):
                self._by_word[word].append(n)
        self._edited_of: dict[DocumentSentence, DocumentSentence | None] = {}
        self._used: set[DocumentSentence] = set()
        for find in (self._by_marks, self._by_words, self._by_similarity):
            for sentence in original:
                if self._edited_of.get(sentence) is None:
                    self._edited_of[sentence] = found = find(sentence)
                    self._used |= {found} if found else set()
        self._original_of = {one: other for other, one in self._edited_of.items() if one}

    def edited(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The edited sentence of an original one; None when it is gone."""
        return self._edited_of.get(sentence)

    def original(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The original sentence of an edited one; None when people added it."""
        return self._original_of.get(sentence)

    def _by_marks(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The sentence that holds most of its figures."""
        candidates = Counter(home for mark in sentence.marks for home in self._by_number.get(mark.label.number, ())[:1])
        return next(iter(dict(candidates.most_common(1))), None)

    def _by_words(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The sentence with the same words, numbers aside; preferably in the same section."""
        for key in _keys(sentence):
            alike = self._by_frame[key]
            while alike and alike[0] in self._used:
                alike.popleft()
            if alike:
                return alike[0]
        return None

    def _by_similarity(self, sentence: DocumentSentence) -> DocumentSentence | None:
        """The most similar sentence, if it is similar enough."""
        candidates = (self._by_word.get(word, []) for word in _words(sentence))
        shared = Counter(n for places in candidates if len(places) <= _COMMON for n in places)
        free = [n for n, _ in shared.most_common() if self._edited[n] not in self._used][:_CANDIDATES]
        alike = [(similarity(sentence, self._edited[n]), -n) for n in free]
        best, n = max(alike, default=(0.0, 0))
        return self._edited[-n] if best >= MIN_SIMILARITY else None


def aligned_numbers(one: DocumentSentence, other: DocumentSentence) -> Mapping[int, tuple[int, int]]:
    """The positions (start, end) of the numbers of `other`, by the starts of the corresponding numbers of `one`."""
    first, second = _tokens(one.text), _tokens(other.text)
    blocks = _matcher(tuple(t for t, *_ in first), tuple(t for t, *_ in second)).get_matching_blocks()
    pairs = [(first[b.a + n], second[b.b + n]) for b in blocks for n in range(b.size)]
    return {start: (begin, end) for (token, start, _), (_, begin, end) in pairs if token == "#"}


def similarity(one: DocumentSentence, other: DocumentSentence) -> float:
    """The similarity of two sentences, 0 to 1, numbers aside."""
    tokens = [tuple(token for token, *_ in _tokens(sentence.text)) for sentence in (one, other)]
    return _matcher(*tokens).ratio()


def _matcher(one: tuple[str, ...], other: tuple[str, ...]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """Words, punctuation and numbers (as #) with their positions."""
    found = _TOKEN.finditer(text)
    return tuple(("#" if m[0][0].isdigit() else vi.fold(m[0]), m.start(), m.end()) for m in found)


def _keys(sentence: DocumentSentence) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two keys of a sentence, its text without numbers: with its section, and without."""
    frame = " ".join(token for token, *_ in _tokens(sentence.text))
    return (frame, sentence.line.section), (frame, "")


def _words(sentence: DocumentSentence) -> set[str]:
    return {token for token, *_ in _tokens(sentence.text) if len(token) > 1}


def _by_number(edited: Iterable[DocumentSentence]) -> Mapping[int, list[DocumentSentence]]:
    """The sentences that contain each figure, by the figure's number."""
    candidates: defaultdict[int, list[DocumentSentence]] = defaultdict(list)
    for sentence in edited:
        for mark in sentence.marks:
            if mark.text:
                candidates[mark.label.number].append(sentence)
    return candidates
