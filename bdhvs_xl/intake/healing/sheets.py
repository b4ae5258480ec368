"""The sheets of a form by kind, each as it is to be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl.intake.healing import identity, indicators, lists, narrative
from bdhvs_xl.intake.healing.outside import outside
from bdhvs_xl.intake.healing.signs import Healed, Shown
from bdhvs_xl.workbook.grid import Grid
from bdhvs_xl.workbook.layout import DOCUMENTS_GRID, IDENTITY_GRID, INDICATORS_GRID, NARRATIVE_GRID, PRACTICES_GRID

_WAYS: Mapping[str, Callable[[Grid, Shown], Healed]] = {
    IDENTITY_GRID: lambda grid, _: identity.healed(grid),
    INDICATORS_GRID: lambda grid, shown: indicators.healed(grid, shown.indicators),
    DOCUMENTS_GRID: lambda grid, _: lists.healed(grid),
    PRACTICES_GRID: lambda grid, _: lists.healed(grid),
    NARRATIVE_GRID: narrative.healed,
}


def healed_sheets(found: Mapping[str, Sequence[Grid]], shown: Shown) -> dict[str, Healed]:
    """The first sheet of each kind; other kinds of sheets as they are."""
    return {kind: _healed(grids[0], shown) for kind, grids in found.items()}


def _healed(grid: Grid, shown: Shown) -> Healed:
    if grid.kind not in _WAYS:
        return Healed(grid)
    made = _WAYS[grid.kind](grid, shown)
    told = outside(made.grid) if grid.kind != IDENTITY_GRID else ()
    return replace(made, findings=(*made.findings, *told)) if told else made
