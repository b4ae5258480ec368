"""The body of a Word document as lines, with tracked changes accepted and figures marked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from bdhvs_xl import vi
from bdhvs_xl.documents.figures import figure_tags
from bdhvs_xl.documents.figures.locate_figures import HEADING_LEVELS, heading_number, section_path
from bdhvs_xl.documents.review.document_lines import DocumentLine, FigureMark
from bdhvs_xl.documents.review.page_numbers import CELL_SIZE, TEXT_SIZE, TEXT_WIDTH, PageNumbers, estimated_lines

_BETWEEN_CELLS = " | "
_TWIPS_PER_MM = 1440 / 25.4
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {
    _FALLBACK,
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:sdtPr", "w:instrText")),
}
"""Elements that are not text of the document, or will not be once tracked changes are accepted."""
_VALUE, _TYPE, _WIDTH = qn("w:val"), qn("w:type"), qn("w:w")
_PARAGRAPH_PROPERTIES, _STYLE, _SECTION = qn("w:pPr"), qn("w:pStyle"), qn("w:sectPr")
_ROW_PROPERTIES, _DELETED, _CELL_WIDTH = qn("w:trPr"), qn("w:del"), qn("w:tcW")
_CONTROL_PROPERTIES, _CONTENT, _PROMPT, _TAG, _TITLE = map(
    qn, ("w:sdtPr", "w:sdtContent", "w:showingPlcHdr", "w:tag", "w:alias")
)


def read_lines(body: _Element, styles: _Element) -> list[DocumentLine]:
    """The lines of a document's body that contain text; headings are recognised by the names of their styles."""
    return _Reader(body, _levels(styles)).lines()


def _levels(styles: _Element) -> dict[str, int]:
    """The heading level by style id; names are compared because LibreOffice changes the ids and keeps the names."""
    names = {style.get(qn("w:styleId"), ""): style.find(qn("w:name")) for style in styles.iter(qn("w:style"))}
    values = {id_: name.get(_VALUE, "") for id_, name in names.items() if name is not None}
    return {id_: HEADING_LEVELS[name] for id_, name in values.items() if name in HEADING_LEVELS}


