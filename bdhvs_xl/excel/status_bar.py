"""The progress of a long task in Excel's status bar."""

import time

from bdhvs_xl.excel.application import App
from bdhvs_xl.excel.retry import try_excel

_INTERVAL = 0.2


class StatusBar:
    """Called like `Book.progress`; shows at most five texts a second, and always the last one."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._next = 0.0
        self._used = False

    def __call__(self, text: str, done: int, total: int) -> None:
        """Show a text with the number done and the total; skipped while Excel is busy."""
        now = time.monotonic()
        if now >= self._next or done >= total:
            self._next, self._used = now + _INTERVAL, True
            try_excel(setattr, self._app, "status_bar", f"{text}: {done}/{total}")

    def clear(self) -> None:
        """Return the status bar to Excel."""
        if self._used:
            try_excel(setattr, self._app, "status_bar", False)
            self._used = False
