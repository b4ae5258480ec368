"""Every error of `ooxml` has its Vietnamese sentence and cure, with the file, sheet and cell concerned."""

import pytest

from bdhvs_xl.master.book.refusals import user_error_of_workbook
from bdhvs_xl.ooxml import errors

AT_SOURCE = "Rút ngắn hoặc sửa nội dung này ở nơi gốc rồi làm lại."


@pytest.mark.parametrize(
    ("error", "sentence", "cure"),
    [
        (errors.MissingSheetError("A"), "Tệp “x.xlsx” không có trang “A”.", "Đổi tên trang về như cũ"),
        (errors.SheetNameError("A/B"), "Không tạo được trang “A/B” trong tệp “x.xlsx”.", "Tên trang phải chưa có"),
        (
            errors.TableRowsError("tblA", "A"),
            "Bảng tblA ở trang “A” đang tắt dòng tiêu đề hoặc đang bật dòng tổng.",
            "Chọn một ô trong bảng",
        ),
        (
            errors.CellBelowTableError("A", "B8"),
            "Trang “A”, ô B8 có nội dung nằm dưới bảng, bảng dài ra sẽ ghi đè lên.",
            "Chuyển nội dung đó",
        ),
        (errors.TooManyRowsError("A"), "Trang “A” không chứa hết số dòng của bảng.", "Chia số liệu"),
        (
            errors.UnwritableValueError("A", "C5", errors.TextTooLongError(40_000)),
            "Trang “A”, ô C5: nội dung dài 40000 ký tự, một ô Excel chỉ chứa được 32767 ký tự.",
            AT_SOURCE,
        ),
        (
            errors.UnwritableValueError("A", "C5", errors.NotFiniteError()),
            "Trang “A”, ô C5: giá trị tính ra không phải là một số.",
            AT_SOURCE,
        ),
        (
            errors.OldOrEncryptedFileError(),
            "Tệp “x.xlsx” có mật khẩu mở tệp hoặc là tệp Excel 97-2003 (.xls).",
            "Mở tệp bằng Excel, bỏ mật khẩu",
        ),
        (errors.TooLargeError(1 << 31), "Tệp “x.xlsx” quá lớn khi mở ra.", "Xóa các dòng, cột thừa"),
        (
            errors.UnusualXmlError("no rows"),
            "Tệp “x.xlsx” do một chương trình khác ghi theo cách chưa đọc được (no rows).",
            "Mở tệp bằng Excel hoặc LibreOffice",
        ),
        (
            errors.DamagedZipError("cut short"),
            "Tệp “x.xlsx” không phải là tệp Excel .xlsx hoặc đã bị hỏng.",
            "Mở tệp bằng Excel rồi lưu lại dạng .xlsx",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_has_its_sentence_and_cure(error, sentence, cure):
    problem = user_error_of_workbook(error, "x.xlsx")
    assert problem.message == sentence
    assert problem.hint.startswith(cure)
