"""Figures that still stand in their control: whether they say what the workbook says now, and if not, since when."""

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


def find_linked_differences(case: Comparison, told: Collection[DocumentSentence]) -> Iterator[ReportDifference]:
    """The figures that differ; in sentences already `told` to be no longer true none is told again as unstated."""
    for sentence in case.here:
        for mark in sentence.marks:
            if not mark.text:
                continue
            label = case.label(mark, sentence.line.section)
            now = case.now(label)
            if now and not same_number(mark.text, now.text):
                yield _differs(case, sentence, mark, label, now)
            elif not now and case.pairing.before(sentence) not in told:
                yield _unstated(case, sentence, mark, label)


def is_unchanged(mark: FigureMark, label: FigureLabel) -> bool:
    """Whether a figure is known to stand as it was first written."""
    return bool(label.text) and same_number(mark.text, label.text)


def _differs(
    case: Comparison, sentence: DocumentSentence, mark: FigureMark, label: FigureLabel, now: CurrentFigure
) -> ReportDifference:
    rule, cure = "report_figure_edited", _CORRECT + case.material.voice.correct_at
    name, workbook = case.name(label), case.workbook
    if is_unchanged(mark, label):
        rule, cure = "report_figure_outdated", _REFRESH
        message = f"{name} ghi {mark.text} như lúc lập {case.document}, {workbook} nay là {now.text}.{case.news(label)}"
    elif not label.text:
        message = f"{name} ghi “{mark.text}”, {workbook} nay là {now.text}; không còn biết số lúc lập {case.document}."
    else:
        since = (
            "."
            if same_number(label.text, now.text)
            else f" (lúc lập {case.document} là {label.text}).{case.news(label)}"
        )
        message = f"{name} đã bị gõ lại thành “{mark.text}”, {workbook} là {now.text}{since}"
    return ReportDifference(
        rule=rule, severity="error", message=message, cure=cure.format(now=now.text), section=sentence.line.section,
        page=sentence.page, sentence=sentence.text, then=mark.text, now=now.text, label=label,
        source=figure_source(case.material, label), at=case.order[sentence],
    )  # fmt: skip


def _unstated(case: Comparison, sentence: DocumentSentence, mark: FigureMark, label: FigureLabel) -> ReportDifference:
    return ReportDifference(
        rule="report_figure_unstated", severity="warning", section=sentence.line.section, page=sentence.page,
        message=f"{case.name(label)} ghi {mark.text}, nhưng {case.workbook} hiện không còn số này.{case.news(label)}",
        cure=f"Xem lại câu này, hoặc lập {case.document} mới.", sentence=sentence.text, then=mark.text, label=label,
        source=figure_source(case.material, label), at=case.order[sentence],
    )  # fmt: skip
