"""The small window as it is, on a screen in memory, after files came in that someone must look after."""

import os
import tempfile
from pathlib import Path
from tkinter import Tk, filedialog
from unittest.mock import patch

from bdhvs_xl.window.main_window import Window

from . import screen

PICTURE = Path(__file__).with_name("cua-so.png")
COMING = ("LDLD báo cáo có chữ ký.pdf", "Ảnh chụp báo cáo.jpg", "Báo cáo gửi qua Zalo.xlsx")
ROOTS: list[Tk] = []
"""The windows stay in memory: Tcl ends the process when another thread is the one to collect them."""


def draw(master: Path) -> bytes:
    """The window of `master` as a .png, after a press of `Nhận báo cáo`, which changes the file."""
    with (
        tempfile.TemporaryDirectory() as own,
        tempfile.TemporaryDirectory() as coming,
        patch.dict(os.environ, {"XDG_STATE_HOME": own}),
        patch.object(filedialog, "askdirectory", return_value=coming),
    ):
        for name in COMING:
            (Path(coming) / name).write_text(name)
        memory = screen.in_memory()
        ROOTS.append(Tk(screenName=memory.display))
        window = Window(ROOTS[-1], master)
        window.press("collect")
        while window.running:
            window.root.tk.dooneevent(0)
        picture = memory.picture(window.root)
        window.leave()
        return picture
