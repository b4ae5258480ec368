"""The form's `Thông tin`: unit, period, deadline; contact and date; the letterhead of the unit's own report."""

from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.form.build.context_sheet import UNIT_CHOICES
from bdhvs_xl.form.self_check.check_code import CODE_ROW
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.build.sheet_writer import (
    Sheet,
    dropdown_of_name,
    input_message,
    protect_sheet,
    write_cell,
    write_keys,
    write_link,
)
from bdhvs_xl.master.build.styles import print_set_up
from bdhvs_xl.master.layout import FORM_GUIDE, FORM_IDENTITY, FORM_INDICATORS, IDENTITY_GRID
from bdhvs_xl.ooxml.cell import Formula

_LABEL, _VALUE, _NOTE = 1, 2, 3
_ROWS = {"unit_code": 5, "unit_name": 6, "period_from": 7, "period_to": 8, "deadline": 9,
         "contact": 12, "phone": 13, "email": 14, "reported_on": 15,
         "organ_above": 20, "organ": 21, "number_symbol": 22, "place": 23, "signer": 24, "recipients": 25,
         "regime": 28, "form_revision": 29, "token": 30, CODE_ROW: 31}  # fmt: skip
"""Zero-based rows by row key."""

_LABELS = {
    "unit_code": "Mã đơn vị", "unit_name": "Tên đơn vị", "period_from": "Kỳ báo cáo từ ngày",
    "period_to": "Kỳ báo cáo đến ngày", "deadline": "Hạn gửi", "contact": "Người lập biểu", "phone": "Điện thoại",
    "email": "Thư điện tử", "reported_on": "Ngày lập biểu", "organ_above": "Cơ quan cấp trên",
    "organ": "Cơ quan ban hành", "number_symbol": "Ký hiệu báo cáo", "place": "Địa danh",
    "signer": "Chức vụ người ký", "recipients": "Nơi nhận", "regime": "Mã loại báo cáo",
    "form_revision": "Phiên bản biểu mẫu", "token": "Mã nhận dạng biểu mẫu", CODE_ROW: "Mã kiểm tra",
}  # fmt: skip
_PROMPTS = {
    "contact": "Ghi họ và tên, để cơ quan tổng hợp liên hệ khi cần làm rõ.",
    "phone": "Ghi số điện thoại di động, ví dụ 0912 345 678.",
    "email": "Ghi địa chỉ thư điện tử công vụ.",
    "reported_on": "Ghi ngày/tháng/năm, ví dụ 22/5/2026.",
    "organ_above": "Dòng trên cùng bên trái của văn bản, ví dụ: ĐẢNG BỘ TỈNH NINH BÌNH.",
    "organ": "Ví dụ: ĐẢNG ỦY XÃ GIAO NINH. Để trống thì ghi tên đơn vị bằng chữ in hoa.",
    "number_symbol": "Ví dụ: BC/ĐU (Đảng), BC-UBND (Nhà nước).",
    "place": "Nơi ghi trước ngày tháng, ví dụ: Giao Ninh.",
    "signer": "Mỗi dòng cách nhau bằng dấu |, ví dụ: T/M BAN THƯỜNG VỤ|BÍ THƯ.",
    "recipients": "Mỗi dòng cách nhau bằng dấu |, ví dụ: Như trên|Lưu.",
}
_TITLES = {
    4: "Đơn vị và kỳ báo cáo",
    11: "Người lập biểu",
    19: "Đầu và cuối báo cáo Word của đơn vị (không bắt buộc; chỗ để trống sẽ là dấu chấm để điền tay)",
}
_MACHINE = ("regime", "form_revision", "token", CODE_ROW)
_TO_CHOOSE = f"(chọn ở trang {FORM_IDENTITY})"
_PICK = "Bấm mũi tên ở góc phải ô, chọn đơn vị của mình trong danh sách."


def identity_cell(key: str) -> str:
    """A reference from other sheets to the value of a row, such as `'Thông tin'!$C$7`."""
    column, row = cell_address(_ROWS[key], _VALUE)[0], _ROWS[key] + 1
    return f"'{FORM_IDENTITY}'!${column}${row}"


def unit_name_text(recipient: Addressee, before: str) -> Formula | str:
    """`before` and the unit's name: a text when the unit is fixed, a formula when it is chosen in the form."""
    if recipient.choices:
        name = identity_cell("unit_name")
        return Formula(f'="{before}"&IF({name}="","{_TO_CHOOSE}",{name})', before + _TO_CHOOSE)
    return before + recipient.identity["unit_name"]


