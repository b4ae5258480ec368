"""The body of a unit's own report: its words whole, then its results as sentences; nothing about other units."""

import math
from dataclasses import dataclass, field

from bdhvs_xl.documents.content import opening_closing, overview, task_progress
from bdhvs_xl.documents.content.blocks import Block, heading, paragraph
from bdhvs_xl.documents.content.narrative_text import own_words
from bdhvs_xl.documents.content.outline import with_content
from bdhvs_xl.documents.content.page_budget import room_of
from bdhvs_xl.documents.content.practices import all_practices, introduced, own_practice_block
from bdhvs_xl.documents.content.references import Linker
from bdhvs_xl.documents.content.report_body import Body
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.section_results import IndicatorWriter, results
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, Withheld, told_in_own_words
from bdhvs_xl.documents.content.unit_letterhead import DOTS
from bdhvs_xl.documents.content.unit_sentences import UnitSentenceWriter
from bdhvs_xl.documents.figures.figures import Figures
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.layout import FORM_NARRATIVE, FORM_PRACTICES
from bdhvs_xl.regime.model import Indicator, Section, Unit

NOT_WRITTEN, TOO_LONG = "report_section", "report_length"


@dataclass(slots=True)
class UnitBodyWriter:
    """Writes the body in the unit's voice, marking figures as it goes; what is not there becomes dots and a finding."""

    material: ReportData
    author: Unit
    figures: Figures
    body: Body = field(default_factory=Body)

    def write(self) -> Body:
        """The whole body; nothing of what the unit wrote is left out, however long it is."""
        regime, body = self.material.regime, self.body
        body.practices = all_practices(self.material)
        body.introduced = introduced(self.material, body.practices)
        linker = Linker(self.material, self.figures, body.findings)
        teller = UnitSentenceWriter(self.material, self.author, self.figures, body.findings)
        written = {section.id: self._section(section, linker, teller) for section in regime.sections}
        body.blocks = [opening_closing.own_opening(regime), opening_closing.basis(regime)]
        for section in with_content(regime.sections, lambda section: bool(written[section.id])):
            body.blocks += [heading(section), *written[section.id]]
        body.blocks.append(opening_closing.own_closing(regime))
        self._warn_of_length()
        return body

    def _section(self, section: Section, linker: Linker, teller: IndicatorWriter) -> list[Block]:
        """What stands under a heading: the unit's words, the results they do not mention, practices, targets."""
        linker.told.clear()
        words = own_words(section, self.author.code, linker)

        def tell(indicator: Indicator) -> IndicatorSentence | Withheld | None:
            if indicator not in self.material.regime.asked_of(self.author):
                return None
            if indicator.code not in linker.told:
                return teller.tell(indicator)
            self.body.given_way.append(told_in_own_words(indicator, section))
            return None

        blocks = [*words, *results(self.material.regime, section, tell, self.body.withheld), *self._more(section)]
        awaited = section.asked or section.content == "practices"
        return blocks if blocks or not awaited else [self._dots(section)]

    def _more(self, section: Section) -> list[Block]:
        match section.content:
            case "practices":
                return [own_practice_block(practice) for practice in self.body.introduced]
            case "progress":
                return task_progress.tell(self.material, self.figures, self.body.withheld)
            case "strengths":
                return paragraph(overview.strengths(self.material, self.figures))
            case "weaknesses":
                return paragraph(overview.weaknesses(self.material, self.figures))
        return []

    def _dots(self, section: Section) -> Block:
        sheet = FORM_PRACTICES if section.content == "practices" else FORM_NARRATIVE
        self.body.findings.append(
            Finding(
                rule=NOT_WRITTEN, severity="notice", sheet=sheet, cell=section.id,
                message=f"Mục {section.id} “{section.title}” chưa có nội dung, báo cáo để dấu chấm.",
                cure=f"Viết ở trang {sheet} rồi lập lại báo cáo, hoặc viết thẳng vào tệp Word.",
            )
        )  # fmt: skip
        return Block("paragraph", DOTS * 4)

    def _warn_of_length(self) -> None:
        room = room_of(self.material.regime)
        over = sum(map(room.height, self.body.blocks)) - room.all
        if over > 0:
            pages = room.pages + math.ceil(over / (room.all / room.pages))
            self.body.findings.append(
                Finding(
                    rule=TOO_LONG, severity="notice", sheet=FORM_NARRATIVE,
                    message=f"Phần chính của báo cáo dài khoảng {pages} trang, nên gọn trong {room.pages} trang.",
                    cure=f"Rút gọn ở trang {FORM_NARRATIVE}; danh sách dài để ở phụ lục.",
                )
            )  # fmt: skip
