"""The author's own text: printed in full, line by line as paragraphs and list items, with figures inserted."""

import re
from collections.abc import Mapping

from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.master.layout import NARRATIVE
from bdhvs_xl.regime.model import Section

_BULLET = re.compile(r"[-–—+•*]\s+")
_PUNCTUATION = (".", "!", "?", "…", ":", ";", ",")
_CLOSING = "”’»)"


def narrative_blocks(section: Section, author: str, linker: FigureLinker) -> list[Block]:
    """The text that `author` (a unit's code; "" for the focal office) wrote under a section, in the order of its list.

    Numbers of the section's indicators are linked when the text states them plainly.
    """
    narrative = linker.data.ledger.narrative
    rows = [row for row in narrative if row["section"] == section.id and row["unit"] == author]
    return [block for row in rows for block in _blocks(row, section, linker)]


def _blocks(row: Mapping[str, str], section: Section, linker: FigureLinker) -> list[Block]:
    known = linker.data.regime.indicator
    sheet, _, cell = row.get("cell", "").rpartition("!")
    place = f"Trang {sheet or NARRATIVE}, mục {section.id}"
    text = linker.link(clean_text(row["text"] or ""), sheet or NARRATIVE, cell, place)
    text = linker.recognise(text, (known[code] for code in section.indicators if code not in linker.linked))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [_block(line) for line in lines if line]


def _block(line: str) -> Block:
    """A line as a block: an item when it starts with a dash or a dot; "+" lines stay paragraphs, below an item."""
    bullet = _BULLET.match(line)
    if bullet and not line.startswith("+"):
        return Block("item", _with_full_stop(line[bullet.end() :]))
    return Block("paragraph", _with_full_stop(line))


def _with_full_stop(line: str) -> str:
    """The line, with a full stop when it ends without punctuation."""
    return line if line.rstrip(_CLOSING).endswith(_PUNCTUATION) else f"{line}."