def write_identity(sheet: Sheet, recipient: Addressee, code: Formula) -> None:
    """Write the sheet with the check code; the unit's code is locked unless it is chosen in the form."""
    write_keys(sheet, IDENTITY_GRID, {"value": _VALUE})
    for column, width in ((_LABEL, 26), (_VALUE, 46), (_NOTE, 58)):
        sheet.on.set_column(column, column, width)
    _write_titles(sheet)
    for key in _ROWS:
        _write_row(sheet, key, code if key == CODE_ROW else recipient.identity.get(key, ""))
    _write_unit(sheet, recipient)
    sheet.on.ignore_errors({"number_stored_as_text": "A1:D40"})
    print_set_up(sheet.on, (2, 2), landscape=False)
    sheet.on.set_selection(_ROWS["contact"], _VALUE, _ROWS["contact"], _VALUE)
    protect_sheet(sheet)


def _write_titles(sheet: Sheet) -> None:
    styles = sheet.styles
    sheet.on.set_row(2, 28)
    write_cell(sheet, 2, _LABEL, "THÔNG TIN BÁO CÁO", styles("screen", "size16", "bold", "navy"))
    write_link(sheet, 2, _NOTE, f"'{FORM_GUIDE}'!A1", f"← {FORM_GUIDE}", styles("screen", "link", "right"))
    head = styles("screen", "size11", "bold", "navy", "under")
    for row, title in _TITLES.items():
        sheet.on.set_row(row, 24)
        for column, text in ((_LABEL, title), (_VALUE, ""), (_NOTE, "")):
            write_cell(sheet, row, column, text, head)
    write_cell(
        sheet, _ROWS["regime"] - 1, _LABEL, "Phần dành cho máy, không sửa:", styles("screen", "size9", "italic", "grey")
    )
    write_link(
        sheet,
        _ROWS["reported_on"] + 2,
        _VALUE,
        f"'{FORM_INDICATORS}'!A1",
        f"Tiếp: trang {FORM_INDICATORS} →",
        styles("screen", "link"),
    )


def _write_row(sheet: Sheet, key: str, text: Formula | str) -> None:
    row, styles = _ROWS[key], sheet.styles
    sheet.on.write_string(row, 0, key)
    if key in _MACHINE:
        fine = styles("screen", "size9", "grey", "text")
        write_cell(sheet, row, _LABEL, _LABELS[key], fine)
        write_cell(sheet, row, _VALUE, text, fine)
        return
    sheet.on.set_row(row, 24)
    write_cell(sheet, row, _LABEL, _LABELS[key], styles("screen", "size11"))
    look = ("input",) if key in _PROMPTS else ("band", "text")
    write_cell(sheet, row, _VALUE, text, styles("screen", "size11", "box", "left", "indent", *look))
    if key in _PROMPTS:
        write_cell(sheet, row, _NOTE, _PROMPTS[key], styles("screen", "grey", "indent", "wrap"))
        rule = {"validate": "any"} | input_message(_LABELS[key], _PROMPTS[key], FORM_IDENTITY)
        sheet.on.data_validation(row, _VALUE, row, _VALUE, rule)


def _write_unit(sheet: Sheet, recipient: Addressee) -> None:
    """In the common form, make the unit's code a dropdown and its name a formula."""
    if not recipient.choices:
        return
    styles, code, name = sheet.styles, _ROWS["unit_code"], _ROWS["unit_name"]
    write_cell(sheet, code, _VALUE, "", styles("screen", "size11", "box", "left", "indent", "input"))
    write_cell(sheet, code, _NOTE, _PICK, styles("screen", "grey", "indent", "wrap"))
    rule = dropdown_of_name(UNIT_CHOICES, _PICK) | input_message("Đơn vị báo cáo", _PICK, FORM_IDENTITY)
    sheet.on.data_validation(code, _VALUE, code, _VALUE, rule)
    chosen = cell_address(code, _VALUE)
    formula = Formula(f'=IFERROR(MID({chosen},FIND(" - ",{chosen})+3,200),"")')
    write_cell(sheet, name, _VALUE, formula, styles("screen", "size11", "box", "left", "indent", "computed"))
