"""A master as a closed file: read with calamine, changed part by part, saved at once after a backup."""

import getpass
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from python_calamine import CalamineWorkbook

from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.master.book.atomic import open_in_excel
from bdhvs_xl.master.book.backup import back_up
from bdhvs_xl.master.book.grid import Grid, parse_grid, parse_marker
from bdhvs_xl.master.book.lock import Lock
from bdhvs_xl.master.book.protocol import Ask, Progress, Row
from bdhvs_xl.master.book.refusals import MAX_CELLS, far_cells, lost_table, no_master, not_plain
from bdhvs_xl.master.book.table_columns import (
    TableColumns,
    column_cells,
    find_columns,
    lines_to_rows,
    rows_to_lines,
    text_positions,
)
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.master.table_row_heights import table_row_heights
from bdhvs_xl.master.tables import Table
from bdhvs_xl.ooxml.area import column_letters
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.errors import UnusualXmlError
from bdhvs_xl.ooxml.shared_strings import SharedStrings
from bdhvs_xl.ooxml.sheet_xml import row_cells
from bdhvs_xl.ooxml.table_part import TablePlace


class FileBook:
    """The master at `path`, to be used in a `with` block; `button` is the id of the button that will change it.

    Without a button it is read only and takes no lock. Nothing is read before it is asked for, so that undo can
    replace a file that is damaged.
    """

    def __init__(
        self,
        path: Path,
        *,
        button: str = "",
        now: datetime | None = None,
        user: str | None = None,
        progress: Progress | None = None,
        ask: Ask | None = None,
    ) -> None:
        self.path = Path(path)
        self.now = now or datetime.now()
        self.user = user or getpass.getuser()
        self._button = button
        self._progress = progress
        self._ask = ask
        self._lock: Lock | None = None
        self._package: WorkbookFile | None = None
        self._seen: tuple[int, int] = (0, 0)
        self._saved_changes = 0
        self._backed_up = False
        self._reader: CalamineWorkbook | None = None
        self._read_changes = -1

    def __enter__(self) -> Self:
        if not self.path.is_file():
            raise UserError(f"Không thấy tệp “{self.path}”.", "Kiểm tra lại tên tệp và thư mục rồi làm lại.")
        if self._button:
            _require_writable(self.path)
            self._lock = Lock(self.path, who=self.user, button=self._button, now=self.now)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None
        if isinstance(error, OSError):
            raise to_user_error(error) from error

    @property
    def package(self) -> WorkbookFile:
        """The file opened for edits."""
        if self._package is None:
            self._seen = _stamp(self.path)
            self._package = WorkbookFile.open(self.path)
        return self._package

    # --- reading ----------------------------------------------------------------------------------------------------

    def markers(self) -> dict[str, str]:
        """A1 of every sheet that begins with `bdhvs:`, by sheet name in sheet order; only first rows are unpacked."""
        texts = SharedStrings(self.package.shared_strings())
        first = {sheet: texts.of(self._first_cell(sheet)) for sheet in self.package.sheets}
        return {sheet: text for sheet, text in first.items() if parse_marker(text)[0]}

    def has_table(self, table: Table) -> bool:
        """Whether the table is in this master."""
        return table.name in self.package.tables

    def headers(self, table: Table) -> list[str]:
        """The table's headers as they stand on the sheet, in their order."""
        place = self._place(table)
        texts = SharedStrings(self.package.shared_strings())
        cells = row_cells(self.package.stream(place.sheet), place.area.top)
        return [texts.of(cells.get(column, b"")) for column in place.area.columns]

    def read_table(self, table: Table) -> list[dict[str, Cell]]:
        """The table's rows by column key; empty cells are None, blank rows are left out."""
        place = self._place(table)
        return lines_to_rows(table, self._columns(table, place), self._lines(place))

    def read_grid(self, sheet: str) -> Grid | None:
        """The keyed grid of a sheet, None when the sheet is missing or carries no marker."""
        return parse_grid(sheet, self._cells(sheet)) if sheet in self.package.sheets else None

    # --- changing ---------------------------------------------------------------------------------------------------

    def replace_rows(self, table: Table, rows: Iterable[Row]) -> None:
        """Put `rows` in place of the table's rows; columns people added are emptied. No rows leave one blank row."""
        columns = self._columns(table, self._place(table))
        lines = rows_to_lines(table, columns, rows)
        self.package.replace_rows(table.name, lines, text_positions(columns), table_row_heights(columns))

    def set_column(self, table: Table, key: str, values: Sequence[Cell]) -> None:
        """Set one column, a value for each row that `read_table` gives; nothing when the master lacks the column."""
        place = self._place(table)
        cells = column_cells(place.area, self._columns(table, place), key, self._lines(place))
        if cells:
            self.set_cells(place.sheet, dict(zip(cells, values, strict=True)))

    def set_cells(self, sheet: str, cells: Mapping[str, Cell | Formula]) -> None:
        """Set cells by address; their formats stay. Text stays text even when it looks like a number or formula."""
        self.package.set_cells(sheet, cells)

    def copy_sheet(self, pattern: str, name: str, before: str) -> None:
        """A visible copy of the hidden sheet `pattern`, placed before the sheet `before`."""
        self.package.copy_sheet(pattern, name, before)

    def progress(self, text: str, done: int, total: int) -> None:
        """Show how far a long work is."""
        if self._progress:
            self._progress(text, done, total)

    def ask(self, question: str) -> bool:
        """The user's yes or no; where nobody can be asked, pressing the button was the yes."""
        return self._ask is None or self._ask(question)

    def save(self) -> None:
        """Write everything changed so far: wholly or not at all, after a backup; nothing changed writes nothing."""
        if self._package is None or self._package.changes == self._saved_changes:
            return
        if not self._lock:
            raise ValueError("only a book opened with a button, in a `with` block, can be saved")
        self._require_unchanged()
        if not self._backed_up:
            back_up(self.path, self._button, self.now)
            self._backed_up = True
        self._package.save(self.path)
        self._seen, self._saved_changes = _stamp(self.path), self._package.changes

    # --- inside -----------------------------------------------------------------------------------------------------

    def _lines(self, place: TablePlace) -> Iterator[Sequence[object]]:
        """The cells of a table's rows."""
        area = place.area
        lines = self._cells(place.sheet, area.bottom)[area.top : area.bottom]
        return (line[area.left - 1 : area.right] for line in lines)

    def _first_cell(self, sheet: str) -> bytes:
        try:
            return row_cells(self.package.stream(sheet), 1).get(1, b"")
        except UnusualXmlError:
            return b""

    def _cells(self, sheet: str, rows: int | None = None) -> list[list[Any]]:
        """The cells of a sheet from A1, with all changes; at most `rows` rows."""
        area = self.package.used_area(sheet)
        if area.bottom * area.right > MAX_CELLS:  # calamine lays out the whole rectangle: one stray cell costs memory
            raise far_cells(sheet, area.bottom, column_letters(area.right))
        return self._workbook().get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=rows)

    def _workbook(self) -> CalamineWorkbook:
        if self._reader is None or self._read_changes != self.package.changes:
            self._reader = CalamineWorkbook.from_filelike(io.BytesIO(self.package.to_bytes()))
            self._read_changes = self.package.changes
        return self._reader

    def _place(self, table: Table) -> TablePlace:
        place = self.package.tables.get(table.name)
        if place is None:
            raise lost_table(self.path, table) if self.package.tables else no_master(self.path)
        if not place.plain:
            raise not_plain(place.name, place.sheet)
        return self.package.take_rows_below(table.name) if table.writer == "people" else place

    def _columns(self, table: Table, place: TablePlace) -> TableColumns:
        return find_columns(table, place.sheet, place.area.top, self.headers(table))

    def _require_unchanged(self) -> None:
        if not self.path.exists() or _stamp(self.path) != self._seen:
            raise UserError(
                f"Tệp “{self.path.name}” vừa được người khác sửa trong lúc đang xử lý, nên chưa ghi gì.",
                "Đóng tệp ở mọi nơi rồi bấm lại nút.",
            )


def _stamp(path: Path) -> tuple[int, int]:
    """What tells that a file was written anew: time of change and size."""
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _require_writable(path: Path) -> None:
    for sign in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if sign.exists():
            raise UserError(
                f"Tệp “{path.name}” đang mở trong chương trình bảng tính.",
                f"Lưu và đóng tệp rồi làm lại. Nếu chắc chắn không còn ai mở, xóa tệp “{sign.name}” cùng thư mục.",
            )
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise UserError(
            f"Tệp “{path.name}” chỉ được đọc.",
            "Bỏ đánh dấu “Chỉ đọc” (Read-only) trong thuộc tính của tệp, hoặc chép tệp sang thư mục khác.",
        )
    try:
        with path.open("r+b"):
            pass
    except PermissionError as error:
        raise open_in_excel(path) from error
