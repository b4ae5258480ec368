"""How far a total carries: who was asked, who is in it, who is missing, who gave only a percent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl.intake.ledger import Place
from bdhvs_xl.rollup.contributions import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The coverage of one total: counts of units, and the codes of those that are not in it."""

    reported: int = 0
    expected: int = 0
    missing: tuple[str, ...] = ()
    percent_only: tuple[str, ...] = ()
    provisional: bool = False

    @property
    def percent(self) -> float:
        """The share of the units asked that are in the total, 0 to 100; 0 when nobody was asked."""
        return 100 * self.reported / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReach:
    """How many units reach a target of their own accord, out of those whose percentage is known."""

    reached: int
    known: int
    percent_only: int


def coverage(given: Iterable[Contribution]) -> Mapping[Place, Coverage]:
    """The coverage of every (indicator, column)."""
    by_place: dict[Place, list[Contribution]] = defaultdict(list)
    for contribution in given:
        by_place[contribution.indicator, contribution.column].append(contribution)
    return {place: _coverage(contributions) for place, contributions in by_place.items()}


def _coverage(given: Sequence[Contribution]) -> Coverage:
    return Coverage(
        reported=sum(c.standing == "counted" for c in given),
        expected=len(given),
        missing=tuple(c.unit for c in given if c.standing == "missing"),
        percent_only=tuple(c.unit for c in given if c.standing == "percent_only"),
        provisional=any(c.provisional for c in given),
    )


def target_reach(given: Iterable[Contribution], indicator: str, target: float) -> TargetReach:
    """How many units reach `target` with their own percentage of the ratio `indicator`."""
    known = {c.unit: c for c in given if c.indicator == indicator and c.percent is not None}
    return TargetReach(
        reached=sum((c.percent or 0) >= target for c in known.values()),
        known=len(known),
        percent_only=sum(c.standing == "percent_only" for c in known.values()),
    )
