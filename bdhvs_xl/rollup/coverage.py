"""Coverage of totals (units asked, included, missing), and whether a target is reached given that coverage."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.ledger import ValueKey
from bdhvs_xl.regime.model import Indicator, Regime
from bdhvs_xl.rollup.contributions import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The coverage of one total: numbers of units, and the codes of units that are not in it."""

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
    """The number of units that reach a target themselves, out of units with a known percentage."""

    reached: int
    known: int
    percent_only: int


def coverage(given: Iterable[Contribution]) -> Mapping[ValueKey, Coverage]:
    """The coverage of every (indicator, column)."""
    by_place: dict[ValueKey, list[Contribution]] = defaultdict(list)
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
    """The number of units whose own percentage of the ratio `indicator` reaches `target`."""
    known = {c.unit: c for c in given if c.indicator == indicator and c.percent is not None}
    return TargetReach(
        reached=sum((c.percent or 0) >= target for c in known.values()),
        known=len(known),
        percent_only=sum(c.standing == "percent_only" for c in known.values()),
    )


_NUMBER = re.compile(r"\d+(\.\d+)?")


def required_coverage(regime: Regime) -> float:
    """The coverage in percent below which a percentage is not used; 0 when the setting `min_coverage` is blank."""
    text = regime.settings.get("min_coverage", "").strip()
    number = text.rstrip("% ").replace(",", ".") or "0"
    if not _NUMBER.fullmatch(number) or float(number) > 100:
        raise UserError(
            f"Trang Cấu hình, dòng “Tỉ lệ đơn vị tối thiểu để nêu số (%)”: không đọc được “{text}”.",
            "Ghi một số từ 0 đến 100, ví dụ 80.",
        )
    return float(number)


def is_target_met(
    indicator: Indicator, value: float | None, target: float | None, covered: Coverage, least: float
) -> bool | None:
    """Whether a computed total reaches its target, None when unknown.

    A count at its target has reached it even when units are missing; a lower one may still reach it while units are
    missing. A percentage counts only with a coverage of at least `least` percent.
    """
    if value is None or target is None:
        return None
    if indicator.kind.is_share:
        return value >= target if covered.percent >= least else None
    if value >= target:
        return True
    return None if covered.missing else False


def target_percent(shown: float | None, target: float | None, met: bool | None) -> float | None:
    """The reached share of a target in percent: 100 when met, at most 99.9 when not, None when unknown."""
    if shown is None or not target or met is None:
        return None
    return 100.0 if met else min(99.9, vi.round_half_up(100 * shown / target, 1))
