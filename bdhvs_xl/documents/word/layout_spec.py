"""What is measured of an official document: letters, spans, and what a style writes; `rules` holds the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Flag, auto
from typing import Literal

DocumentKind = Literal["report", "letter", "plan"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = ("report", "letter", "plan")

FONT = "Times New Roman"
PAGE = (210, 297)
"""Width and height of A4 in millimetres."""
_HEAD_BEYOND = 4

LINES: Mapping[str, float] = {"full_line": 1, "short_line": 0.4}
"""The drawn lines by the keys of `styles.NAMES`: their length in parts of the text above them."""


class FontStyle(Flag):
    """How letters stand; upright and small when nothing is said."""

    BOLD = auto()
    ITALIC = auto()
    UNDERLINED = auto()
    UPPER = auto()


UPRIGHT = FontStyle(0)


@dataclass(frozen=True, slots=True)
class FontRule:
    """The letters of one element: the size used, the least and the most that the rule allows (points), their look."""

    size: int
    least: int
    most: int
    rule: str = ""
    look: FontStyle = UPRIGHT
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class LengthRule:
    """A length or distance: the one used, the least and the most that the rule allows."""

    used: float
    least: float
    most: float
    rule: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSpec:
    """How one set of rules, in force `since` a day, lays out a document.

    `spans`: margins, `first_line`, `signature` (room for signature and seal) in millimetres; `before` (above a
    paragraph), `about` (above the subject of a letter), `pitch` (exact distance of lines) in points; `lines` (distance
    of lines, single = 1); `motto_line`, `organ_line`, `title_line` in parts of the text above them. `letters` goes by
    the keys of `styles.NAMES`; `head` are the shares of the two parts of the head.
    """

    source: str
    since: date
    spans: Mapping[str, LengthRule]
    letters: Mapping[str, FontRule]
    left_share: int

    @property
    def top(self) -> float:
        """Millimetres above the text."""
        return self.spans["top"].used

    @property
    def bottom(self) -> float:
        """Millimetres below the text."""
        return self.spans["bottom"].used

    @property
    def width(self) -> int:
        """Millimetres between the margins."""
        return int(PAGE[0] - self.spans["left"].used - self.spans["right"].used)

    @property
    def first_line(self) -> float:
        """Millimetres by which the first line of a paragraph stands in."""
        return self.spans["first_line"].used

    @property
    def line(self) -> float:
        """The exact distance of lines in the body, in points; 0 for single spacing."""
        return self.spans["pitch"].used if "pitch" in self.spans else 0

    @property
    def before(self) -> float:
        """Points above a paragraph of the body."""
        return self.spans["before"].used

    @property
    def body(self) -> int:
        """The size of the body's letters in points."""
        return self.letters["paragraph"].size

    @property
    def head(self) -> tuple[int, int]:
        """Millimetres of the left and the right part of the head, which reaches a little into the margins."""
        whole = self.width + 2 * _HEAD_BEYOND
        left = whole * self.left_share // 100
        return left, whole - left


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentConventions:
    """What a style writes where the styles differ: heads, number line, ends of lists and body, proxies of a signer.

    `before_date` parts a document's number from its date where the document is cited.
    `rules` says where a field's value comes from, `disputed` what other sources have instead.
    """

    motto: str
    second_motto: str = ""
    mark: str = ""
    dashes: str = ""
    number: str
    symbol: str
    letter_symbol: str
    before_date: str = ""
    end_of_item: str
    end_of_body: str
    proxies: Mapping[str, str]
    rules: Mapping[str, str] = field(default_factory=dict)
    disputed: Mapping[str, str] = field(default_factory=dict)
