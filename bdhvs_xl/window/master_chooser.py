"""The row that shows the master the buttons work on, and lets the user choose another."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import Misc, filedialog, ttk

from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.tooltip import add_tooltip

NO_MASTER = "Chưa chọn: bấm “Chọn tệp…”, hoặc “Tạo file tổng hợp” nếu chưa có."
EXCEL_TYPES = [("Tệp Excel", "*.xlsx *.xlsm"), ("Mọi tệp", "*")]


class MasterChooser:
    """A list of known masters and a way to any other; `on_choice` is called with the user's choice."""

    def __init__(
        self, parent: Misc, on_choice: Callable[[RecentMaster], None], open_file: Callable[[Path], None]
    ) -> None:
        self.frame = ttk.Frame(parent)
        self.master: RecentMaster | None = None
        self._masters: list[RecentMaster] = []
        self._on_choice = on_choice
        self._open_file = open_file
        ttk.Label(self.frame, text="File tổng hợp", style="Strong.TLabel").pack(side="left", padx=(0, "8p"))
        self.list = ttk.Combobox(self.frame, state="readonly", height=12)
        self.list.bind("<<ComboboxSelected>>", lambda event: on_choice(self._masters[self.list.current()]))
        self.list.pack(side="left", fill="x", expand=True)
        self._choose_button = ttk.Button(self.frame, text="Chọn tệp…", command=self._choose_file)
        self._open_button = ttk.Button(self.frame, text="Mở tệp", command=self._show_file)
        for button in (self._choose_button, self._open_button):
            button.pack(side="left", padx=("6p", 0))
        add_tooltip(self.list, lambda: str(self.master.path) if self.master else NO_MASTER)
        add_tooltip(self._open_button, lambda: "Mở file tổng hợp bằng chương trình bảng tính để xem hoặc nhập.")

    def show(self, masters: Sequence[RecentMaster], current: RecentMaster | None) -> None:
        """Offer `masters`, with `current` selected."""
        self.master = current
        self._masters = list(masters)
        self.list["values"] = [master.label for master in masters]
        self.list.set(current.label if current else NO_MASTER)
        self.unlock()

    def lock(self) -> None:
        """Disable the choice while a button is running."""
        for widget in (self.list, self._choose_button, self._open_button):
            widget.state(["disabled"])

    def unlock(self) -> None:
        """Enable the choice again."""
        for widget in (self.list, self._choose_button):
            widget.state(["!disabled"])
        self._open_button.state(["!disabled" if self.master else "disabled"])

    def _show_file(self) -> None:
        if self.master:
            self._open_file(self.master.path)

    def _choose_file(self) -> None:
        folder = self.master.path.parent if self.master else None
        path = filedialog.askopenfilename(
            parent=self.frame, title="Chọn file tổng hợp", filetypes=EXCEL_TYPES, initialdir=folder
        )
        if path:
            self._on_choice(RecentMaster(Path(path)))
