"""The words of whoever the report is by: printed whole, line by line as paragraphs and list items, figures put in."""

import re
from collections.abc import Mapping

from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.master.layout import NARRATIVE
from bdhvs_xl.regime.model import Section

_BULLET = re.compile(r"[-–—+•*]\s+")
_FINISHED = (".", "!", "?", "…", ":", ";", ",")
_CLOSING = "”’»)"


def narrative_blocks(section: Section, author: str, linker: FigureLinker) -> list[Block]:
    """What `author` (a unit's code; "" the focal office) wrote under a section, in the order of its list.

    The numbers of the section's indicators are linked where they stand plainly in the text.
    """
    rows = linker.material.ledger.narrative
    mine = [row for row in rows if row["section"] == section.id and row["unit"] == author]
    return [block for row in mine for block in _blocks(row, section, linker)]


def _blocks(row: Mapping[str, str], section: Section, linker: FigureLinker) -> list[Block]:
    known = linker.material.regime.indicator
    sheet, _, cell = row.get("cell", "").rpartition("!")
    place = f"Trang {sheet or NARRATIVE}, mục {section.id}"
    text = linker.link(clean_text(row["text"] or ""), sheet or NARRATIVE, cell, place)
    text = linker.recognise(text, (known[code] for code in section.indicators if code not in linker.told))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [_block(line) for line in lines if line]


def _block(line: str) -> Block:
    """A line as it stands; one with a dash or a dot is an item, one with a plus stays the item below an item."""
    bullet = _BULLET.match(line)
    if bullet and not line.startswith("+"):
        return Block("item", _finished(line[bullet.end() :]))
    return Block("paragraph", _finished(line))


def _finished(line: str) -> str:
    """The line with a full stop where it ends without any sign."""
    return line if line.rstrip(_CLOSING).endswith(_FINISHED) else f"{line}."
