"""Targets: reached, not reached, or too little known to say."""

import re

from bdhvs_xl.problem import Problem
from bdhvs_xl.regime.records import Indicator, Regime
from bdhvs_xl.rollup.coverage import Coverage

_NUMBER = re.compile(r"\d+(\.\d+)?")


def target_of(regime: Regime, indicator: Indicator) -> float | None:
    """The value to reach in the year in which the period ends, None when there is none."""
    return indicator.targets.get(regime.period_to.year)


def least_coverage(regime: Regime) -> float:
    """The share of units, in percent, without which a percentage claims nothing; 0 when the setting is blank."""
    text = regime.settings.get("min_coverage", "").strip()
    number = text.rstrip("% ").replace(",", ".") or "0"
    if not _NUMBER.fullmatch(number) or float(number) > 100:
        raise Problem(
            f"Trang Cấu hình, dòng “Tỉ lệ đơn vị tối thiểu để nêu số (%)”: không đọc được “{text}”.",
            "Ghi một số từ 0 đến 100, ví dụ 80.",
        )
    return float(number)


def is_met(
    indicator: Indicator, value: float | None, target: float | None, covered: Coverage, least: float
) -> bool | None:
    """Whether a computed total reaches its target, None when one cannot say.

    A count that has reached its target has done so whoever is missing; one that falls short may still reach it as long
    as units are missing. A percentage speaks only for a sufficient share of units.
    """
    if value is None or target is None:
        return None
    if indicator.kind in ("ratio", "yes_no"):
        return value >= target if covered.percent >= least else None
    if value >= target:
        return True
    return None if covered.missing else False
