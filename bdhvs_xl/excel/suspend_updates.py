"""Suspends redrawing, calculation and autofill of Excel during writing, and always restores them."""

from collections.abc import Iterator
from contextlib import contextmanager

from bdhvs_xl.excel.application import App
from bdhvs_xl.excel.retry import call_excel

_AUTOMATIC, _MANUAL = "automatic", "manual"


@contextmanager
def no_autofill(app: App) -> Iterator[None]:
    """Keep Excel from turning formulas written into a table into a calculated column.

    With that option, on by default, all cells of the column get the last formula (OfficeDev/office-js#6745).
    """
    options = call_excel(lambda: getattr(app.api, "AutoCorrect", None))
    fills = options is not None and call_excel(lambda: bool(options.AutoFillFormulasInLists))
    if fills:
        call_excel(setattr, options, "AutoFillFormulasInLists", False)
    try:
        yield
    finally:
        if fills:
            call_excel(setattr, options, "AutoFillFormulasInLists", True)


class SuspendedUpdates:
    """Screen updating and calculation of an Excel, suspended from `hold` to `release`.

    Excel stores the calculation mode in every file it saves, so call `release` before saving. Excel still accepts keys
    and mouse. A Python process killed meanwhile leaves a window that is not redrawn until the next macro ends, and
    manual calculation until the next button is pressed (`wake`); it never leaves Excel locked.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._calculation = ""

    def hold(self) -> None:
        """Suspend; a second call has no effect."""
        if not self._calculation:
            self._calculation = call_excel(lambda: str(self._app.calculation))
            call_excel(setattr, self._app, "screen_updating", False)
            call_excel(setattr, self._app, "calculation", _MANUAL)

    def release(self) -> None:
        """Restore, and recalculate also in manual mode, so that formulas show current values."""
        if self._calculation:
            call_excel(lambda: self._app.calculation)  # tells an Excel that was closed from one that is busy
            call_excel(self._give_back)
            if self._calculation == _MANUAL:
                call_excel(self._app.calculate)
            self._calculation = ""

    def wake(self) -> None:
        """Restore what a killed run left suspended."""
        self._calculation = _AUTOMATIC
        self.release()

    def _give_back(self) -> None:
        self._app.calculation = self._calculation
        self._app.screen_updating = True
