"""The small regime as a monthly one: 2.1 (articles) and 2.4 (classes and people) add up from 01/4/2026."""

from collections.abc import Mapping
from dataclasses import replace

from bdhvs_xl.regime.model import Regime
from support.small_regime import small_regime

MONTH = {"period_from": "01/5/2026", "period_to": "31/5/2026", "deadline": "05/6/2026"}
BEFORE = {"2.1": {"in_period": 4.0, "cumulative": 10.0}, "2.4": {"cumulative": 3.0, "cumulative_people": 90.0}}


def monthly_regime(
    previous: Mapping[str, Mapping[str, Mapping[str, float]]] | None = None, since: str = "01/4/2026"
) -> Regime:
    """The regime of May; `previous` holds the numbers of April by unit, those of `BEFORE` for every unit by default."""
    regime = small_regime()
    units = tuple(replace(u, previous=BEFORE if previous is None else previous.get(u.code, {})) for u in regime.units)
    return replace(regime, settings={**regime.settings, **MONTH, "cumulative_from": since}, units=units)
