"""The main window: the chosen master, the buttons and the result of the last one."""

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
"""Buttons that need no master; a test compares this with the buttons."""
_POLL_MILLISECONDS = 40
"""Milliseconds between two runs of the UI calls that the buttons' thread has queued."""
_EDGE_PIXELS = 90
"""Pixels of the screen's height that the task bar and the window's title take."""


class Window:
    """The main window in `root`; its first master is `master`, else one open in Excel, else the one used last.

    Buttons run one at a time in a thread of their own, so that the window keeps answering.
    """

    def __init__(self, root: Tk, master: Path | None) -> None:
        self.root = root
        self.running = ""
        self._open_masters: list[RecentMaster] = []
        self._chosen_by_user = master is not None
        self.closed = False
        self._asking_to_close = False
        apply_theme(root)
        translate_tk(root)
        root.title(TITLE)
        self.chooser = MasterChooser(root, self.choose, open_with_default_app)
        self.panel = ButtonPanel(root, ribbon_groups(), self.press)
        self.result = ResultView(root, open_with_default_app)
        self.footer = Footer(root)
        self._screen = Screen(root, UiQueue(), self.result, self.footer)
        self._thread = ThreadPoolExecutor(1, "button", find_excel.prepare_thread)
        self._arrange()
        self._start_with(master)
        root.protocol("WM_DELETE_WINDOW", self.close)
        root.report_callback_exception = self._report_exception
        root.bind("<FocusIn>", self._refresh_open_masters)
        self._run_ui_calls()

    def choose(self, master: RecentMaster) -> None:
        """Work on the master that the user has chosen."""
        self._chosen_by_user = True
        if master.path.is_absolute():
            recent_masters.remember(master.path)
        self._select(master)

    def found(self, in_excel: list[RecentMaster]) -> None:
        """Offer the masters open in Excel; select the one in front unless the user has chosen one."""
        self._open_masters = in_excel
        if not self.running:
            current = self.chooser.master
            self._select(
                in_excel[0]
                if in_excel and not self._chosen_by_user
                else current and recent_masters.with_excel_state(current, in_excel)
            )

    def press(self, name: str) -> None:
        """Run a button, unless one is running already."""
        if self.running:
            return
        self.running = name
        self.chooser.lock()
        self._enable_buttons()
        self.result.begin(f"{self.panel.label(name)} – {datetime.now():%H:%M}")
        self.footer.begin(f"{self.panel.label(name)}…")
        self._thread.submit(self._work, name, self.chooser.master)

    def close(self) -> None:
        """Close the window; while a button is running only after the user agrees."""
        if not self.running:
            self.leave()
        elif not self._asking_to_close:
            self._asking_to_close = True
            question = (
                f"Nút “{self.panel.label(self.running)}” đang chạy. Nếu đóng cửa sổ, việc này dừng ở bước gần nhất; "
                "file tổng hợp không bị hỏng. Vẫn đóng?"
            )
            dialogs.agree(self.root, question, self._close_answered)

    def leave(self) -> None:
        """Close the window at once; a running button ends at its next step, and this waits for it."""
        self.closed = True
        self._screen.ui_queue.close()
        self.root.after_cancel(self._timer)
        self.root.destroy()
        self._thread.shutdown()

    # --- in the thread of the buttons -------------------------------------------------------------------------------

    def _work(self, name: str, master: RecentMaster | None) -> None:
        result: ButtonResult | None = None
        ui_queue = self._screen.ui_queue
        try:
            result = press(name, find_excel.interface_for(self._screen, master))
        except Exception as error:
            caught = error
            ui_queue.post(lambda: self._show_error(caught))
        finally:
            ui_queue.post(lambda: self._show_result(name, result))

    def _find_open_masters(self) -> None:
        masters = find_excel.masters_in_excel()
        self._screen.ui_queue.show("masters", lambda: self.found(masters))

    # --- which master -----------------------------------------------------------------------------------------------

    def _start_with(self, master: Path | None) -> None:
        recent = recent_masters.load_recent()
        if master:
            self.choose(RecentMaster(master.absolute()))
        else:
            self._select(RecentMaster(recent[0]) if recent else None)
        self.result.begin("Sẵn sàng")
        self.result.add("Kết quả của nút vừa bấm hiện ở đây. Di chuột lên một nút để biết nút đó làm gì.", "quiet")

    def _refresh_open_masters(self, event: "Event[Misc]") -> None:
        """Find the masters open in Excel when the window gets the focus, since the user may come from Excel."""
        if event.widget is self.root and not self.running:
            self._thread.submit(self._find_open_masters)

    def _select(self, master: RecentMaster | None) -> None:
        self.chooser.show(recent_masters.masters_to_offer(self._open_masters), master)
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        """Enable the buttons that can be pressed now."""
        names = self.panel.buttons
        if self.running:
            self.panel.show(dict.fromkeys(names, "Đợi nút đang chạy xong."), self.running)
        elif self.chooser.master:
            self.panel.show({})
        else:
            self.panel.show({name: NO_MASTER for name in names if name not in NEED_NO_MASTER})

    # --- the result ---------------------------------------------------------------------------------------------------

    def _show_result(self, name: str, result: ButtonResult | None) -> None:
        title, *other_lines = self.result.lines
        if result:
            self.result.begin(title)
            self.result.add_outcome(result)
        elif not other_lines:
            self.result.add(self.footer.text or "Không thực hiện được.", "quiet")
        self.running = ""
        self.footer.end()
        self.chooser.unlock()
        if result and name == "new_master":
            self.choose(RecentMaster(result.files[0]))
        self._enable_buttons()

    def _report_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._show_error(error)

    def _show_error(self, error: BaseException) -> None:
        """Show an error of the window itself, which stays open."""
        if isinstance(error, UserError):
            self.result.add_error(error.message, error.hint)
        else:
            self.result.add_error(
                error_log.error_message(error_log.write_error_log("window", error, "bdhvs window")), ""
            )

    # --- the window itself ------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Place the parts below one another; only the result view grows and shrinks."""
        root, last = self.root, self.footer.frame
        root.columnconfigure(0, weight=1)
        root.rowconfigure(2, weight=1)
        for row, frame in enumerate((self.chooser.frame, self.panel.frame, self.result.frame, last)):
            frame.grid(row=row, padx="10p", pady=("8p", "8p" if frame is last else 0), sticky="nsew")
        root.update_idletasks()
        width = min(root.winfo_reqwidth(), root.winfo_screenwidth())
        height = min(root.winfo_reqheight(), root.winfo_screenheight() - _EDGE_PIXELS)
        root.geometry(f"{width}x{height}")
        root.minsize(width, height - self.result.frame.winfo_reqheight() // 2)

    def _run_ui_calls(self) -> None:
        """Run the queued UI calls, now and every `_POLL_MILLISECONDS`."""
        self._timer = self.root.after(_POLL_MILLISECONDS, self._run_ui_calls)
        self._screen.ui_queue.run()

    def _close_answered(self, leave: bool) -> None:
        self._asking_to_close = False
        if leave:
            self.leave()
