"""How wide a text stands in Times New Roman, and the lines below a text drawn as long as the rules want them."""

import unicodedata
from collections.abc import Iterator
from typing import cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from bdhvs_xl.documents.word.layout_spec import LINES
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES

_MM_PER_POINT = 25.4 / 72
_TWIPS_PER_POINT = 20
_DEFAULT_SIZE = 14
_PARAGRAPH, _STYLE, _VALUE = qn("w:p"), qn("w:pStyle"), qn("w:val")
_CELL, _CELL_PROPERTIES, _CELL_WIDTH, _WIDTH = qn("w:tc"), qn("w:tcPr"), qn("w:tcW"), qn("w:w")
_HORN = "\u031b"
_REGULAR = {
    180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 408: '"', 444: "?acez“”",
    469: "^", 480: "{}", 529: "ơ", 541: "~", 542: "ư", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR",
    722: "ADGHKNOQUVXYwƠĐ", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.\u00a0", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 444: "cerz", 520: "~",
    554: "ơ", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^", 600: "ư", 611: "FP", 667: "BELTZ",
    722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M", 1000: "%W—…",
}  # fmt: skip
_WIDTHS = [{letter: width for width, letters in t.items() for letter in letters} for t in (_REGULAR, _BOLD)]
_OTHER = 500
"""Thousandths of the size: most other letters and all digits of either face."""


def width(text: str, size: float, *, bold: bool) -> float:
    """Millimetres that one line of text takes; marks of Vietnamese letters add nothing."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, _OTHER) for letter in map(_base, text)) * size / 1000 * _MM_PER_POINT


def longest_line(text: str, size: float, room: float, *, bold: bool) -> float:
    """Millimetres of the longest line of a text that is set in `room` millimetres."""
    return max(width(line, size, bold=bold) for part in text.split("\n") for line in _set(part, size, room, bold))


def fit_drawn_lines(document: Document) -> None:
    """Make every drawn line as long as its style says in parts of the text above it, centred below it."""
    ids = {style.name: style.style_id for style in document.styles}
    shares = {ids[STYLE_NAMES[key]]: share for key, share in LINES.items() if STYLE_NAMES[key] in ids}
    for style in document.element.body.iter(_STYLE):
        if (share := shares.get(style.get(_VALUE, ""))) is not None:
            line = style.getparent().getparent()
            above = line.getprevious()
            if above is not None and above.tag == _PARAGRAPH:
                room = _room(line, document)
                length = share * _length(Paragraph(above, document._body), room)
                shape = Paragraph(line, document._body).paragraph_format
                shape.left_indent = shape.right_indent = Mm(max(0, (room - length) / 2))


def _length(paragraph: Paragraph, room: float) -> float:
    """Millimetres of the longest line of a paragraph in the letters of its style."""
    style = cast(ParagraphStyle, paragraph.style)
    size = style.font.size.pt if style.font.size else _DEFAULT_SIZE
    return longest_line(paragraph.text, size, room, bold=bool(style.font.bold))


def _room(paragraph: _Element, document: Document) -> float:
    """Millimetres that a paragraph has in its cell or between the margins."""
    cell = next(paragraph.iterancestors(_CELL), None)
    given = None if cell is None else cell.find(f"{_CELL_PROPERTIES}/{_CELL_WIDTH}")
    if given is not None:
        return int(given.get(_WIDTH, "0")) * _MM_PER_POINT / _TWIPS_PER_POINT
    section = document.sections[0]
    return ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / Mm(1)


def _set(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """The lines in which a text is set, broken between words."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > room:
            yield line
            longer = word
        line = longer
    yield line


def _base(letter: str) -> str:
    """A letter without its marks, the horn of ơ and ư kept: "ệ" as "e", "ờ" as "ơ"."""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
