"""The body of a report: opening, how units reported, every section of the outline, closing."""

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
    introduced,
    practice_block,
)
from bdhvs_xl.documents.content.quotes import Quote, passages, select_quotes
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, SentenceWriter, Withheld, already_in_narrative
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.layout import NARRATIVE
from bdhvs_xl.regime.model import Indicator, Regime, Section


class IndicatorWriter(Protocol):
    """Whoever tells an indicator: the focal office by its totals, or a unit by its own values."""

    def tell(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence, its figures marked, or the reason why there is none."""


WriteIndicator = Callable[[Indicator], IndicatorSentence | Withheld | None]
"""Tells an indicator; None where it has no place in the text."""


def section_result_blocks(
    regime: Regime, section: Section, tell: WriteIndicator, withheld: list[Withheld]
) -> list[Block]:
    """The section's indicators as one paragraph; those of the general results as an item each, group by group.

    Claims that cannot be made are added to `withheld`.
    """
    if section.content != "results":
        return paragraph(*_said(regime, section.indicators, tell, withheld))
    elsewhere = {code for other in regime.sections if other.id != section.id for code in other.indicators}
    if any(other.content == "progress" for other in regime.sections):
        elsewhere |= {task.code for task in regime.tasks}
    codes = [
        i.code
        for group in regime.groups
        for i in regime.indicators
        if i.group == group.code and i.code not in elsewhere
    ]
    return [Block("item", text) for text in _said(regime, codes, tell, withheld)]


def _said(regime: Regime, codes: Sequence[str], tell: WriteIndicator, withheld: list[Withheld]) -> list[str]:
    claims = [tell(regime.indicator[code]) for code in codes]
    withheld += [claim for claim in claims if isinstance(claim, Withheld)]
    return [claim.text for claim in claims if isinstance(claim, IndicatorSentence)]


_ROUNDS = 2
"""Rounds for which units are chosen where nobody has ticked a line."""
_NOBODY_WROTE = "Chưa có đơn vị báo cáo nội dung này."
_NOT_ENOUGH = "Chưa đủ số liệu của các đơn vị để nêu kết quả nội dung này."


@dataclass(slots=True)
class SectionDraft:
    """One section of the outline on its way into the body: own words, what the data say, then what units wrote."""

    section: Section
    own: list[Block]
    told: list[Block]
    quoted: list[Quote]

    @property
    def opening(self) -> list[Block]:
        """The heading and all that stands there without a choice."""
        return [heading(self.section), *self.own, *self.told]


@dataclass(slots=True)
class ReportBody:
    """The blocks of the body, and what the internal file says about how they came about."""

    blocks: list[Block] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    given_way: list[Withheld] = field(default_factory=list)
    """Sentences left out because own words of their section tell the same."""
    findings: list[Finding] = field(default_factory=list)
    taken: Mapping[Quote, int] = field(default_factory=dict)
    passages: Sequence[Quote] = ()
    practices: Sequence[Practice] = ()
    introduced: Sequence[Practice] = ()


class BodyWriter(Protocol):
    """Whoever writes the body of a report: the focal office about its units, or a unit about itself."""

    def write(self) -> ReportBody:
        """The body, its figures marked."""


@dataclass(slots=True)
class ReportBodyWriter:
    """Writes the body from the material, marking figures as it goes."""

    material: ReportData
    figures: Figures
    today: date
    body: ReportBody = field(default_factory=ReportBody)

    def write(self) -> ReportBody:
        """The body, fitted into the pages that it may take."""
        self.body.passages = passages(self.material)
        self.body.practices = all_practices(self.material)
        self.body.introduced = introduced(self.material, self.body.practices)
        parts = self._parts()
        regime = self.material.regime
        told = reporting.reporting_paragraph(self.material, self.figures, self.today)
        basis = opening_closing.data_basis_paragraph(regime, *chart_page_mentions(self.material))
        opening, closing = (
            [opening_closing.opening_paragraph(regime), *told, basis],
            [opening_closing.closing_paragraph(regime)],
        )
        fixed = [*opening, *closing, *(block for part in parts for block in part.opening)]
        room = read_page_budget(regime)
        left = room.all - sum(map(room.height, fixed))
        self.body.taken = select_within(_ranked(parts), room, left)
        self.body.blocks = [*opening, *(block for part in parts for block in self._finished(part)), *closing]
        return self.body

    def _parts(self) -> list[SectionDraft]:
        teller = SentenceWriter(self.material, self.figures, self.material.silent, self.body.findings)
        linker = FigureLinker(self.material, self.figures, self.body.findings)
        used: Counter[str] = Counter()
        parts = []
        for section in self.material.regime.sections:
            own = narrative_blocks(section, "", linker)
            parts.append(SectionDraft(section, own, self._told(section, teller, own), self._quoted(section, used)))
        return parts

    def _told(self, section: Section, teller: IndicatorWriter, own: Sequence[Block]) -> list[Block]:
        known = {fact for block in own for fact in self._facts(block.text)}

        def tell(indicator: Indicator) -> IndicatorSentence | Withheld | None:
            claim = teller.tell(indicator) if self.material.columns(indicator) else None
            facts = self._facts(claim.text) if isinstance(claim, IndicatorSentence) else ()
            if not facts or not known.issuperset(facts):
                return claim
            self.body.given_way.append(already_in_narrative(indicator, section))
            return None

        blocks = section_result_blocks(self.material.regime, section, tell, self.body.withheld)
        match section.content:
            case "practices":
                blocks += [practice_block(self.material, practice) for practice in self.body.introduced]
            case "progress":
                blocks += task_progress.task_progress_blocks(self.material, self.figures, self.body.withheld)
            case "strengths":
                blocks += paragraph(overview.strengths_text(self.material, self.figures))
            case "weaknesses":
                blocks += paragraph(overview.weaknesses_text(self.material, self.figures))
            case "tasks":
                blocks += paragraph(overview.remaining_tasks_text(self.material))
            case "narrative" | "results" | "heading" if not blocks:
                return paragraph(self._wrote(section))
        return blocks

    def _facts(self, text: str) -> set[tuple[str, str, str]]:
        """What the figures of a text are."""
        figures = (piece for piece in self.figures.pieces(text) if isinstance(piece, Figure))
        return {(figure.indicator, figure.column, figure.unit) for figure in figures}

    def _wrote(self, section: Section) -> str:
        """How many units wrote under a section of which no number tells; "" when none did."""
        units = tuple(dict.fromkeys(p.unit for p in self.body.passages if p.section == section.id))
        everyone = tuple(unit.code for unit in self.material.units)
        if not units:
            return ""
        wrote = self.figures.count(len(units), "units_wrote", units)
        whole = self.figures.count(len(everyone), "units_expected", everyone)
        return f"Có {wrote}/{whole} {self.material.regime.reporters} báo cáo kết quả thực hiện nội dung này."

    def _quoted(self, section: Section, used: Counter[str]) -> list[Quote]:
        if not section.asked:
            return []
        own = [p for p in self.body.passages if p.section == section.id]
        return select_quotes(own, used, at_most=_weight(section) * _ROUNDS)

    def _finished(self, part: SectionDraft) -> list[Block]:
        quoted = [(p.unit, self._quote(p)) for p in part.quoted if self.body.taken[p]]
        if part.section.content == "proposals":
            said = [(unit, sentence) for unit, sentences in quoted for sentence in sentences]
            blocks = proposals.proposal_blocks(self.material, said)
        else:
            name = self.material.name
            blocks = [Block("item", _unnamed(" ".join(s), name(unit)), f"{name(unit)}: ") for unit, s in quoted]
        nothing = not (part.own or part.told or blocks)
        return [*part.opening, *(paragraph(_why_nothing(part.section)) if nothing else blocks)]

    def _quote(self, passage: Quote) -> list[str]:
        """The sentences taken of a passage, the figures of the unit that speaks put in."""
        speaking = replace(self.material, author=self.material.regime.unit[passage.unit])
        linker = FigureLinker(speaking, self.figures, self.body.findings)
        place = f"Trang {NARRATIVE}, mục {passage.section}, {self.material.named(passage.unit)}"
        taken = passage.sentences[: self.body.taken[passage]]
        return [linker.link(sentence, NARRATIVE, passage.cell, place) for sentence in taken]


def _why_nothing(section: Section) -> str:
    """What stands under a heading when nobody and no number says anything; "" where nothing need stand there."""
    if section.asked or section.content == "practices":
        return _NOBODY_WROTE
    return _NOT_ENOUGH if section.indicators or section.content == "results" else ""


def _unnamed(text: str, name: str) -> str:
    """What a unit wrote, to stand behind its name: "Sở Tư pháp đã ban hành …" becomes "Đã ban hành …"."""
    rest = text.removeprefix(f"{name} đã ")
    return text if rest == text else f"Đã {rest}"


def _weight(section: Section) -> int:
    """How many units' words are taken up in one round: more where the units alone can speak."""
    return {"proposals": 5, "weaknesses": 2, "tasks": 2}.get(section.content, 1)


def _ranked(parts: Sequence[SectionDraft]) -> dict[Quote, int]:
    """The passages with their rank: what people ticked first, then sections where no indicator is told."""
    ranks: dict[Quote, int] = {}
    for part in parts:
        together, later = _weight(part.section), bool(part.section.indicators)
        ranks |= {p: 0 if p.ticked else later + n // together for n, p in enumerate(part.quoted)}
    return ranks
