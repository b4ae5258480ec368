"""The body of a report: opening, state of reporting, every section of the outline, closing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from bdhvs_xl.documents.charts.chart_page import chart_page_mentions
from bdhvs_xl.documents.content import (
    opening_closing,
    overview,
    proposals,
    reporting,
    task_progress,
)
from bdhvs_xl.documents.content.blocks import Block, heading, paragraph
from bdhvs_xl.documents.content.narrative_text import narrative_blocks
from bdhvs_xl.documents.content.page_budget import read_page_budget, select_within
from bdhvs_xl.documents.content.practices import (
    Practice,
    all_practices,
    practice_block,
    practices_for_body,
)
from bdhvs_xl.documents.content.quotes import Quote, all_quotes, select_quotes
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, SentenceWriter, Withheld, already_in_narrative
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.layout import NARRATIVE
from bdhvs_xl.regime.model import Indicator, Regime, Section

_ROUNDS = 2
"""Rounds for which quotes are chosen when the office ticked none."""
_NOBODY_WROTE = "Chưa có đơn vị báo cáo nội dung này."
_NOT_ENOUGH = "Chưa đủ số liệu của các đơn vị để nêu kết quả nội dung này."


class IndicatorWriter(Protocol):
    """Writes an indicator's sentence: the focal office from its totals, or a unit from its own values."""

    def write(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence, its figures marked, or the reason why it has none."""


WriteIndicator = Callable[[Indicator], IndicatorSentence | Withheld | None]
"""Writes an indicator's sentence; returns None when the indicator is not to be mentioned."""


def section_result_blocks(
    regime: Regime, section: Section, write: WriteIndicator, withheld: list[Withheld]
) -> list[Block]:
    """The section's indicators as one paragraph; in the section of general results, an item each, group by group.

    Sentences that cannot be written are appended to `withheld`.
    """
    if section.content != "results":
        return paragraph(*_sentences(regime, section.indicators, write, withheld))
    elsewhere = {code for other in regime.sections if other.id != section.id for code in other.indicators}
    if any(other.content == "progress" for other in regime.sections):
        elsewhere |= {task.code for task in regime.tasks}
    codes = [
        i.code
        for group in regime.groups
        for i in regime.indicators
        if i.group == group.code and i.code not in elsewhere
    ]
    return [Block("item", text) for text in _sentences(regime, codes, write, withheld)]


def _sentences(regime: Regime, codes: Sequence[str], write: WriteIndicator, withheld: list[Withheld]) -> list[str]:
    results = [write(regime.indicator[code]) for code in codes]
    withheld += [sentence for sentence in results if isinstance(sentence, Withheld)]
    return [sentence.text for sentence in results if isinstance(sentence, IndicatorSentence)]


@dataclass(slots=True)
class SectionDraft:
    """One section of the outline while the body is written: the office's text, the results, then the quotes."""

    section: Section
    office_text: list[Block]
    results: list[Block]
    quotes: list[Quote]

    @property
    def opening(self) -> list[Block]:
        """The heading and the blocks that are always printed."""
        return [heading(self.section), *self.office_text, *self.results]


@dataclass(slots=True)
class ReportBody:
    """The blocks of the body, and the record of how they were chosen, for the internal file."""

    blocks: list[Block] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    redundant: list[Withheld] = field(default_factory=list)
    """Sentences replaced by the office's own text, which has the same figures."""
    findings: list[Finding] = field(default_factory=list)
    sentences_quoted: Mapping[Quote, int] = field(default_factory=dict)
    passages: Sequence[Quote] = ()
    practices: Sequence[Practice] = ()
    practices_in_body: Sequence[Practice] = ()


class BodyWriter(Protocol):
    """Writes the body of a report: the focal office's about its units, or a unit's about itself."""

    def write(self) -> ReportBody:
        """The body, its figures marked."""


@dataclass(slots=True)
class ReportBodyWriter:
    """Writes the body from the data, marking figures on the way."""

    data: ReportData
    figures: Figures
    today: date
    body: ReportBody = field(default_factory=ReportBody)

    def write(self) -> ReportBody:
        """The body, with as many quotes as the page budget allows."""
        self.body.passages = all_quotes(self.data)
        self.body.practices = all_practices(self.data)
        self.body.practices_in_body = practices_for_body(self.data, self.body.practices)
        parts = self._parts()
        regime = self.data.regime
        state_of_reporting = reporting.reporting_paragraph(self.data, self.figures, self.today)
        basis = opening_closing.data_basis_paragraph(regime, *chart_page_mentions(self.data))
        opening, closing = (
            [opening_closing.opening_paragraph(regime), *state_of_reporting, basis],
            [opening_closing.closing_paragraph(regime)],
        )
        always_printed = [*opening, *closing, *(block for part in parts for block in part.opening)]
        budget = read_page_budget(regime)
        points = budget.total_points - sum(map(budget.height, always_printed))
        self.body.sentences_quoted = select_within(_ranked(parts), budget, points)
        self.body.blocks = [*opening, *(block for part in parts for block in self._section_blocks(part)), *closing]
        return self.body

    def _parts(self) -> list[SectionDraft]:
        writer = SentenceWriter(self.data, self.figures, self.data.silent, self.body.findings)
        linker = FigureLinker(self.data, self.figures, self.body.findings)
        times_quoted: Counter[str] = Counter()
        parts = []
        for section in self.data.regime.sections:
            office_text = narrative_blocks(section, "", linker)
            parts.append(
                SectionDraft(
                    section,
                    office_text,
                    self._results(section, writer, office_text),
                    self._select_quotes(section, times_quoted),
                )
            )
        return parts

    def _results(self, section: Section, writer: IndicatorWriter, office_text: Sequence[Block]) -> list[Block]:
        known_figures = {fact for block in office_text for fact in self._figure_ids(block.text)}

        def tell(indicator: Indicator) -> IndicatorSentence | Withheld | None:
            sentence = writer.write(indicator) if self.data.columns(indicator) else None
            figure_ids = self._figure_ids(sentence.text) if isinstance(sentence, IndicatorSentence) else ()
            if not figure_ids or not known_figures.issuperset(figure_ids):
                return sentence
            self.body.redundant.append(already_in_narrative(indicator, section))
            return None

        blocks = section_result_blocks(self.data.regime, section, tell, self.body.withheld)
        match section.content:
            case "practices":
                blocks += [practice_block(self.data, practice) for practice in self.body.practices_in_body]
            case "progress":
                blocks += task_progress.task_progress_blocks(self.data, self.figures, self.body.withheld)
            case "strengths":
                blocks += paragraph(overview.strengths_text(self.data, self.figures))
            case "weaknesses":
                blocks += paragraph(overview.weaknesses_text(self.data, self.figures))
            case "tasks":
                blocks += paragraph(overview.remaining_tasks_text(self.data))
            case "narrative" | "results" | "heading" if not blocks:
                return paragraph(self._units_that_wrote(section))
        return blocks

    def _figure_ids(self, text: str) -> set[tuple[str, str, str]]:
        """The (indicator, column, unit) of every figure in a text."""
        figures = (piece for piece in self.figures.pieces(text) if isinstance(piece, Figure))
        return {(figure.indicator, figure.column, figure.unit) for figure in figures}

    def _units_that_wrote(self, section: Section) -> str:
        """How many units wrote under a section that has no results; "" when none did."""
        units = tuple(dict.fromkeys(p.unit for p in self.body.passages if p.section == section.id))
        everyone = tuple(unit.code for unit in self.data.units)
        if not units:
            return ""
        wrote = self.figures.count(len(units), "units_wrote", units)
        whole = self.figures.count(len(everyone), "units_expected", everyone)
        return f"Có {wrote}/{whole} {self.data.regime.reporters} báo cáo kết quả thực hiện nội dung này."

    def _select_quotes(self, section: Section, times_quoted: Counter[str]) -> list[Quote]:
        if not section.asked:
            return []
        office_text = [p for p in self.body.passages if p.section == section.id]
        return select_quotes(office_text, times_quoted, at_most=_weight(section) * _ROUNDS)

    def _section_blocks(self, part: SectionDraft) -> list[Block]:
        quoted = [(p.unit, self._quoted_sentences(p)) for p in part.quotes if self.body.sentences_quoted[p]]
        if part.section.content == "proposals":
            proposed = [(unit, sentence) for unit, sentences in quoted for sentence in sentences]
            blocks = proposals.proposal_blocks(self.data, proposed)
        else:
            name = self.data.name
            blocks = [Block("item", _without_name(" ".join(s), name(unit)), f"{name(unit)}: ") for unit, s in quoted]
        is_empty = not (part.office_text or part.results or blocks)
        return [*part.opening, *(paragraph(_empty_section_text(part.section)) if is_empty else blocks)]

    def _quoted_sentences(self, quote: Quote) -> list[str]:
        """The selected sentences of a quote, with the figures of its unit inserted."""
        speaking = replace(self.data, author=self.data.regime.unit[quote.unit])
        linker = FigureLinker(speaking, self.figures, self.body.findings)
        place = f"Trang {NARRATIVE}, mục {quote.section}, {self.data.name_in_sentence(quote.unit)}"
        selected = quote.sentences[: self.body.sentences_quoted[quote]]
        return [linker.link(sentence, NARRATIVE, quote.cell, place) for sentence in selected]


def _empty_section_text(section: Section) -> str:
    """The text under a heading without any content; "" when nothing is needed."""
    if section.asked or section.content == "practices":
        return _NOBODY_WROTE
    return _NOT_ENOUGH if section.indicators or section.content == "results" else ""


def _without_name(text: str, name: str) -> str:
    """A unit's text without the unit's name at its start: "Sở Tư pháp đã ban hành …" becomes "Đã ban hành …"."""
    rest = text.removeprefix(f"{name} đã ")
    return text if rest == text else f"Đã {rest}"


def _weight(section: Section) -> int:
    """How many units are quoted per round: more in sections that only the units can fill."""
    return {"proposals": 5, "weaknesses": 2, "tasks": 2}.get(section.content, 1)


def _ranked(parts: Sequence[SectionDraft]) -> dict[Quote, int]:
    """The quotes with their rank: ticked ones first, then those of sections without indicators."""
    ranks: dict[Quote, int] = {}
    for part in parts:
        per_round, later = _weight(part.section), bool(part.section.indicators)
        ranks |= {p: 0 if p.ticked else later + n // per_round for n, p in enumerate(part.quotes)}
    return ranks
