"""The desk: how a button that is pressed on a screen asks, tells and shows things, in Excel or in the small window."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import GoTo


class Cancelled(Exception):  # noqa: N818 - no error: the user thought better of it
    """The user answered no, or not at all, before anything was changed."""


class UserInterface(Protocol):
    """Where the user sits. A question that is not answered (Hủy, Esc) gives None: the button then does nothing."""

    def program(self) -> str:
        """Name and version of the program the user works in, such as `Excel 16.0`; told when something breaks."""

    def book(self, button: str) -> AbstractContextManager[Book]:
        """The master at hand, for the button that will change it; UserError with the way out when there is none.

        Cancelled when the user was asked which one, and named none.
        """

    def book_or_form(self, button: str) -> AbstractContextManager[Book]:
        """A unit's form where the user has one at hand, to be read only; else the master, as `book`."""

    def closed_book(self, button: str) -> AbstractContextManager[Book]:
        """The same master as a closed file, for a button that puts another file in its place; open again afterwards."""

    def suggestion(self, argument: str) -> str:
        """What the user most likely means by the argument of that name, such as the unit of the selected row; or ""."""

    def choose_folder(self, title: str) -> Path | None:
        """A folder that is there."""

    def choose_file(self, title: str, suffix: str) -> Path | None:
        """A file that is there, whose name ends in `suffix`, such as `.docx`."""

    def name_file(self, title: str, suggested: str) -> Path | None:
        """A place and name for a file to be made, such as `Tổng hợp.xlsx`."""

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text, "" when the user leaves it blank."""

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`, which are shown by their words."""

    def agree(self, question: str) -> bool:
        """Yes or no."""

    def tell(self, message: str) -> None:
        """Say something that the user must have read."""

    def warn(self, message: str, hint: str) -> None:
        """Say what went wrong and what to do."""

    def status(self, text: str) -> None:
        """Show a short text where it does not interrupt; "" takes it away."""

    def progress(self, text: str, done: int, total: int) -> None:
        """Show how far a long work is."""

    def land(self, landing: GoTo) -> None:
        """Leave the user at a place of the master."""

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in the program it belongs to."""
