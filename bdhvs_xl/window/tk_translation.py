"""Tk's own file dialogs in Vietnamese: on Linux, Tk draws them itself; Windows and macOS have their own."""

from tkinter import Tk

_WORDS = {
    "&Open": "&Mở",
    "&Save": "&Lưu",
    "&OK": "Đồ&ng ý",
    "&Cancel": "&Hủy",
    "&Directory:": "&Thư mục:",
    "&Selection:": "Đã &chọn:",
    "File &name:": "Tê&n tệp:",
    "Files of &type:": "&Loại tệp:",
}


def translate_tk(root: Tk) -> None:
    """Have Tk use Vietnamese words for its own."""
    if root.tk.call("tk", "windowingsystem") != "x11":
        return
    locale = root.tk.eval("package require msgcat; ::msgcat::mclocale")
    for english, vietnamese in _WORDS.items():
        root.tk.call("namespace", "eval", "::tk", ("::msgcat::mcset", locale, english, vietnamese))
