"""The form's `Hướng dẫn`: one screen with unit, period, deadline, the steps, and how to write numbers."""

from collections.abc import Sequence

from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.form.build.form_status import form_progress
from bdhvs_xl.form.build.identity_sheet import unit_name_text
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells
from bdhvs_xl.master.build.sheet_writer import Sheet, fill_row, protect_sheet, write_cell, write_link
from bdhvs_xl.master.build.styles import print_set_up
from bdhvs_xl.master.layout import (
    FORM_DOCUMENTS,
    FORM_IDENTITY,
    FORM_INDICATORS,
    FORM_NARRATIVE,
    FORM_PRACTICES,
    FORM_SELF_CHECK,
    NO_VALUE_ANSWERS,
)
from bdhvs_xl.regime.model import Regime

_NUMBER, _STEP, _LINK, _GAP, _SAMPLE, _TEXT, _MARGIN = range(1, 8)
_WIDTHS = {0: 1.5, _NUMBER: 4, _STEP: 58, _LINK: 13, _GAP: 2.5, _SAMPLE: 18, _TEXT: 50, _MARGIN: 1.5}
_BAND, _SUBJECT, _UNIT, _PERIOD = 0, 1, 3, 4
_STEPS_AT, _COLOURS_AT, _TYPING_AT, _SENDING_AT, _NO_VALUE_AT = 6, 6, 10, 15, 15
_LAST = 18
_HEIGHTS = {_BAND: 28, _SUBJECT: 18, 2: 7, _UNIT: 23, _PERIOD: 18, 5: 8, 14: 8}
_USUAL_HEIGHT, _TWO_LINES = 21, 28

_STEPS = (
    ("Ghi người lập biểu, điện thoại, thư điện tử, ngày lập biểu.", FORM_IDENTITY),
    ("Điền kết quả và minh chứng của từng chỉ số vào các ô vàng.", FORM_INDICATORS),
    ("Liệt kê các văn bản đã ban hành, mỗi văn bản một dòng.", FORM_DOCUMENTS),
    ("Nêu mô hình, cách làm hay, mỗi mô hình một dòng.", FORM_PRACTICES),
    ("Viết ngắn gọn nội dung theo từng mục của đề cương.", FORM_NARRATIVE),
    ("Xem trang Tự kiểm tra: sửa những nội dung được nêu.", FORM_SELF_CHECK),
)
_COLOURS = (
    ("input", "Ô cần điền", "Nền vàng: ghi hoặc chọn nội dung."),
    ("computed", "Ô tự tính", "Nền xanh nhạt: máy tự tính, không cần gõ."),
    ("closed", "Không hỏi", "Nền xám: để trống."),
)
_TYPING = (
    ("2610 hoặc 2.610", "Ghi bằng chữ số, không kèm chữ: 4, không phải “04 lớp”."),
    ("7,6", "Phần thập phân viết sau dấu phẩy."),
    ("43 và 50", "Tỉ lệ: ghi tử số và mẫu số, phần trăm tự tính."),
)
_NO_VALUE_MEANINGS = (
    "Trong kỳ không có việc này.",
    "Nội dung không thuộc địa bàn, chức năng của đơn vị.",
    "Có nhưng chưa tổng hợp được; nêu ở cột Lý do/ghi chú.",
)
_SAVING = "Lưu tệp, giữ nguyên tên và dạng .xlsx, rồi gửi lại theo đường đã nhận biểu mẫu, trước hạn ghi ở trên."
_SIGNING = "In trang Kết quả, ký, đóng dấu và gửi kèm. Số liệu trên bản ký phải khớp với tệp."


def write_guide(sheet: Sheet, regime: Regime, recipient: Addressee, workings: CalculationCells) -> None:
    """Write the sheet; `workings` tell how far the form is."""
    for column, width in _WIDTHS.items():
        sheet.on.set_column(column, column, width)
    for row in range(_LAST + 1):
        sheet.on.set_row(row, _HEIGHTS.get(row, _TWO_LINES if row > _SENDING_AT else _USUAL_HEIGHT))
    _write_band(sheet, regime)
    _write_standing(sheet, recipient, workings)
    _write_steps(sheet)
    _write_colours(sheet)
    _write_examples(sheet, _TYPING_AT, "Cách ghi số", _TYPING)
    answers = tuple(zip(NO_VALUE_ANSWERS, _NO_VALUE_MEANINGS, strict=True))
    _write_examples(sheet, _NO_VALUE_AT, "Khi không có số để ghi, chọn", answers)
    _write_sending(sheet, regime)
    print_set_up(sheet.on, (_BAND, _SUBJECT))
    sheet.on.print_area(0, 0, _LAST, _MARGIN)
    sheet.on.activate()
    protect_sheet(sheet)


