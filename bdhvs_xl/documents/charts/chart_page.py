"""The page of charts behind the appendices, where an office has asked for one in `Cấu hình`."""

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
from bdhvs_xl.master.labels import ticked
from bdhvs_xl.regime.model import Regime

SETTING = "chart_page"
TITLE = "Biểu đồ"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_HEAD, _WORDS = 36, 22
"""Millimetres that the head of the page takes, and the title and note of one chart."""
_MARGINS = 42
"""Millimetres above and below the text in every style, at most."""


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The charts of the page, none where nothing could be drawn or nobody asked, and what was left out of it."""

    charts: Sequence[Chart] = ()
    left: Sequence[LeftOut] = ()

    @property
    def appendices(self) -> int:
        """How many appendices the page is: one, or none without charts."""
        return min(1, len(self.charts))


def build_chart_page(material: ReportData) -> ChartPage:
    """The page of the focal office's report; a unit's own has none. UserError when the setting cannot be read."""
    wish = vi.plain(material.regime.settings.get(SETTING, ""))
    if not material.voice.has_charts or not ticked(wish):
        return ChartPage()
    code = wish if any(map(str.isdigit, wish)) else ""
    targets, left_targets = target_chart.build_target_chart(material)
    room = PAGE[1] - _MARGINS - _HEAD - (targets.height + _WORDS if targets else 0) - _WORDS
    units, left_units = unit_chart.build_unit_chart(material, code, room)
    return ChartPage([chart for chart in (targets, units) if chart], [*left_targets, *left_units])


def chart_page_name(regime: Regime) -> str:
    """What the page is called among the appendices: "Phụ lục IV" behind the third, "Phụ lục" alone."""
    printed = [appendix.number for appendix in regime.printed_appendices]
    if not printed:
        return "Phụ lục"
    last = printed[-1]
    return f"Phụ lục {_ROMAN[_ROMAN.index(last) + 1] if last in _ROMAN[:-1] else len(printed) + 1}"


def chart_page_mentions(material: ReportData) -> list[str]:
    """What the body says of the page, as every appendix must be mentioned (Nghị định 30/2020, phụ lục I, III.1.a)."""
    return [f"{chart_page_name(material.regime)} (biểu đồ)"] * build_chart_page(material).appendices


def add_chart_page(document: Document, page: ChartPage, figures: Figures, name: str, attached: str) -> None:
    """Put the page at the end of the document, its figures marked; nothing without charts."""
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
    """An upright page like the first one, numbered anew."""
    for measure in ("orientation", "page_width", "page_height", "left_margin", "right_margin", "top_margin",
                    "bottom_margin"):  # fmt: skip
        setattr(section, measure, getattr(first, measure))
    section.different_first_page_header_footer = True
    number_pages_from_one(section)


def _add(document: Document, key: str, text: str = "") -> Paragraph:
    """A paragraph in a style of the template; plain where an edited template has lost the style."""
    known = {style.name for style in document.styles}
    return document.add_paragraph(text, STYLE_NAMES[key] if STYLE_NAMES[key] in known else None)


def _width(section: Section) -> int:
    """The length between the margins."""
    return int((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _marked(note: Sequence[str | Figure], figures: Figures) -> str:
    return "".join(figures.mark(piece) if isinstance(piece, Figure) else piece for piece in note)
