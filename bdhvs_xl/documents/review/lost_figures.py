"""Figures whose control is gone: typed over as plain numbers, or removed with their sentence."""

from dataclasses import dataclass, field

from bdhvs_xl.documents.review.align import aligned_numbers
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference, quote_sentence
from bdhvs_xl.documents.review.document_lines import DocumentLine, DocumentSentence, FigureMark
from bdhvs_xl.documents.review.provenance import figure_source
from bdhvs_xl.documents.review.text_numbers import same_number

NumberPosition = tuple[DocumentSentence, int]
"""A sentence of the document, and the start of a number in it."""


@dataclass(slots=True)
class LostFigures:
    """The differences, and the positions of plain numbers that replaced a figure."""

    differences: list[ReportDifference] = field(default_factory=list)
    typed: set[NumberPosition] = field(default_factory=set)


@dataclass(slots=True)
class _Removed:
    """The removed figures of a line, and the position of the sentence before it."""

    after: int
    marks: list[FigureMark] = field(default_factory=list)


def find_lost_figures(comparison: Comparison) -> LostFigures:
    """The figures that have no control any more."""
    lost, removed, last = LostFigures(), dict[DocumentLine, _Removed](), 0
    for sentence in comparison.original_sentences:
        edited = comparison.alignment.edited(sentence)
        last = comparison.positions[edited] if edited else last
        missing = [mark for mark in sentence.marks if mark.label.number not in comparison.linked]
        positions = aligned_numbers(sentence, edited) if edited and missing else {}
        for mark in missing:
            position = _uncontrolled(edited, positions.get(mark.start))
            if edited and position:
                lost.typed.add((edited, position[0]))
                lost.differences.append(_typed_difference(comparison, edited, edited.text[slice(*position)], mark))
            else:
                removed.setdefault(sentence.line, _Removed(last)).marks.append(mark)
    lost.differences += [_removed_difference(line, found) for line, found in removed.items()]
    return lost


def _uncontrolled(sentence: DocumentSentence | None, position: tuple[int, int] | None) -> tuple[int, int] | None:
    """The position, if no control covers it."""
    marks = sentence.marks if sentence else ()
    return position if position and not any(mark.start <= position[0] < mark.end for mark in marks) else None


def _typed_difference(
    comparison: Comparison, edited: DocumentSentence, text: str, mark: FigureMark
) -> ReportDifference:
    label, now = mark.label, comparison.current(mark.label)
    matches = now is not None and same_number(text, now.text)
    current = now.text if now else "không còn"
    difference = f"khớp {comparison.workbook}" if matches else f"khác số trong {comparison.workbook}: {current}"
    original = "" if now and same_number(now.text, label.text) else f" (lúc lập {comparison.document} là {label.text})"
    return ReportDifference(
        rule="report_figure_unlinked" if matches else "report_figure_typed",
        severity="notice" if matches else "error",
        message=f"{comparison.name(label)} là số gõ tay “{text}”, không còn gắn nguồn; {difference}{original}.",
        cure="Từ nay số này không tự cập nhật." if matches else f"Sửa lại thành {current} hoặc xem lại câu.",
        section=edited.line.section, page=edited.page, sentence=edited.text, then=text, now=now.text if now else "",
        label=label, source=figure_source(comparison.data, label), at=comparison.positions[edited],
    )  # fmt: skip


def _removed_difference(line: DocumentLine, removed: _Removed) -> ReportDifference:
    numbers = ", ".join(mark.text for mark in removed.marks)
    return ReportDifference(
        rule="report_figures_gone", severity="notice", section=line.section, sentence=line.text, then=numbers,
        message=f"{quote_sentence(line.text)}: {len(removed.marks)} số liệu của đoạn này không còn trong văn bản "
        f"({numbers}).",
        cure="Không cần làm gì nếu chủ ý bỏ.", at=removed.after,
    )  # fmt: skip
