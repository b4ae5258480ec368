"""The small window: the buttons of the ribbon for PCs where macros are forbidden or without Excel."""

from pathlib import Path

from bdhvs_xl.errors import UserError


def run(master: Path | None = None) -> int:
    """The exit code 0 once the user has closed the window; `master` is the file chosen first, else the last one used.

    UserError where this Python or this machine cannot show windows.
    """
    try:
        import tkinter
    except ImportError as error:
        raise UserError(
            "Bản Python này không có phần vẽ cửa sổ (tkinter).",
            "Dùng thẻ BDHVS trong Excel, hoặc gõ từng lệnh: bdhvs --help cho biết các lệnh.",
        ) from error
    from bdhvs_xl.window.main_window import Window
    from bdhvs_xl.window.theme import prepare_screen

    prepare_screen()
    try:
        root = tkinter.Tk(className="BDHVS")
    except tkinter.TclError as error:
        raise UserError(
            "Không mở được cửa sổ: phiên làm việc này không có màn hình đồ họa.",
            "Mở từ màn hình của máy, hoặc gõ từng lệnh: bdhvs --help cho biết các lệnh.",
        ) from error
    Window(root, master)
    root.mainloop()
    return 0
