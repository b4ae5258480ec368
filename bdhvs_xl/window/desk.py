"""The window as a desk: a button's questions and messages, carried from its thread to the window and back."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from tkinter import Tk, TkVersion, filedialog

from bdhvs_xl.outcome import Landing
from bdhvs_xl.problem import Problem
from bdhvs_xl.window import dialogs
from bdhvs_xl.window.chooser import EXCEL_TYPES
from bdhvs_xl.window.errands import Answer, Errands
from bdhvs_xl.window.footer import Footer
from bdhvs_xl.window.opening import open_in_its_program
from bdhvs_xl.window.result import Result
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.filebook import FileBook


class WindowDesk:
    """A `Desk` for a master that is a closed file; all methods are for the thread of the running button."""

    def __init__(self, root: Tk, errands: Errands, result: Result, footer: Footer, master: Path | None) -> None:
        self._root = root
        self._errands = errands
        self._result = result
        self._footer = footer
        self._master = master

    def program(self) -> str:
        """The window itself, with the version of Tk that draws it."""
        return f"bdhvs window, Tk {TkVersion}"

    def book(self, button: str) -> AbstractContextManager[Book]:
        """The chosen file, for the button that will change it."""
        if self._master is None:
            raise Problem("Chưa chọn file tổng hợp.", "Bấm “Chọn tệp…” ở đầu cửa sổ rồi bấm lại nút.")
        return FileBook(self._master, button=button, progress=self.progress, ask=self.agree)

    def closed_book(self, button: str) -> AbstractContextManager[Book]:
        """The same: a file is closed anyway."""
        return self.book(button)

    def suggestion(self, argument: str) -> str:
        """Nothing: in a closed file no row is selected."""
        return ""

    def choose_folder(self, title: str) -> Path | None:
        """A folder that is there."""

        def begin(answer: Answer[str]) -> None:
            answer(filedialog.askdirectory(parent=self._root, title=title, initialdir=self._folder(), mustexist=True))

        return _path(self._errands.ask(begin))

    def name_file(self, title: str, suggested: str) -> Path | None:
        """A place and name for an .xlsx to be made."""

        def begin(answer: Answer[str]) -> None:
            answer(
                filedialog.asksaveasfilename(
                    parent=self._root,
                    title=title,
                    initialfile=suggested,
                    initialdir=self._folder(),
                    defaultextension=Path(suggested).suffix,
                    filetypes=EXCEL_TYPES,
                )  # fmt: skip
            )

        return _path(self._errands.ask(begin))

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text, "" when the user leaves it blank."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.type_text(self._root, question, suggested, answer)

        return self._errands.ask(begin)

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`, which are shown by their words."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.choose(self._root, question, choices, answer)

        return self._errands.ask(begin)

    def agree(self, question: str) -> bool:
        """Yes or no."""

        def begin(answer: Answer[bool]) -> None:
            dialogs.agree(self._root, question, answer)

        return self._errands.ask(begin)

    def tell(self, message: str) -> None:
        """Show it in the result, and call the user who has turned to something else."""

        def show() -> None:
            self._result.add(message)
            self._root.bell()
            self._root.lift()

        self._errands.post(show)

    def warn(self, sentence: str, cure: str) -> None:
        """Say in the result what went wrong and what to do."""
        self._errands.post(lambda: self._result.add_problem(sentence, cure))

    def status(self, text: str) -> None:
        """Show a short text in the last line."""
        self._errands.show("status", lambda: self._footer.say(text))

    def progress(self, text: str, done: int, total: int) -> None:
        """Show how far a long work is."""
        self._errands.show("progress", lambda: self._footer.advance(text, done, total))

    def land(self, landing: Landing) -> None:
        """Nothing: in a closed file nobody can be left at a place; the result names the sheet."""

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in the program it belongs to."""
        open_in_its_program(path)

    def _folder(self) -> Path:
        return self._master.parent if self._master else Path.home()


def _path(picked: str) -> Path | None:
    """The path that a picker gave; it gives "" (or an empty tuple, says Tk) when the user picked none."""
    return Path(picked) if picked else None
