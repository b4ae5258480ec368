"""The cells of a result in an appendix, by author: the focal office's totals, or a unit's own values."""

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
from bdhvs_xl.rollup.appendix_rows import cumulative_text, total_text
from bdhvs_xl.rollup.totals import Total

NO_NUMBER = "–"
_NAMED_AT_MOST = 4
_PRINTED = ("value", "in_period", "people", "percent", "numerator", "denominator")
"""The columns of a total in the order in which `shown_text` prints them; a yes-or-no question has only two counts."""


class ResultCells(Protocol):
    """The cells of a result that differ between a unit's report and the focal office's."""

    def value(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """The result in print, its numbers marked."""

    def reporters(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """Which units the result comes from."""

    def evidence(self, indicator: Indicator) -> str:
        """The evidence for the result."""

    def remarks(self, main: Total) -> list[str]:
        """Remarks on the main total; "" for a remark that does not apply."""


def result_cells(data: ReportData, figures: Figures) -> ResultCells:
    """The cells for the author of the data."""
    cells = _UnitCells if data.voice.unit else _OfficeCells
    return cells(data, figures)


@dataclass(frozen=True, slots=True)
class _OfficeCells:
    """A total, how many of the units asked are in it, the amount of evidence, and the units without numbers."""

    data: ReportData
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
        return evidence_sentences.evidence_count(self.data, self.figures, indicator)

    def remarks(self, main: Total) -> list[str]:
        silent = self.data.silent
        return [
            _target(self.figures, main),
            _absent("Chưa có số", self.data, [unit for unit in main.missing if unit not in silent]),
            _absent("Chỉ có tỉ lệ", self.data, main.percent_only),
            f"Số chốt: {clean_text(main.agreed_reason) or 'chưa ghi căn cứ'}" if main.agreed is not None else "",
        ]


@dataclass(frozen=True, slots=True)
class _UnitCells:
    """The unit's value, or its text when it gave no number; its name; its documents and lines of evidence."""

    data: ReportData
    figures: Figures

    def value(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        number = printed_total(indicator, totals, self.figures) or self._bare_percent(indicator)
        return self._text_answer(indicator) or with_qualifiers(self.data, self.figures, number) or NO_NUMBER

    def reporters(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        return self.data.name(self.data.voice.unit)

    def evidence(self, indicator: Indicator) -> str:
        return evidence_sentences.evidence_lines(self.data, self.data.voice.unit, indicator)

    def remarks(self, main: Total) -> list[str]:
        return []

    def _bare_percent(self, indicator: Indicator) -> str:
        """The percentage that the unit gave without its parts; "" when there is none."""
        figure = referenced_figure(self.data, indicator, "percent") if indicator.kind.is_ratio else None
        return f"{self.figures.mark(figure)}%" if figure else ""

    def _text_answer(self, indicator: Indicator) -> str:
        """The unit's Có or Không, its text, or its reason for having no number."""
        values = self.data.own_values
        value = values.get((indicator.code, "value"))
        if value is not None:
            return clean_text(str(value.value or value.raw)) if not indicator.kind.is_numeric else ""
        return answer_of(values, indicator.code)


def printed_total(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """The total as the master's appendix prints it, its numbers marked; the period's value when there are two."""
    values = _printed_values(totals)
    printed = ("numerator", "denominator") if indicator.kind.is_yes_no else _PRINTED
    return _marked(indicator, total_text(indicator, values), values, printed, figures)


def printed_cumulative_total(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """The cumulative total, its numbers marked; "" when it is not asked or not known."""
    values = _printed_values(totals)
    return _marked(indicator, cumulative_text(indicator, values), values, indicator.cumulative, figures)


def _printed_values(totals: Mapping[str, Total]) -> dict[str, float]:
    return {column: total.shown for column, total in totals.items() if total.shown is not None}


def _marked(
    indicator: Indicator, text: str, values: Mapping[str, float], printed: Sequence[str], figures: Figures
) -> str:
    marked = ""
    for column in printed:
        number = vi.format_number(values[column], 1) if column in values else ""
        before, found, after = text.partition(number) if number else (text, "", "")
        if found:
            marked += before + figures.mark(
                Figure(indicator=indicator.code, column=column, value=values[column], text=number)
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


def _absent(word: str, data: ReportData, units: Sequence[str]) -> str:
    if not units:
        return ""
    named, rest = ", ".join(map(data.name_in_sentence, units[:_NAMED_AT_MOST])), len(units) - _NAMED_AT_MOST
    return f"{word}: {named}" + (f" và {rest} đơn vị khác" if rest > 0 else "")
