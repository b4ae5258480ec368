"""Plain numbers of a document that no figure and no unit's words account for: people typed them."""

import re
from collections.abc import Collection, Iterable, Iterator

from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.document_lines import DocumentLine, DocumentSentence
from bdhvs_xl.documents.review.lost_figures import NumberPosition
from bdhvs_xl.documents.review.text_numbers import TextNumber, find_numbers

_WORD = re.compile(r"\w+")
_Context = tuple[str, str, str]


def find_unsourced_numbers(case: Comparison, typed: Collection[NumberPosition]) -> Iterator[ReportDifference]:
    """Every plain number whose source is not known, without those `typed` in place of a figure."""
    codes = case.material.regime.indicator
    known = set(_contexts(case.made.lines or case.anew.lines, codes))
    for sentence in case.here:
        for number in _plain(sentence.line, codes):
            start = number.start - sentence.start
            inside = 0 <= start < len(sentence.text)
            if inside and (sentence, start) not in typed and not _is_known(case, sentence, number, known):
                yield _unknown(case, sentence, number)


def _is_known(case: Comparison, sentence: DocumentSentence, number: TextNumber, known: Collection[_Context]) -> bool:
    """It stood in the same sentence, or between the same words, when the report was made."""
    before = case.pairing.before(sentence)
    then = {n.text for n in _plain(before.line, case.material.regime.indicator)} if before else set()
    return number.text in then or _context(sentence.line.text, number) in known


def _unknown(case: Comparison, sentence: DocumentSentence, number: TextNumber) -> ReportDifference:
    label = case.same_indicator(number.text, sentence.line.section, sentence.line.marks)
    said = f"bằng số liệu hiện có của {case.name(label)}" if label else "chưa rõ lấy từ đâu"
    return ReportDifference(
        rule="report_number_known" if label else "report_number_unknown",
        severity="notice" if label else "warning",
        message=f"Số {number.text} do người sửa gõ thêm, {said}.",
        cure="Không tự cập nhật: đối chiếu lại nếu số liệu thay đổi." if label else "Ghi rõ nguồn, hoặc bỏ số này.",
        section=sentence.line.section, page=sentence.page, sentence=sentence.text, then=number.text,
        now=number.text if label else "", label=label, at=case.order[sentence],
    )  # fmt: skip


def _contexts(lines: Iterable[DocumentLine], codes: Collection[str]) -> Iterator[_Context]:
    for line in lines:
        yield from (_context(line.text, number) for number in _plain(line, codes))


def _plain(line: DocumentLine, codes: Collection[str]) -> Iterator[TextNumber]:
    """The numbers of a line that stand in no control."""
    for number in find_numbers(line.text, codes):
        if not any(mark.start < number.end and number.start < mark.end for mark in line.marks):
            yield number


def _context(text: str, number: TextNumber) -> _Context:
    """A number between its neighbouring words."""
    before, after = _WORD.findall(text[: number.start]), _WORD.search(text, number.end)
    return (before[-1] if before else "", number.text, after[0] if after else "")
