"""Heights of table rows with wrapped texts: estimated, since not every program fits them when it opens the file."""

from collections.abc import Callable, Sequence
from math import ceil

from bdhvs_xl.master.tables import Column
from bdhvs_xl.ooxml.cell import Cell, Formula

_LETTERS_PER_WIDTH = 1.05
_LINE, _MARGIN, _MOST = 12.9, 4.0, 409.0


def table_row_heights(columns: Sequence[Column | None]) -> Callable[[Sequence[Cell | Formula]], float]:
    """A function from a row's cells to its height in points, 0 when one line is enough; at most Excel's 409."""
    rooms = [(i, c.width * _LETTERS_PER_WIDTH) for i, c in enumerate(columns) if c and c.wraps]
    if not rooms:
        return lambda values: 0

    def height(values: Sequence[Cell | Formula]) -> float:
        lines = max((_lines(values[i], room) for i, room in rooms), default=1)
        return 0 if lines == 1 else min(lines * _LINE + _MARGIN, _MOST)

    return height


def _lines(value: Cell | Formula, room: float) -> int:
    if not isinstance(value, str) or (len(value) <= room and "\n" not in value):
        return 1
    return sum(max(ceil(len(line) / room), 1) for line in value.split("\n"))
