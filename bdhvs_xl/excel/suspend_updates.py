"""Excel held still while it is written to: nothing redrawn, calculated or filled in, and all always given back."""

from collections.abc import Iterator
from contextlib import contextmanager

from bdhvs_xl.excel.application import App
from bdhvs_xl.excel.retry import call_excel

_AUTOMATIC, _MANUAL = "automatic", "manual"


@contextmanager
def no_autofill(app: App) -> Iterator[None]:
    """Formulas written into a table stay as they are given.

    Else Excel makes them a calculated column: all cells get the last one (OfficeDev/office-js#6745). That is an option
    of the user, on at first.
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
    """Screen updating and calculation of an Excel, held back from `hold` to `release`.

    The mode of calculation is stored in every file that Excel saves, so it is released before saving. Excel stays open
    to the user's keys and mouse. A Python that is killed meanwhile leaves a window that is not redrawn until the next
    macro ends, and manual calculation until the next button is pressed (`wake`); it never leaves Excel locked.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._calculation = ""

    def hold(self) -> None:
        """Hold back, once."""
        if not self._calculation:
            self._calculation = call_excel(lambda: str(self._app.calculation))
            call_excel(setattr, self._app, "screen_updating", False)
            call_excel(setattr, self._app, "calculation", _MANUAL)

    def release(self) -> None:
        """Give back what was held, so that formulas show what they give now, also where the user calculates by hand."""
        if self._calculation:
            call_excel(lambda: self._app.calculation)  # tells an Excel that was closed from one that is busy
            call_excel(self._give_back)
            if self._calculation == _MANUAL:
                call_excel(self._app.calculate)
            self._calculation = ""

    def wake(self) -> None:
        """Give back what a run that was killed has held."""
        self._calculation = _AUTOMATIC
        self.release()

    def _give_back(self) -> None:
        self._app.calculation = self._calculation
        self._app.screen_updating = True
