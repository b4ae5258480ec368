"""Everything that is compared: the document here, the report as it was made then, and the report made anew."""

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
    """One edited report. Without its map nothing is known of `then`; its controls still say what they are."""

    edited: EditedDocument
    material: ReportData
    anew: GeneratedDocument

    @property
    def workbook(self) -> str:
        """What the document is held against, as people call it."""
        return self.material.voice.workbook

    @property
    def document(self) -> str:
        """What the document is called."""
        return "văn bản" if self.made.about.get("letter") else "báo cáo"

    @property
    def made(self) -> GeneratedDocument:
        """The report as it was made, as far as it is known."""
        return self.edited.made or _NOTHING

    @cached_property
    def here(self) -> Sequence[DocumentSentence]:
        """The sentences of the document."""
        return split_sentences(self.edited.lines)

    @cached_property
    def then(self) -> Sequence[DocumentSentence]:
        """The sentences of the report as it was made."""
        return split_sentences(self.made.lines)

    @cached_property
    def pairing(self) -> Alignment:
        """Which sentence was which."""
        return Alignment(self.then, self.here)

    @cached_property
    def since(self) -> datetime | None:
        """When the figures were last written by us."""
        try:
            return datetime.fromisoformat(self.made.about.get("refreshed") or self.made.about.get("made", ""))
        except ValueError:
            return None

    @cached_property
    def linked(self) -> frozenset[int]:
        """The numbers of the figures that still stand in a control."""
        return frozenset(mark.label.number for line in self.edited.lines for mark in line.marks if mark.text)

    @cached_property
    def order(self) -> Mapping[DocumentSentence, int]:
        """Which sentence of the document each is."""
        return {sentence: n for n, sentence in enumerate(self.here, 1)}

    def label(self, mark: FigureMark, section: str) -> FigureLabel:
        """What a mark of the document is: as the map says, unless the control says that it is of another report."""
        said, written = mark.label, self._written.get(mark.label.number)
        if written and (said.indicator, said.column, said.unit) in (_what(written), ("", "", "")):
            return written
        return said if said.section else replace(said, section=section)

    def name(self, label: FigureLabel) -> str:
        """A figure as people speak of it: "Chỉ số 2.4 (Số người)", "Số đơn vị chưa gửi"."""
        said = f"Chỉ số {label.indicator} ({figure_kind_name(label)})" if label.indicator else figure_kind_name(label)
        of_whom = self.material.voice.unit_to_name(label.unit)
        return f"{said} của {self.material.named(of_whom)}" if of_whom else said

    def now(self, label: FigureLabel) -> CurrentFigure | None:
        """What a figure is now; None when nothing says it any more."""
        return self._present.of(label)

    def same_indicator(self, text: str, section: str, near: Sequence[FigureMark]) -> FigureLabel | None:
        """The present figure printed as `text` of an indicator told near it or in its section."""
        told = (mark for line in self.anew.lines if line.section == section for mark in line.marks)
        return self._present.same_indicator(text, {m.label.indicator for m in (*near, *told)} - {""})

    def news(self, label: FigureLabel | None = None) -> str:
        """What came in after the report was made: " Sau khi lập báo cáo có thêm …"; "" when nothing did."""
        came = changes_since(self.material, self.since, label)
        return f" Sau khi lập {self.document} có thêm: {came}." if came else ""

    @cached_property
    def _present(self) -> CurrentValues:
        return CurrentValues(self.material, self.anew, self.made)

    @cached_property
    def _written(self) -> Mapping[int, FigureLabel]:
        return {mark.label.number: mark.label for line in self.made.lines for mark in line.marks}


def _what(label: FigureLabel) -> tuple[str, str, str]:
    return label.indicator, label.column, label.unit
