"""Translates Tk's file dialogs: on Linux Tk draws them itself, in English; Windows and macOS have their own."""

from tkinter import Tk

_TRANSLATIONS = {
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
    """Set the Vietnamese labels of Tk's own dialogs."""
    if root.tk.call("tk", "windowingsystem") != "x11":
        return
    locale = root.tk.eval("package require msgcat; ::msgcat::mclocale")
    for english, vietnamese in _TRANSLATIONS.items():
        root.tk.call("namespace", "eval", "::tk", ("::msgcat::mcset", locale, english, vietnamese))
