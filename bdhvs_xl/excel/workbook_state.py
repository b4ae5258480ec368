"""The state of a workbook open in Excel: its kind, where it is saved, whether it can be changed."""

from pathlib import Path, PurePath
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.application import Book, Sheet
from bdhvs_xl.excel.retry import call_excel
from bdhvs_xl.master.book.grid import parse_marker
from bdhvs_xl.master.layout import IDENTITY_GRID, MASTER_GRID

_KINDS = {MASTER_GRID: "master", IDENTITY_GRID: "form"}


def workbook_kind(book: Book) -> str:
    """`master`, `form`, or "" for any other workbook, recognised by hidden markers.

    A master without its front page is still recognised: only forms have an identity grid.
    """
    marked = ""
    for sheet in call_excel(lambda: list(book.sheets)):
        grid, _ = parse_marker(call_excel(_first_cell, sheet))
        if grid in _KINDS:
            return _KINDS[grid]
        marked = marked or grid
    return "master" if marked else ""


def sheet_markers(book: Book) -> dict[str, str]:
    """A1 of every sheet that begins with `bdhvs:`, by sheet name in sheet order."""
    first = call_excel(lambda: {str(sheet.name): _first_cell(sheet) for sheet in book.sheets})
    return {sheet: text for sheet, text in first.items() if parse_marker(text)[0]}


def saved_path(book: Book) -> Path:
    """The path of a workbook; UserError when it is a web address or the workbook was never saved."""
    name, place = call_excel(lambda: (str(book.name), str(_asked(book.api, "FullName") or book.fullname)))
    if "://" in place:
        raise UserError(
            f"Tệp “{name}” đang mở từ OneDrive hoặc SharePoint, nên không làm việc an toàn được ở đó.",
            "Chọn Tệp > Lưu Như (Save As), lưu vào một thư mục trên máy này nằm ngoài OneDrive, "
            "rồi bấm lại nút ở tệp vừa lưu.",
        )
    if not PurePath(place).is_absolute():
        raise UserError(
            f"Tệp “{name}” chưa được lưu lần nào.",
            "Lưu tệp vào một thư mục trên máy (Ctrl+S) rồi bấm lại nút.",
        )
    return Path(place)


def require_writable(book: Book) -> None:
    """Raise UserError when a workbook is open read-only."""
    if call_excel(_asked, book.api, "ReadOnly"):
        raise UserError(
            f"Tệp “{call_excel(lambda: str(book.name))}” đang mở ở chế độ chỉ đọc.",
            "Nếu người khác đang mở tệp, đợi họ đóng rồi mở lại. Nếu không, bỏ đánh dấu “Chỉ đọc” (Read-only) trong "
            "thuộc tính của tệp, hoặc lưu tệp sang thư mục khác.",
        )


def has_unsaved_changes(book: Book) -> bool:
    """Whether the workbook has unsaved changes."""
    return call_excel(_asked, book.api, "Saved") is False


def require_unlocked(sheet: Sheet) -> None:
    """Raise UserError when a user protected the sheet; sheets of a master are not protected."""
    if call_excel(_asked, sheet.api, "ProtectContents"):
        raise UserError(
            f"Trang “{call_excel(lambda: str(sheet.name))}” đang bị khóa (Protect Sheet) nên không ghi được.",
            "Mở thẻ Xem lại (Review), bấm Bỏ bảo vệ Trang tính (Unprotect Sheet) rồi bấm lại nút.",
        )


def require_one_sheet(book: Book) -> None:
    """Raise UserError when several sheets are selected together: Excel then refuses to change tables."""
    windows = call_excel(_asked, book.api, "Windows")
    count = call_excel(lambda: int(windows(1).SelectedSheets.Count)) if windows else 1
    if count > 1:
        raise UserError(
            f"{count} trang đang được chọn cùng lúc, nên Excel không cho sửa bảng.",
            "Bấm chuột phải vào một thẻ trang, chọn Rã nhóm Trang tính (Ungroup Sheets), rồi bấm lại nút.",
        )


def require_open_structure(book: Book) -> None:
    """Raise UserError when a user protected the workbook structure: no sheet can be added."""
    if call_excel(_asked, book.api, "ProtectStructure"):
        raise UserError(
            f"Tệp “{call_excel(lambda: str(book.name))}” bị khóa cấu trúc (Protect Workbook), không thêm được trang.",
            "Mở thẻ Xem lại (Review), bấm Bảo vệ Sổ làm việc (Protect Workbook) để bỏ khóa rồi bấm lại nút.",
        )


def _first_cell(sheet: Sheet) -> Any:
    return sheet.range("A1").raw_value


def _asked(native: Any, flag: str) -> Any:
    """A property of Excel that xlwings does not hand on; None where another program stands in for Excel."""
    return getattr(native, flag, None)
