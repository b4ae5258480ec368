"""The ribbon's groups side by side, each with its buttons below one another."""

from collections.abc import Callable, Mapping
from itertools import product
from tkinter import Frame, Misc, Widget, ttk
from unicodedata import normalize

from bdhvs_xl.addin.ribbon_xml import Button, RibbonGroup
from bdhvs_xl.window.theme import card
from bdhvs_xl.window.tooltip import add_tooltip

_PLAIN, _RUNNING = "Group.TButton", "Running.Group.TButton"


class ButtonPanel:
    """All buttons of the ribbon; `press` is called with the id of the one pressed."""

    def __init__(self, parent: Misc, groups: tuple[RibbonGroup, ...], press: Callable[[str], None]) -> None:
        self.frame = ttk.Frame(parent)
        self.buttons: dict[str, ttk.Button] = {}
        self._hindrance: Mapping[str, str] = {}
        self._press = press
        for column, group in enumerate(groups):
            self.frame.columnconfigure(column, weight=1, uniform="group")
            last = column == len(groups) - 1
            self._card(group).grid(row=0, column=column, sticky="nsew", padx=(0, 0 if last else "6p"))

    def show(self, hindrance: Mapping[str, str], running: str = "") -> None:
        """Enable all buttons but those that something hinders (by id: why), and mark the one that is running."""
        self._hindrance = hindrance
        for name, button in self.buttons.items():
            button.state(["disabled" if name in hindrance else "!disabled"])
            button["style"] = _RUNNING if name == running else _PLAIN

    def label(self, name: str) -> str:
        """The words on a button."""
        return str(self.buttons[name]["text"])

    def _card(self, group: RibbonGroup) -> Frame:
        frame = card(self.frame)
        ttk.Label(frame, text=group.label, style="Group.TLabel").pack(anchor="w", padx="8p", pady=("6p", "4p"))
        for button in group.buttons:
            self._button(frame, button).pack(fill="x", padx="8p", pady=(0, "4p"))
        frame["pady"] = "2p"
        return frame

    def _button(self, card: Widget, button: Button) -> ttk.Button:
        widget = ttk.Button(card, text=button.label, style=_PLAIN, underline=_place(button))
        widget["command"] = lambda: self._press(button.id)
        self.buttons[button.id] = widget
        add_tooltip(widget, lambda: self._tooltip(button))
        for keys in _spellings(button.keytip):
            widget.winfo_toplevel().bind(keys, lambda event: widget.invoke())
        return widget

    def _tooltip(self, button: Button) -> str:
        keys = f"Phím tắt: Alt+{', '.join(button.keytip)}" if button.keytip else ""
        passages = (f"{button.screentip}.", button.supertip, keys, self._hindrance.get(button.id, ""))
        return "\n".join(filter(None, passages))


def _place(button: Button) -> int:
    """Where the first letter of the keytip stands in the label, whatever marks it carries there; -1 when nowhere."""
    bare = [normalize("NFD", letter)[0].upper() for letter in button.label]
    return bare.index(button.keytip[0]) if button.keytip and button.keytip[0] in bare else -1


def _spellings(keytip: str) -> list[str]:
    """The key strokes of a keytip in Tk's words, Caps Lock on or off: `K1` is Alt+k, then 1."""
    cases = product(*({letter.lower(), letter.upper()} for letter in keytip))
    return [f"<Alt-Key-{keys[0]}>" + "".join(f"<Key-{key}>" for key in keys[1:]) for keys in cases if keys]
