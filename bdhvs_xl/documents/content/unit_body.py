"""The body of a unit's own report: its text in full, then its results as sentences; nothing about other units."""

import math
from dataclasses import dataclass, field

from bdhvs_xl.documents.content import opening_closing, overview, task_progress
from bdhvs_xl.documents.content.blocks import Block, heading, paragraph
from bdhvs_xl.documents.content.narrative_text import narrative_blocks
from bdhvs_xl.documents.content.outline import non_empty_sections
from bdhvs_xl.documents.content.page_budget import read_page_budget
from bdhvs_xl.documents.content.practices import all_practices, practices_for_body, unit_practice_block
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.report_body import IndicatorWriter, ReportBody, section_result_blocks
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, Withheld, already_in_narrative
from bdhvs_xl.documents.content.unit_letterhead import DOTS
from bdhvs_xl.documents.content.unit_sentences import UnitSentenceWriter
from bdhvs_xl.documents.figures.figures import Figures
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.layout import FORM_NARRATIVE, FORM_PRACTICES
from bdhvs_xl.regime.model import Indicator, Section, Unit

NOT_WRITTEN, TOO_LONG = "report_section", "report_length"


@dataclass(slots=True)
class UnitBodyWriter:
    """Writes the body in the unit's voice, marking figures on the way; missing content becomes dots and a finding."""

    data: ReportData
    author: Unit
    figures: Figures
    body: ReportBody = field(default_factory=ReportBody)

    def write(self) -> ReportBody:
        """The whole body; the unit's text is never cut."""
        regime, body = self.data.regime, self.body
        body.practices = all_practices(self.data)
        body.practices_in_body = practices_for_body(self.data, body.practices)
        linker = FigureLinker(self.data, self.figures, body.findings)
        writer = UnitSentenceWriter(self.data, self.author, self.figures, body.findings)
        blocks_by_section = {section.id: self._section(section, linker, writer) for section in regime.sections}
        body.blocks = [opening_closing.unit_opening_paragraph(regime), opening_closing.data_basis_paragraph(regime)]
        for section in non_empty_sections(regime.sections, lambda section: bool(blocks_by_section[section.id])):
            body.blocks += [heading(section), *blocks_by_section[section.id]]
        body.blocks.append(opening_closing.unit_closing_paragraph(regime))
        self._warn_of_length()
        return body

    def _section(self, section: Section, linker: FigureLinker, writer: IndicatorWriter) -> list[Block]:
        """The blocks under a heading: the unit's text, the results it does not mention, practices, targets."""
        linker.linked.clear()
        narrative = narrative_blocks(section, self.author.code, linker)

        def tell(indicator: Indicator) -> IndicatorSentence | Withheld | None:
            if indicator not in self.data.regime.asked_of(self.author):
                return None
            if indicator.code not in linker.linked:
                return writer.write(indicator)
            self.body.redundant.append(already_in_narrative(indicator, section))
            return None

        blocks = [
            *narrative,
            *section_result_blocks(self.data.regime, section, tell, self.body.withheld),
            *self._further_blocks(section),
        ]
        required = section.asked or section.content == "practices"
        return blocks if blocks or not required else [self._dots(section)]

    def _further_blocks(self, section: Section) -> list[Block]:
        match section.content:
            case "practices":
                return [unit_practice_block(practice) for practice in self.body.practices_in_body]
            case "progress":
                return task_progress.task_progress_blocks(self.data, self.figures, self.body.withheld)
            case "strengths":
                return paragraph(overview.strengths_text(self.data, self.figures))
            case "weaknesses":
                return paragraph(overview.weaknesses_text(self.data, self.figures))
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
        budget = read_page_budget(self.data.regime)
        over = sum(map(budget.height, self.body.blocks)) - budget.total_points
        if over > 0:
            pages = budget.pages + math.ceil(over / (budget.total_points / budget.pages))
            self.body.findings.append(
                Finding(
                    rule=TOO_LONG, severity="notice", sheet=FORM_NARRATIVE,
                    message=f"Phần chính của báo cáo dài khoảng {pages} trang, nên gọn trong {budget.pages} trang.",
                    cure=f"Rút gọn ở trang {FORM_NARRATIVE}; danh sách dài để ở phụ lục.",
                )
            )  # fmt: skip
