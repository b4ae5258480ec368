"""The present value of every figure of a report: in the regenerated report, else from the totals and contributions."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.content.references import referenced_figure
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_metadata import GeneratedDocument
from bdhvs_xl.documents.figures.figure_tags import FigureLabel
from bdhvs_xl.documents.review.document_lines import FigureMark

_DECIMALS = 1
_Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CurrentFigure:
    """A figure's present value, and its text in print."""

    value: float
    text: str


class CurrentValues:
    """The figures of the regenerated report, looked up by section and identity."""

    def __init__(self, data: ReportData, regenerated: GeneratedDocument, original: GeneratedDocument) -> None:
        self._data = data
        self._by_section = _by_section(regenerated)
        self._nth = _positions(original)
        self._anywhere: defaultdict[_Identity, list[FigureMark]] = defaultdict(list)
        for (_, *kind), marks in self._by_section.items():
            self._anywhere[kind[0], kind[1], kind[2]] += marks

    def current(self, label: FigureLabel) -> CurrentFigure | None:
        """The present figure; None when the workbook has none any more."""
        marks = self._by_section.get((label.section, *_identity(label)), [])
        found = _pick(marks, self._nth.get(label.number, 0)) or _common(self._anywhere[_identity(label)])
        return CurrentFigure(found.value, _in_notation(found, label)) if found else self._from_workbook(label)

    def same_indicator(self, text: str, indicators: Collection[str]) -> FigureLabel | None:
        """The figure, of one of the indicators, that is printed as `text`."""
        marks = (m for kind, known in self._anywhere.items() if kind[0] in indicators for m in known)
        return next((mark.label for mark in marks if mark.text == text), None)

    def _from_workbook(self, label: FigureLabel) -> CurrentFigure | None:
        """A total, or a unit's own number, that the regenerated report does not mention."""
        if self._data.voice.unit and label.indicator in self._data.regime.indicator:
            indicator = self._data.regime.indicator[label.indicator]
            figure = referenced_figure(self._data, indicator, label.column)
            return (
                CurrentFigure(figure.value, figure.text if label.column == "percent" else _count(figure.value, label))
                if figure
                else None
            )
        if label.unit and label.column == "percent":
            contributions = self._data.contributions_by_indicator.get(label.indicator, ())
            values = [c.percent for c in contributions if c.unit == label.unit and c.percent is not None]
            return CurrentFigure(values[0], vi.format_number(values[0], _DECIMALS)) if values else None
        total = self._data.total.get((label.indicator, label.column))
        if total is None or total.shown is None or label.unit:
            return None
        is_percent = label.column == "percent"
        return CurrentFigure(
            total.shown, vi.format_number(total.shown, _DECIMALS) if is_percent else _count(total.shown, label)
        )


def _by_section(document: GeneratedDocument) -> Mapping[tuple[str, str, str, str], list[FigureMark]]:
    found: defaultdict[tuple[str, str, str, str], list[FigureMark]] = defaultdict(list)
    for line in document.lines:
        for mark in line.marks:
            found[line.section, *_identity(mark.label)].append(mark)
    return dict(found)


def _positions(document: GeneratedDocument) -> Mapping[int, int]:
    """The position of each figure among those of the same section and identity, by its number."""
    return {mark.label.number: n for marks in _by_section(document).values() for n, mark in enumerate(marks)}


def _identity(label: FigureLabel) -> _Identity:
    return label.indicator, label.column, label.unit


def _pick(marks: Sequence[FigureMark], nth: int) -> FigureMark | None:
    """The figure at position `nth` among those of the same section and identity, unless all have the same value."""
    return _common(marks) or (marks[nth] if nth < len(marks) else None)


def _common(marks: Sequence[FigureMark]) -> FigureMark | None:
    """The first mark, if all have the same value."""
    return marks[0] if marks and len({mark.value for mark in marks}) == 1 else None


def _in_notation(found: FigureMark, label: FigureLabel) -> str:
    """The number in the notation of its first place: "05" in sentences, "5" in tables."""
    if found.label.section == label.section or label.column == "percent":
        return found.text
    return _count(found.value, label)


def _count(value: float, label: FigureLabel) -> str:
    """A count in the notation of its first place: with or without a leading zero."""
    bare = label.text.isdigit() and len(label.text) == 1
    return vi.format_number(value) if bare else vi.pad_count(value)
