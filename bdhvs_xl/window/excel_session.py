"""The user interface for a master open in Excel: Excel holds the workbook, the window asks and shows messages."""

from pathlib import Path

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.active_master import MASTER
from bdhvs_xl.excel.application import App, Book, attach, open_books
from bdhvs_xl.excel.excel_ui import ExcelInterface
from bdhvs_xl.excel.workbook_state import saved_path, workbook_kind
from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.ui_questions import Screen, WindowQuestions

__all__ = ["ExcelWindowInterface", "attach", "masters_open_in"]


class ExcelWindowInterface(WindowQuestions, ExcelInterface):
    """Buttons work on the open workbook; questions come up where the button was pressed, not behind it in Excel."""

    def __init__(self, screen: Screen, app: App, master: RecentMaster) -> None:
        WindowQuestions.__init__(self, screen, master.path.parent)
        ExcelInterface.__init__(self, app, master.workbook)


def masters_open_in(app: App) -> list[RecentMaster]:
    """The masters among the open workbooks of an Excel, the one in front first."""
    masters = [RecentMaster(_saved_path(book), book.name) for book in open_books(app) if workbook_kind(book) == MASTER]
    front = app.books.active.name if masters else ""
    return sorted(masters, key=lambda master: master.workbook != front)


def _saved_path(book: Book) -> Path:
    """The path of a workbook; only its name when it is not saved on this computer, which the button then reports."""
    try:
        return saved_path(book)
    except UserError:
        return Path(book.name)
