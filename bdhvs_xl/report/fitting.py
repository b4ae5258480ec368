"""How much fits: the height of the body in points, and how many whole sentences of the units it still takes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl.report.blocks import Block
from bdhvs_xl.report.figures import plain
from bdhvs_xl.report.measures import PAGE, Measures
from bdhvs_xl.report.quotes import Passage

PAGES = 5
"""Pages of main text that the letter allows."""
_POINTS_PER_MM = 72 / 25.4
_LETTER = 0.455
"""Mean width of a Vietnamese letter of Times New Roman, in parts of the type size."""
_SINGLE = 1.15
_HEAD_LINES, _SIGNATURE_LINES, _RESERVE_LINES = 13, 11, 6


@dataclass(frozen=True, slots=True)
class Room:
    """The paper of one style, as lines of body text."""

    measures: Measures

    @property
    def line(self) -> float:
        """The height of one line in points."""
        return self.measures.line or self.measures.body * _SINGLE

    @property
    def all(self) -> float:
        """Points for the body on all pages, head and signature taken off."""
        page = (PAGE[1] - self.measures.top - self.measures.bottom) * _POINTS_PER_MM
        return PAGES * page - (_HEAD_LINES + _SIGNATURE_LINES + _RESERVE_LINES) * self.line

    def lines(self, text: str) -> int:
        """Lines that a paragraph takes."""
        points = (len(plain(text)) * _LETTER * self.measures.body) + self.measures.first_line * _POINTS_PER_MM
        return max(1, math.ceil(points / (self.measures.width * _POINTS_PER_MM)))

    def height(self, block: Block) -> float:
        """Points that a block takes."""
        return self.lines(f"- {block.lead}{block.text}") * self.line + self.measures.before


def take(passages: Sequence[Passage], room: Room, points: float) -> Mapping[Passage, int]:
    """How many first sentences of each passage fit into `points`, ticked ones before others, round by round.

    A passage of which not even the first sentence fits gets 0.
    """
    taken = dict.fromkeys(passages, 0)
    rounds = max((len(p.sentences) for p in passages), default=0)
    turns = sorted(
        ((n, passage) for passage in passages for n in range(min(rounds, len(passage.sentences)))),
        key=lambda turn: (turn[0], not turn[1].ticked),
    )
    for number, passage in turns:
        cost = room.lines(passage.sentences[number]) * room.line + (
            0 if number else room.measures.before + room.line / 2
        )
        if taken[passage] == number and cost <= points:
            taken[passage], points = number + 1, points - cost
    return taken
