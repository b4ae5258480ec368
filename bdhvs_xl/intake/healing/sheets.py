"""The sheets of a form by kind, each as it is to be read."""

from collections.abc import Callable, Mapping, Sequence

from bdhvs_xl.intake.healing import identity, indicators, lists, narrative
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
    first = {kind: grids[0] for kind, grids in found.items()}
    return {kind: _WAYS[kind](grid, shown) if kind in _WAYS else Healed(grid) for kind, grid in first.items()}
