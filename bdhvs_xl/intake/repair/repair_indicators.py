"""Repairs rows and columns of the results sheet by visible headers, codes and names.

Two clues that agree are sure: the key and the name, or the visible code and the name. One clue alone is used, but the
report is then pending until someone confirms it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.grid_keys import has_entries
from bdhvs_xl.intake.identify_sheets import BY_HEADERS, find_header_row, header_columns
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair.repair_evidence import REPAIRED, UNSURE, Repaired
from bdhvs_xl.master.book.grid import Grid, column_letters_at
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import INDICATORS_GRID, NUMBER_COLUMNS
from bdhvs_xl.regime import catalogue

_CURE = "So với tệp đơn vị gửi; nếu đúng thì chọn “Lấy số mới” ở dòng chung của đơn vị."
_ENOUGH = 0.9
"""The share of rows whose code and name agree from which on a sheet without any key is read without asking."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row identified as an indicator: zero-based position, code, clues in words ("" for its own key), sureness."""

    at: int
    code: str
    signs: str
    sure: bool


def repair_indicators_grid(grid: Grid, names: Mapping[str, str]) -> Repaired:
    """The indicators grid, its columns found by key or header, its rows by key, visible code or name.

    `names` are the names of the indicators by code; without them rows are read by their keys alone.
    """
    if _is_whole(grid, names):
        return Repaired(grid)
    columns, told, sure = _columns(grid)
    grid = replace(grid, columns=columns)
    all_known = list(_known(grid, names))
    settled = frozenset(row.at for row in all_known if row.signs)
    known = _without_strays(grid, all_known)
    taken = [row for row in known if row.signs]
    if not taken:
        return Repaired(grid, tuple(told), frozenset(), sure)
    found = {row.at for row in known}
    others = {key: at for key, at in grid.rows.items() if key not in names and at not in found}
    grid = replace(grid, rows=others | {row.code: row.at for row in _chosen(grid, known)})
    told += _about_rows(grid, taken)
    sure = sure and _are_sure(grid, known, len(names))
    return Repaired(grid, tuple(told), settled, sure)


def _is_whole(grid: Grid, names: Mapping[str, str]) -> bool:
    """Whether every indicator's key is beside its code, and every header is under its column's key."""
    code = grid.columns.get("code")
    if code is None or BY_HEADERS in grid.attributes or not names.keys() <= grid.rows.keys():
        return False
    header = next((row for row in grid.cells[1:] if row[code] == COLUMN_NAMES["code"]), ())
    seen = header_columns(header, INDICATORS_GRID).items()
    return bool(seen) and seen <= grid.columns.items() and all(grid.cells[grid.rows[x]][code] == x for x in names)


# --- columns --------------------------------------------------------------------------------------------------------


def _columns(grid: Grid) -> tuple[dict[str, int], list[Finding], bool]:
    """The columns by key, findings, sureness; headers win over keys, for people typed by the headers they saw."""
    header = find_header_row(grid.cells, INDICATORS_GRID)
    seen = header_columns(grid.cells[header], INDICATORS_GRID) if header is not None else {}
    moved = {key: at for key, at in seen.items() if grid.columns.get(key) != at}
    moved = {key: at for key, at in moved.items() if key in grid.columns or at not in grid.columns.values()}
    known = [key for key in moved if key in grid.columns]
    sure = {grid.columns[key] for key in known} == {moved[key] for key in known}
    return grid.columns | moved, [_column(grid, key, at, sure) for key, at in moved.items()], sure


def _column(grid: Grid, key: str, at: int, sure: bool) -> Finding:
    was = grid.columns.get(key)
    why = "dòng ẩn không còn ghi cột này" if was is None else f"dòng ẩn chỉ cột {column_letters_at(was)}"
    message = f"Cột “{COLUMN_NAMES[key]}” được đọc ở cột {column_letters_at(at)} theo tiêu đề nhìn thấy ({why})."
    return _told(grid, sure, message, column=key, cell=f"{column_letters_at(at)}1")


# --- rows -----------------------------------------------------------------------------------------------------------


