"""The user interface for a master that is a closed file."""

from contextlib import AbstractContextManager
from pathlib import Path
from tkinter import TkVersion

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.standalone_form import open_form_or_master
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import GoTo
from bdhvs_xl.window.ui_questions import Screen, WindowQuestions


class FileInterface(WindowQuestions):
    """Buttons work on the file `master`; None while the user has not chosen one."""

    def __init__(self, screen: Screen, master: Path | None) -> None:
        super().__init__(screen, master.parent if master else Path.home())
        self._master = master

    def program(self) -> str:
        """The window itself, with the version of Tk that draws it."""
        return f"bdhvs window, Tk {TkVersion}"

    def book(self, button: str) -> AbstractContextManager[Book]:
        """The chosen file, for the button that will change it."""
        if self._master is None:
            raise UserError("Chưa chọn file tổng hợp.", "Bấm “Chọn tệp…” ở đầu cửa sổ rồi bấm lại nút.")
        return FileBook(self._master, button=button, progress=self.progress, ask=self.agree)

    def book_or_form(self, button: str) -> AbstractContextManager[Book]:
        """The chosen file, read only where it is a unit's form."""
        if self._master is None:
            return self.book(button)
        return open_form_or_master(self._master, button=button, progress=self.progress, ask=self.agree)

    def closed_book(self, button: str) -> AbstractContextManager[Book]:
        """The same: a file is closed anyway."""
        return self.book(button)

    def suggestion(self, argument: str) -> str:
        """Nothing: in a closed file no row is selected."""
        return ""

    def land(self, landing: GoTo) -> None:
        """Nothing: no place can be selected in a closed file; the message names the sheet."""
