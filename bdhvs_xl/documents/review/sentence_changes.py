"""Sentences that the present numbers change in more than a number: what is reached, who is best, who is missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bdhvs_xl.documents.review.align import similarity
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference, quote_sentence
from bdhvs_xl.documents.review.document_lines import DocumentSentence, split_sentences

_SAME_SUBJECT, _ALIKE = 0.3, 0.5
"""How alike two sentences of one section must be to be one and the same: told of one indicator, or of anything."""
_CHANGES_SHOWN = 3
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+|\S")


@dataclass(slots=True)
class SentenceChanges:
    """The differences, and the sentences of the report as it was made that are no longer true."""

    differences: list[ReportDifference] = field(default_factory=list)
    outdated: set[DocumentSentence] = field(default_factory=set)


def find_changed_sentences(case: Comparison) -> SentenceChanges:
    """What the report made anew says otherwise, of sentences that are still in the document."""
    changes = SentenceChanges()
    then, anew = _told(case.then), _told(split_sentences(case.anew.lines))
    for section in dict.fromkeys(s.line.section for s in (*then, *anew)) if case.edited.made else ():
        old, new = _left([s for s in then if s.line.section == section], [s for s in anew if s.line.section == section])
        for was, better in _paired(old, new):
            if was:
                changes.outdated.add(was)
            changes.differences += _difference(case, was, better)
    return changes


def _told(known: Iterable[DocumentSentence]) -> list[DocumentSentence]:
    """The report's own sentences."""
    return [sentence for sentence in known if sentence.line.told or sentence.line.marks]


def _left(
    one: Sequence[DocumentSentence], other: Sequence[DocumentSentence]
) -> tuple[list[DocumentSentence], list[DocumentSentence]]:
    """The sentences on each side that the other side does not have, figures apart."""
    counts = Counter(s.frame for s in one), Counter(s.frame for s in other)
    return list(_more(one, counts[0] - counts[1])), list(_more(other, counts[1] - counts[0]))


def _more(own: Iterable[DocumentSentence], surplus: Counter[str]) -> Iterator[DocumentSentence]:
    for sentence in own:
        if surplus[sentence.frame] > 0:
            surplus[sentence.frame] -= 1
            yield sentence


def _paired(
    old: Sequence[DocumentSentence], new: Sequence[DocumentSentence]
) -> Iterator[tuple[DocumentSentence | None, DocumentSentence | None]]:
    """Every old sentence with the new one that says it now, or alone; then the new ones that are left."""
    free = list(new)
    for sentence in old:
        scored = [(similarity(sentence, other) + _one_subject(sentence, other), -n) for n, other in enumerate(free)]
        score, n = max(scored, default=(0.0, 0))
        if score >= _ALIKE or score - 1 >= _SAME_SUBJECT:
            yield sentence, free.pop(-n)
        else:
            yield sentence, None
    yield from ((None, sentence) for sentence in free)


def _one_subject(one: DocumentSentence, other: DocumentSentence) -> int:
    return int(_subject(one) == _subject(other) != ("", ""))


def _subject(sentence: DocumentSentence) -> tuple[str, str]:
    first = sentence.marks[0].label if sentence.marks else None
    return (first.indicator, "" if first.indicator else first.column) if first else ("", "")


def _difference(
    case: Comparison, was: DocumentSentence | None, better: DocumentSentence | None
) -> Iterator[ReportDifference]:
    here = case.pairing.now(was) if was else None
    said = {" ".join(sentence.text.split()) for sentence in case.here}
    if (was and not here) or (better and " ".join(better.text.split()) in said):
        return
    section = (here or better or was).line.section  # type: ignore[union-attr]
    rule, message, cure = _words(was, better)
    yield ReportDifference(
        rule=rule, severity="warning" if rule == "report_sentence_new" else "error", message=message + case.news(),
        cure=cure, section=section, page=here.page if here else 0, sentence=here.text if here else "",
        better=better.text if better else "", then=here.text if here else "", now=better.text if better else "",
        at=case.order[here] if here else _end_of(case, section),
    )  # fmt: skip


def _words(was: DocumentSentence | None, better: DocumentSentence | None) -> tuple[str, str, str]:
    """The rule, the message and the cure."""
    if was and better:
        message = f"{quote_sentence(was.text)}: câu này thay đổi, {'; '.join(_replaced(was.frame, better.frame))}."
        return "report_conclusion_changed", message, f"Sửa thành: “{better.text.removeprefix('- ')}”"
    if was:
        return (
            "report_sentence_gone",
            f"{quote_sentence(was.text)} không còn đúng theo số liệu hiện nay.",
            "Bỏ hoặc sửa câu này.",
        )
    text = better.text if better else ""
    return "report_sentence_new", f"Số liệu hiện nay cho thêm câu: {quote_sentence(text)}", "Thêm câu này nếu cần."


def _replaced(one: str, other: str) -> list[str]:
    """What became what: "“chưa đạt” → “đạt”"."""
    first, second = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    codes = SequenceMatcher(None, [w[0] for w in first], [w[0] for w in second], autojunk=False).get_opcodes()
    pairs = [(_part(one, first[a:b]), _part(other, second[c:d])) for kind, a, b, c, d in codes if kind != "equal"]
    named = [_became(gone, come) for gone, come in pairs if gone or come]
    return [*named[:_CHANGES_SHOWN], *(["…"] if len(named) > _CHANGES_SHOWN else [])]


def _part(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()].strip(" .,;:#%").replace("#", "…") if words else ""


def _became(gone: str, come: str) -> str:
    if gone and come:
        return f"“{gone}” → “{come}”"
    return f"thêm “{come}”" if come else f"bỏ “{gone}”"


def _end_of(case: Comparison, section: str) -> int:
    return max((case.order[s] for s in case.here if s.line.section == section), default=len(case.here))
