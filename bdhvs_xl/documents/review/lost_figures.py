"""Figures whose control is gone: typed as plain numbers in their sentence, or out of the document with it."""

from dataclasses import dataclass, field

from bdhvs_xl.documents.review.align import aligned_numbers
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference, quote_sentence
from bdhvs_xl.documents.review.document_lines import DocumentLine, DocumentSentence, FigureMark
from bdhvs_xl.documents.review.provenance import figure_source
from bdhvs_xl.documents.review.text_numbers import same_number

NumberPosition = tuple[DocumentSentence, int]
"""A sentence of the document, and where in it a number begins."""


@dataclass(slots=True)
class LostFigures:
    """The differences, and the places of the plain numbers that stand where a figure stood."""

    differences: list[ReportDifference] = field(default_factory=list)
    typed: set[NumberPosition] = field(default_factory=set)


@dataclass(slots=True)
class _Gone:
    """The figures of a line that are gone, and the sentence of the document after which the line stood."""

    after: int
    marks: list[FigureMark] = field(default_factory=list)


def find_lost_figures(case: Comparison) -> LostFigures:
    """What became of the figures that have no control any more."""
    lost, gone, last = LostFigures(), dict[DocumentLine, _Gone](), 0
    for sentence in case.then:
        here = case.pairing.now(sentence)
        last = case.order[here] if here else last
        missing = [mark for mark in sentence.marks if mark.label.number not in case.linked]
        places = aligned_numbers(sentence, here) if here and missing else {}
        for mark in missing:
            place = _free(here, places.get(mark.start))
            if here and place:
                lost.typed.add((here, place[0]))
                lost.differences.append(_typed(case, here, here.text[slice(*place)], mark))
            else:
                gone.setdefault(sentence.line, _Gone(last)).marks.append(mark)
    lost.differences += [_told_gone(line, found) for line, found in gone.items()]
    return lost


def _free(sentence: DocumentSentence | None, place: tuple[int, int] | None) -> tuple[int, int] | None:
    """The place when no control holds it."""
    held = sentence.marks if sentence else ()
    return place if place and not any(mark.start <= place[0] < mark.end for mark in held) else None


def _typed(case: Comparison, here: DocumentSentence, text: str, mark: FigureMark) -> ReportDifference:
    label, now = mark.label, case.now(mark.label)
    matches = now is not None and same_number(text, now.text)
    shown = now.text if now else "không còn"
    difference = f"khớp {case.workbook}" if matches else f"khác số trong {case.workbook}: {shown}"
    was = "" if now and same_number(now.text, label.text) else f" (lúc lập {case.document} là {label.text})"
    return ReportDifference(
        rule="report_figure_unlinked" if matches else "report_figure_typed",
        severity="notice" if matches else "error",
        message=f"{case.name(label)} là số gõ tay “{text}”, không còn gắn nguồn; {difference}{was}.",
        cure="Từ nay số này không tự cập nhật." if matches else f"Sửa lại thành {shown} hoặc xem lại câu.",
        section=here.line.section, page=here.page, sentence=here.text, then=text, now=now.text if now else "",
        label=label, source=figure_source(case.material, label), at=case.order[here],
    )  # fmt: skip


def _told_gone(line: DocumentLine, gone: _Gone) -> ReportDifference:
    shown = ", ".join(mark.text for mark in gone.marks)
    return ReportDifference(
        rule="report_figures_gone", severity="notice", section=line.section, sentence=line.text, then=shown,
        message=f"{quote_sentence(line.text)}: {len(gone.marks)} số liệu của đoạn này không còn trong văn bản "
        f"({shown}).",
        cure="Không cần làm gì nếu chủ ý bỏ.", at=gone.after,
    )  # fmt: skip
