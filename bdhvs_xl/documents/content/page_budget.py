"""The page budget: the height of the body in points, and how many of the units' sentences fit."""

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
"""Pages of the body when the settings give none: the limit in the survey letter of Ninh Bình."""
_PAGES = re.compile("[1-9][0-9]?")
_POINTS_PER_MM = 72 / 25.4
_LETTER = 0.4
"""Mean width of a Vietnamese letter in Times New Roman, as a share of the type size."""
_SINGLE = 1.15
_HEAD_LINES, _SIGNATURE_LINES, _RESERVE_LINES = 13, 11, 7


@dataclass(frozen=True, slots=True)
class PageBudget:
    """The paper of one style, measured in lines of body text."""

    layout: LayoutSpec
    pages: int = PAGES

    @property
    def line_height(self) -> float:
        """The height of one line in points."""
        return self.layout.line or self.layout.body * _SINGLE

    @property
    def total_points(self) -> float:
        """Points for the body on all pages, without the head and the signature."""
        page = (PAGE[1] - self.layout.top - self.layout.bottom) * _POINTS_PER_MM
        return self.pages * page - (_HEAD_LINES + _SIGNATURE_LINES + _RESERVE_LINES) * self.line_height

    def lines(self, text: str) -> int:
        """Lines of a paragraph, without its footnotes."""
        indent = self.layout.first_line * _POINTS_PER_MM
        return self._lines(without_footnotes(text), self.layout.body, indent)

    def height(self, block: Block) -> float:
        """The height of a block in points, with its footnotes."""
        size = self.layout.letters["note"].size
        notes = sum(self._lines(note, size) for note in footnotes_in(block.text))
        return (
            self.lines(f"- {block.lead}{block.text}") * self.line_height + self.layout.before + notes * size * _SINGLE
        )

    def _lines(self, text: str, size: int, indent: float = 0) -> int:
        points = len(unmarked_text(text)) * _LETTER * size + indent
        return max(1, math.ceil(points / (self.layout.width * _POINTS_PER_MM)))


def read_page_budget(regime: Regime) -> PageBudget:
    """The page budget of the settings; UserError when the number of pages is invalid."""
    text = regime.settings.get("pages", "").strip()
    if text and not _PAGES.fullmatch(text):
        raise UserError(
            f"Trang Cấu hình, dòng “Số trang phần chính của báo cáo”: không đọc được “{text}”.",
            f"Ghi một số nguyên từ 1 đến 99, ví dụ {PAGES}.",
        )
    return PageBudget(layout_of_style(regime.settings["style"])[0], int(text or PAGES))


def select_within(ranks: Mapping[Quote, int], budget: PageBudget, points: float) -> dict[Quote, int]:
    """How many leading sentences of each quote fit into `points`; 0 when not even the first fits.

    Sentences are added round by round: a quote's first sentence in the round of its rank, its second in the next round,
    ticked quotes before others. After a sentence that does not fit, no more of that quote are added.
    """
    counts = dict.fromkeys(ranks, 0)
    candidates = [
        (rank + number, not quote.ticked, number, quote)
        for quote, rank in ranks.items()
        for number in range(len(quote.sentences))
    ]
    for *_, number, quote in sorted(candidates, key=lambda candidate: candidate[:3]):
        opening = 0 if number else budget.layout.before + budget.line_height / 2
        cost = budget.lines(quote.sentences[number]) * budget.line_height + opening
        if counts[quote] == number and cost <= points:
            counts[quote], points = number + 1, points - cost
    return counts
