"""The body of a Word document read into lines: as it will be when tracked changes are accepted, figures marked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from bdhvs_xl import vi
from bdhvs_xl.documents.figures import figure_tags
from bdhvs_xl.documents.figures.locate_figures import HEADING_LEVELS, heading_number, section_path
from bdhvs_xl.documents.review.document_lines import DocumentLine, FigureMark
from bdhvs_xl.documents.review.page_numbers import CELL, TEXT, WIDTH, PageNumbers, lines_of

_BETWEEN_CELLS = " | "
_TWIPS_PER_MM = 1440 / 25.4
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAST = {
    _FALLBACK,
    *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:sdtPr", "w:instrText")),
}
"""What is no text of the document any more, or never was."""
_VALUE, _TYPE, _WIDE = qn("w:val"), qn("w:type"), qn("w:w")
_OF_PARAGRAPH, _STYLE, _SECTION = qn("w:pPr"), qn("w:pStyle"), qn("w:sectPr")
_OF_ROW, _DELETED, _CELL_WIDTH = qn("w:trPr"), qn("w:del"), qn("w:tcW")
_OF_CONTROL, _CONTENT, _PROMPT, _TAG, _TITLE = map(
    qn, ("w:sdtPr", "w:sdtContent", "w:showingPlcHdr", "w:tag", "w:alias")
)


def read_lines(body: _Element, styles: _Element) -> list[DocumentLine]:
    """The lines of a document's body that hold any text; headings are known by the names of their styles."""
    return _Reader(body, _levels(styles)).lines()


def _levels(styles: _Element) -> dict[str, int]:
    """The level of headings by the id of their style; LibreOffice changes ids and keeps names."""
    names = {style.get(qn("w:styleId"), ""): style.find(qn("w:name")) for style in styles.iter(qn("w:style"))}
    said = {id_: name.get(_VALUE, "") for id_, name in names.items() if name is not None}
    return {id_: HEADING_LEVELS[name] for id_, name in said.items() if name in HEADING_LEVELS}


@dataclass(slots=True)
class _Open:
    """A line that is being read; `gap` must stand between what it has and what comes, `tallest` is its highest cell."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""
    marks: list[FigureMark] = field(default_factory=list)
    held: list[_Element] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    tallest: int = 1

    def add(self, text: str) -> None:
        """Add a text after the gap."""
        self.texts += [self.gap, text]
        self.length += len(self.gap) + len(text)
        self.gap = ""

    def text(self, start: int = 0) -> str:
        """The text from a place on."""
        return "".join(self.texts)[start:]


class _Reader:
    """Walks through a body; what is read of an open line is kept until the line ends."""

    def __init__(self, body: _Element, levels: Mapping[str, int]) -> None:
        self._body = body
        self._levels = levels
        self._pages = PageNumbers(body)
        self._passed: dict[int, str] = {}
        self._lines: list[DocumentLine] = []
        self._depth = self._cells = 0
        self._width = WIDTH
        self._open = _Open()
        self._ways: dict[str, Callable[[_Element], None] | None] = {
            **dict.fromkeys(_PAST),
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
            qn("w:lastRenderedPageBreak"): self._turn,
        }

    def lines(self) -> list[DocumentLine]:
        self._walk(self._body)
        return self._pages.numbered(self._lines)

    # --- what is met on the way -------------------------------------------------------------------------------------

    def _walk(self, node: _Element) -> None:
        ways, further = self._ways, self._walk
        for child in node.iterchildren():
            if way := ways.get(child.tag, further):
                way(child)

    def _paragraph(self, paragraph: _Element) -> None:
        if self._depth:
            self._walk(paragraph)
            self._open.gap = self._open.gap or " "
            return
        self._open = _Open()
        self._depth = 1
        self._walk(paragraph)
        self._depth = 0
        self._pass_heading(paragraph)
        self._finish(row=False, height=lines_of(self._open.length, TEXT, WIDTH))
        if _child(paragraph, _OF_PARAGRAPH, _SECTION) is not None:
            self._pages.end_section()

    def _row(self, row: _Element) -> None:
        if _child(row, _OF_ROW, _DELETED) is not None:
            return
        if self._depth:
            self._walk(row)
            return
        self._open = _Open()
        self._depth = 1
        self._walk(row)
        self._depth = 0
        self._finish(row=True, height=self._open.tallest)

    def _cell(self, cell: _Element) -> None:
        before, self._cells, around, self._width = self._open.length, self._cells + 1, self._width, WIDTH
        self._walk(cell)
        self._open.tallest = max(self._open.tallest, lines_of(self._open.length - before, CELL, self._width))
        self._cells, self._width = self._cells - 1, around
        self._open.gap = " " if self._cells else self._open.gap.rstrip() + _BETWEEN_CELLS

    def _cell_properties(self, properties: _Element) -> None:
        width = _child(properties, _CELL_WIDTH)
        if width is not None and width.get(_TYPE) == "dxa":
            self._width = int(width.get(_WIDE, "0")) / _TWIPS_PER_MM or WIDTH

    def _control(self, control: _Element) -> None:
        properties, content = _child(control, _OF_CONTROL), _child(control, _CONTENT)
        label = _label(properties)
        if content is None:
            return
        if label is None or not self._depth:
            self._walk(content)
            return
        self._open.add("")
        start, held = self._open.length, len(self._open.held)
        if _child(control, _OF_CONTROL, _PROMPT) is None:
            self._walk(content)
        text = self._open.text(start).rstrip()
        tag = _child(control, _OF_CONTROL, _TAG)
        self._open.marks.append(
            FigureMark(label, start, start + len(text), text, 0.0, tag, tuple(self._open.held[held:]))
        )

    def _text(self, text: _Element) -> None:
        self._open.held.append(text)
        self._open.add(vi.nfc(text.text or "").replace("\u00a0", " "))

    def _break(self, line_break: _Element) -> None:
        if line_break.get(_TYPE) == "page":
            self._pages.break_page()
        self._open.add(" ")

    def _space(self, _: _Element) -> None:
        self._open.add(" ")

    def _hyphen(self, _: _Element) -> None:
        self._open.add("-")

    def _turn(self, _: _Element) -> None:
        self._open.turns.append(self._open.length)

    # --- the open line ----------------------------------------------------------------------------------------------

    def _finish(self, *, row: bool, height: int) -> None:
        text = self._open.text()
        self._open.turns = self._pages.pass_line(self._open.turns, blank=not text.strip(" |"))
        if not text.strip(" |") and not self._open.marks:
            return
        turns, begins = tuple(self._open.turns), self._pages.begins()
        self._lines.append(
            DocumentLine(
                text.rstrip(),
                tuple(self._open.marks),
                section_path(self._passed),
                row,
                turns=turns,
                height=height,
                begins=begins,
            )
        )

    def _pass_heading(self, paragraph: _Element) -> None:
        style = _child(paragraph, _OF_PARAGRAPH, _STYLE)
        level = self._levels.get(style.get(_VALUE, "")) if style is not None else None
        text = self._open.text().strip()
        if level and text:
            higher = {n: number for n, number in self._passed.items() if n < level}
            self._passed = {**higher, level: heading_number(text)}


def _child(element: _Element, *names: str) -> _Element | None:
    """The child of the child … of these names."""
    found: _Element | None = element
    for name in names:
        found = next(found.iterchildren(name), None) if found is not None else None
    return found


def _label(properties: _Element | None) -> figure_tags.FigureLabel | None:
    said = {child.tag: child.get(_VALUE, "") for child in properties} if properties is not None else {}
    return figure_tags.parse_label(said.get(_TAG, ""), said.get(_TITLE, ""))
