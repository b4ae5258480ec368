"""The cells of a result in an appendix, by who reports it: the focal office with totals, or a unit with its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import answer_of
from bdhvs_xl.documents.content import evidence_sentences
from bdhvs_xl.documents.content.references import referenced_figure, with_qualifiers
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.appendix_rows import cumulative_text, shown_text
from bdhvs_xl.rollup.totals import Total

NO_NUMBER = "–"
_NAMED_AT_MOST = 4
_PRINTED = ("value", "in_period", "people", "percent", "numerator", "denominator")
"""The columns of a total as `shown_text` prints them; of a yes-or-no question only the two counts."""


class ResultCells(Protocol):
    """The cells of a result that say other things in a unit's own report than in that of the focal office."""

    def value(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """The result as printed, its numbers marked."""

    def reporters(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """Who is in it."""

    def evidence(self, indicator: Indicator) -> str:
        """What backs it."""

    def remarks(self, main: Total) -> list[str]:
        """What must be known beside its main total; "" where there is nothing of a kind."""


def result_cells(material: ReportData, figures: Figures) -> ResultCells:
    """The cells as whoever speaks in the material reports them."""
    cells = _UnitCells if material.voice.unit else _OfficeCells
    return cells(material, figures)


@dataclass(frozen=True, slots=True)
class _OfficeCells:
    """A total, how many of the units asked are in it, how much evidence they gave, and whose numbers are missing."""

    material: ReportData
    figures: Figures

    def value(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        return printed_total(indicator, totals, self.figures) or NO_NUMBER

    def reporters(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        main = totals.get(indicator.columns[0] if indicator.repeats else indicator.judged)
        if main is None:
            return NO_NUMBER
        reported = _counted(self.figures, indicator, "units_reported", main.units_reported)
        return f"{reported}/{_counted(self.figures, indicator, 'units_expected', main.units_expected)}"

    def evidence(self, indicator: Indicator) -> str:
        return evidence_sentences.evidence_count(self.material, self.figures, indicator)

    def remarks(self, main: Total) -> list[str]:
        unheard = self.material.silent
        return [
            _target(self.figures, main),
            _absent("Chưa có số", self.material, [unit for unit in main.missing if unit not in unheard]),
            _absent("Chỉ có tỉ lệ", self.material, main.percent_only),
            f"Số chốt: {clean_text(main.agreed_reason) or 'chưa ghi căn cứ'}" if main.agreed is not None else "",
        ]


@dataclass(frozen=True, slots=True)
class _UnitCells:
    """The unit's own value, or its words where it gave no number; its name; its documents and lines of evidence."""

    material: ReportData
    figures: Figures

    def value(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        number = printed_total(indicator, totals, self.figures) or self._bare_percent(indicator)
        return self._words(indicator) or with_qualifiers(self.material, self.figures, number) or NO_NUMBER

    def reporters(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        return self.material.name(self.material.voice.unit)

    def evidence(self, indicator: Indicator) -> str:
        return evidence_sentences.evidence_lines(self.material, self.material.voice.unit, indicator)

    def remarks(self, main: Total) -> list[str]:
        return []

    def _bare_percent(self, indicator: Indicator) -> str:
        """The percentage that the unit gave alone; "" where there is none."""
        known = referenced_figure(self.material, indicator, "percent") if indicator.kind.is_ratio else None
        return f"{self.figures.mark(known)}%" if known else ""

    def _words(self, indicator: Indicator) -> str:
        """The unit's own Có or Không, its text, or why it has no number."""
        values = self.material.own_values
        value = values.get((indicator.code, "value"))
        if value is not None:
            return clean_text(str(value.value or value.raw)) if not indicator.kind.is_numeric else ""
        return answer_of(values, indicator.code)


def printed_total(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """The total as the master's appendix prints it, its numbers marked; of a flow what was done in the period."""
    known = _known(totals)
    printed = ("numerator", "denominator") if indicator.kind.is_yes_no else _PRINTED
    return _marked(indicator, shown_text(indicator, known), known, printed, figures)


def printed_cumulative_total(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """What was done up to now, its numbers marked; "" where that is not asked or not known."""
    known = _known(totals)
    return _marked(indicator, cumulative_text(indicator, known), known, indicator.cumulative, figures)


def _known(totals: Mapping[str, Total]) -> dict[str, float]:
    return {column: total.shown for column, total in totals.items() if total.shown is not None}


def _marked(
    indicator: Indicator, text: str, known: Mapping[str, float], printed: Sequence[str], figures: Figures
) -> str:
    marked = ""
    for column in printed:
        number = vi.format_number(known[column], 1) if column in known else ""
        before, found, after = text.partition(number) if number else (text, "", "")
        if found:
            marked += before + figures.mark(
                Figure(indicator=indicator.code, column=column, value=known[column], text=number)
            )
            text = after
    return marked + text


def _counted(figures: Figures, indicator: Indicator, column: str, value: int) -> str:
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=str(value)))


def _target(figures: Figures, main: Total) -> str:
    if main.target is None:
        return ""
    text = vi.format_number(main.target, 1)
    target = figures.mark(Figure(indicator=main.indicator, column="target", value=main.target, text=text))
    return f"Mục tiêu {target}{'%' if main.column == 'percent' else ''}"


def _absent(word: str, material: ReportData, units: Sequence[str]) -> str:
    if not units:
        return ""
    named, rest = ", ".join(map(material.named, units[:_NAMED_AT_MOST])), len(units) - _NAMED_AT_MOST
    return f"{word}: {named}" + (f" và {rest} đơn vị khác" if rest > 0 else "")