@dataclass(slots=True)
class _OpenLine:
    """A line that is being read; `gap` separates it from the next text, `tallest` is the height of its highest cell."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    marks: list[FigureMark] = field(default_factory=list)
    elements: list[_Element] = field(default_factory=list)
    page_breaks: list[int] = field(default_factory=list)
    tallest: int = 1

    def add(self, text: str) -> None:
        """Append a text after the gap."""
        self.texts += [self.gap, text]
        self.length += len(self.gap) + len(text)
        self.gap = ""

    def text(self, start: int = 0) -> str:
        """The text from a position on."""
        return "".join(self.texts)[start:]


class _Reader:
    """Walks through a body, collecting the text of the open line until the line ends."""

    def __init__(self, body: _Element, levels: Mapping[str, int]) -> None:
        self._body = body
        self._levels = levels
        self._pages = PageNumbers(body)
        self._heading_numbers: dict[int, str] = {}
        self._lines: list[DocumentLine] = []
        self._depth = self._cells = 0
        self._width = TEXT_WIDTH
        self._open = _OpenLine()
        self._handlers: dict[str, Callable[[_Element], None] | None] = {
            **dict.fromkeys(_SKIPPED),
            qn("w:p"): self._paragraph,
            qn("w:tr"): self._row,
            qn("w:tc"): self._cell,
            qn("w:tcPr"): self._cell_properties,
            qn("w:sdt"): self._control,
            qn("w:t"): self._text,
            qn("w:br"): self._break,
            qn("w:cr"): self._space,
            qn("w:tab"): self._space,
            qn("w:noBreakHyphen"): self._hyphen,
            qn("w:lastRenderedPageBreak"): self._page_break,
        }

    def lines(self) -> list[DocumentLine]:
        self._walk(self._body)
        return self._pages.numbered(self._lines)

    # --- handlers by element ----------------------------------------------------------------------------------------

    def _walk(self, node: _Element) -> None:
        handlers, descend = self._handlers, self._walk
        for child in node.iterchildren():
            if handler := handlers.get(child.tag, descend):
                handler(child)

    def _paragraph(self, paragraph: _Element) -> None:
        if self._depth:
            self._walk(paragraph)
            self._open.gap = self._open.gap or " "
            return
        self._open = _OpenLine()
        self._depth = 1
        self._walk(paragraph)
        self._depth = 0
        self._track_heading(paragraph)
        self._end_line(row=False, height=estimated_lines(self._open.length, TEXT_SIZE, TEXT_WIDTH))
        if _child(paragraph, _PARAGRAPH_PROPERTIES, _SECTION) is not None:
            self._pages.end_section()

    def _row(self, row: _Element) -> None:
        if _child(row, _ROW_PROPERTIES, _DELETED) is not None:
            return
        if self._depth:
            self._walk(row)
            return
        self._open = _OpenLine()
        self._depth = 1
        self._walk(row)
        self._depth = 0
        self._end_line(row=True, height=self._open.tallest)

    def _cell(self, cell: _Element) -> None:
        before, self._cells, outer_width, self._width = self._open.length, self._cells + 1, self._width, TEXT_WIDTH
        self._walk(cell)
        self._open.tallest = max(
            self._open.tallest, estimated_lines(self._open.length - before, CELL_SIZE, self._width)
        )
        self._cells, self._width = self._cells - 1, outer_width
        self._open.gap = " " if self._cells else self._open.gap.rstrip() + _BETWEEN_CELLS

    def _cell_properties(self, properties: _Element) -> None:
        width = _child(properties, _CELL_WIDTH)
        if width is not None and width.get(_TYPE) == "dxa":
            self._width = int(width.get(_WIDTH, "0")) / _TWIPS_PER_MM or TEXT_WIDTH

    def _control(self, control: _Element) -> None:
        properties, content = _child(control, _CONTROL_PROPERTIES), _child(control, _CONTENT)
        label = _label(properties)
        if content is None:
            return
        if label is None or not self._depth:
            self._walk(content)
            return
        self._open.add("")
        start, elements = self._open.length, len(self._open.elements)
        if _child(control, _CONTROL_PROPERTIES, _PROMPT) is None:
            self._walk(content)
        text = self._open.text(start).rstrip()
        tag = _child(control, _CONTROL_PROPERTIES, _TAG)
        self._open.marks.append(
            FigureMark(label, start, start + len(text), text, 0.0, tag, tuple(self._open.elements[elements:]))
        )

    def _text(self, text: _Element) -> None:
        self._open.elements.append(text)
        self._open.add(vi.nfc(text.text or "").replace("\u00a0", " "))

    def _break(self, line_break: _Element) -> None:
        if line_break.get(_TYPE) == "page":
            self._pages.break_page()
        self._open.add(" ")

    def _space(self, _: _Element) -> None:
        self._open.add(" ")

    def _hyphen(self, _: _Element) -> None:
        self._open.add("-")

    def _page_break(self, _: _Element) -> None:
        self._open.page_breaks.append(self._open.length)

    # --- the open line ----------------------------------------------------------------------------------------------

    def _end_line(self, *, row: bool, height: int) -> None:
        text = self._open.text()
        self._open.page_breaks = self._pages.pass_line(self._open.page_breaks, blank=not text.strip(" |"))
        if not text.strip(" |") and not self._open.marks:
            return
        page_breaks, new_page = tuple(self._open.page_breaks), self._pages.take_new_page()
        self._lines.append(
            DocumentLine(
                text.rstrip(),
                tuple(self._open.marks),
                section_path(self._heading_numbers),
                row,
                page_breaks=page_breaks,
                height=height,
                new_page=new_page,
            )
        )

    def _track_heading(self, paragraph: _Element) -> None:
        style = _child(paragraph, _PARAGRAPH_PROPERTIES, _STYLE)
        level = self._levels.get(style.get(_VALUE, "")) if style is not None else None
        text = self._open.text().strip()
        if level and text:
            higher = {n: number for n, number in self._heading_numbers.items() if n < level}
            self._heading_numbers = {**higher, level: heading_number(text)}


def _child(element: _Element, *names: str) -> _Element | None:
    """The descendant along these names, each a direct child of the one before; None when one is missing."""
    found: _Element | None = element
    for name in names:
        found = next(found.iterchildren(name), None) if found is not None else None
    return found


def _label(properties: _Element | None) -> figure_tags.FigureLabel | None:
    values = {child.tag: child.get(_VALUE, "") for child in properties} if properties is not None else {}
    return figure_tags.parse_label(values.get(_TAG, ""), values.get(_TITLE, ""))
