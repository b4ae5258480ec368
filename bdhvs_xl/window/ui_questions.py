"""Questions and messages of a running button, passed from its thread to the window, with the answers back."""

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
    """The parts of the window that show questions and messages, and the queue by which another thread reaches them."""

    root: Tk
    ui_queue: UiQueue
    result: ResultView
    footer: Footer


class WindowQuestions:
    """Questions and messages of `UserInterface`, called from the button's thread; file dialogs open in `folder`."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen = screen
        self._folder = folder

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder."""

        def begin(answer: Answer[str]) -> None:
            answer(
                filedialog.askdirectory(parent=self._screen.root, title=title, initialdir=self._folder, mustexist=True)
            )

        return _path(self._screen.ui_queue.ask(begin))

    def choose_file(self, title: str, suffix: str) -> Path | None:
        """An existing file."""
        types = [(f"Tệp {suffix}", f"*{suffix}"), ("Mọi tệp", "*")]

        def begin(answer: Answer[str]) -> None:
            answer(
                filedialog.askopenfilename(
                    parent=self._screen.root, title=title, initialdir=self._folder, filetypes=types
                )
            )

        return _path(self._screen.ui_queue.ask(begin))

    def name_file(self, title: str, suggested: str) -> Path | None:
        """The path of a file to be written; the button itself refuses an existing one."""

        def begin(answer: Answer[str]) -> None:
            path = filedialog.asksaveasfilename(
                parent=self._screen.root, title=title, initialfile=suggested, initialdir=self._folder,
                defaultextension=Path(suggested).suffix, filetypes=EXCEL_TYPES, confirmoverwrite=False,
            )  # fmt: skip
            answer(path)

        return _path(self._screen.ui_queue.ask(begin))

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text, "" when the user leaves it blank."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.type_text(self._screen.root, question, suggested, answer)

        return self._screen.ui_queue.ask(begin)

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`; the user sees their labels."""

        def begin(answer: Answer[str | None]) -> None:
            dialogs.choose(self._screen.root, question, choices, answer)

        return self._screen.ui_queue.ask(begin)

    def agree(self, question: str) -> bool:
        """Yes or no."""

        def begin(answer: Answer[bool]) -> None:
            dialogs.agree(self._screen.root, question, answer)

        return self._screen.ui_queue.ask(begin)

    def tell(self, message: str) -> None:
        """Add it to the result, ring the bell and raise the window, since the user may be in another one."""

        def show() -> None:
            self._screen.result.add(message)
            self._screen.root.bell()
            self._screen.root.lift()

        self._screen.ui_queue.post(show)

    def warn(self, message: str, hint: str) -> None:
        """Add to the result what went wrong and what to do."""
        self._screen.ui_queue.post(lambda: self._screen.result.add_error(message, hint))

    def status(self, text: str) -> None:
        """Show a short text in the last line."""
        self._screen.ui_queue.show("status", lambda: self._screen.footer.say(text))

    def progress(self, text: str, done: int, total: int) -> None:
        """Show the progress of long work."""
        self._screen.ui_queue.show("progress", lambda: self._screen.footer.advance(text, done, total))

    def open_file(self, path: Path) -> None:
        """Open a file or a folder in its default program."""
        open_with_default_app(path)


def _path(choice: str) -> Path | None:
    """The path that a file dialog returned; None for "" (on some systems an empty tuple), when the user cancelled."""
    return Path(choice) if choice else None
