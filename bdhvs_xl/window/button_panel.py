"""The panel of buttons: the groups of the ribbon side by side, their buttons below one another."""

from collections.abc import Callable, Mapping
from itertools import product
from tkinter import Frame, Misc, Widget, ttk
from unicodedata import normalize

from bdhvs_xl.addin.ribbon_xml import Button, RibbonGroup
from bdhvs_xl.window.theme import card
from bdhvs_xl.window.tooltip import add_tooltip

_NORMAL_STYLE, _RUNNING_STYLE = "Group.TButton", "Running.Group.TButton"


class ButtonPanel:
    """All buttons of the ribbon; `press` is called with the id of the button that the user presses."""

    def __init__(self, parent: Misc, groups: tuple[RibbonGroup, ...], press: Callable[[str], None]) -> None:
        self.frame = ttk.Frame(parent)
        self.buttons: dict[str, ttk.Button] = {}
        self._reasons: Mapping[str, str] = {}
        self._press = press
        for column, group in enumerate(groups):
            self.frame.columnconfigure(column, weight=1, uniform="group")
            last = column == len(groups) - 1
            self._card(group).grid(row=0, column=column, sticky="nsew", padx=(0, 0 if last else "6p"))

    def show(self, reasons: Mapping[str, str], running: str = "") -> None:
        """Enable all buttons except those in `reasons` (id: why it cannot be pressed), and mark the running one."""
        self._reasons = reasons
        for name, button in self.buttons.items():
            button.state(["disabled" if name in reasons else "!disabled"])
            button["style"] = _RUNNING_STYLE if name == running else _NORMAL_STYLE

    def label(self, name: str) -> str:
        """The label of a button."""
        return str(self.buttons[name]["text"])

    def _card(self, group: RibbonGroup) -> Frame:
        frame = card(self.frame)
        ttk.Label(frame, text=group.label, style="Group.TLabel").pack(anchor="w", padx="8p", pady=("6p", "4p"))
        for button in group.buttons:
            self._button(frame, button).pack(fill="x", padx="8p", pady=(0, "4p"))
        frame["pady"] = "2p"
        return frame

    def _button(self, card: Widget, button: Button) -> ttk.Button:
        widget = ttk.Button(card, text=button.label, style=_NORMAL_STYLE, underline=_underline_index(button))
        widget["command"] = lambda: self._press(button.id)
        self.buttons[button.id] = widget
        add_tooltip(widget, lambda: self._tooltip(button))
        for keys in _key_bindings(button.keytip):
            widget.winfo_toplevel().bind(keys, lambda event: widget.invoke())
        return widget

    def _tooltip(self, button: Button) -> str:
        keys = f"Phím tắt: Alt+{', '.join(button.keytip)}" if button.keytip else ""
        parts = (f"{button.screentip}.", button.supertip, keys, self._reasons.get(button.id, ""))
        return "\n".join(filter(None, parts))


def _underline_index(button: Button) -> int:
    """Index of the keytip's first letter in the label, diacritics ignored; -1 when the label does not contain it."""
    letters = [normalize("NFD", letter)[0].upper() for letter in button.label]
    return letters.index(button.keytip[0]) if button.keytip and button.keytip[0] in letters else -1


def _key_bindings(keytip: str) -> list[str]:
    """The Tk key sequences of a keytip, in both cases because of Caps Lock: `K1` is Alt+k, then 1."""
    cases = product(*({letter.lower(), letter.upper()} for letter in keytip))
    return [f"<Alt-Key-{keys[0]}>" + "".join(f"<Key-{key}>" for key in keys[1:]) for keys in cases if keys]
