"""Excel as the user interface: buttons work on the active master and use dialogs and the status bar."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import application, file_dialogs, selection
from bdhvs_xl.excel.active_master import active_form, find_active_master, open_workbook, save_and_close
from bdhvs_xl.excel.message_boxes import MessageBoxes
from bdhvs_xl.excel.retry import call_excel, try_excel
from bdhvs_xl.excel.status_bar import StatusBar
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.open_externally import open_with_default_app
from bdhvs_xl.results import GoTo

STATUS_SECONDS = 10.0
"""Seconds that the last status text stays when the work is over."""


class ExcelInterface(MessageBoxes):
    """The interface of one Excel; `active` is the name of the active workbook when the button was pressed, or ""."""

    def __init__(self, app: application.App, active: str) -> None:
        super().__init__(app)
        self._active = active
        self._master: application.Book | None = None
        self._bar = StatusBar(app)
        self._text = ""

    def program(self) -> str:
        """Name and version of Excel."""
        return f"Excel {self._app.version}"

    # --- the master -------------------------------------------------------------------------------------------------

    @contextmanager
    def book(self, button: str) -> Iterator[Book]:
        """The active master, for a button that changes it."""
        from bdhvs_xl.excel.excel_book import ExcelBook

        self._master = find_active_master(self._app, self._active, self)
        with ExcelBook(self._master, button=button, progress=self.progress, ask=self.agree) as book:
            yield book

    @contextmanager
    def book_or_form(self, button: str) -> Iterator[Book]:
        """The active form, as it is on the screen; otherwise the active master."""
        from bdhvs_xl.excel.excel_book import ExcelBook

        form = active_form(self._app, self._active)
        with ExcelBook(form, progress=self.progress) if form else self.book(button) as book:
            yield book

    @contextmanager
    def closed_book(self, button: str) -> Iterator[Book]:
        """The master as a file: saved and closed in Excel, and reopened afterwards, also after an error."""
        from bdhvs_xl.master.book.file_book import FileBook

        path = save_and_close(find_active_master(self._app, self._active, self))
        try:
            with FileBook(path, button=button, progress=self.progress, ask=self.agree) as book:
                yield book
        finally:
            self._open_again(path)

    def _open_again(self, path: Path) -> None:
        """Open the file in Excel; a failure only shows a warning, so that the button's own result or error is kept."""
        try:
            self._master = open_workbook(self._app, path)
        except UserError as error:
            self.warn(error.message, "Hãy mở tệp bằng tay.")

    # --- the places of the master -----------------------------------------------------------------------------------

    def suggestion(self, argument: str) -> str:
        """For `unit` the unit of the active sheet or selected row; otherwise ""."""
        if not self._master or argument != "unit":
            return ""
        try:
            return selection.selected_unit(self._master)
        except UserError:
            raise
        except Exception:  # a chart has a sheet of its own in front, without cells
            return ""

    def land(self, landing: GoTo) -> None:
        """Show a place of the master."""
        if self._master:
            selection.go_to(self._master, landing)

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in its default program."""
        open_with_default_app(path)

    # --- the status bar ---------------------------------------------------------------------------------------------

    def status(self, text: str) -> None:
        """Show a short text in the status bar; "" returns the bar to Excel."""
        self._text = text[: file_dialogs.MAX_DIALOG_TEXT]
        try_excel(setattr, self._app, "status_bar", self._text or False)

    def progress(self, text: str, done: int, total: int) -> None:
        """Show the progress of a long task."""
        self._bar(text, done, total)

    def leave(self) -> None:
        """Return the status bar to Excel after `STATUS_SECONDS`, unless another button's text is there by then."""
        if not self._text:
            return
        sleep(STATUS_SECONDS)
        with suppress(Exception):  # Excel may be gone by now
            if call_excel(lambda: self._app.status_bar) == self._text:
                self.status("")
