"""A tooltip below a widget: what a button does, or why it cannot be pressed now."""

from collections.abc import Callable
from tkinter import Label, Toplevel, Widget

from bdhvs_xl.master.build.styles import INK, INPUT, LINE

DELAY = 500
"""Milliseconds before the tooltip appears."""
WIDTH = "240p"


def add_tooltip(widget: Widget, text: Callable[[], str]) -> None:
    """Show `text()`, as it is at that moment, while the mouse rests on `widget` or the focus is on it."""
    tooltip = _Tooltip(widget, text)
    for event in ("<Enter>", "<FocusIn>"):
        widget.bind(event, tooltip.schedule, add="+")
    for event in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<Key>", "<Destroy>"):
        widget.bind(event, tooltip.hide, add="+")


class _Tooltip:
    def __init__(self, widget: Widget, text: Callable[[], str]) -> None:
        self._widget = widget
        self._text = text
        self._timer = ""
        self._window: Toplevel | None = None

    def schedule(self, event: object) -> None:
        self.hide(event)
        self._timer = self._widget.after(DELAY, self._show)

    def hide(self, event: object) -> None:
        if self._timer:
            self._widget.after_cancel(self._timer)
            self._timer = ""
        if self._window:
            self._window.destroy()
            self._window = None

    def _show(self) -> None:
        self._timer = ""
        self._window = window = Toplevel(self._widget)
        window.withdraw()
        window.overrideredirect(True)
        Label(
            window, text=self._text(), justify="left", wraplength=WIDTH, background=INPUT, foreground=INK,
            padx="6p", pady="4p", font="TkTooltipFont", highlightthickness=1, highlightbackground=LINE,
        ).pack()  # fmt: skip
        window.update_idletasks()
        window.geometry("+{}+{}".format(*self._beside(window.winfo_reqwidth(), window.winfo_reqheight())))
        window.deiconify()

    def _beside(self, width: int, height: int) -> tuple[int, int]:
        """Below the widget, or above it and further left where the screen ends."""
        widget = self._widget
        left = max(0, min(widget.winfo_rootx() + 12, widget.winfo_screenwidth() - width))
        below = widget.winfo_rooty() + widget.winfo_height() + 4
        fits = below + height <= widget.winfo_screenheight()
        return left, below if fits else widget.winfo_rooty() - height - 4
