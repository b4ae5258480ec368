"""The result of the last button: a text to scroll, and links that open the files it wrote."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tkinter import Misc, Text, ttk

from bdhvs_xl.master.build.styles import INK, WHITE
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.window.theme import TEXT_TAGS, card

_MOST_FILES = 200
"""The most files listed that a person must look at."""
_MOST_LINKS = 6
"""With more files than these the links open their folders."""


class ResultView:
    """A text of paragraphs; `open_file` is called with the path whose link the user clicks."""

    def __init__(self, parent: Misc, open_file: Callable[[Path], None]) -> None:
        self.frame = card(parent)
        self._open_file = open_file
        self._text = Text(
            self.frame, wrap="word", width=60, height=14, relief="flat", borderwidth=0, highlightthickness=0,
            padx="10p", pady="8p", background=WHITE, foreground=INK, font="TkTextFont", spacing2="1p", state="disabled",
            takefocus=True,
        )  # fmt: skip
        scroll = ttk.Scrollbar(self.frame, command=self._text.yview)
        self._text["yscrollcommand"] = scroll.set
        scroll.pack(side="right", fill="y")
        self._text.pack(side="left", fill="both", expand=True)
        for tag, options in TEXT_TAGS.items():
            self._text.tag_configure(tag, **options)

    @property
    def lines(self) -> list[str]:
        """The lines of the text; links are not part of it."""
        return self._text.get("1.0", "end").split("\n")[:-2]

    def begin(self, title: str) -> None:
        """Clear the view and begin a new result."""
        self._text["state"] = "normal"
        self._text.delete("1.0", "end")
        self._text["state"] = "disabled"
        self.add(title, "title")

    def add(self, passage: str, tag: str = "plain") -> None:
        """Append a paragraph; `tag` is one of `TEXT_TAGS`."""
        self._text["state"] = "normal"
        self._text.insert("end", f"{passage}\n", tag)
        self._text["state"] = "disabled"

    def add_error(self, message: str, hint: str) -> None:
        """Append an error and its hint."""
        self.add(message, "wrong")
        if hint:
            self.add(hint)

    def add_outcome(self, outcome: ButtonResult) -> None:
        """Append the message of a button, the files a person must look at, and links to the files written."""
        self.add(outcome.message)
        waiting = outcome.needs_attention
        if waiting:
            self.add("Cần người xem:", "quiet")
        for file in waiting[:_MOST_FILES]:
            self.add(f"• {file.file}: {file.reason}", "item")
        if len(waiting) > _MOST_FILES:
            self.add(f"… và {len(waiting) - _MOST_FILES} tệp khác, xem trang Nhật ký.", "item")
        for path in _paths_to_open(outcome):
            self._add_link(path)

    def _add_link(self, path: Path) -> None:
        text = f"Mở {'thư mục' if path.is_dir() else 'tệp'} “{path.name}”"
        link = ttk.Button(self._text, text=text, style="Link.TButton", cursor="hand2")
        link["command"] = lambda: self._open_file(path)
        self._text["state"] = "normal"
        self._text.window_create("end", window=link, pady="2")
        self._text.insert("end", "\n")
        self._text["state"] = "disabled"


def _paths_to_open(outcome: ButtonResult) -> Iterable[Path]:
    """The paths to link, each once: the files written, or their folders when there are many."""
    paths = outcome.files if len(outcome.files) <= _MOST_LINKS else [path.parent for path in outcome.files]
    return dict.fromkeys([*([outcome.to_open] if outcome.to_open else []), *paths])
