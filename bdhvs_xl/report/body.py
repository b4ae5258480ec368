"""The body of a report: opening, how units reported, every section of the outline, closing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Section
from bdhvs_xl.report import frame, overview, proposals, reporting
from bdhvs_xl.report.blocks import Block, heading, paragraph
from bdhvs_xl.report.figures import Figures
from bdhvs_xl.report.fitting import Room, take
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.practices import Practice, all_practices, introduced, practice_block
from bdhvs_xl.report.quotes import Passage, chosen, passages
from bdhvs_xl.report.rules import of_style
from bdhvs_xl.report.sentences import Teller, Told, Withheld

_ROUNDS = 2
"""Rounds for which units are chosen where nobody has ticked a line."""
_NOBODY_WROTE = "Chưa có đơn vị báo cáo nội dung này."


@dataclass(slots=True)
class Part:
    """One section of the outline on its way into the body: what the data say, then what units wrote."""

    section: Section
    told: list[Block]
    quoted: list[Passage]


@dataclass(slots=True)
class Body:
    """The blocks of the body, and what the internal file says about how they came about."""

    blocks: list[Block] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    taken: Mapping[Passage, int] = field(default_factory=dict)
    passages: Sequence[Passage] = ()
    practices: Sequence[Practice] = ()
    introduced: Sequence[Practice] = ()


@dataclass(slots=True)
class Writer:
    """Writes the body from the material, marking figures as it goes."""

    material: Material
    figures: Figures
    today: date
    body: Body = field(default_factory=Body)

    def write(self) -> Body:
        """The body, fitted into the pages that it may take."""
        self.body.passages = passages(self.material)
        self.body.practices = all_practices(self.material)
        self.body.introduced = introduced(self.material, self.body.practices)
        parts = self._parts()
        regime = self.material.regime
        told = reporting.tell(self.material, self.figures, self.today)
        opening, closing = [frame.opening(regime), *told, frame.basis(regime)], [frame.closing(regime)]
        fixed = [*opening, *closing, *(block for part in parts for block in part.told)]
        room = Room(of_style(regime.settings["style"])[0])
        left = room.all - sum(map(room.height, fixed))
        self.body.taken = take(_ranked(parts), room, left)
        self.body.blocks = [*opening, *(block for part in parts for block in self._finished(part)), *closing]
        return self.body

    def _parts(self) -> list[Part]:
        teller = Teller(self.material, self.figures, reporting.silent(self.material), self.body.findings)
        used: Counter[str] = Counter()
        return [
            Part(section, [heading(section), *self._told(section, teller)], self._quoted(section, used))
            for section in self.material.regime.sections
        ]

    def _told(self, section: Section, teller: Teller) -> list[Block]:
        blocks = self._indicators(section, teller)
        match section.content:
            case "practices":
                blocks += [practice_block(self.material, practice) for practice in self.body.introduced]
                return blocks or paragraph(_NOBODY_WROTE)
            case "strengths":
                blocks += paragraph(overview.strengths(self.material, self.figures))
            case "weaknesses":
                blocks += paragraph(overview.weaknesses(self.material, self.figures))
            case "tasks":
                blocks += paragraph(overview.tasks(self.material))
            case "narrative" | "results" | "heading" if not blocks:
                return paragraph(self._wrote(section))
        return blocks

    def _wrote(self, section: Section) -> str:
        """How many units wrote under a section of which no number tells; "" when none did."""
        units = tuple(dict.fromkeys(p.unit for p in self.body.passages if p.section == section.id))
        everyone = tuple(unit.code for unit in self.material.units)
        if not units:
            return ""
        wrote = self.figures.count(len(units), "units_wrote", units)
        whole = self.figures.count(len(everyone), "units_expected", everyone)
        return f"Có {wrote}/{whole} địa phương, đơn vị báo cáo nội dung này."

    def _indicators(self, section: Section, teller: Teller) -> list[Block]:
        """The section's indicators as one paragraph, those of the general results as one paragraph per group."""
        regime = self.material.regime
        if section.content != "results":
            return paragraph(*self._say(section.indicators, teller))
        elsewhere = {code for other in regime.sections if other.id != section.id for code in other.indicators}
        blocks = []
        for group in regime.groups:
            codes = [i.code for i in regime.indicators if i.group == group.code and i.code not in elsewhere]
            blocks += [Block("item", text) for text in self._say(codes, teller)]
        return blocks

    def _say(self, codes: Sequence[str], teller: Teller) -> list[str]:
        """The sentences of the indicators that have totals; texts have none and stand in their appendix."""
        indicators = map(self.material.regime.indicator.__getitem__, codes)
        said = [teller.tell(indicator) for indicator in indicators if self.material.columns(indicator)]
        self.body.withheld += [claim for claim in said if isinstance(claim, Withheld)]
        return [claim.text for claim in said if isinstance(claim, Told)]

    def _quoted(self, section: Section, used: Counter[str]) -> list[Passage]:
        if not section.asked:
            return []
        own = [p for p in self.body.passages if p.section == section.id]
        return chosen(own, used, at_most=_weight(section) * _ROUNDS)

    def _finished(self, part: Part) -> list[Block]:
        quoted = [(p.unit, p.sentences[: self.body.taken[p]]) for p in part.quoted if self.body.taken[p]]
        if part.section.content == "proposals":
            said = [(unit, sentence) for unit, sentences in quoted for sentence in sentences]
            blocks = proposals.blocks(self.material, said)
        else:
            name = self.material.name
            blocks = [Block("item", " ".join(sentences), f"{name(unit)}: ") for unit, sentences in quoted]
        nothing = part.section.asked and not blocks and len(part.told) == 1
        return [*part.told, *(paragraph(_NOBODY_WROTE) if nothing else blocks)]


def _weight(section: Section) -> int:
    """How many units' words are taken up in one round: more where the units alone can speak."""
    return {"proposals": 5, "weaknesses": 2, "tasks": 2}.get(section.content, 1)


def _ranked(parts: Sequence[Part]) -> dict[Passage, int]:
    """The passages with their rank: what people ticked first, then sections where no indicator is told."""
    ranks: dict[Passage, int] = {}
    for part in parts:
        together, later = _weight(part.section), bool(part.section.indicators)
        ranks |= {p: 0 if p.ticked else later + n // together for n, p in enumerate(part.quoted)}
    return ranks
