"""How much fits: the height of the body in points, and how many whole sentences of the units it still takes."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.quotes import Quote
from bdhvs_xl.documents.figures.figures import unmarked_text
from bdhvs_xl.documents.word.footnotes import footnotes_in, without_footnotes
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import PAGE, LayoutSpec
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime.model import Regime

PAGES = 5
"""Pages of main text where the settings say nothing: what the survey letter of Ninh Bình allows."""
_PAGES = re.compile("[1-9][0-9]?")
_POINTS_PER_MM = 72 / 25.4
_LETTER = 0.4
"""Mean width of a Vietnamese letter of Times New Roman, in parts of the type size."""
_SINGLE = 1.15
_HEAD_LINES, _SIGNATURE_LINES, _RESERVE_LINES = 13, 11, 7


@dataclass(frozen=True, slots=True)
class PageBudget:
    """The paper of one style, as lines of body text."""

    measures: LayoutSpec
    pages: int = PAGES

    @property
    def line(self) -> float:
        """The height of one line in points."""
        return self.measures.line or self.measures.body * _SINGLE

    @property
    def all(self) -> float:
        """Points for the body on all pages, head and signature taken off."""
        page = (PAGE[1] - self.measures.top - self.measures.bottom) * _POINTS_PER_MM
        return self.pages * page - (_HEAD_LINES + _SIGNATURE_LINES + _RESERVE_LINES) * self.line

    def lines(self, text: str) -> int:
        """Lines that a paragraph takes, its footnotes not counted."""
        indent = self.measures.first_line * _POINTS_PER_MM
        return self._lines(without_footnotes(text), self.measures.body, indent)

    def height(self, block: Block) -> float:
        """Points that a block takes, with its footnotes."""
        size = self.measures.letters["note"].size
        notes = sum(self._lines(note, size) for note in footnotes_in(block.text))
        return self.lines(f"- {block.lead}{block.text}") * self.line + self.measures.before + notes * size * _SINGLE

    def _lines(self, text: str, size: int, indent: float = 0) -> int:
        points = len(unmarked_text(text)) * _LETTER * size + indent
        return max(1, math.ceil(points / (self.measures.width * _POINTS_PER_MM)))


def read_page_budget(regime: Regime) -> PageBudget:
    """The room that the settings give; UserError when their number of pages is none."""
    text = regime.settings.get("pages", "").strip()
    if text and not _PAGES.fullmatch(text):
        raise UserError(
            f"Trang Cấu hình, dòng “Số trang phần chính của báo cáo”: không đọc được “{text}”.",
            f"Ghi một số nguyên từ 1 đến 99, ví dụ {PAGES}.",
        )
    return PageBudget(layout_of_style(regime.settings["style"])[0], int(text or PAGES))


def select_within(ranks: Mapping[Quote, int], room: PageBudget, points: float) -> dict[Quote, int]:
    """How many first sentences of each passage fit into `points`; 0 when not even the first does.

    Sentences are taken round by round: a passage's first sentence in the round of its rank, its second in the next,
    ticked passages before others. A sentence is taken whole or not at all, and none after one that did not fit.
    """
    taken = dict.fromkeys(ranks, 0)
    turns = [
        (rank + number, not p.ticked, number, p) for p, rank in ranks.items() for number in range(len(p.sentences))
    ]
    for *_, number, passage in sorted(turns, key=lambda turn: turn[:3]):
        opening = 0 if number else room.measures.before + room.line / 2
        cost = room.lines(passage.sentences[number]) * room.line + opening
        if taken[passage] == number and cost <= points:
            taken[passage], points = number + 1, points - cost
    return taken
