"""What the rules measure in an official document: fonts, lengths, and conventions; `layout_rules` has the tables."""

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
"""The drawn lines by their keys in `STYLE_NAMES`: their length as a share of the text above them."""


class FontStyle(Flag):
    """The style of letters; upright lower case when no flag is set."""

    BOLD = auto()
    ITALIC = auto()
    UNDERLINED = auto()
    UPPER = auto()


UPRIGHT = FontStyle(0)


@dataclass(frozen=True, slots=True)
class FontRule:
    """The font of one element: the size used, the least and the most that the rule allows (points), and its style."""

    size: int
    least: int
    most: int
    rule: str = ""
    look: FontStyle = UPRIGHT
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class LengthRule:
    """A length or distance: the one used, and the least and the most that the rule allows."""

    used: float
    least: float
    most: float
    rule: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSpec:
    """How one set of rules, in force `since` a day, lays out a document.

    `spans`: margins, `first_line`, `signature` (room for signature and seal) in millimetres; `before` (above a
    paragraph), `about` (above the subject of a letter), `pitch` (exact line spacing) in points; `lines` (line spacing,
    single = 1); `motto_line`, `organ_line`, `title_line` as shares of the text above them. `letters` is keyed like
    `STYLE_NAMES`; `left_share` is the left part of the letterhead in percent.
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
        """The first-line indent of a paragraph in millimetres."""
        return self.spans["first_line"].used

    @property
    def line(self) -> float:
        """The exact line spacing of the body in points; 0 for single spacing."""
        return self.spans["pitch"].used if "pitch" in self.spans else 0

    @property
    def before(self) -> float:
        """Points above a paragraph of the body."""
        return self.spans["before"].used

    @property
    def body(self) -> int:
        """The type size of the body in points."""
        return self.letters["paragraph"].size

    @property
    def head(self) -> tuple[int, int]:
        """Millimetres of the letterhead's left and right part, which reach `_HEAD_BEYOND` past the margins."""
        whole = self.width + 2 * _HEAD_BEYOND
        left = whole * self.left_share // 100
        return left, whole - left


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentConventions:
    """Conventions in which styles differ: letterhead, number line, ends of lists and body, authorities.

    `before_date` separates a document's number from its date where the document is cited.
    `rules` cites the source of a field's value, `disputed` the value in other sources.
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
