"""Questions to the user, in Vietnamese on every system; they do not block: the answer goes to `answer` when given."""

from collections.abc import Callable, Mapping
from tkinter import Misc, Toplevel, Widget, ttk

from bdhvs_xl.master.build.styles import PALE_GREY
from bdhvs_xl.window.ui_queue import Answer

TITLE = "BDHVS"
OK, CANCEL, YES, NO = "Đồng ý", "Hủy", "Có", "Không"
_WIDTH = "360p"
_LONGEST_LIST = 15
_WIDEST = 70


def agree(parent: Misc, question: str, answer: Answer[bool]) -> None:
    """Ask for a yes or no."""
    box = _Box(parent, question, lambda: answer(False))
    box.offer({YES: lambda: answer(True), NO: lambda: answer(False)})


def type_text(parent: Misc, question: str, suggested: str, answer: Answer[str | None]) -> None:
    """Ask for a line of text."""
    box = _Box(parent, question, lambda: answer(None))
    entry = ttk.Entry(box.body, width=48)
    entry.insert(0, suggested)
    entry.selection_range(0, "end")
    box.offer({OK: lambda: answer(entry.get().strip()), CANCEL: lambda: answer(None)}, entry)


def choose(parent: Misc, question: str, choices: Mapping[str, str], answer: Answer[str | None]) -> None:
    """Ask for one of the codes of `choices`, shown by their words; typing a first letter goes to the next such word."""
    codes, words = list(choices), list(choices.values())
    box = _Box(parent, question, lambda: answer(None))
    field = ttk.Combobox(box.body, values=words, state="readonly", height=_LONGEST_LIST)
    field["width"] = min(max(map(len, words)), _WIDEST)
    field.current(0)
    field.bind("<Key>", lambda event: _go_to(field, words, event.char))
    box.offer({OK: lambda: answer(codes[field.current()]), CANCEL: lambda: answer(None)}, field)


def _go_to(field: ttk.Combobox, words: list[str], letter: str) -> None:
    """Choose the next word that begins with what was typed."""
    if not letter.strip():
        return
    later = [*range(field.current() + 1, len(words)), *range(field.current() + 1)]
    found = next((n for n in later if words[n].casefold().startswith(letter.casefold())), None)
    if found is not None:
        field.current(found)


class _Box:
    """A small window with a question; Esc and its cross mean `dismissed`."""

    def __init__(self, parent: Misc, question: str, dismissed: Callable[[], None]) -> None:
        self._parent = parent.winfo_toplevel()
        self._dismissed = dismissed
        self.window = Toplevel(parent, background=PALE_GREY, padx="14p", pady="12p")
        self.window.withdraw()
        self.window.title(TITLE)
        self.window.resizable(False, False)
        self.body = ttk.Frame(self.window)
        ttk.Label(self.body, text=question, wraplength=_WIDTH, justify="left").pack(anchor="w", pady=(0, "8p"))
        self.body.pack(fill="both", expand=True)

    def offer(self, answers: Mapping[str, Callable[[], None]], field: Widget | None = None) -> None:
        """Show the question with its field, if it has one, and a button per answer; the first one is also Enter."""
        row = ttk.Frame(self.window)
        buttons = [ttk.Button(row, text=text, command=self._closing(call)) for text, call in answers.items()]
        if field:
            field.pack(fill="x", pady=(0, "10p"))
            field.bind("<Return>", lambda event: buttons[0].invoke())
        for button in buttons:
            button.pack(side="left", padx=("6p", 0))
        row.pack(anchor="e")
        self.window.protocol("WM_DELETE_WINDOW", self._closing(self._dismissed))
        self.window.bind("<Escape>", lambda event: self._closing(self._dismissed)())
        self._come_up(field or buttons[0])

    def _closing(self, call: Callable[[], None]) -> Callable[[], None]:
        def close() -> None:
            call()
            self.window.destroy()

        return close

    def _come_up(self, first: Widget) -> None:
        """Over the middle of the parent, in front, with the focus on what the user will need first."""
        window, parent = self.window, self._parent
        window.update_idletasks()
        left = parent.winfo_rootx() + (parent.winfo_width() - window.winfo_reqwidth()) // 2
        top = parent.winfo_rooty() + (parent.winfo_height() - window.winfo_reqheight()) // 3
        window.geometry(f"+{max(0, left)}+{max(0, top)}")
        window.transient(parent)
        window.deiconify()
        window.lift()
        first.focus_set()
