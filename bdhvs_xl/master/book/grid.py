"""The machine grid: a sheet read by its hidden keys, so that users may move rows and columns and rename the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Any

from bdhvs_xl.master.layout import LIST_END, LIST_HEADER
from bdhvs_xl.ooxml.area import column_letters

Key = tuple[str, str]


@dataclass(frozen=True)
class Grid:
    """One keyed sheet. `rows` and `columns` are zero-based positions by key; `cells` are the values of the sheet."""

    sheet: str
    kind: str
    attributes: dict[str, str]
    rows: dict[str, int]
    columns: dict[str, int]
    cells: Sequence[Sequence[Any]]
    lines: range = field(default=range(0))
    """In a list: the positions of its data rows, between `#header` and `#end`."""

    def value(self, row: str, column: str) -> Any:
        """The cell at (row key, column key), None when it is empty or a key is missing."""
        if row not in self.rows or column not in self.columns:
            return None
        return self.at(self.rows[row], self.columns[column])

    def at(self, row: int, column: int) -> Any:
        """The cell at a position, None when it is empty."""
        cell = self.cells[row][column] if row < len(self.cells) and column < len(self.cells[row]) else None
        return None if cell == "" else cell

    def address(self, row: str, column: str) -> str:
        """The address of (row key, column key), such as `E12`."""
        return cell_address(self.rows[row], self.columns[column])


def parse_marker(text: object) -> tuple[str, dict[str, str]]:
    """Kind and attributes in a sheet's A1, such as ("bdhvs:indicators", {"unit": "14464"}); ("", {}) otherwise."""
    if not isinstance(text, str) or not text.startswith("bdhvs:"):
        return "", {}
    kind, *pairs = text.split(";")
    return kind.strip(), dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def parse_grid(sheet: str, cells: Sequence[Sequence[Any]]) -> Grid | None:
    """The grid of a sheet, None when its A1 has no marker. `cells` starts at A1, including leading empty rows."""
    kind, attributes = parse_marker(cells[0][0] if cells and cells[0] else None)
    if not kind:
        return None
    columns = _positions(cells[0])
    rows = _positions([row[0] if row else None for row in cells])
    start, end = rows.get(LIST_HEADER), rows.get(LIST_END, len(cells))
    lines = range(start + 1, end) if start is not None else range(0)
    return Grid(sheet, kind, attributes, rows, columns, cells, lines)


def _positions(keys: Sequence[Any]) -> dict[str, int]:
    """The position of each key, the first one of a duplicate key; position 0 has the marker, not a key."""
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key and place and (text := str(key).strip()):
            places.setdefault(intern(text), place)
    return places


def cell_address(row: int, column: int) -> str:
    """The A1 address of a zero-based position."""
    return f"{column_letters_at(column)}{row + 1}"


def column_letters_at(column: int) -> str:
    """The letters of a zero-based column: `A` for 0, `AA` for 26."""
    return column_letters(column + 1)
