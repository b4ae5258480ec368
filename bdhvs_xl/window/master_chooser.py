"""The line where the user sees and chooses the master that the buttons work on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import Misc, filedialog, ttk

from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.tooltip import add_tooltip

NO_MASTER = "Chưa chọn: bấm “Chọn tệp…”, hoặc “Tạo file tổng hợp” nếu chưa có."
EXCEL_TYPES = [("Tệp Excel", "*.xlsx *.xlsm"), ("Mọi tệp", "*")]


class MasterChooser:
    """A list of known masters and a way to any other; `chosen` is called with the master the user chose."""

    def __init__(self, parent: Misc, chosen: Callable[[RecentMaster], None], open_file: Callable[[Path], None]) -> None:
        self.frame = ttk.Frame(parent)
        self.master: RecentMaster | None = None
        self._masters: list[RecentMaster] = []
        self._chosen = chosen
        self._open_file = open_file
        ttk.Label(self.frame, text="File tổng hợp", style="Strong.TLabel").pack(side="left", padx=(0, "8p"))
        self.list = ttk.Combobox(self.frame, state="readonly", height=12)
        self.list.bind("<<ComboboxSelected>>", lambda event: chosen(self._masters[self.list.current()]))
        self.list.pack(side="left", fill="x", expand=True)
        self._other = ttk.Button(self.frame, text="Chọn tệp…", command=self._pick)
        self._open = ttk.Button(self.frame, text="Mở tệp", command=self._show_file)
        for button in (self._other, self._open):
            button.pack(side="left", padx=("6p", 0))
        add_tooltip(self.list, lambda: str(self.master.path) if self.master else NO_MASTER)
        add_tooltip(self._open, lambda: "Mở file tổng hợp bằng chương trình bảng tính để xem hoặc nhập.")

    def show(self, masters: Sequence[RecentMaster], at: RecentMaster | None) -> None:
        """Offer `masters`, the one at hand being `at`."""
        self.master = at
        self._masters = list(masters)
        self.list["values"] = [master.words for master in masters]
        self.list.set(at.words if at else NO_MASTER)
        self.unlock()

    def lock(self) -> None:
        """Let nothing be chosen while a button is running."""
        for widget in (self.list, self._other, self._open):
            widget.state(["disabled"])

    def unlock(self) -> None:
        """Let the user choose again."""
        for widget in (self.list, self._other):
            widget.state(["!disabled"])
        self._open.state(["!disabled" if self.master else "disabled"])

    def _show_file(self) -> None:
        if self.master:
            self._open_file(self.master.path)

    def _pick(self) -> None:
        folder = self.master.path.parent if self.master else None
        picked = filedialog.askopenfilename(
            parent=self.frame, title="Chọn file tổng hợp", filetypes=EXCEL_TYPES, initialdir=folder
        )
        if picked:
            self._chosen(RecentMaster(Path(picked)))
