"""The last line of the window: a status text and a progress bar."""

from tkinter import Misc, ttk


class Footer:
    """A short text, and a bar while a button is running."""

    def __init__(self, parent: Misc) -> None:
        self.frame = ttk.Frame(parent)
        self._label = ttk.Label(self.frame, style="Quiet.TLabel")
        self._bar = ttk.Progressbar(self.frame, length="160p")
        self._label.pack(side="left", fill="x", expand=True)

    @property
    def text(self) -> str:
        """The status text now."""
        return str(self._label["text"])

    def say(self, text: str) -> None:
        """Show a text on one line; a longer one is cut by the window."""
        self._label["text"] = " ".join(text.split())

    def begin(self, text: str) -> None:
        """Show that something is running, its progress not known yet."""
        self.say(text)
        self._bar.pack(side="right", before=self._label)
        self._bar.configure(mode="indeterminate")
        self._bar.start(25)

    def advance(self, text: str, done: int, total: int) -> None:
        """Show the progress: `done` of `total`."""
        self.say(f"{text}: {done}/{total}")
        self._bar.stop()
        self._bar.configure(mode="determinate", maximum=max(total, 1), value=done)

    def end(self) -> None:
        """Nothing is running any more."""
        self._bar.stop()
        self._bar.pack_forget()
        self.say("")