def _write_band(sheet: Sheet, regime: Regime) -> None:
    for row in (_BAND, _SUBJECT, 2):
        fill_row(sheet, row, 0, _MARGIN, sheet.styles("screen", "title_band"))
    write_cell(sheet, _BAND, _NUMBER, "BIỂU MẪU BÁO CÁO", sheet.styles("screen", "title_band", "size16"))
    write_cell(
        sheet, _SUBJECT, _NUMBER, regime.settings["title"], sheet.styles("screen", "title_band", "size11", "plain")
    )


def _write_standing(sheet: Sheet, recipient: Addressee, workings: CalculationCells) -> None:
    styles, identity = sheet.styles, recipient.identity
    write_cell(sheet, _UNIT, _NUMBER, unit_name_text(recipient, "Đơn vị: "), styles("screen", "size13", "bold", "navy"))
    write_cell(sheet, _UNIT, _SAMPLE, f"Hạn gửi: {identity['deadline']}", styles("screen", "size13", "bold", "warm"))
    period = f"Kỳ báo cáo: từ {identity['period_from']} đến {identity['period_to']}"
    write_cell(sheet, _PERIOD, _NUMBER, period, styles("screen", "size11"))
    write_cell(sheet, _PERIOD, _SAMPLE, form_progress(workings), styles("screen", "size11", "bold", "navy"))


def _write_steps(sheet: Sheet) -> None:
    _write_head(sheet, _STEPS_AT, _NUMBER, _LINK, "Các bước thực hiện")
    for number, (text, target) in enumerate(_STEPS, 1):
        row = _STEPS_AT + number
        write_cell(sheet, row, _NUMBER, str(number), sheet.styles("screen", "size11", "bold", "navy", "center"))
        write_cell(sheet, row, _STEP, text, sheet.styles("screen", "under"))
        write_link(sheet, row, _LINK, f"'{target}'!A1", f"{target} →", sheet.styles("screen", "link", "under"))


def _write_colours(sheet: Sheet) -> None:
    _write_head(sheet, _COLOURS_AT, _SAMPLE, _TEXT, "Màu của ô")
    for row, (trait, sample, text) in enumerate(_COLOURS, _COLOURS_AT + 1):
        write_cell(sheet, row, _SAMPLE, sample, sheet.styles("screen", trait, "box", "center", "shut"))
        write_cell(sheet, row, _TEXT, text, sheet.styles("screen", "indent"))


def _write_examples(sheet: Sheet, row: int, head: str, examples: Sequence[tuple[str, str]]) -> None:
    _write_head(sheet, row, _SAMPLE, _TEXT, head)
    for below, (sample, text) in enumerate(examples, row + 1):
        write_cell(sheet, below, _SAMPLE, sample, sheet.styles("screen", "bold", "center", "band", "text"))
        write_cell(sheet, below, _TEXT, text, sheet.styles("screen", "indent", "wrap"))


def _write_sending(sheet: Sheet, regime: Regime) -> None:
    _write_head(sheet, _SENDING_AT, _NUMBER, _LINK, "Gửi báo cáo")
    asking = f"Vướng mắc xin liên hệ {regime.issuer}, đầu mối nêu trong công văn gửi kèm."
    for row, text in enumerate((_SAVING, _SIGNING, asking), _SENDING_AT + 1):
        write_cell(sheet, row, _NUMBER, "•", sheet.styles("screen", "navy", "center"))
        write_cell(sheet, row, _STEP, text, sheet.styles("screen", "wrap"))


def _write_head(sheet: Sheet, row: int, first: int, last: int, text: str) -> None:
    look = sheet.styles("screen", "size11", "bold", "navy", "under")
    fill_row(sheet, row, first, last, look)
    write_cell(sheet, row, first, text, look)
