"""Borders of the engine's ranges, side by side; of diagonals it knows nothing."""

from typing import Any

from xlwings import base_classes
from xlwings.utils import int_to_rgb, rgb_to_int

_SIDES = {
    "edge_top": "Top", "edge_bottom": "Bottom", "edge_left": "Left", "edge_right": "Right",
    "inside_vertical": "Vertical", "inside_horizontal": "Horizontal",
}  # fmt: skip
_STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "none": 0x7FFF}
_WEIGHTS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}
"""Widths in hundredths of a millimetre."""


class Borders(base_classes.Borders):
    """The borders of a range."""

    def __init__(self, cells: Any) -> None:
        self._block = cells.api

    def __getitem__(self, side: str) -> "Border":
        return Border(getattr(self._block.TableBorder2, f"{_SIDES[side]}Line"))

    def set(self, which: Any, line_style: str, weight: str, color: tuple[int, int, int]) -> None:
        borders = self._block.TableBorder2
        for side in which:
            line = getattr(borders, f"{_SIDES[side]}Line")
            line.Color, line.LineStyle = rgb_to_int(color[::-1]), _STYLES[line_style]
            line.LineWidth = line.OuterLineWidth = _WEIGHTS[weight]
            setattr(borders, f"{_SIDES[side]}Line", line)
            setattr(borders, f"Is{_SIDES[side]}LineValid", True)
        self._block.TableBorder2 = borders


class Border(base_classes.Border):
    """One side of a range, as it is."""

    def __init__(self, line: Any) -> None:
        self._line = line

    @property
    def line_style(self) -> str:
        return _nearest(_STYLES, self._line.LineStyle) if self._line.LineWidth else "none"

    @property
    def weight(self) -> str:
        return _nearest(_WEIGHTS, self._line.LineWidth)

    @property
    def color(self) -> tuple[int, int, int]:
        """Calc counts colours the other way round: red first."""
        return tuple(reversed(int_to_rgb(self._line.Color)))


def _nearest(names: dict[str, int], number: int) -> str:
    return min(names, key=lambda name: abs(names[name] - number))
