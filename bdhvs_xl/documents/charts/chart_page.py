"""The page of charts after the appendices, when the office asks for one in `Cấu hình`."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from bdhvs_xl import vi
from bdhvs_xl.documents.charts import target_chart, unit_chart
from bdhvs_xl.documents.charts.chart import Chart, LeftOut
from bdhvs_xl.documents.charts.place_chart import add_chart
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.documents.word.docx_elements import add_line, number_pages_from_one
from bdhvs_xl.documents.word.layout_spec import PAGE
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES
from bdhvs_xl.documents.word.text_width import fit_drawn_lines
from bdhvs_xl.master.labels import is_ticked
from bdhvs_xl.regime.model import Regime

SETTING = "chart_page"
TITLE = "Biểu đồ"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_HEAD, _WORDS = 36, 22
"""Millimetres for the head of the page, and for the title and note of one chart."""
_MARGINS = 42
"""Millimetres above and below the text together: the most in any style."""


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The charts of the page and what was left out; no charts when none can be drawn or the office wants none."""

    charts: Sequence[Chart] = ()
    left_out: Sequence[LeftOut] = ()

    @property
    def appendices(self) -> int:
        """How many appendices the page adds: 1, or 0 without charts."""
        return min(1, len(self.charts))


def build_chart_page(data: ReportData) -> ChartPage:
    """The chart page of the focal office's report; empty for a unit's. UserError when the setting is unreadable."""
    setting = vi.plain(data.regime.settings.get(SETTING, ""))
    if not data.voice.has_charts or not is_ticked(setting):
        return ChartPage()
    indicator = setting if any(map(str.isdigit, setting)) else ""
    targets, left_targets = target_chart.build_target_chart(data)
    max_height = PAGE[1] - _MARGINS - _HEAD - (targets.height + _WORDS if targets else 0) - _WORDS
    units, left_units = unit_chart.build_unit_chart(data, indicator, max_height)
    return ChartPage([chart for chart in (targets, units) if chart], [*left_targets, *left_units])


def chart_page_name(regime: Regime) -> str:
    """The page's name among the appendices: "Phụ lục IV" after the third, "Phụ lục" when it is the only one."""
    printed = [appendix.number for appendix in regime.printed_appendices]
    if not printed:
        return "Phụ lục"
    last = printed[-1]
    return f"Phụ lục {_ROMAN[_ROMAN.index(last) + 1] if last in _ROMAN[:-1] else len(printed) + 1}"


def chart_page_mentions(data: ReportData) -> list[str]:
    """The body's mention of the page: every appendix must be mentioned (Nghị định 30/2020, phụ lục I, III.1.a)."""
    return [f"{chart_page_name(data.regime)} (biểu đồ)"] * build_chart_page(data).appendices


def add_chart_page(document: Document, page: ChartPage, figures: Figures, name: str, attached: str) -> None:
    """Add the page to the end of the document, its figures marked; nothing without charts."""
    if not page.charts:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, document.sections[0])
    for key, text in (("appendix", name), ("appendix_title", TITLE.upper()), ("attached", attached)):
        _add(document, key, text)
    add_line(_add(document, "short_line"))
    for number, chart in enumerate(page.charts, 1):
        title = f"{TITLE} {number}. {chart.title}" if len(page.charts) > 1 else chart.title
        _add(document, "table_head", title).paragraph_format.space_before = Mm(3)
        holder = _add(document, "table_number")
        holder.paragraph_format.keep_with_next = True
        add_chart(document, holder, chart, title, _width(section))
        _add(document, "table_text", _marked(chart.note, figures))
    fit_drawn_lines(document)


def _set_page(section: Section, first: Section) -> None:
    """Give the section a portrait page like the first section's, its page numbers starting at 1."""
    for measure in ("orientation", "page_width", "page_height", "left_margin", "right_margin", "top_margin",
                    "bottom_margin"):  # fmt: skip
        setattr(section, measure, getattr(first, measure))
    section.different_first_page_header_footer = True
    number_pages_from_one(section)


def _add(document: Document, key: str, text: str = "") -> Paragraph:
    """A new paragraph in a style of the template; without a style when an edited template has lost it."""
    known = {style.name for style in document.styles}
    return document.add_paragraph(text, STYLE_NAMES[key] if STYLE_NAMES[key] in known else None)


def _width(section: Section) -> int:
    """The width between the margins."""
    return int((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _marked(note: Sequence[str | Figure], figures: Figures) -> str:
    return "".join(figures.mark(piece) if isinstance(piece, Figure) else piece for piece in note)
