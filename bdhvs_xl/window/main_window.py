"""The window: which master, the buttons, what the last one did."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from tkinter import Event, Misc, Tk
from types import TracebackType

from bdhvs_xl.addin.ribbon_xml import ribbon_groups
from bdhvs_xl.errors import UserError
from bdhvs_xl.open_externally import open_with_default_app
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.session import error_log, press
from bdhvs_xl.window import dialogs, find_excel, recent_masters
from bdhvs_xl.window.button_panel import ButtonPanel
from bdhvs_xl.window.footer import Footer
from bdhvs_xl.window.master_chooser import NO_MASTER, MasterChooser
from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.result_view import ResultView
from bdhvs_xl.window.theme import apply_theme
from bdhvs_xl.window.tk_translation import translate_tk
from bdhvs_xl.window.ui_questions import Screen
from bdhvs_xl.window.ui_queue import UiQueue

TITLE = "BDHVS – Bình dân học vụ số"
NEED_NO_MASTER = ("new_master", "guide")
"""Buttons that work on nothing, so that a master need not be chosen; a test holds this to the buttons."""
_EVERY = 40
"""Milliseconds between two looks at what the thread of the buttons wants of the window."""
_EDGE = 90
"""Pixels of the screen's height that the task bar and the window's title take."""


class Window:
    """All of it, in `root`; `master` is chosen at first, else one open in Excel, else the one used last.

    Buttons run one at a time in a thread of their own, so that the window stays alive.
    """

    def __init__(self, root: Tk, master: Path | None) -> None:
        self.root = root
        self.running = ""
        self._open: list[RecentMaster] = []
        self._named = master is not None
        self.closed = False
        self._leaving = False
        apply_theme(root)
        translate_tk(root)
        root.title(TITLE)
        self.chooser = MasterChooser(root, self.choose, open_with_default_app)
        self.panel = ButtonPanel(root, ribbon_groups(), self.press)
        self.result = ResultView(root, open_with_default_app)
        self.footer = Footer(root)
        self._screen = Screen(root, UiQueue(), self.result, self.footer)
        self._thread = ThreadPoolExecutor(1, "button", find_excel.prepare_thread)
        self._lay_out()
        self._greet(master)
        root.protocol("WM_DELETE_WINDOW", self.close)
        root.report_callback_exception = self._went_wrong
        root.bind("<FocusIn>", self._look_around)
        self._run_errands()

    def choose(self, master: RecentMaster) -> None:
        """Let the buttons work on a master that the user wants."""
        self._named = True
        if master.path.is_absolute():
            recent_masters.remember(master.path)
        self._take(master)

    def found(self, in_excel: list[RecentMaster]) -> None:
        """Take note of the masters open in Excel; the one in front is meant as long as the user named none."""
        self._open = in_excel
        if not self.running:
            present = self.chooser.master
            self._take(
                in_excel[0]
                if in_excel and not self._named
                else present and recent_masters.with_excel_state(present, in_excel)
            )

    def press(self, name: str) -> None:
        """Run a button, unless one is running."""
        if self.running:
            return
        self.running = name
        self.chooser.lock()
        self._allow()
        self.result.begin(f"{self.panel.label(name)} – {datetime.now():%H:%M}")
        self.footer.begin(f"{self.panel.label(name)}…")
        self._thread.submit(self._work, name, self.chooser.master)

    def close(self) -> None:
        """Close the window; while a button is running only after a yes."""
        if not self.running:
            self.leave()
        elif not self._leaving:
            self._leaving = True
            question = (
                f"Nút “{self.panel.label(self.running)}” đang chạy. Nếu đóng cửa sổ, việc này dừng ở bước gần nhất; "
                "file tổng hợp không bị hỏng. Vẫn đóng?"
            )
            dialogs.agree(self.root, question, self._answered)

    def leave(self) -> None:
        """Close the window at once; a button that is running ends at its next step, which is waited for."""
        self.closed = True
        self._screen.errands.close()
        self.root.after_cancel(self._timer)
        self.root.destroy()
        self._thread.shutdown()

    # --- in the thread of the buttons -------------------------------------------------------------------------------

    def _work(self, name: str, master: RecentMaster | None) -> None:
        outcome: ButtonResult | None = None
        errands = self._screen.errands
        try:
            outcome = press(name, find_excel.interface_for(self._screen, master))
        except Exception as error:
            trouble = error
            errands.post(lambda: self._tell(trouble))
        finally:
            errands.post(lambda: self._finished(name, outcome))

    def _look_for_masters(self) -> None:
        found = find_excel.masters_in_excel()
        self._screen.errands.show("masters", lambda: self.found(found))

    # --- which master -----------------------------------------------------------------------------------------------

    def _greet(self, master: Path | None) -> None:
        used = recent_masters.load_recent()
        if master:
            self.choose(RecentMaster(master.absolute()))
        else:
            self._take(RecentMaster(used[0]) if used else None)
        self.result.begin("Sẵn sàng")
        self.result.add("Kết quả của nút vừa bấm hiện ở đây. Di chuột lên một nút để biết nút đó làm gì.", "quiet")

    def _look_around(self, event: "Event[Misc]") -> None:
        """Look which masters are open in Excel when the user comes back to the window, maybe from Excel."""
        if event.widget is self.root and not self.running:
            self._thread.submit(self._look_for_masters)

    def _take(self, master: RecentMaster | None) -> None:
        self.chooser.show(recent_masters.masters_to_offer(self._open), master)
        self._allow()

    def _allow(self) -> None:
        """Enable the buttons that can be pressed now."""
        names = self.panel.buttons
        if self.running:
            self.panel.show(dict.fromkeys(names, "Đợi nút đang chạy xong."), self.running)
        elif self.chooser.master:
            self.panel.show({})
        else:
            self.panel.show({name: NO_MASTER for name in names if name not in NEED_NO_MASTER})

    # --- what became of it ------------------------------------------------------------------------------------------

    def _finished(self, name: str, outcome: ButtonResult | None) -> None:
        title, *told = self.result.lines
        if outcome:
            self.result.begin(title)
            self.result.add_outcome(outcome)
        elif not told:
            self.result.add(self.footer.text or "Không thực hiện được.", "quiet")
        self.running = ""
        self.footer.end()
        self.chooser.unlock()
        if outcome and name == "new_master":
            self.choose(RecentMaster(outcome.files[0]))
        self._allow()

    def _went_wrong(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._tell(error)

    def _tell(self, error: BaseException) -> None:
        """Say what went wrong in the window itself, which stays."""
        if isinstance(error, UserError):
            self.result.add_error(error.message, error.hint)
        else:
            self.result.add_error(
                error_log.error_message(error_log.write_error_log("window", error, "bdhvs window")), ""
            )

    # --- the window itself ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """All below one another; only the result grows and shrinks."""
        root, last = self.root, self.footer.frame
        root.columnconfigure(0, weight=1)
        root.rowconfigure(2, weight=1)
        for row, frame in enumerate((self.chooser.frame, self.panel.frame, self.result.frame, last)):
            frame.grid(row=row, padx="10p", pady=("8p", "8p" if frame is last else 0), sticky="nsew")
        root.update_idletasks()
        width = min(root.winfo_reqwidth(), root.winfo_screenwidth())
        height = min(root.winfo_reqheight(), root.winfo_screenheight() - _EDGE)
        root.geometry(f"{width}x{height}")
        root.minsize(width, height - self.result.frame.winfo_reqheight() // 2)

    def _run_errands(self) -> None:
        """Do what the thread of the buttons wants of the window, now and from now on."""
        self._timer = self.root.after(_EVERY, self._run_errands)
        self._screen.errands.run()

    def _answered(self, leave: bool) -> None:
        self._leaving = False
        if leave:
            self.leave()
