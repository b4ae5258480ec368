"""The sheets of a form by kind, each as it is to be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl.intake.repair import (
    repair_identity,
    repair_indicators,
    repair_lists,
    repair_narrative,
)
from bdhvs_xl.intake.repair.repair_evidence import Repaired, VisibleLabels
from bdhvs_xl.intake.repair.stray_text import outside
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    IDENTITY_GRID,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)

_WAYS: Mapping[str, Callable[[Grid, VisibleLabels], Repaired]] = {
    IDENTITY_GRID: lambda grid, _: repair_identity.healed(grid),
    INDICATORS_GRID: lambda grid, shown: repair_indicators.healed(grid, shown.indicators),
    DOCUMENTS_GRID: lambda grid, _: repair_lists.healed(grid),
    PRACTICES_GRID: lambda grid, _: repair_lists.healed(grid),
    NARRATIVE_GRID: repair_narrative.healed,
}


def healed_sheets(found: Mapping[str, Sequence[Grid]], shown: VisibleLabels) -> dict[str, Repaired]:
    """The first sheet of each kind; other kinds of sheets as they are."""
    return {kind: _healed(grids[0], shown) for kind, grids in found.items()}


def _healed(grid: Grid, shown: VisibleLabels) -> Repaired:
    if grid.kind not in _WAYS:
        return Repaired(grid)
    made = _WAYS[grid.kind](grid, shown)
    told = outside(made.grid) if grid.kind != IDENTITY_GRID else ()
    return replace(made, findings=(*made.findings, *told)) if told else made
