"""The three versions compared: the edited file, the original, and the report regenerated from the present data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_metadata import GeneratedDocument
from bdhvs_xl.documents.figures.figure_tags import FigureLabel, figure_kind_name
from bdhvs_xl.documents.review.align import Alignment
from bdhvs_xl.documents.review.current_values import CurrentFigure, CurrentValues
from bdhvs_xl.documents.review.document_lines import DocumentSentence, FigureMark, split_sentences
from bdhvs_xl.documents.review.edited_docx import EditedDocument
from bdhvs_xl.documents.review.provenance import changes_since

_NOTHING = GeneratedDocument((), {})


@dataclass(frozen=True)
class Comparison:
    """One edited report and the present data. Without metadata the original is empty; tags still label the figures."""

    edited: EditedDocument
    data: ReportData
    regenerated: GeneratedDocument

    @property
    def workbook(self) -> str:
        """The name of the workbook, for messages."""
        return self.data.voice.workbook

    @property
    def document(self) -> str:
        """The word for the document, for messages."""
        return "văn bản" if self.original.about.get("letter") else "báo cáo"

    @property
    def original(self) -> GeneratedDocument:
        """The report as generated; empty when its metadata is lost."""
        return self.edited.made or _NOTHING

    @cached_property
    def edited_sentences(self) -> Sequence[DocumentSentence]:
        """The sentences of the edited document."""
        return split_sentences(self.edited.lines)

    @cached_property
    def original_sentences(self) -> Sequence[DocumentSentence]:
        """The sentences of the original report."""
        return split_sentences(self.original.lines)

    @cached_property
    def alignment(self) -> Alignment:
        """The pairing of the original and the edited sentences."""
        return Alignment(self.original_sentences, self.edited_sentences)

    @cached_property
    def written_at(self) -> datetime | None:
        """When the program last wrote the figures; None when unknown."""
        try:
            return datetime.fromisoformat(self.original.about.get("refreshed") or self.original.about.get("made", ""))
        except ValueError:
            return None

    @cached_property
    def linked(self) -> frozenset[int]:
        """The numbers of the figures that still have their control."""
        return frozenset(mark.label.number for line in self.edited.lines for mark in line.marks if mark.text)

    @cached_property
    def positions(self) -> Mapping[DocumentSentence, int]:
        """The position of each sentence of the edited document, from 1."""
        return {sentence: n for n, sentence in enumerate(self.edited_sentences, 1)}

    def label(self, mark: FigureMark, section: str) -> FigureLabel:
        """The label of a mark: by the metadata, unless the control comes from another report."""
        label, original = mark.label, self._original_labels.get(mark.label.number)
        if original and (label.indicator, label.column, label.unit) in (_identity(original), ("", "", "")):
            return original
        return label if label.section else replace(label, section=section)

    def name(self, label: FigureLabel) -> str:
        """A figure's name for people: "Chỉ số 2.4 (Số người)", "Số đơn vị chưa gửi"."""
        text = f"Chỉ số {label.indicator} ({figure_kind_name(label)})" if label.indicator else figure_kind_name(label)
        unit = self.data.voice.unit_to_name(label.unit)
        return f"{text} của {self.data.name_in_sentence(unit)}" if unit else text

    def current(self, label: FigureLabel) -> CurrentFigure | None:
        """The present value of a figure; None when there is none any more."""
        return self._current_values.current(label)

    def same_indicator(self, text: str, section: str, near: Sequence[FigureMark]) -> FigureLabel | None:
        """The present figure that is printed as `text`, of an indicator near it or in its section."""
        marks = (mark for line in self.regenerated.lines if line.section == section for mark in line.marks)
        return self._current_values.same_indicator(text, {m.label.indicator for m in (*near, *marks)} - {""})

    def changes_note(self, label: FigureLabel | None = None) -> str:
        """What was received after the report was generated: " Sau khi lập báo cáo có thêm …"; "" when nothing was."""
        received = changes_since(self.data, self.written_at, label)
        return f" Sau khi lập {self.document} có thêm: {received}." if received else ""

    @cached_property
    def _current_values(self) -> CurrentValues:
        return CurrentValues(self.data, self.regenerated, self.original)

    @cached_property
    def _original_labels(self) -> Mapping[int, FigureLabel]:
        return {mark.label.number: mark.label for line in self.original.lines for mark in line.marks}


def _identity(label: FigureLabel) -> tuple[str, str, str]:
    return label.indicator, label.column, label.unit
