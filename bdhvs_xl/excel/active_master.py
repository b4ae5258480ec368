"""The master a button works on: the active workbook when it is a master, otherwise one that the user chooses."""

from datetime import datetime
from pathlib import Path

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import file_dialogs
from bdhvs_xl.excel.application import App, Book, open_books
from bdhvs_xl.excel.message_boxes import MessageBoxes
from bdhvs_xl.excel.retry import call_excel
from bdhvs_xl.excel.workbook_state import has_unsaved_changes, require_writable, saved_path, workbook_kind
from bdhvs_xl.master.book.backup import back_up_saved_file
from bdhvs_xl.ui import Cancelled

MASTER, FORM = "master", "form"


def find_active_master(app: App, active: str, questions: MessageBoxes) -> Book:
    """The master to work on, activated; `active` is the name of the active workbook, "" for none.

    When that is not a master, the user is asked for another one; Cancelled when the user declines.
    """
    books = {book.name: book for book in open_books(app)}
    kind = workbook_kind(books[active]) if active in books else None
    if kind == MASTER:
        return books[active]
    masters = [name for name, book in books.items() if workbook_kind(book) == MASTER]
    here = _told(active, kind, masters)
    chosen = books[_named(here, masters, questions)] if masters else _opened(app, here, questions)
    call_excel(chosen.impl.activate)
    return chosen


def active_form(app: App, active: str) -> Book | None:
    """The active workbook when it is a unit's form, otherwise None."""
    book = next((book for book in open_books(app) if book.name == active), None)
    return book if book and workbook_kind(book) == FORM else None


def save_and_close(book: Book) -> Path:
    """Save and close a workbook; returns its path. UserError when it cannot be saved; it then stays open.

    When the workbook has unsaved changes, which may be unintended, the last saved version is backed up first.
    """
    path = saved_path(book)
    require_writable(book)
    try:
        if has_unsaved_changes(book):
            back_up_saved_file(path, datetime.now())
        call_excel(book.save)
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f"Excel không lưu được tệp “{path.name}”, nên chưa làm gì.",
            "Kiểm tra chỗ trống của ổ đĩa và đường mạng, bấm Ctrl+S, rồi bấm lại nút.",
        ) from error
    call_excel(book.close)
    return path


def open_workbook(app: App, path: Path) -> Book:
    """The workbook at `path`, opened; UserError when Excel cannot open it."""
    try:
        return call_excel(app.books.open, str(path))
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f"Excel không mở được tệp “{path.name}” trong thư mục {path.parent}.",
            "Hãy mở tệp bằng tay rồi bấm lại nút.",
        ) from error


def _told(active: str, kind: str | None, masters: list[str]) -> str:
    """What is in front; `kind` is None where no open workbook has the name `active`."""
    if kind == FORM:
        return (
            f"“{active}” là biểu mẫu của một đơn vị, không phải file tổng hợp. "
            "Biểu mẫu đã điền được đưa vào file tổng hợp bằng nút Nhận báo cáo."
        )
    if kind is not None:
        return f"“{active}” không phải file tổng hợp."
    if active:
        return f"“{active}” không còn mở trong Excel."
    return "Cửa sổ đang ở trước không phải file tổng hợp." if masters else "Chưa có file tổng hợp nào đang mở."


def _named(here: str, masters: list[str], questions: MessageBoxes) -> str:
    """The name of an open master, to which the user has agreed."""
    if len(masters) == 1:
        agreed = questions.agree(f"{here}\n\nThực hiện trên file tổng hợp “{masters[0]}” đang mở?")
        name = masters[0] if agreed else None
    else:
        name = questions.choose(f"{here} Thực hiện trên file tổng hợp nào?", {name: name for name in masters})
    if name is None:
        raise Cancelled
    return name


def _opened(app: App, here: str, questions: MessageBoxes) -> Book:
    """A master that the user picks from the disk."""
    path = None
    if questions.agree(f"{here}\n\nChọn file tổng hợp để mở và thực hiện?"):
        path = file_dialogs.pick_workbook(app.api, "Chọn file tổng hợp")
    if path is None:
        raise Cancelled
    book = open_workbook(app, path)
    if workbook_kind(book) != MASTER:
        cure = "Hãy chọn file tổng hợp, hoặc bấm Tạo file tổng hợp nếu chưa có."
        raise UserError(f"“{path.name}” không phải file tổng hợp.", cure)
    return book
