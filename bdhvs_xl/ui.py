"""The user interface that a button needs: questions, messages and progress, in Excel or in the small window."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import GoTo


class Cancelled(Exception):  # noqa: N818 - not an error: the user changed their mind
    """The user answered no, or not at all, before anything was changed."""


class UserInterface(Protocol):
    """Excel or the small window. A question that the user cancels (Hủy, Esc) returns None, which stops the button."""

    def program(self) -> str:
        """Name and version of the program the user works in, such as `Excel 16.0`; written into error logs."""

    def book(self, button: str) -> AbstractContextManager[Book]:
        """The current master, for the button that will change it; UserError with a hint when there is none.

        Cancelled when the user was asked which one and chose none.
        """

    def book_or_form(self, button: str) -> AbstractContextManager[Book]:
        """A unit's form, read only, where the user has one open; else the master, as `book`."""

    def closed_book(self, button: str) -> AbstractContextManager[Book]:
        """The same master as a closed file, for a button that replaces the file; open again afterwards."""

    def suggestion(self, argument: str) -> str:
        """What the user most likely means by the argument of that name, such as the unit of the selected row; or ""."""

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder."""

    def choose_file(self, title: str, suffix: str) -> Path | None:
        """An existing file whose name ends in `suffix`, such as `.docx`."""

    def name_file(self, title: str, suggested: str) -> Path | None:
        """The path of a file to be written, such as `Tổng hợp.xlsx`."""

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text, "" when the user leaves it blank."""

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`; the user sees their labels."""

    def agree(self, question: str) -> bool:
        """Yes or no."""

    def tell(self, message: str) -> None:
        """Show a message that the user must read."""

    def warn(self, message: str, hint: str) -> None:
        """Show what went wrong and what to do."""

    def status(self, text: str) -> None:
        """Show a short text without interrupting the user; "" removes it."""

    def progress(self, text: str, done: int, total: int) -> None:
        """Show the progress of long work: `done` of `total`."""

    def land(self, landing: GoTo) -> None:
        """Select a place of the master."""

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in its default program."""
