"""The indicators of a section as sentences, whoever tells them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from bdhvs_xl.documents.content.blocks import Block, paragraph
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, Withheld
from bdhvs_xl.regime.model import Indicator, Regime, Section


class IndicatorWriter(Protocol):
    """Whoever tells an indicator: the focal office by its totals, or a unit by its own values."""

    def tell(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence, its figures marked, or the reason why there is none."""


Tell = Callable[[Indicator], IndicatorSentence | Withheld | None]
"""Tells an indicator; None where it has no place in the text."""


def results(regime: Regime, section: Section, tell: Tell, withheld: list[Withheld]) -> list[Block]:
    """The section's indicators as one paragraph; those of the general results as an item each, group by group.

    Claims that cannot be made are added to `withheld`.
    """
    if section.content != "results":
        return paragraph(*_said(regime, section.indicators, tell, withheld))
    elsewhere = {code for other in regime.sections if other.id != section.id for code in other.indicators}
    if any(other.content == "progress" for other in regime.sections):
        elsewhere |= {task.code for task in regime.tasks}
    codes = [
        i.code
        for group in regime.groups
        for i in regime.indicators
        if i.group == group.code and i.code not in elsewhere
    ]
    return [Block("item", text) for text in _said(regime, codes, tell, withheld)]


def _said(regime: Regime, codes: Sequence[str], tell: Tell, withheld: list[Withheld]) -> list[str]:
    claims = [tell(regime.indicator[code]) for code in codes]
    withheld += [claim for claim in claims if isinstance(claim, Withheld)]
    return [claim.text for claim in claims if isinstance(claim, IndicatorSentence)]
