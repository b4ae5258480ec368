"""`Kỳ trước`: the values each unit reported before the period; written from a Regime, read back into its units."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import COLUMN_NAMES, PEOPLE_IN_PERIOD
from bdhvs_xl.master.layout import (
    BACKUP_FOLDER,
    NUMBER_COLUMNS,
    PREVIOUS,
    UNITS,
    YES_NO,
    value_key,
)
from bdhvs_xl.master.table_row import TableRow
from bdhvs_xl.master.tables import PREVIOUS_TABLE
from bdhvs_xl.regime.model import Regime, Unit

_COLUMNS = {code: COLUMN_NAMES[code] for code in (*NUMBER_COLUMNS, "percent")}
_SAID = {vi.fold(word): number for word, number in zip(YES_NO, (1.0, 0.0), strict=True)}


def previous_rows(units: tuple[Unit, ...]) -> Iterator[Row]:
    """The rows of `Kỳ trước`."""
    for unit in units:
        for indicator, numbers in unit.previous.items():
            for column, number in numbers.items():
                yield {
                    "key": value_key(unit.code, indicator, column), "unit": unit.code, "indicator": indicator,
                    "column": COLUMN_NAMES[column], "value": vi.format_number(number, 6),
                }  # fmt: skip


def require_previous_sheet(book: Book, regime: Regime) -> None:
    """Raise UserError when the regime repeats and the master lacks the sheet of previous values."""
    if regime.repeats and not book.has_table(PREVIOUS_TABLE):
        raise UserError(
            f"Báo cáo có lũy kế nhưng file tổng hợp chưa có trang {PREVIOUS} (số đến hết kỳ trước của từng đơn vị).",
            f"Bấm Cập nhật cấu trúc để có trang này, ghi số kỳ trước rồi bấm lại nút; nếu đã lỡ xóa trang thì bấm Khôi "
            f"phục hoặc lấy lại từ thư mục “{BACKUP_FOLDER}”.",
        )


def read_previous_values(book: Book, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units with their values of the previous period; unchanged when the master has no such sheet.

    UserError naming the row of an unknown unit, an unknown column, a text that is no number, a negative number, or a
    duplicate (unit, indicator, column).
    """
    if not book.has_table(PREVIOUS_TABLE):
        return units
    numbers: dict[str, dict[str, dict[str, float]]] = {unit.code: {} for unit in units}
    for row in book.read_table(PREVIOUS_TABLE):
        _take(TableRow(PREVIOUS_TABLE, {**row, "key": _called(row)}, "key"), numbers)
    return tuple(replace(unit, previous=numbers[unit.code]) for unit in units)


def _called(row: Row) -> str:
    """What messages call a line: its unit, indicator and column; the sheet has many lines of each."""
    return ", ".join(str(text) for key in ("unit", "indicator", "column") if (text := row.get(key)) is not None)


def _take(line: TableRow, numbers: Mapping[str, dict[str, dict[str, float]]]) -> None:
    unit, indicator, column = line.code("unit"), line.code("indicator"), _column(line)
    if unit not in numbers:
        what = f"không có đơn vị mã “{unit}” ở trang {UNITS}"
        raise line.problem("unit", what, "Hãy sửa mã, thêm đơn vị hoặc xóa dòng này.")
    known = numbers[unit].setdefault(indicator, {})
    if column in known:
        what = "số này đã có ở dòng khác"
        raise line.problem("column", what, "Mỗi đơn vị, chỉ số, cột chỉ một dòng; hãy xóa một dòng.")
    number = _SAID.get(vi.fold(line.text("value")))
    number = line.number("value") if number is None else number
    if number is not None and not 0 <= number < inf:
        raise line.problem("value", f"không đọc được số “{line.text('value')}”", "Hãy gõ một số từ 0 trở lên.")
    if number is not None:
        known[column] = number


def _column(line: TableRow) -> str:
    """The column by what people call it, or by its key as `Số liệu` has it."""
    text = line.text("column")
    if text in _COLUMNS:
        return text
    return "people" if vi.fold(text) == vi.fold(PEOPLE_IN_PERIOD) else line.word("column", _COLUMNS)
