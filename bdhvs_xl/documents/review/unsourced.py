"""Plain numbers of a document that neither a figure nor a unit's text accounts for: people typed them."""

import re
from collections.abc import Collection, Iterable, Iterator

from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.document_lines import DocumentLine, DocumentSentence
from bdhvs_xl.documents.review.lost_figures import NumberPosition
from bdhvs_xl.documents.review.text_numbers import TextNumber, find_numbers

_WORD = re.compile(r"\w+")
_Context = tuple[str, str, str]


def find_unsourced_numbers(comparison: Comparison, typed: Collection[NumberPosition]) -> Iterator[ReportDifference]:
    """Every plain number without a known source, except those `typed` in place of a figure."""
    codes = comparison.data.regime.indicator
    known = set(_contexts(comparison.original.lines or comparison.regenerated.lines, codes))
    for sentence in comparison.edited_sentences:
        for number in _plain_numbers(sentence.line, codes):
            start = number.start - sentence.start
            inside = 0 <= start < len(sentence.text)
            if inside and (sentence, start) not in typed and not _is_known(comparison, sentence, number, known):
                yield _difference(comparison, sentence, number)


def _is_known(
    comparison: Comparison, sentence: DocumentSentence, number: TextNumber, known: Collection[_Context]
) -> bool:
    """Whether the original has the number in the same sentence, or between the same words."""
    original = comparison.alignment.original(sentence)
    original_numbers = (
        {n.text for n in _plain_numbers(original.line, comparison.data.regime.indicator)} if original else set()
    )
    return number.text in original_numbers or _context(sentence.line.text, number) in known


def _difference(comparison: Comparison, sentence: DocumentSentence, number: TextNumber) -> ReportDifference:
    label = comparison.same_indicator(number.text, sentence.line.section, sentence.line.marks)
    origin = f"bằng số liệu hiện có của {comparison.name(label)}" if label else "chưa rõ lấy từ đâu"
    return ReportDifference(
        rule="report_number_known" if label else "report_number_unknown",
        severity="notice" if label else "warning",
        message=f"Số {number.text} do người sửa gõ thêm, {origin}.",
        cure="Không tự cập nhật: đối chiếu lại nếu số liệu thay đổi." if label else "Ghi rõ nguồn, hoặc bỏ số này.",
        section=sentence.line.section, page=sentence.page, sentence=sentence.text, then=number.text,
        now=number.text if label else "", label=label, at=comparison.positions[sentence],
    )  # fmt: skip


def _contexts(lines: Iterable[DocumentLine], codes: Collection[str]) -> Iterator[_Context]:
    for line in lines:
        yield from (_context(line.text, number) for number in _plain_numbers(line, codes))


def _plain_numbers(line: DocumentLine, codes: Collection[str]) -> Iterator[TextNumber]:
    """The numbers of a line outside any control."""
    for number in find_numbers(line.text, codes):
        if not any(mark.start < number.end and number.start < mark.end for mark in line.marks):
            yield number


def _context(text: str, number: TextNumber) -> _Context:
    """A number with its neighbouring words."""
    original, after = _WORD.findall(text[: number.start]), _WORD.search(text, number.end)
    return (original[-1] if original else "", number.text, after[0] if after else "")
