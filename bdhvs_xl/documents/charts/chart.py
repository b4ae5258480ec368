"""The data of a chart before it is drawn: horizontal bars in rows, a label per bar, and the note below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.documents.figures.figures import Figure, clean_text

BarStyle = Literal["dark", "light", "hatched", "outlined"]
"""How bars are filled; also distinguishable when printed without colour."""
_LEGEND = 9
"""Millimetres above the first row, for the legend."""


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one style: for every row of the chart a value (None: no bar) and the label of its bar."""

    name: str
    style: BarStyle
    values: tuple[float | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars. `row` is the height of a row in millimetres; `overlaid` when a row has one bar of all series.

    `note` is the text below in pieces, its figures not marked yet.
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
        return chart_height(len(self.rows), self.row)

    @property
    def legend_share(self) -> float:
        """The share of the height that the legend takes, 0 to 1."""
        return _LEGEND / self.height


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not drawn, and why: an indicator, or a whole chart when `indicator` is blank."""

    indicator: str
    name: str
    reason: str


def chart_height(rows: int, row: float) -> float:
    """The height in millimetres of a chart with that many rows."""
    return _LEGEND + rows * row


def rows_that_fit(max_height: float, row: float) -> int:
    """The number of rows in a chart of at most `room` millimetres."""
    return int((max_height - _LEGEND) / row)


def format_percent(value: float) -> str:
    """A percentage in the report's notation: "85,2%"."""
    return f"{vi.format_number(value, 1)}%"


def shorten_text(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut between words."""
    text = clean_text(vi.plain(text)).rstrip(".")
    return text if len(text) <= limit else f"{text[:limit].rpartition(' ')[0].rstrip(',;')}…"
