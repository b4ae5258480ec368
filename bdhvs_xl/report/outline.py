"""The outline as far as it can be written: a code that is no indicator's is left out and told."""

from dataclasses import replace

from bdhvs_xl.regime.records import Regime


def with_known_indicators(regime: Regime) -> tuple[Regime, list[str]]:
    """The regime whose outline names only indicators that there are, and the codes that were left out."""
    unknown = [code for section in regime.sections for code in section.indicators if code not in regime.indicator]
    sections = (
        replace(s, indicators=tuple(code for code in s.indicators if code in regime.indicator)) for s in regime.sections
    )
    return replace(regime, sections=tuple(sections)), unknown
