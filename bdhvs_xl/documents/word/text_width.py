"""The width of a text in Times New Roman, and the length of the lines drawn below a text as the rules require."""

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
"""Thousandths of the type size: most other letters, and all digits of either face."""


def text_width(text: str, size: float, *, bold: bool) -> float:
    """The width of one line of text in millimetres; Vietnamese diacritics add nothing."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, _OTHER) for letter in map(_base, text)) * size / 1000 * _MM_PER_POINT


def longest_line(text: str, size: float, room: float, *, bold: bool) -> float:
    """The longest line of a text in millimetres, when it is broken to fit `room` millimetres."""
    return max(
        text_width(line, size, bold=bold) for part in text.split("\n") for line in _break_lines(part, size, room, bold)
    )


def fit_drawn_lines(document: Document) -> None:
    """Set the length of every drawn line to its share of the text above it, centred below it."""
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
    """The longest line of a paragraph in millimetres, in the font of its style."""
    style = cast(ParagraphStyle, paragraph.style)
    size = style.font.size.pt if style.font.size else _DEFAULT_SIZE
    return longest_line(paragraph.text, size, room, bold=bool(style.font.bold))


def _room(paragraph: _Element, document: Document) -> float:
    """The width available to a paragraph in millimetres: its cell, or the space between the margins."""
    cell = next(paragraph.iterancestors(_CELL), None)
    width_element = None if cell is None else cell.find(f"{_CELL_PROPERTIES}/{_CELL_WIDTH}")
    if width_element is not None:
        return int(width_element.get(_WIDTH, "0")) * _MM_PER_POINT / _TWIPS_PER_POINT
    section = document.sections[0]
    return ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) / Mm(1)


def _break_lines(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """The lines of a text, broken between words."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold=bold) > room:
            yield line
            longer = word
        line = longer
    yield line


def _base(letter: str) -> str:
    """A letter without its diacritics, except the horn of ơ and ư: "ệ" becomes "e", "ờ" becomes "ơ"."""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
