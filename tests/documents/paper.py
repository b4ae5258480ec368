"""A Word document on the table: its parts by what they are, and measuring them against the measures of its style.

Elements are known by what they say and where they stand, never by the names of their styles.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from docx import Document
from docx.oxml.ns import qn
from look import Looker
from lxml.etree import _Element
from sample_documents import Made

from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import PAGE, FontRule, FontStyle, LengthRule
from bdhvs_xl.documents.word.text_width import longest_line

MM_PER_TWIP, TOLERANCE = 25.4 / 1440, 0.2
BETWEEN_OFFICES = "Kiêm"
"""The word between two offices of one signer stands in small letters, as in the survey's letter."""
DRAWN = ("single", "thick", "double")


class Paper:
    """A document on the table: its parts by what they are."""

    def __init__(self, made: Made) -> None:
        self.document, self.made = Document(str(made.path)), made
        self.style = made.regime.settings["style"]
        self.measures, self.manner = layout_of_style(self.style, made.day)
        self.look = Looker(self.document)
        self.head = self.document.tables[0]._tbl
        self.signature = next(t._tbl for t in self.document.tables if "Nơi nhận" in text_of(t._tbl))

    @cached_property
    def main(self) -> list[_Element]:
        """The paragraphs between the head and the signature."""
        children = list(self.document.element.body)
        between = children[children.index(self.head) + 1 : children.index(self.signature)]
        return [child for child in between if child.tag == qn("w:p")]

    @cached_property
    def title(self) -> int:
        """How many of the main paragraphs are the title block; none in a letter."""
        if self.made.kind == "letter":
            return 0
        return next((n for n, p in enumerate(self.main) if n > 1 and self.ends_title(p)), 0) + 1

    def ends_title(self, paragraph: _Element) -> bool:
        """Whether a paragraph has no words: a drawn line, or dashes."""
        return not text_of(paragraph).strip("-")

    @cached_property
    def addressees(self) -> list[_Element]:
        """ "Kính gửi:" and the names below it."""
        rest = self.main[self.title :]
        if not rest or not text_of(rest[0]).startswith("Kính gửi"):
            return []
        names = [p for p in rest[1:] if text_of(p).startswith("- ")]
        count = next((n for n, p in enumerate(rest[1:]) if p not in names), len(rest))
        return rest[: 1 + count]

    @cached_property
    def body(self) -> list[_Element]:
        return self.main[self.title + len(self.addressees) :]

    @cached_property
    def appendices(self) -> list[list[_Element]]:
        """The blocks of each section behind the main one."""
        sections: list[list[_Element]] = [[]]
        for child in self.document.element.body:
            sections[-1].append(child)
            if child.tag == qn("w:p") and child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                sections.append([])
        return sections[1:]

    def cell(self, table: _Element, row: int, column: int) -> list[_Element]:
        """The paragraphs of a cell."""
        cells = list(table.iterchildren(qn("w:tr")))[row].findall(qn("w:tc"))
        return cells[column].findall(qn("w:p"))

    def is_line(self, paragraph: _Element) -> bool:
        return any(b.get(qn("w:val")) in DRAWN for b in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:pBdr')}/*"))

    def breaks(self, rule: str, what: str, allowed: str, measured: object) -> str:
        return f"{self.measures.source}{f', {rule}' if rule else ''}: {what} {allowed}, đo được {measured}"

    def span(self, key: str, what: str, measured: float | None, unit: str = " mm") -> Iterator[str]:
        """A deviation when a length lies outside what the rule allows."""
        span: LengthRule = self.measures.spans[key]
        if measured is None or not span.least - TOLERANCE <= measured <= span.most + TOLERANCE:
            shown = "không có" if measured is None else f"{measured:.1f}"
            yield self.breaks(span.rule, what, f"{span.least:g}-{span.most:g}{unit}", shown)

    def share(self, key: str, what: str, line: _Element | None, above: Sequence[_Element]) -> Iterator[str]:
        """A deviation when a drawn line is missing or its length is no such part of the text above it."""
        span = self.measures.spans[key]
        allowed = "dài bằng dòng chữ" if span.least == 1 else "dài 1/3-1/2 dòng chữ"
        if line is None or not self.is_line(line):
            yield self.breaks(span.rule, what, allowed, "không có đường kẻ")
            return
        room = self.room(line)
        drawn = room - self.mm(line, "w:ind", "left") - self.mm(line, "w:ind", "right")
        part = drawn / max(self.width_of(p, room) for p in above)
        if not span.least - 0.03 <= part <= span.most + 0.03:
            yield self.breaks(span.rule, what, allowed, f"{part:.2f} dòng chữ")

    def room(self, paragraph: _Element) -> float:
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        if cell is None:
            return PAGE[0] - sum(self.margins()[side] for side in ("left", "right"))
        return int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) * MM_PER_TWIP

    def margins(self, section: int = 0) -> dict[str, float]:
        margins = self.document.sections[section]._sectPr.find(qn("w:pgMar"))
        return {s: int(margins.get(qn(f"w:{s}"))) * MM_PER_TWIP for s in ("top", "bottom", "left", "right")}

    def width_of(self, paragraph: _Element, room: float) -> float:
        run = next(runs_of(paragraph))
        size = int(self.look.of_run(run, "w:sz") or 0) / 2
        return longest_line(text_of(paragraph), size, room, bold=self.look.is_on(run, "w:b"))

    def mm(self, paragraph: _Element, name: str, attribute: str) -> float:
        return int(self.look.of_paragraph(paragraph, name, attribute) or 0) * MM_PER_TWIP

    def points(self, paragraph: _Element, attribute: str) -> float:
        return int(self.look.of_paragraph(paragraph, "w:spacing", attribute) or 0) / 20

    def letters(
        self, key: str, what: str, paragraphs: Sequence[_Element], align: str = "", *, mixed: bool = False
    ) -> Iterator[str]:
        """Deviations of an element's letters; of a `mixed` one bold and italic parts are not looked at."""
        wanted: FontRule = self.measures.letters[key]
        if not paragraphs:
            yield self.breaks(wanted.rule, what, "phải có", "không có")
        for paragraph in paragraphs:
            for run in runs_of(paragraph):
                size = int(self.look.of_run(run, "w:sz") or 0) / 2
                if not wanted.least <= size <= wanted.most:
                    yield self.breaks(wanted.rule, f"{what}: cỡ chữ", f"{wanted.least}-{wanted.most}", f"{size:g}")
                if not mixed:
                    yield from self._look(wanted, what, run)
            for line in text_of(paragraph).split("\n") if FontStyle.UPPER in wanted.look else ():
                if line not in (line.upper(), BETWEEN_OFFICES):
                    yield self.breaks(wanted.rule, what, "in hoa", line)
            if align and (jc := self.look.of_paragraph(paragraph, "w:jc")) != align:
                yield self.breaks(wanted.rule, f"{what}: canh", align, jc)

    def _look(self, wanted: FontRule, what: str, run: _Element) -> Iterator[str]:
        for look, name, word in (
            (FontStyle.BOLD, "w:b", "đậm"),
            (FontStyle.ITALIC, "w:i", "nghiêng"),
            (FontStyle.UNDERLINED, "w:u", "gạch chân"),
        ):
            if self.look.is_on(run, name) != (look in wanted.look):
                said = word if look in wanted.look else f"không {word}"
                yield self.breaks(wanted.rule, what, said, text_of(run))


def text_of(part: _Element) -> str:
    """The text of a part, line breaks kept."""
    return "".join(node.text or "" if node.tag == qn("w:t") else "\n" for node in part.iter(qn("w:t"), qn("w:br")))


def runs_of(paragraph: _Element) -> Iterator[_Element]:
    """The runs that show something: text, or the number of the page."""
    for run in paragraph.iter(qn("w:r")):
        if text_of(run).strip() or run.find(qn("w:instrText")) is not None:
            yield run
