"""Targets: reached, not reached, or too little known to say."""

import re

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime.model import Indicator, Regime
from bdhvs_xl.rollup.coverage import Coverage

_NUMBER = re.compile(r"\d+(\.\d+)?")


def required_coverage(regime: Regime) -> float:
    """The share of units, in percent, without which a percentage claims nothing; 0 when the setting is blank."""
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
    """Whether a computed total reaches its target, None when one cannot say.

    A count that has reached its target has done so whoever is missing; one that falls short may still reach it as long
    as units are missing. A percentage speaks only for a sufficient share of units.
    """
    if value is None or target is None:
        return None
    if indicator.kind.is_share:
        return value >= target if covered.percent >= least else None
    if value >= target:
        return True
    return None if covered.missing else False


def target_percent(shown: float | None, target: float | None, met: bool | None) -> float | None:
    """How much of a target is reached, in percent: 100 when it is met, less when not, None when one cannot say."""
    if shown is None or not target or met is None:
        return None
    return 100.0 if met else min(99.9, vi.round_half_up(100 * shown / target, 1))
