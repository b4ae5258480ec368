"""How the window looks: one theme on every system, in the colours of the workbooks; all distances in points."""

import sys
from tkinter import Misc, font, ttk

from bdhvs_xl.workbook.build.styles import BLUE, GREY, INK, LINE, NAVY, PALE_BLUE, PALE_GREY, RED, SKY, WHITE

TYPEFACES = ("Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""Typefaces with all Vietnamese letters; the first that the machine has is taken."""
TEXT_SIZE = 10


def prepare_screen() -> None:
    """Tell Windows, before any window is there, that we draw sharp at 125 % and 150 % ourselves."""
    if sys.platform == "win32":
        import ctypes

        system_aware = 1
        try:
            ctypes.OleDLL("shcore").SetProcessDpiAwareness(system_aware)
        except (AttributeError, OSError):  # Windows 7 has no such call; refused when it was told already
            return


def dress(root: Misc) -> None:
    """Give `root` and all that will stand in it typeface, colours and styles."""
    families = set(font.families(root))
    family = next((name for name in TYPEFACES if name in families), "TkDefaultFont")
    for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkTooltipFont"):
        font.nametofont(name, root).configure(family=family, size=TEXT_SIZE)
    root.option_add("*TCombobox*Listbox.font", "TkTextFont")
    root["background"] = PALE_GREY
    style = ttk.Style(root)
    style.theme_use("clam")
    style.configure(".", background=PALE_GREY, foreground=INK, font="TkDefaultFont", bordercolor=LINE)
    _labels(style, family)
    _buttons(style, family)
    _fields(style)


def _labels(style: ttk.Style, family: str) -> None:
    style.configure("Card.TFrame", background=WHITE, bordercolor=LINE, relief="solid", borderwidth=1)
    style.configure("Inside.TFrame", background=WHITE)
    style.configure("Group.TLabel", background=WHITE, foreground=NAVY, font=(family, TEXT_SIZE, "bold"))
    style.configure("Strong.TLabel", foreground=NAVY, font=(family, TEXT_SIZE, "bold"))
    style.configure("Quiet.TLabel", foreground=GREY, font=(family, TEXT_SIZE - 1))


def _buttons(style: ttk.Style, family: str) -> None:
    style.configure(
        "TButton", background=WHITE, bordercolor=LINE, lightcolor=WHITE, darkcolor=WHITE, padding=("8p", "3p"),
        relief="flat", focuscolor=BLUE,
    )  # fmt: skip
    pale = [("disabled", PALE_GREY), ("pressed", SKY), ("active", PALE_BLUE)]
    shades = {"background": pale, "lightcolor": pale, "darkcolor": pale}
    style.map("TButton", foreground=[("disabled", GREY)], bordercolor=[("focus", BLUE)], **shades)
    style.configure("Group.TButton", anchor="w")
    style.configure("Main.Group.TButton", background=PALE_BLUE, lightcolor=PALE_BLUE, darkcolor=PALE_BLUE)
    style.configure("Main.Group.TButton", foreground=NAVY, font=(family, TEXT_SIZE, "bold"))
    running = [("disabled", SKY)]
    style.configure("Running.Group.TButton", bordercolor=BLUE)
    style.map("Running.Group.TButton", background=running, lightcolor=running, foreground=[("disabled", NAVY)])
    style.configure("Link.TButton", foreground=BLUE, padding=0, borderwidth=0, anchor="w")
    style.configure("Link.TButton", font=(family, TEXT_SIZE, "underline"))


def _fields(style: ttk.Style) -> None:
    style.configure("TCombobox", padding=("4p", "3p"), fieldbackground=WHITE, arrowsize="11p", lightcolor=WHITE)
    plain = [("disabled", PALE_GREY), ("readonly", WHITE)]
    style.map("TCombobox", fieldbackground=plain, selectbackground=[("readonly", WHITE)])
    style.map("TCombobox", selectforeground=[("disabled", GREY), ("readonly", INK)], bordercolor=[("focus", BLUE)])
    style.configure("TEntry", padding=("4p", "3p"), fieldbackground=WHITE)
    style.map("TEntry", bordercolor=[("focus", BLUE)])
    style.configure("Horizontal.TProgressbar", background=BLUE, troughcolor=WHITE, bordercolor=LINE, thickness="9p")
    style.configure("Horizontal.TProgressbar", lightcolor=BLUE, darkcolor=BLUE)


TEXT_TAGS = {
    "title": {"foreground": NAVY, "font": "TkHeadingFont", "spacing3": "4p"},
    "plain": {"spacing3": "4p"},
    "wrong": {"foreground": RED, "spacing3": "4p"},
    "quiet": {"foreground": GREY, "spacing3": "4p"},
    "item": {"lmargin1": "10p", "lmargin2": "20p", "spacing3": "2p"},
}
"""How the passages of a result are set."""
