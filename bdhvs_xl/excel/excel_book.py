"""A master open in Excel: the same protocol as for a closed file; changes are visible at once, then saved."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Self

from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.excel import workbook_state
from bdhvs_xl.excel.application import Book, Sheet
from bdhvs_xl.excel.excel_tables import ExcelTableArea, ExcelTables, NewRows, include_rows_below, require_plain_table
from bdhvs_xl.excel.retry import ExcelGoneError, call_excel
from bdhvs_xl.excel.sheet_cells import CellChanges, read_block, used_area
from bdhvs_xl.excel.status_bar import StatusBar
from bdhvs_xl.excel.suspend_updates import SuspendedUpdates
from bdhvs_xl.master.book.backup import back_up
from bdhvs_xl.master.book.grid import Grid, parse_grid
from bdhvs_xl.master.book.lock import Lock
from bdhvs_xl.master.book.protocol import Ask, Progress, Row
from bdhvs_xl.master.book.refusals import lost_table, no_master, no_sheet, no_such_name
from bdhvs_xl.master.book.table_columns import (
    TableColumns,
    column_cells,
    find_columns,
    lines_to_rows,
    rows_to_lines,
)
from bdhvs_xl.master.tables import Table
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.sheet_name import can_be_new_sheet


class ExcelBook:
    """The master open in Excel as `book`, to be used in a `with` block; `button` is the id of the button pressed.

    Without a button it is read only and takes no lock. Before the first change the workbook is saved as it is on the
    screen and backed up. When the block ends with an error after that, the workbook is closed and reopened as saved,
    so that no partial change remains; only when saving itself failed do the changes stay on the screen. A Python
    process that is killed leaves its changes unsaved in the open workbook, and a lock that the next run takes over.
    """

    def __init__(
        self,
        book: Book,
        *,
        button: str = "",
        now: datetime | None = None,
        user: str | None = None,
        progress: Progress | None = None,
        ask: Ask | None = None,
    ) -> None:
        self.now = now or datetime.now()
        self.user = user or getpass.getuser()
        self.path = workbook_state.saved_path(book)
        self._book = book
        self._app = call_excel(lambda: book.app)
        self._button = button
        self._status = StatusBar(self._app)
        self._progress = progress or self._status
        self._ask = ask
        self._quiet = SuspendedUpdates(self._app)
        self._tables = ExcelTables(book)
        self._sheets: dict[str, Sheet] = {}
        self._markers: dict[str, str] | None = None
        self._lock: Lock | None = None
        self._backed_up = False
        self._half_done = False

    def __enter__(self) -> Self:
        if self._button:
            workbook_state.require_writable(self._book)
            self._lock = Lock(self.path, who=self.user, button=self._button, now=self.now)
            if self._lock.after_crash:
                self._quiet.wake()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if error and self._half_done:
                self._take_back(error)
            self._quiet.release()
        finally:
            self._status.clear()
            if self._lock:
                self._lock.release()
                self._lock = None
        if isinstance(error, OSError):
            raise to_user_error(error) from error

    # --- reading ----------------------------------------------------------------------------------------------------

    def markers(self) -> dict[str, str]:
        """A1 of every sheet that begins with `bdhvs:`, by sheet name in sheet order."""
        if self._markers is None:
            self._markers = workbook_state.sheet_markers(self._book)
        return dict(self._markers)

    def has_table(self, table: Table) -> bool:
        """Whether the table is in this master."""
        return self._tables.find(table.name, table.sheet) is not None

    def headers(self, table: Table) -> list[str]:
        """The table's headers in the order they have on the sheet."""
        return self._headers(self._place(table))

    def read_table(self, table: Table) -> list[dict[str, Cell]]:
        """The table's rows by column key; empty cells are None, blank rows are left out."""
        _, columns, lines = self._block(table)
        return lines_to_rows(table, columns, lines)

    def read_grid(self, sheet: str) -> Grid | None:
        """The keyed grid of a sheet, None when the sheet is missing or has no marker."""
        found = self._sheets.get(sheet) or self._look_up_sheets().get(sheet)
        return parse_grid(sheet, read_block(found, used_area(found))) if found else None

    # --- changing ---------------------------------------------------------------------------------------------------

    def replace_rows(self, table: Table, rows: Iterable[Row]) -> None:
        """Replace the table's rows; columns that users added are emptied. Without `rows` one blank row stays."""
        place = self._place(table)
        columns = self._columns(table, place)
        new = NewRows(place, columns, list(rows_to_lines(table, columns, rows)))
        self._begin(place.sheet)
        new.write()

    def set_column(self, table: Table, key: str, values: Sequence[Cell]) -> None:
        """Set one column, one value for each row that `read_table` returns; no effect without the column."""
        place, columns, lines = self._block(table)
        if cells := column_cells(place.area, columns, key, lines):
            self.set_cells(place.name, dict(zip(cells, values, strict=True)))

    def set_cells(self, sheet: str, cells: Mapping[str, Cell | Formula]) -> None:
        """Set cells by address; their formats stay. Text stays text even when it looks like a number or formula."""
        found = self._sheet(sheet)
        changes = CellChanges(found, cells)
        if changes:
            self._begin(found)
            changes.write()
            self._markers = self._markers if "A1" not in cells else None

    def copy_sheet(self, pattern: str, name: str, before: str) -> None:
        """A visible copy of the hidden sheet `pattern`, placed before the sheet `before`."""
        source, target = self._sheet(pattern), self._sheet(before)
        known = self._look_up_sheets()
        if not can_be_new_sheet(name, known):
            raise no_such_name(self.path.name, name)
        workbook_state.require_open_structure(self._book)
        self._begin(source)
        in_front = call_excel(lambda: self._book.sheets.active)
        copy = call_excel(self._copied, source, target, known)
        call_excel(setattr, copy, "name", name)
        call_excel(setattr, copy, "visible", True)
        if call_excel(lambda: self._book.sheets.active.name != in_front.name):
            call_excel(in_front.impl.activate)
        self._look_up_sheets()
        self._markers = None

    def progress(self, text: str, done: int, total: int) -> None:
        """Show the progress of a long task."""
        self._progress(text, done, total)

    def ask(self, question: str) -> bool:
        """The user's answer; True without a user to ask, since pressing the button was the consent."""
        return self._ask is None or self._ask(question)

    def save(self) -> None:
        """Save the workbook when it was changed."""
        if self._half_done:
            self._quiet.release()
            self._half_done = False
            self._store(
                f"Đã làm xong, nhưng Excel không lưu được tệp “{self.path.name}”.",
                "Kết quả còn nguyên trong cửa sổ Excel. Kiểm tra chỗ trống của ổ đĩa và đường mạng rồi bấm Ctrl+S, "
                "hoặc chọn Tệp > Lưu Như (Save As) để lưu vào thư mục khác.",
            )

    # --- inside -----------------------------------------------------------------------------------------------------

    def _place(self, table: Table) -> ExcelTableArea:
        place = self._tables.find(table.name, table.sheet)
        if place is None:
            raise lost_table(self.path, table) if self._tables else no_master(self.path)
        require_plain_table(place, table.name)
        return include_rows_below(place) if table.writer == "people" else place

    def _columns(self, table: Table, place: ExcelTableArea) -> TableColumns:
        return find_columns(table, place.name, place.area.top, self._headers(place))

    def _block(self, table: Table) -> tuple[ExcelTableArea, TableColumns, list[list[object]]]:
        place = self._place(table)
        headers, *lines = read_block(place.sheet, place.area)
        return place, find_columns(table, place.name, place.area.top, map(str, headers)), lines

    def _headers(self, place: ExcelTableArea) -> list[str]:
        return list(map(str, read_block(place.sheet, replace(place.area, bottom=place.area.top))[0]))

    def _sheet(self, name: str) -> Sheet:
        found = self._sheets.get(name) or self._look_up_sheets().get(name)
        if found is None:
            raise no_sheet(self.path.name, name)
        return found

    def _look_up_sheets(self) -> dict[str, Sheet]:
        self._sheets = call_excel(lambda: {str(sheet.name): sheet for sheet in self._book.sheets})
        return self._sheets

    def _copied(self, source: Sheet, target: Sheet, known: Mapping[str, Sheet]) -> Sheet:
        """The copied sheet. A retried call must not copy twice: Excel may report busy right after copying."""
        new = [sheet for name, sheet in self._look_up_sheets().items() if name not in known]
        return new[0] if new else source.copy(before=target)

    def _begin(self, sheet: Sheet) -> None:
        """Prepare a change on `sheet`: before the first one save the workbook as it is on the screen and back it up."""
        if not self._lock:
            raise ValueError("only a book opened with a button, in a `with` block, can be changed")
        workbook_state.require_unlocked(sheet)
        if not self._backed_up:
            workbook_state.require_one_sheet(self._book)
            self._store(
                f"Excel không lưu được tệp “{self.path.name}”, nên chưa làm gì.",
                "Kiểm tra chỗ trống của ổ đĩa và đường mạng, bấm Ctrl+S; lưu được rồi thì bấm lại nút.",
            )
            back_up(self.path, self._button, self.now)
            self._backed_up = True
        self._quiet.hold()
        self._half_done = True

    def _store(self, sentence: str, cure: str) -> None:
        """Save the workbook in Excel; `sentence` and `cure` are the UserError when that fails."""
        try:
            call_excel(self._book.save)
        except UserError:
            raise
        except Exception as error:
            raise UserError(sentence, cure) from error

    def _take_back(self, error: BaseException) -> None:
        """Close the workbook without saving, and reopen it as saved before the first change."""
        if isinstance(error, ExcelGoneError):
            with suppress(UserError):
                self._quiet.release()
            raise UserError(
                f"Tệp “{self.path.name}” đã bị đóng khi nút đang chạy.",
                "Mở lại tệp, bấm Khôi phục để về như trước khi bấm nút, rồi bấm lại nút và để tệp mở đến khi xong.",
            ) from error
        try:
            self._quiet.release()
            call_excel(self._book.close)
            self._book = call_excel(self._app.books.open, str(self.path))
        except Exception as error:
            raise UserError(
                f"Nút chưa làm xong, và Excel chưa trả tệp “{self.path.name}” về như trước được.",
                "Đóng tệp, chọn Không lưu (Don’t Save), rồi mở lại: tệp trên đĩa còn nguyên như trước khi bấm nút.",
            ) from error
        self._half_done = False
