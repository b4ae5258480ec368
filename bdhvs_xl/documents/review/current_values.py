"""What every figure of a report is now: as the report made anew says it, else by the totals and what units gave."""

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
_Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class CurrentFigure:
    """A figure as it is now, and as the report would print it."""

    value: float
    text: str


class CurrentValues:
    """The figures of the report `anew`, found again by section and by what they are."""

    def __init__(self, material: ReportData, anew: GeneratedDocument, then: GeneratedDocument) -> None:
        self._material = material
        self._anew = _by_place(anew)
        self._nth = _order(then)
        self._anywhere: defaultdict[_Kind, list[FigureMark]] = defaultdict(list)
        for (_, *kind), marks in self._anew.items():
            self._anywhere[kind[0], kind[1], kind[2]] += marks

    def of(self, label: FigureLabel) -> CurrentFigure | None:
        """The figure now; None when nothing in the workbook says it any more."""
        marks = self._anew.get((label.section, *_kind(label)), [])
        found = _one(marks, self._nth.get(label.number, 0)) or _agreed(self._anywhere[_kind(label)])
        return CurrentFigure(found.value, _styled(found, label)) if found else self._given(label)

    def same_indicator(self, text: str, indicators: Collection[str]) -> FigureLabel | None:
        """The figure of one of the indicators that is printed as `text`."""
        marks = (m for kind, known in self._anywhere.items() if kind[0] in indicators for m in known)
        return next((mark.label for mark in marks if mark.text == text), None)

    def _given(self, label: FigureLabel) -> CurrentFigure | None:
        """A total, or a unit's own number, of which the report made anew does not speak."""
        if self._material.voice.unit and label.indicator in self._material.regime.indicator:
            indicator = self._material.regime.indicator[label.indicator]
            own = referenced_figure(self._material, indicator, label.column)
            return (
                CurrentFigure(own.value, own.text if label.column == "percent" else _count(own.value, label))
                if own
                else None
            )
        if label.unit and label.column == "percent":
            given = self._material.given.get(label.indicator, ())
            values = [c.percent for c in given if c.unit == label.unit and c.percent is not None]
            return CurrentFigure(values[0], vi.format_number(values[0], _DECIMALS)) if values else None
        total = self._material.total.get((label.indicator, label.column))
        if total is None or total.shown is None or label.unit:
            return None
        is_percent = label.column == "percent"
        return CurrentFigure(
            total.shown, vi.format_number(total.shown, _DECIMALS) if is_percent else _count(total.shown, label)
        )


def _by_place(made: GeneratedDocument) -> Mapping[tuple[str, str, str, str], list[FigureMark]]:
    found: defaultdict[tuple[str, str, str, str], list[FigureMark]] = defaultdict(list)
    for line in made.lines:
        for mark in line.marks:
            found[line.section, *_kind(mark.label)].append(mark)
    return dict(found)


def _order(made: GeneratedDocument) -> Mapping[int, int]:
    """Which of its kind in its section a figure is, by its number."""
    return {mark.label.number: n for marks in _by_place(made).values() for n, mark in enumerate(marks)}


def _kind(label: FigureLabel) -> _Kind:
    return label.indicator, label.column, label.unit


def _one(marks: Sequence[FigureMark], nth: int) -> FigureMark | None:
    """The one that is meant among those of one kind in one section."""
    return _agreed(marks) or (marks[nth] if nth < len(marks) else None)


def _agreed(marks: Sequence[FigureMark]) -> FigureMark | None:
    """The first of them when all are the same number."""
    return marks[0] if marks and len({mark.value for mark in marks}) == 1 else None


def _styled(found: FigureMark, label: FigureLabel) -> str:
    """The number in the style of the place where it was first written: "05" in sentences, "5" in tables."""
    if found.label.section == label.section or label.column == "percent":
        return found.text
    return _count(found.value, label)


def _count(value: float, label: FigureLabel) -> str:
    """A count as it was first written: with a zero before it or without."""
    bare = label.text.isdigit() and len(label.text) == 1
    return vi.format_number(value) if bare else vi.pad_count(value)
