"""The desk's questions and messages, carried from the thread of a running button to the window, answers back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tkinter import Tk, filedialog

from bdhvs_xl.open_externally import open_with_default_app
from bdhvs_xl.window import dialogs
from bdhvs_xl.window.footer import Footer
from bdhvs_xl.window.master_chooser import EXCEL_TYPES
from bdhvs_xl.window.result_view import ResultView
from bdhvs_xl.window.ui_queue import Answer, UiQueue


@dataclass(frozen=True, slots=True)
class Screen:
    """The parts of the window in which things are asked, told and shown, and the way to them from another thread."""

    root: Tk
    errands: UiQueue
    result: ResultView
    footer: Footer


class WindowQuestions:
    """What a `Desk` asks, tells and shows; all methods are for the button's thread. Pickers begin in `folder`."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen = screen
        self._folder = folder

    def choose_folder(self, title: str) -> Path | None:
        """A folder that is there."""

        def begin(answer: Answer[str]) -> None:
            answer(
                filedialog.askdirectory(parent=self._screen.root, title=title, initialdir=self._folder, mustexist=True)
            )

        return _path(self._screen.errands.ask(begin))

    def choose_file(self, title: str, suffix: str) -> Path | None:
        """A file that is there."""
        types = [(f"Tệp {suffix}", f"*{suffix}"), ("Mọi tệp", "*")]

        def begin(answer: Answer[str]) -> None:
            answer(
                filedialog.askopenfilename(
                    parent=self._screen.root, title=title, initialdir=self._folder, filetypes=types
                )
            )

        return _path(self._screen.errands.ask(begin))

    def name_file(self, title: str, suggested: str) -> Path | None:
        """A place and name for a file to be made; whether one is there already, the button looks itself."""

        def begin(answer: Answer[str]) -> None:
            named = filedialog.asksaveasfilename(
                parent=self._screen.root, title=title, initialfile=suggested, initialdir=self._folder,
                defaultextension=Path(suggested).suffix, filetypes=EXCEL_TYPES, confirmoverwrite=False,
            )  # fmt: skip
            answer(named)

        return _path(self._screen.errands.ask(begin))

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text, "" when the user leaves it blank."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.type_text(self._screen.root, question, suggested, answer)

        return self._screen.errands.ask(begin)

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`, which are shown by their words."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.choose(self._screen.root, question, choices, answer)

        return self._screen.errands.ask(begin)

    def agree(self, question: str) -> bool:
        """Yes or no."""

        def begin(answer: Answer[bool]) -> None:
            dialogs.agree(self._screen.root, question, answer)

        return self._screen.errands.ask(begin)

    def tell(self, message: str) -> None:
        """Show it in the result, and call the user who has turned to something else."""

        def show() -> None:
            self._screen.result.add(message)
            self._screen.root.bell()
            self._screen.root.lift()

        self._screen.errands.post(show)

    def warn(self, message: str, hint: str) -> None:
        """Say in the result what went wrong and what to do."""
        self._screen.errands.post(lambda: self._screen.result.add_error(message, hint))

    def status(self, text: str) -> None:
        """Show a short text in the last line."""
        self._screen.errands.show("status", lambda: self._screen.footer.say(text))

    def progress(self, text: str, done: int, total: int) -> None:
        """Show how far a long work is."""
        self._screen.errands.show("progress", lambda: self._screen.footer.advance(text, done, total))

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in the program it belongs to."""
        open_with_default_app(path)


def _path(picked: str) -> Path | None:
    """The path that a picker gave; it gives "" (on some systems an empty tuple) when the user picked none."""
    return Path(picked) if picked else None
