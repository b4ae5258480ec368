"""How the window looks: one theme on every system, in the colours of the workbooks; all distances in points."""

import sys
from tkinter import Event, Frame, Misc, Tk, font, ttk

from bdhvs_xl.master.build.styles import (
    BLUE,
    GREY,
    INK,
    LINE,
    NAVY,
    PALE_BLUE,
    PALE_GREY,
    RED,
    SKY,
    WHITE,
)

TYPEFACES = ("Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""Typefaces with all Vietnamese letters; the first one installed is used."""
TEXT_SIZE = 10


def prepare_screen() -> None:
    """Tell Windows, before any window exists, that we scale ourselves at 125 % and 150 %; else it blurs the text."""
    if sys.platform == "win32":
        import ctypes

        system_aware = 1
        try:
            ctypes.OleDLL("shcore").SetProcessDpiAwareness(system_aware)
        except (AttributeError, OSError):  # Windows 7 has no such call; Windows refuses a second one
            return


def apply_theme(root: Tk) -> None:
    """Set typeface, colours and styles of `root` and its widgets, and let Enter press buttons as Space does."""
    families = set(font.families(root))
    family = next((name for name in TYPEFACES if name in families), "TkDefaultFont")
    for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkTooltipFont"):
        font.nametofont(name, root).configure(family=family, size=TEXT_SIZE)
    font.nametofont("TkHeadingFont", root).configure(weight="bold")
    root.option_add("*TCombobox*Listbox.font", "TkTextFont")
    root.configure(background=PALE_GREY)
    style = ttk.Style(root)
    style.theme_use("clam")
    style.configure(".", background=PALE_GREY, foreground=INK, font="TkDefaultFont", bordercolor=LINE)
    root.bind_class("TButton", "<Return>", _press_focused)
    _labels(style, family)
    _buttons(style)
    _fields(style)


def card(parent: Misc) -> Frame:
    """A white area with a thin edge."""
    return Frame(parent, background=WHITE, highlightthickness=1, highlightbackground=LINE, highlightcolor=LINE)


def _press_focused(event: "Event[Misc]") -> None:
    if isinstance(event.widget, ttk.Button):
        event.widget.invoke()


def _labels(style: ttk.Style, family: str) -> None:
    style.configure("Group.TLabel", background=WHITE, foreground=NAVY, font=(family, TEXT_SIZE, "bold"))
    style.configure("Strong.TLabel", foreground=NAVY, font=(family, TEXT_SIZE, "bold"))
    style.configure("Quiet.TLabel", foreground=GREY)


def _buttons(style: ttk.Style) -> None:
    style.configure("TButton", padding=("8p", "3p"), borderwidth=1, bordercolor=LINE, focuscolor=BLUE)
    _shade(style, "TButton", WHITE, disabled=PALE_GREY, pressed=SKY, active=PALE_BLUE)
    style.map("TButton", foreground=[("disabled", GREY)], bordercolor=[("focus", BLUE)])
    style.configure("Group.TButton", anchor="w")
    _shade(style, "Group.TButton", PALE_BLUE, disabled=PALE_GREY, pressed=SKY, active=SKY)
    _shade(style, "Running.Group.TButton", BLUE, disabled=BLUE)
    style.map("Running.Group.TButton", foreground=[("disabled", WHITE)])
    style.configure("Link.TButton", padding=0, borderwidth=0, foreground=BLUE)
    _shade(style, "Link.TButton", WHITE, active=PALE_BLUE)


def _shade(style: ttk.Style, name: str, plain: str, **by_state: str) -> None:
    """Fill a style without the theme's bevels, with a colour per state; the first state that applies wins."""
    colours = list(by_state.items())
    style.configure(name, background=plain, lightcolor=plain, darkcolor=plain)
    style.map(name, background=colours, lightcolor=colours, darkcolor=colours)


def _fields(style: ttk.Style) -> None:
    style.configure("TCombobox", padding=("4p", "3p"), arrowsize="11p")
    _shade(style, "TCombobox", WHITE, disabled=PALE_GREY, active=PALE_BLUE)
    style.map("TCombobox", fieldbackground=[("disabled", PALE_GREY), ("readonly", WHITE)])
    style.map("TCombobox", selectbackground=[("readonly", WHITE)], selectforeground=[("readonly", INK)])
    style.map("TCombobox", foreground=[("disabled", GREY)], bordercolor=[("focus", BLUE)])
    style.configure("TEntry", padding=("4p", "3p"), fieldbackground=WHITE, lightcolor=WHITE)
    style.map("TEntry", bordercolor=[("focus", BLUE)], lightcolor=[("focus", WHITE)])
    style.configure("TScrollbar", troughcolor=PALE_GREY, bordercolor=PALE_GREY, arrowsize="10p", gripcount=0)
    _shade(style, "TScrollbar", SKY, disabled=PALE_GREY, active=LINE)
    style.configure("TProgressbar", troughcolor=WHITE, bordercolor=LINE, thickness="9p")
    _shade(style, "TProgressbar", BLUE)


TEXT_TAGS = {
    "title": {"foreground": NAVY, "font": "TkHeadingFont", "spacing3": "4p"},
    "plain": {"spacing3": "4p"},
    "wrong": {"foreground": RED, "spacing3": "4p"},
    "quiet": {"foreground": GREY, "spacing3": "4p"},
    "item": {"lmargin1": "10p", "lmargin2": "20p", "spacing3": "2p"},
}
"""The text styles of the result view."""
