"""What a master cannot take, in the same words whether it is a closed file or open in Excel."""

from collections.abc import Iterable
from pathlib import Path

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import BACKUP_FOLDER
from bdhvs_xl.master.tables import Column, Table
from bdhvs_xl.ooxml.cell import MAX_TEXT
from bdhvs_xl.ooxml.errors import (
    CellBelowTableError,
    MissingSheetError,
    NotFiniteError,
    OldOrEncryptedFileError,
    OoxmlError,
    SheetNameError,
    TableRowsError,
    TextTooLongError,
    TooLargeError,
    TooManyRowsError,
    UnusualXmlError,
    UnwritableValueError,
)

MAX_CELLS = 6_000_000
"""Cells of a sheet's used rectangle that are still read: some 200 MB."""


def no_master(path: Path) -> UserError:
    """The problem of a workbook without any table."""
    return UserError(
        f"Tệp “{path.name}” không phải file tổng hợp.",
        "Hãy chọn file tổng hợp; biểu mẫu của đơn vị thì đưa vào bằng nút Nhận báo cáo.",
    )


def lost_table(path: Path, table: Table) -> UserError:
    """The problem of a master that has lost a table."""
    return UserError(
        f"Tệp “{path.name}” không có bảng {table.name} (trang “{table.sheet}”).",
        f"Bấm Khôi phục để lấy lại bản trước, hoặc chép lại trang này từ một bản trong thư mục “{BACKUP_FOLDER}”.",
    )


def lost_columns(table: Table, sheet: str, row: int, columns: Iterable[Column]) -> UserError:
    """The problem of a table on `sheet`, with its headers in `row`, that has lost columns."""
    lost = ", ".join(f"“{column.header}”" for column in columns)
    return UserError(
        f"Trang “{sheet}” (bảng {table.name}) thiếu cột {lost}.",
        f"Ghi lại tiêu đề cột đúng như vậy ở dòng {row} rồi làm lại.",
    )


def not_plain(table: str, sheet: str) -> UserError:
    """The problem of a table whose header row or totals row was switched in Excel."""
    return UserError(
        f"Bảng {table} ở trang “{sheet}” đang tắt dòng tiêu đề hoặc đang bật dòng tổng.",
        "Chọn một ô trong bảng, mở thẻ Thiết kế Bảng (Table Design), bật Hàng Tiêu đề (Header Row), "
        "tắt Hàng Tổng (Total Row), lưu lại.",
    )


def overrun(sheet: str, address: str) -> UserError:
    """The problem of something that stands below a table which needs the room."""
    return UserError(
        f"Trang “{sheet}”, ô {address} có nội dung nằm dưới bảng, bảng dài ra sẽ ghi đè lên.",
        "Chuyển nội dung đó sang trang khác rồi làm lại.",
    )


def too_many_rows(sheet: str) -> UserError:
    """The problem of a table with more rows than a sheet."""
    return UserError(f"Trang “{sheet}” không chứa hết số dòng của bảng.", "Chia số liệu ra nhiều kỳ.")


def far_cells(sheet: str, row: int, column: str) -> UserError:
    """The problem of a sheet that reaches too far, to `row` and the letters `column`, to be read."""
    return UserError(
        f"Trang “{sheet}” có ô nằm rất xa vùng số liệu (dòng {row}, cột {column}).",
        "Xóa các dòng, cột thừa ở cuối trang (chọn rồi bấm Delete), lưu lại rồi làm lại.",
    )


def no_sheet(file: str, sheet: str) -> UserError:
    """The problem of a sheet that is not there."""
    return UserError(
        f"Tệp “{file}” không có trang “{sheet}”.",
        "Đổi tên trang về như cũ, hoặc bấm Khôi phục để lấy lại bản trước.",
    )


def no_such_name(file: str, name: str) -> UserError:
    """The problem of a name that no new sheet of the workbook `file` can have."""
    return UserError(
        f"Không tạo được trang “{name}” trong tệp “{file}”.",
        "Tên trang phải chưa có trong tệp, dài không quá 31 ký tự và không chứa các dấu [ ] : * ? / \\.",
    )


def unwritable(sheet: str, address: str, error: ValueError) -> UserError:
    """The problem of a value that a cell cannot hold."""
    cure = "Rút ngắn hoặc sửa nội dung này ở nơi gốc rồi làm lại."
    return UserError(f"Trang “{sheet}”, ô {address}: {_reason(error)}", cure)


def _reason(error: ValueError) -> str:
    if isinstance(error, TextTooLongError):
        return f"nội dung dài {error.length} ký tự, một ô Excel chỉ chứa được {MAX_TEXT} ký tự."
    return "giá trị tính ra không phải là một số." if isinstance(error, NotFiniteError) else str(error)


def user_error_of_workbook(error: OoxmlError, file: str) -> UserError:
    """What people read when the package `ooxml` refuses something in the workbook called `file`."""
    match error:
        case MissingSheetError():
            return no_sheet(file, error.sheet)
        case SheetNameError():
            return no_such_name(file, error.sheet)
        case TableRowsError():
            return not_plain(error.table, error.sheet)
        case CellBelowTableError():
            return overrun(error.sheet, error.address)
        case TooManyRowsError():
            return too_many_rows(error.sheet)
        case UnwritableValueError():
            return unwritable(error.sheet, error.address, error.reason)
        case _:
            return _unreadable(error, file)


def _unreadable(error: OoxmlError, file: str) -> UserError:
    """The problem of a file that is no workbook, or none that can be edited."""
    match error:
        case OldOrEncryptedFileError():
            return UserError(
                f"Tệp “{file}” có mật khẩu mở tệp hoặc là tệp Excel 97-2003 (.xls).",
                "Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại dạng .xlsx.",
            )
        case TooLargeError():
            return UserError(f"Tệp “{file}” quá lớn khi mở ra.", "Xóa các dòng, cột thừa rồi lưu lại.")
        case UnusualXmlError():
            return UserError(
                f"Tệp “{file}” do một chương trình khác ghi theo cách chưa đọc được ({error}).",
                "Mở tệp bằng Excel hoặc LibreOffice, lưu lại (Ctrl+S), đóng tệp rồi làm lại.",
            )
        case _:
            return UserError(
                f"Tệp “{file}” không phải là tệp Excel .xlsx hoặc đã bị hỏng.",
                "Mở tệp bằng Excel rồi lưu lại dạng .xlsx; nếu không mở được, bấm Khôi phục để lấy lại bản trước.",
            )
