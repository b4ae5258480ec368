"""The window as a desk for a master that is open in Excel: Excel has the workbook, the window asks and tells."""

from pathlib import Path

from bdhvs_xl.problem import Problem
from bdhvs_xl.window.masters import Master
from bdhvs_xl.window.questions import Screen, WindowQuestions
from bdhvs_xl.workbook.excel.application import App, Book, attach, open_books
from bdhvs_xl.workbook.excel.at_hand import MASTER
from bdhvs_xl.workbook.excel.desk import ExcelDesk
from bdhvs_xl.workbook.excel.opened import kind_of, path_of

__all__ = ["AttachedDesk", "attach", "masters_of"]


class AttachedDesk(WindowQuestions, ExcelDesk):
    """Buttons work on the open workbook; questions come up where the button was pressed, not behind it in Excel."""

    def __init__(self, screen: Screen, app: App, master: Master) -> None:
        WindowQuestions.__init__(self, screen, master.path.parent)
        ExcelDesk.__init__(self, app, master.workbook)


def masters_of(app: App) -> list[Master]:
    """The masters among the open workbooks of an Excel, the one in front first."""
    found = [Master(_place(book), book.name) for book in open_books(app) if kind_of(book) == MASTER]
    front = app.books.active.name if found else ""
    return sorted(found, key=lambda master: master.workbook != front)


def _place(book: Book) -> Path:
    """Where a workbook is saved; its name alone when that is nowhere on this computer, which the button will tell."""
    try:
        return path_of(book)
    except Problem:
        return Path(book.name)
