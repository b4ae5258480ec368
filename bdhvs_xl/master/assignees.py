"""The units that report an indicator or do a task, as text for a cell."""

from collections.abc import Sequence

from bdhvs_xl.master.labels import UNIT_KIND_NAMES
from bdhvs_xl.regime.model import Indicator, Regime

MAX_NAMES = 6
"""Units that one cell names."""


def join_unit_names(names: Sequence[str]) -> str:
    """The first names and the number of others: "Văn phòng; Phòng Tài chính và 12 đơn vị khác"."""
    rest = len(names) - MAX_NAMES
    return "; ".join(names[:MAX_NAMES]) + (f" và {rest} đơn vị khác" if rest > 0 else "")


def assignee_names(regime: Regime, indicator: Indicator) -> str:
    """The names of the units, otherwise their kinds, otherwise all: "Văn phòng; Phòng Tài chính", "Các xã, phường"."""
    if indicator.units:
        return join_unit_names([regime.unit[code].name if code in regime.unit else code for code in indicator.units])
    kinds = ", ".join(UNIT_KIND_NAMES[kind] for kind in indicator.unit_kinds)
    return f"Các {kinds.lower() or regime.reporters}"
