"""The body of a report as blocks, each of which the template lays out by its kind."""

from dataclasses import dataclass
from typing import Literal

from bdhvs_xl.regime.records import Section

Kind = Literal["chapter", "heading", "subheading", "paragraph", "item"]
_LEVELS: dict[int, Kind] = {1: "chapter", 2: "heading", 3: "subheading"}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body. An item has a lead in italics, such as "Xã Giao Ninh: "; figures are marked."""

    kind: Kind
    text: str
    lead: str = ""


def heading(section: Section) -> Block:
    """The heading of a section: "I. …", "1. …", "a) …"."""
    stop = "" if section.number.endswith((")", ".", "-")) or not section.number else "."
    title = section.title.upper() if section.level == 1 else section.title
    return Block(_LEVELS[section.level], f"{section.number}{stop} {title}".strip())


def paragraph(*texts: str) -> list[Block]:
    """One paragraph of the texts that say something; none when no text does."""
    said = " ".join(text for text in texts if text)
    return [Block("paragraph", said)] if said else []
