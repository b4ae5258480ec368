"""Dialogs in Vietnamese on every system. They do not block: the user's answer is passed to the callback `answer`."""

from collections.abc import Callable, Mapping
from tkinter import Misc, Toplevel, Widget, ttk

from bdhvs_xl.master.build.styles import PALE_GREY
from bdhvs_xl.window.ui_queue import Answer

TITLE = "BDHVS"
OK, CANCEL, YES, NO = "Đồng ý", "Hủy", "Có", "Không"
_WRAP_WIDTH = "360p"
_MOST_ROWS = 15
_MOST_CHARACTERS = 70


def agree(parent: Misc, question: str, answer: Answer[bool]) -> None:
    """Ask for a yes or no."""
    box = _Box(parent, question, lambda: answer(False))
    box.show({YES: lambda: answer(True), NO: lambda: answer(False)})


def type_text(parent: Misc, question: str, suggested: str, answer: Answer[str | None]) -> None:
    """Ask for a line of text."""
    box = _Box(parent, question, lambda: answer(None))
    entry = ttk.Entry(box.body, width=48)
    entry.insert(0, suggested)
    entry.selection_range(0, "end")
    box.show({OK: lambda: answer(entry.get().strip()), CANCEL: lambda: answer(None)}, entry)


def choose(parent: Misc, question: str, choices: Mapping[str, str], answer: Answer[str | None]) -> None:
    """Ask for one of the codes of `choices` by label; typing a letter selects the next label that begins with it."""
    codes, labels = list(choices), list(choices.values())
    box = _Box(parent, question, lambda: answer(None))
    field = ttk.Combobox(box.body, values=labels, state="readonly", height=_MOST_ROWS)
    field["width"] = min(max(map(len, labels)), _MOST_CHARACTERS)
    field.current(0)
    field.bind("<Key>", lambda event: _select_next(field, labels, event.char))
    box.show({OK: lambda: answer(codes[field.current()]), CANCEL: lambda: answer(None)}, field)


def _select_next(field: ttk.Combobox, labels: list[str], letter: str) -> None:
    """Select the next label that begins with the typed letter."""
    if not letter.strip():
        return
    later = [*range(field.current() + 1, len(labels)), *range(field.current() + 1)]
    position = next((n for n in later if labels[n].casefold().startswith(letter.casefold())), None)
    if position is not None:
        field.current(position)


class _Box:
    """A small window with a question; Esc and its close button call `cancel`."""

    def __init__(self, parent: Misc, question: str, cancel: Callable[[], None]) -> None:
        self._parent = parent.winfo_toplevel()
        self._cancel = cancel
        self.window = Toplevel(parent, background=PALE_GREY, padx="14p", pady="12p")
        self.window.withdraw()
        self.window.title(TITLE)
        self.window.resizable(False, False)
        self.body = ttk.Frame(self.window)
        ttk.Label(self.body, text=question, wraplength=_WRAP_WIDTH, justify="left").pack(anchor="w", pady=(0, "8p"))
        self.body.pack(fill="both", expand=True)

    def show(self, answers: Mapping[str, Callable[[], None]], field: Widget | None = None) -> None:
        """Show the question with its field, if any, and a button per answer; Enter presses the first button."""
        row = ttk.Frame(self.window)
        buttons = [ttk.Button(row, text=text, command=self._call_and_close(call)) for text, call in answers.items()]
        if field:
            field.pack(fill="x", pady=(0, "10p"))
            field.bind("<Return>", lambda event: buttons[0].invoke())
        for button in buttons:
            button.pack(side="left", padx=("6p", 0))
        row.pack(anchor="e")
        self.window.protocol("WM_DELETE_WINDOW", self._call_and_close(self._cancel))
        self.window.bind("<Escape>", lambda event: self._call_and_close(self._cancel)())
        self._place_in_front(field or buttons[0])

    def _call_and_close(self, call: Callable[[], None]) -> Callable[[], None]:
        def close() -> None:
            call()
            self.window.destroy()

        return close

    def _place_in_front(self, first: Widget) -> None:
        """Show the window over the middle of the parent, in front, with the focus on `first`."""
        window, parent = self.window, self._parent
        window.update_idletasks()
        left = parent.winfo_rootx() + (parent.winfo_width() - window.winfo_reqwidth()) // 2
        top = parent.winfo_rooty() + (parent.winfo_height() - window.winfo_reqheight()) // 3
        window.geometry(f"+{max(0, left)}+{max(0, top)}")
        window.transient(parent)
        window.deiconify()
        window.lift()
        first.focus_set()
