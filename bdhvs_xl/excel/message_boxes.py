"""Questions and messages to the user: message boxes in front of Excel's window, Excel's own dialogs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bdhvs_xl.excel import file_dialogs
from bdhvs_xl.excel.application import App
from bdhvs_xl.excel.choose_from_list import choose_from_list


class MessageBoxes:
    """Questions and messages in one Excel; the answer is None when the user cancels."""

    def __init__(self, app: App) -> None:
        self._app = app

    def choose_folder(self, title: str) -> Path | None:
        """An existing folder."""
        return file_dialogs.pick_folder(self._api, title)

    def choose_file(self, title: str, suffix: str) -> Path | None:
        """An existing file."""
        return file_dialogs.pick_file(self._api, title, suffix)

    def name_file(self, title: str, suggested: str) -> Path | None:
        """A path for a new file."""
        return file_dialogs.name_file(self._api, title, suggested)

    def type_text(self, question: str, suggested: str = "") -> str | None:
        """A line of text; "" when left blank."""
        return file_dialogs.type_text(self._api, question, suggested)

    def choose(self, question: str, choices: Mapping[str, str]) -> str | None:
        """One of the codes of `choices`; the user sees their labels."""
        return choose_from_list(question, choices, file_dialogs.MAX_DIALOG_TEXT, self.type_text)

    def agree(self, question: str) -> bool:
        """Yes or no."""
        return self._shown(question, "yes_no", "info") == "yes"

    def tell(self, message: str) -> None:
        """Show a message that the user must confirm."""
        self._shown(message, "ok", "info")

    def warn(self, message: str, hint: str) -> None:
        """Show what went wrong and what to do."""
        self._shown(f"{message}\n\n{hint}".strip(), "ok", "critical")

    @property
    def _api(self) -> Any:
        return self._app.api

    def _shown(self, text: str, buttons: str, mode: str) -> str:
        return str(self._with_a_window().alert(text, file_dialogs.DIALOG_TITLE, buttons, mode))

    def _with_a_window(self) -> App:
        """Excel by a window that is there now: the one it was first reached by closes with its workbook."""
        try:
            return next((book.app for book in self._app.books), self._app)
        except Exception:  # a busy Excel still has the window it was reached by
            return self._app
