"""The window: which master, the buttons, what the last one did; one button at a time runs in a thread of its own."""

from datetime import datetime
from pathlib import Path
from threading import Thread
from tkinter import Tk
from types import TracebackType

from bdhvs_xl import buttons
from bdhvs_xl.addin.tab import groups
from bdhvs_xl.outcome import Outcome
from bdhvs_xl.problem import Problem
from bdhvs_xl.ribbon import failure, press
from bdhvs_xl.window import dialogs, masters
from bdhvs_xl.window.chooser import NONE_YET, Chooser
from bdhvs_xl.window.desk import WindowDesk
from bdhvs_xl.window.errands import Errands
from bdhvs_xl.window.footer import Footer
from bdhvs_xl.window.looks import dress
from bdhvs_xl.window.masters import Master
from bdhvs_xl.window.opening import open_in_its_program
from bdhvs_xl.window.panel import Panel
from bdhvs_xl.window.result import Result

TITLE = "BDHVS – Bình dân học vụ số"
WITHOUT_MASTER = ("new_master", "guide")
"""Buttons that work on nothing, so that a master need not be chosen (a test holds this to the buttons)."""
_EVERY = 40
"""Milliseconds between two looks at what a running button wants of the window."""
_EDGE = 90
"""Pixels of the screen's height that the task bar and the window's title take."""


class Window:
    """All of it, in `root`; `master` is chosen at first, else the one used last."""

    def __init__(self, root: Tk, master: Path | None) -> None:
        self.root = root
        self.running = ""
        self._errands = Errands()
        self._worker: Thread | None = None
        self._leaving = False
        dress(root)
        root.title(TITLE)
        root.protocol("WM_DELETE_WINDOW", self.close)
        root.report_callback_exception = self._broken
        self.chooser = Chooser(root, self.choose, self._open)
        self.panel = Panel(root, groups(), self.press)
        self.result = Result(root, self._open)
        self.footer = Footer(root)
        self._lay_out()
        self._take_up(master)
        self._look()

    def stay(self) -> None:
        """Stay until the user has closed the window and no button runs any more."""
        self.root.mainloop()
        if self._worker:
            self._worker.join()

    def choose(self, master: Master) -> None:
        """Let the buttons work on `master`."""
        masters.remember(master.path)
        self.chooser.show(masters.offered(()), master)
        self._allow()

    def press(self, name: str) -> None:
        """Run a button, unless one is running."""
        if self.running:
            return
        self.running = name
        label = str(self.panel.buttons[name]["text"])
        self.chooser.lock()
        self._allow()
        self.result.begin(f"{label} – {datetime.now():%H:%M}")
        self.footer.begin(f"{label}…")
        self._worker = Thread(target=self._work, args=(name, self._desk()), name=name)
        self._worker.start()

    def close(self) -> None:
        """Close the window; while a button is running only after a yes."""
        if not self.running:
            self._leave()
        elif not self._leaving:
            self._leaving = True
            label = self.panel.buttons[self.running]["text"]
            dialogs.agree(
                self.root,
                f"Nút “{label}” đang chạy. Nếu đóng cửa sổ, việc này dừng ở bước gần nhất; "
                "file tổng hợp không bị hỏng. Vẫn đóng?",
                self._answered,
            )

    # --- in the thread of the button --------------------------------------------------------------------------------

    def _work(self, name: str, desk: WindowDesk) -> None:
        outcome: Outcome | None = None
        try:
            outcome = press(name, desk)
        finally:
            self._errands.post(lambda: self._finished(name, outcome))

    # --- inside -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        root, distance = self.root, {"padx": "10p", "sticky": "nsew"}
        root.columnconfigure(0, weight=1)
        root.rowconfigure(2, weight=1)
        self.chooser.frame.grid(row=0, pady=("10p", "8p"), **distance)
        self.panel.frame.grid(row=1, **distance)
        self.result.frame.grid(row=2, pady="8p", **distance)
        self.footer.frame.grid(row=3, pady=(0, "8p"), **distance)
        root.update_idletasks()
        width = min(root.winfo_reqwidth(), root.winfo_screenwidth())
        height = min(root.winfo_reqheight(), root.winfo_screenheight() - _EDGE)
        root.minsize(width, height)

    def _take_up(self, master: Path | None) -> None:
        """Begin with the master that was named, else with the one used last."""
        used = masters.remembered()
        first = master or (used[0] if used else None)
        if first:
            self.choose(Master(first.absolute()))
        else:
            self.chooser.show([], None)
            self._allow()
        self.result.begin("Sẵn sàng")
        self.result.add("Kết quả của nút vừa bấm hiện ở đây. Di chuột lên một nút để biết nút đó làm gì.", "quiet")

    def _look(self) -> None:
        """Run what the running button wants of the window, now and from now on."""
        self._timer = self.root.after(_EVERY, self._look)
        self._errands.run()

    def _allow(self) -> None:
        """Enable the buttons that can be pressed now."""
        names = self.panel.buttons
        if self.running:
            self.panel.show(dict.fromkeys(names, "Đợi nút đang chạy xong."), self.running)
        elif self.chooser.master:
            self.panel.show({})
        else:
            self.panel.show({name: NONE_YET for name in names if name not in WITHOUT_MASTER})

    def _desk(self) -> WindowDesk:
        master = self.chooser.master
        return WindowDesk(self.root, self._errands, self.result, self.footer, master.path if master else None)

    def _finished(self, name: str, outcome: Outcome | None) -> None:
        title, *told = self.result.lines
        self.running = ""
        self.footer.end()
        self.chooser.unlock()
        if outcome:
            self.result.begin(title)
            self.result.add_outcome(outcome)
        elif not told:
            self.result.add(self.footer.text, "quiet")
        if outcome and name == "new_master":
            self.choose(Master(outcome.files[0]))
        self._allow()

    def _open(self, path: Path) -> None:
        open_in_its_program(path)

    def _answered(self, leave: bool) -> None:
        self._leaving = False
        if leave:
            self._leave()

    def _leave(self) -> None:
        self._errands.close()
        self.root.after_cancel(self._timer)
        self.root.destroy()

    def _broken(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell what went wrong in the window itself, which stays."""
        if isinstance(error, Problem):
            self.result.add_problem(error.sentence, error.cure)
        else:
            self.result.add_problem(
                failure.words(failure.keep("window", error, f"Tk {self.root.tk.call('info', 'patchlevel')}")), ""
            )
