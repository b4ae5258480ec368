"""The body of a document as blocks; the template lays each out by its kind."""

import re
from dataclasses import dataclass
from typing import Literal

from bdhvs_xl.regime.model import Section

Kind = Literal["chapter", "heading", "subheading", "point", "paragraph", "item", "closing"]
_LEVELS: dict[int, Kind] = {1: "chapter", 2: "heading", 3: "subheading"}
_LOWEST = 3
_LETTERED = re.compile(r"[a-zđ]\)?$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body. An item has a lead in italics, such as "Xã Giao Ninh: "; figures are marked."""

    kind: Kind
    text: str
    lead: str = ""


def heading(section: Section) -> Block:
    """The heading of a section: "I. …", "1. …", "2.1. …", "a) …"; the last is a point, which is not in bold."""
    stop = "" if section.number.endswith((")", ".", "-")) or not section.number else "."
    title = section.title.upper() if section.level == 1 else section.title
    kind = "point" if section.level == _LOWEST and _LETTERED.match(section.number) else _LEVELS[section.level]
    return Block(kind, f"{section.number}{stop} {title}".strip())


def paragraph(*texts: str) -> list[Block]:
    """One paragraph of the texts that are not empty; an empty list when all are."""
    joined = " ".join(text for text in texts if text)
    return [Block("paragraph", joined)] if joined else []
