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
        self.cells = cells

    def __getitem__(self, side: str) -> "Border":
        return Border(self.cells, side)

    def set(self, which: Any, **looks: Any) -> None:
        for side in which:
            for name in ("line_style", "weight", "color"):
                if looks[name] is not base_classes._UNSET:
                    setattr(self[side], name, looks[name])


class Border(base_classes.Border):
    """One side of a range."""

    def __init__(self, cells: Any, side: str) -> None:
        self.block, self.side = cells.api, _SIDES[side]

    side = None

    @property
    def line_style(self) -> str:
        line = self._line()
        return _nearest(_STYLES, line.LineStyle) if line.LineWidth else "none"

    @line_style.setter
    def line_style(self, name: str | None) -> None:
        width = _WEIGHTS["thin"] if name else 0
        self._change(LineStyle=_STYLES[name or "none"], LineWidth=width, OuterLineWidth=width)

    @property
    def weight(self) -> str:
        return _nearest(_WEIGHTS, self._line().LineWidth)

    @weight.setter
    def weight(self, name: str) -> None:
        self._change(LineWidth=_WEIGHTS[name])

    @property
    def color(self) -> tuple[int, int, int]:
        """Calc counts colours the other way round: red first."""
        return tuple(reversed(int_to_rgb(self._line().Color)))

    @color.setter
    def color(self, color: tuple[int, int, int]) -> None:
        self._change(Color=rgb_to_int(tuple(reversed(color))))

    def _line(self) -> Any:
        return getattr(self.block.TableBorder2, f"{self.side}Line")

    def _change(self, **looks: int) -> None:
        borders = self.block.TableBorder2
        line = getattr(borders, f"{self.side}Line")
        for name, value in looks.items():
            setattr(line, name, value)
        setattr(borders, f"{self.side}Line", line)
        setattr(borders, f"Is{self.side}LineValid", True)
        self.block.TableBorder2 = borders


def _nearest(names: dict[str, int], number: int) -> str:
    return min(names, key=lambda name: abs(names[name] - number))
