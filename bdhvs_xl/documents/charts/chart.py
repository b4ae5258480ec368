"""A chart before it is drawn: bars in rows, each with its words, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.documents.figures.figures import Figure, clean_text

BarStyle = Literal["dark", "light", "hatched", "outlined"]
"""How bars are filled, apart also on paper without colours."""
_LEGEND = 9
"""Millimetres above the first row."""


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one look: for every row of the chart a value (None: no bar) and the words behind its bar."""

    name: str
    look: BarStyle
    values: tuple[float | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars. `row` is the height of a row in millimetres; series stand `overlaid` where a row has one bar.

    `note` is the text below in pieces, its figures still to be marked.
    """

    title: str
    rows: tuple[str, ...]
    series: tuple[Series, ...]
    row: float
    overlaid: bool
    note: Sequence[str | Figure]

    @property
    def height(self) -> float:
        """The chart's height in millimetres."""
        return height(len(self.rows), self.row)

    @property
    def legend_share(self) -> float:
        """The part of the height that the legend takes."""
        return _LEGEND / self.height


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not drawn, and why: an indicator, or a whole chart where `indicator` is blank."""

    indicator: str
    name: str
    reason: str


def height(rows: int, row: float) -> float:
    """Millimetres of a chart with so many rows."""
    return _LEGEND + rows * row


def rows_that_fit(room: float, row: float) -> int:
    """How many rows a chart of at most `room` millimetres has."""
    return int((room - _LEGEND) / row)


def percent(value: float) -> str:
    """A percentage as the report writes it: "85,2%"."""
    return f"{vi.format_number(value, 1)}%"


def shorten_text(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut between words."""
    text = clean_text(vi.plain(text)).rstrip(".")
    return text if len(text) <= limit else f"{text[:limit].rpartition(' ')[0].rstrip(',;')}…"
