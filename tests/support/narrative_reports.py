"""Reports for checks of words: units of the small regime, or others, with what they answered and wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bdhvs_xl.checks.unit_report import UnitReport, unit_reports
from bdhvs_xl.regime.model import Regime
from support.ledgers import made_ledger
from support.small_regime import small_regime

TODAY = date(2026, 5, 22)
SECTION, PROPOSALS = "leading_done", "proposals"


def with_units(*units) -> Regime:
    """The small regime with these units."""
    return replace(small_regime(), units=units, schedule=())


def written(
    texts: Mapping[str, Mapping[str, str]],
    answers: Mapping[str, Mapping[str, str]] | None = None,
    regime: Regime | None = None,
    documents: Mapping[str, Sequence[tuple[str, str, str]]] | None = None,
) -> list[UnitReport]:
    """The reports of units that wrote `texts`, by unit and section, beside their answers."""
    regime = regime or small_regime()
    given = {
        unit: {"2.11": "Có", **(answers or {}).get(unit, {})} for unit in dict.fromkeys([*texts, *(answers or {})])
    }
    ledger = made_ledger(regime, given, documents)
    ledger.narrative = [
        {"unit": unit, "unit_name": "", "quote": "", "section": section, "text": text, "file": f"{unit}.xlsx",
         "cell": f"Phần lời!C{row}"}
        for unit, sections in texts.items()
        for row, (section, text) in enumerate(sections.items(), start=5)
    ]  # fmt: skip
    return unit_reports(regime, ledger, TODAY)
