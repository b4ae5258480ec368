"""Figures that still have their control: those that differ from the workbook, and since when."""

from collections.abc import Collection, Iterator

from bdhvs_xl.documents.figures.figure_tags import FigureLabel
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.current_values import CurrentFigure
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.document_lines import DocumentSentence, FigureMark
from bdhvs_xl.documents.review.provenance import figure_source
from bdhvs_xl.documents.review.text_numbers import same_number

_REFRESH = "Ghi bản đã cập nhật số liệu, hoặc sửa số này thành {now}; xem lại cả câu."
_CORRECT = "Sửa lại thành {now}. Nếu số gõ vào mới đúng: "


def find_linked_differences(
    comparison: Comparison, outdated: Collection[DocumentSentence]
) -> Iterator[ReportDifference]:
    """The figures that differ; in `outdated` sentences a figure without a present value is not reported again."""
    for sentence in comparison.edited_sentences:
        for mark in sentence.marks:
            if not mark.text:
                continue
            label = comparison.label(mark, sentence.line.section)
            now = comparison.current(label)
            if now and not same_number(mark.text, now.text):
                yield _changed_difference(comparison, sentence, mark, label, now)
            elif not now and comparison.alignment.original(sentence) not in outdated:
                yield _unstated_difference(comparison, sentence, mark, label)


def is_unchanged(mark: FigureMark, label: FigureLabel) -> bool:
    """Whether a figure is known to have its generated text."""
    return bool(label.text) and same_number(mark.text, label.text)


def _changed_difference(
    comparison: Comparison, sentence: DocumentSentence, mark: FigureMark, label: FigureLabel, now: CurrentFigure
) -> ReportDifference:
    rule, cure = "report_figure_edited", _CORRECT + comparison.data.voice.correct_at
    name, workbook, document = comparison.name(label), comparison.workbook, comparison.document
    changes = comparison.changes_note(label)
    if is_unchanged(mark, label):
        rule, cure = "report_figure_outdated", _REFRESH
        message = f"{name} ghi {mark.text} như lúc lập {document}, {workbook} nay là {now.text}.{changes}"
    elif not label.text:
        message = f"{name} ghi “{mark.text}”, {workbook} nay là {now.text}; không còn biết số lúc lập {document}."
    else:
        original = "." if same_number(label.text, now.text) else f" (lúc lập {document} là {label.text}).{changes}"
        message = f"{name} đã bị gõ lại thành “{mark.text}”, {workbook} là {now.text}{original}"
    return ReportDifference(
        rule=rule, severity="error", message=message, cure=cure.format(now=now.text), section=sentence.line.section,
        page=sentence.page, sentence=sentence.text, then=mark.text, now=now.text, label=label,
        source=figure_source(comparison.data, label), at=comparison.positions[sentence],
    )  # fmt: skip


def _unstated_difference(
    comparison: Comparison, sentence: DocumentSentence, mark: FigureMark, label: FigureLabel
) -> ReportDifference:
    name, workbook, changes = comparison.name(label), comparison.workbook, comparison.changes_note(label)
    return ReportDifference(
        rule="report_figure_unstated", severity="warning", section=sentence.line.section, page=sentence.page,
        message=f"{name} ghi {mark.text}, nhưng {workbook} hiện không còn số này.{changes}",
        cure=f"Xem lại câu này, hoặc lập {comparison.document} mới.", sentence=sentence.text, then=mark.text,
        label=label, source=figure_source(comparison.data, label), at=comparison.positions[sentence],
    )  # fmt: skip
