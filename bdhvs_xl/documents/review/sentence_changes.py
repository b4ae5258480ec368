"""Sentences in which more than a number changes: a target met or missed, another best unit, another missing unit."""

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
"""The least similarity for two sentences of one section to match: about the same indicator, or about anything."""
_CHANGES_SHOWN = 3
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+|\S")


@dataclass(slots=True)
class SentenceChanges:
    """The differences, and the original sentences that are no longer true."""

    differences: list[ReportDifference] = field(default_factory=list)
    outdated: set[DocumentSentence] = field(default_factory=set)


def find_changed_sentences(comparison: Comparison) -> SentenceChanges:
    """The differences between the regenerated report and the original sentences that are still in the document."""
    changes = SentenceChanges()
    original, regenerated = (
        _generated(comparison.original_sentences),
        _generated(split_sentences(comparison.regenerated.lines)),
    )
    for section in dict.fromkeys(s.line.section for s in (*original, *regenerated)) if comparison.edited.made else ():
        old, new = _unmatched(
            [s for s in original if s.line.section == section], [s for s in regenerated if s.line.section == section]
        )
        for old_sentence, new_sentence in _matched(old, new):
            if old_sentence:
                changes.outdated.add(old_sentence)
            changes.differences += _difference(comparison, old_sentence, new_sentence)
    return changes


def _generated(candidates: Iterable[DocumentSentence]) -> list[DocumentSentence]:
    """The sentences that the program generated."""
    return [sentence for sentence in candidates if sentence.line.generated or sentence.line.marks]


def _unmatched(
    one: Sequence[DocumentSentence], other: Sequence[DocumentSentence]
) -> tuple[list[DocumentSentence], list[DocumentSentence]]:
    """The sentences of each side that the other side lacks, figures aside."""
    counts = Counter(s.frame for s in one), Counter(s.frame for s in other)
    return list(_surplus_sentences(one, counts[0] - counts[1])), list(_surplus_sentences(other, counts[1] - counts[0]))


def _surplus_sentences(sentences: Iterable[DocumentSentence], surplus: Counter[str]) -> Iterator[DocumentSentence]:
    for sentence in sentences:
        if surplus[sentence.frame] > 0:
            surplus[sentence.frame] -= 1
            yield sentence


def _matched(
    old: Sequence[DocumentSentence], new: Sequence[DocumentSentence]
) -> Iterator[tuple[DocumentSentence | None, DocumentSentence | None]]:
    """Every old sentence with its new version, or alone; then the new sentences without an old version."""
    unmatched = list(new)
    for sentence in old:
        scored = [
            (similarity(sentence, other) + _one_subject(sentence, other), -n) for n, other in enumerate(unmatched)
        ]
        score, n = max(scored, default=(0.0, 0))
        if score >= _ALIKE or score - 1 >= _SAME_SUBJECT:
            yield sentence, unmatched.pop(-n)
        else:
            yield sentence, None
    yield from ((None, sentence) for sentence in unmatched)


def _one_subject(one: DocumentSentence, other: DocumentSentence) -> int:
    return int(_subject(one) == _subject(other) != ("", ""))


def _subject(sentence: DocumentSentence) -> tuple[str, str]:
    first = sentence.marks[0].label if sentence.marks else None
    return (first.indicator, "" if first.indicator else first.column) if first else ("", "")


def _difference(
    comparison: Comparison, old: DocumentSentence | None, new: DocumentSentence | None
) -> Iterator[ReportDifference]:
    edited = comparison.alignment.edited(old) if old else None
    present_texts = {" ".join(sentence.text.split()) for sentence in comparison.edited_sentences}
    if (old and not edited) or (new and " ".join(new.text.split()) in present_texts):
        return
    section = (edited or new or old).line.section  # type: ignore[union-attr]
    rule, message, cure = _message(old, new)
    then, now = edited.text if edited else "", new.text if new else ""
    yield ReportDifference(
        rule=rule, severity="warning" if rule == "report_sentence_new" else "error",
        message=message + comparison.changes_note(), cure=cure, section=section, page=edited.page if edited else 0,
        sentence=then, better=now, then=then, now=now,
        at=comparison.positions[edited] if edited else _end_of(comparison, section),
    )  # fmt: skip


def _message(old: DocumentSentence | None, new: DocumentSentence | None) -> tuple[str, str, str]:
    """The rule, the message and the cure."""
    if old and new:
        changes = "; ".join(_replacements(old.frame, new.frame))
        message = f"{quote_sentence(old.text)}: câu này thay đổi, {changes}."
        return "report_conclusion_changed", message, f"Sửa thành: “{new.text.removeprefix('- ')}”"
    if old:
        return (
            "report_sentence_gone",
            f"{quote_sentence(old.text)} không còn đúng theo số liệu hiện nay.",
            "Bỏ hoặc sửa câu này.",
        )
    text = new.text if new else ""
    return "report_sentence_new", f"Số liệu hiện nay cho thêm câu: {quote_sentence(text)}", "Thêm câu này nếu cần."


def _replacements(one: str, other: str) -> list[str]:
    """The replaced words: "“chưa đạt” → “đạt”"."""
    first, second = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    codes = SequenceMatcher(None, [w[0] for w in first], [w[0] for w in second], autojunk=False).get_opcodes()
    pairs = [(_part(one, first[a:b]), _part(other, second[c:d])) for kind, a, b, c, d in codes if kind != "equal"]
    changes = [_change(removed, added) for removed, added in pairs if removed or added]
    return [*changes[:_CHANGES_SHOWN], *(["…"] if len(changes) > _CHANGES_SHOWN else [])]


def _part(text: str, words: Sequence[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()].strip(" .,;:#%").replace("#", "…") if words else ""


def _change(removed: str, added: str) -> str:
    if removed and added:
        return f"“{removed}” → “{added}”"
    return f"thêm “{added}”" if added else f"bỏ “{removed}”"


def _end_of(comparison: Comparison, section: str) -> int:
    return max(
        (comparison.positions[s] for s in comparison.edited_sentences if s.line.section == section),
        default=len(comparison.edited_sentences),
    )