def _known(grid: Grid, names: Mapping[str, str]) -> Iterator[_Row]:
    """Each row taken for an indicator; `signs` is empty where key and code agree, so that nothing need be said."""
    header = find_header_row(grid.cells, INDICATORS_GRID)
    folded = {code: vi.fold(name) for code, name in names.items()}
    times = Counter(folded.values())
    by_name = {name: code for code, name in folded.items() if times[name] == 1}
    for at in range((header or 0) + 1, len(grid.cells)):
        key = as_typed(grid.cells[at][0]) if BY_HEADERS not in grid.attributes else ""
        shown = as_typed(grid.at(at, grid.columns["code"])) if "code" in grid.columns else ""
        label = as_typed(grid.at(at, grid.columns["name"])) if "name" in grid.columns else ""
        if row := _row(at, *(code if code in names else "" for code in (key, shown, _named(label, by_name)))):
            yield row


def _without_strays(grid: Grid, known: Sequence[_Row]) -> list[_Row]:
    """The rows but for those that a key alone says are an indicator found for sure elsewhere, and hold no number."""
    certain = {row.code for row in known if row.sure}
    return [row for row in known if row.sure or row.code not in certain or _has_number(grid, row.at)]


def _has_number(grid: Grid, row: int) -> bool:
    columns = (grid.columns[key] for key in (*NUMBER_COLUMNS, "answer", "explanation") if key in grid.columns)
    return any(grid.at(row, column) is not None for column in columns)


def _named(label: str, by_name: Mapping[str, str]) -> str:
    """The indicator whose name a cell holds, alone or with the small lines that the form sets under it; "" for none."""
    text = vi.fold(label)
    return next((code for name, code in by_name.items() if text == name or text.startswith(f"{name} ")), "")


def _row(at: int, key: str, shown: str, named: str) -> _Row | None:
    if key and key == shown:
        return _Row(at, key, "", True)
    if shown and shown == named:
        return _Row(at, shown, f"cột ẩn {_said(key)}; mã và tên chỉ số khớp nhau", True)
    if key and key == named:
        return _Row(at, key, f"mã nhìn thấy {_said(shown)}; cột ẩn và tên chỉ số khớp nhau", True)
    if code := key or shown or named:
        sign = "cột ẩn" if key else "mã nhìn thấy" if shown else "tên chỉ số"
        return _Row(at, code, f"chỉ theo {sign}; không có dấu hiệu khác khớp", False)
    return None


def _said(code: str) -> str:
    return f"ghi {code}" if code else "trống hoặc không phải mã chỉ số"


def _chosen(grid: Grid, known: Iterable[_Row]) -> list[_Row]:
    """One row for each indicator: a sure one before others, then a filled one, then the first."""
    best: dict[str, _Row] = {}
    for row in known:
        other = best.get(row.code)
        if other is None or _rank(grid, row) > _rank(grid, other):
            best[row.code] = row
    return list(best.values())


def _rank(grid: Grid, row: _Row) -> tuple[bool, bool]:
    return row.sure, has_entries(grid, row.at)


def _are_sure(grid: Grid, known: Sequence[_Row], asked: int) -> bool:
    full = [row for row in known if has_entries(grid, row.at)]
    enough = BY_HEADERS not in grid.attributes or sum(row.sure for row in known) >= _ENOUGH * asked
    return enough and all(row.sure and grid.rows[row.code] == row.at for row in full)


def _about_rows(grid: Grid, taken: list[_Row]) -> list[Finding]:
    """The findings about rows: one for a sheet without any key, else one for each filled row."""
    if BY_HEADERS in grid.attributes:
        sure = sum(row.sure for row in taken)
        message = (
            f"Trang “{grid.sheet}” không còn dòng, cột ẩn nên được đọc theo tiêu đề cột và mã chỉ số: "
            f"{sure}/{len(taken)} dòng có mã và tên khớp nhau."
        )
        return [_told(grid, _are_sure(grid, taken, len(taken)), message)]
    return [_about_row(grid, row) for row in taken if has_entries(grid, row.at)]


def _about_row(grid: Grid, row: _Row) -> Finding:
    used, number = grid.rows[row.code], row.at + 1
    if used != row.at:
        message = (
            f"Dòng {number} cũng được hiểu là chỉ số {row.code}; đang đọc dòng {used + 1}, dòng {number} thì không."
        )
        return _told(grid, False, message, row.code, cell=f"A{number}")
    message = f"Dòng {number} được đọc là chỉ số {row.code}: {row.signs}."
    return _told(grid, row.sure, message, row.code, cell=f"A{number}")


def _told(grid: Grid, sure: bool, message: str, code: str = "", *, column: str = "", cell: str = "A1") -> Finding:
    return catalogue.new_finding(
        REPAIRED if sure else UNSURE, message, indicator=code, column=column, sheet=grid.sheet, cell=cell,
        cure="" if sure else _CURE,
    )  # fmt: skip
