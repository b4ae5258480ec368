"""Findings about the hidden keys of a returned form: lost, duplicate, or different from the visible code."""

from collections.abc import Collection, Iterator

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import ENTRY_COLUMNS, entry_columns
from bdhvs_xl.regime import catalogue

LOST, TWICE, DIFFERS, COLUMN_LOST = "form_key_lost", "form_key_twice", "form_key_differs", "form_column_lost"
_HEADER = COLUMN_NAMES["code"]
_CURE = "Hỏi lại đơn vị số liệu của chỉ số này, hoặc chép sang biểu mẫu đã phát rồi nhận lại."


def key_findings(grid: Grid, settled: Collection[int] = ()) -> Iterator[Finding]:
    """The findings about the keys of the indicators grid; `indicator` says which, the unit is still to be filled in.

    Of the rows `settled` it is known otherwise what they are.

    A filled row that shows a code but lost its key is reported for any code shown; whoever knows the regime drops those
    that are no indicators.
    """
    code = grid.columns.get("code", 0)
    for row, cells in enumerate(grid.cells[1:], 1):
        if row not in settled and (cells[0] != cells[code] or grid.rows.get(cells[0], row) != row):
            yield from _odd(grid, row, as_typed(cells[0]), as_typed(cells[code]))
    lost = [key for key in entry_columns(grid.columns) if key not in grid.columns]
    if lost:
        yield catalogue.new_finding(
            COLUMN_LOST, f"Trang “{grid.sheet}” đã mất cột {', '.join(lost)}.", sheet=grid.sheet, cell="A1",
            cure=_CURE, raw=", ".join(lost),
        )  # fmt: skip


def _odd(grid: Grid, row: int, key: str, shown: str) -> Iterator[Finding]:
    if key and grid.rows.get(key, row) != row:
        if has_entries(grid, row):
            yield _twice(grid, key, row)
    elif key and shown != key:
        message = f"Dòng {row + 1} thuộc chỉ số {key} nhưng mã nhìn thấy là “{shown}”."
        yield _finding(grid, DIFFERS, key, row, message)
    elif shown not in ("", _HEADER) and not key and has_entries(grid, row):
        message = f"Dòng {row + 1} (mã nhìn thấy “{shown}”) không còn mã ở cột ẩn nên số liệu của dòng chưa được đọc."
        yield _finding(grid, LOST, shown, row, message)


def _twice(grid: Grid, key: str, row: int) -> Finding:
    first = grid.rows[key]
    message = f"Chỉ số {key} có ở hai dòng {first + 1} và {row + 1}; đang đọc dòng {first + 1}."
    return _finding(grid, TWICE, key, row, message)


def _finding(grid: Grid, rule: str, indicator: str, row: int, message: str) -> Finding:
    return catalogue.new_finding(rule, message, indicator=indicator, sheet=grid.sheet, cell=f"A{row + 1}", cure=_CURE)


def has_entries(grid: Grid, row: int) -> bool:
    """Whether any input cell of the row is filled."""
    return any(grid.at(row, grid.columns[key]) is not None for key in ENTRY_COLUMNS if key in grid.columns)
