"""Agreed values: what leaders settled on for the whole province, beside the computed total."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.intake.ledger import Ledger, Place


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """One agreed value with its ground."""

    value: float
    reason: str


def agreed_values(ledger: Ledger) -> Mapping[Place, AgreedValue]:
    """The agreed value of every (indicator, column) that has one; the last line of `Điều chỉnh` wins."""
    return {
        (line.indicator, line.column): AgreedValue(line.value, line.reason)
        for line in ledger.adjustments
        if not line.unit and isinstance(line.value, float)
    }
