"""The book: the operations a button may use on a master, whether it is a closed file or open in Excel."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.tables import Table
from bdhvs_xl.ooxml.cell import Cell, Formula

Row = Mapping[str, Cell | Formula]
"""One row to write into a table, by column key; reading gives plain cells."""


Progress = Callable[[str, int, int], None]
"""What is told how far a long work is: a text, how many are done, of how many."""
Ask = Callable[[str], bool]
"""What puts a question and gives the user's yes or no."""


class Book(Protocol):
    """A master that can be read and changed."""

    path: Path
    now: datetime
    user: str

    def markers(self) -> dict[str, str]:
        """A1 of every sheet that begins with `bdhvs:`, by sheet name in sheet order."""

    def has_table(self, table: Table) -> bool:
        """Whether the table is in this master."""

    def headers(self, table: Table) -> list[str]:
        """The table's headers in the order they have on the sheet."""

    def read_table(self, table: Table) -> list[dict[str, Cell]]:
        """The table's rows by column key; empty cells are None, blank rows left out. UserError for a lost column."""

    def replace_rows(self, table: Table, rows: Iterable[Row]) -> None:
        """Replace the table's rows; columns that users added are emptied. Without `rows` one blank row stays."""

    def read_grid(self, sheet: str) -> Grid | None:
        """The keyed grid of a sheet, None when the sheet is missing or has no marker."""

    def set_column(self, table: Table, key: str, values: Sequence[Cell]) -> None:
        """Set one column, one value for each row that `read_table` returns; no effect without the column."""

    def set_cells(self, sheet: str, cells: Mapping[str, Cell | Formula]) -> None:
        """Set cells by address; their formats stay. Text stays text even when it looks like a number or formula."""

    def copy_sheet(self, pattern: str, name: str, before: str) -> None:
        """A visible copy of the hidden sheet `pattern`, placed before the sheet `before`."""

    def progress(self, text: str, done: int, total: int) -> None:
        """Show the progress of a long task."""

    def ask(self, question: str) -> bool:
        """The user's answer; True without a user to ask, since pressing the button was the consent."""

    def save(self) -> None:
        """Write all changes so far, completely or not at all, after a backup."""
