"""The form's lists: documents (`Văn bản`) and practices (`Mô hình`).

They are plain ranges, not tables: on a protected sheet Excel allows inserting rows into a range only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.form.build.context_sheet import INDICATOR_CODES
from bdhvs_xl.master.book.grid import cell_address, column_letters_at
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
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    FORM_DOCUMENTS,
    FORM_GUIDE,
    FORM_PRACTICES,
    LIST_END,
    LIST_HEADER,
    LIST_ROWS,
    PRACTICES_GRID,
)


@dataclass(frozen=True)
class _Column:
    header: str
    width: float
    prompt: str
    traits: tuple[str, ...] = ("left", "wrap", "indent")


_DOCUMENTS: Mapping[str, _Column] = {
    "number": _Column("Số, ký hiệu", 20, "Ghi đúng như trên văn bản, ví dụ 233/KH-UBND hoặc 08-KH/TU."),
    "date": _Column("Ngày ban hành", 12, "Ghi ngày/tháng/năm, ví dụ 22/5/2026.", ("center",)),
    "title": _Column("Trích yếu", 56, "Ghi tên loại và trích yếu nội dung văn bản."),
    "issuer": _Column("Cơ quan ban hành", 28, "Ghi cơ quan ký ban hành văn bản."),
    "indicator": _Column("Chỉ số", 9, "Chọn mã chỉ số mà văn bản này làm minh chứng.", ("center",)),
    "link": _Column("Đường dẫn (nếu có)", 24, "Dán đường dẫn tới văn bản trên mạng, nếu có."),
}
_PRACTICES: Mapping[str, _Column] = {
    "name": _Column("Tên mô hình, cách làm", 30, "Ghi tên gọi ngắn gọn của mô hình, cách làm hay."),
    "description": _Column("Nội dung, cách làm", 52, "Nêu ngắn gọn: ai làm, làm gì, làm như thế nào."),
    "result": _Column("Kết quả, hiệu quả", 34, "Nêu kết quả cụ thể, có số liệu nếu được."),
    "place": _Column("Nơi thực hiện", 20, "Ghi thôn, tổ dân phố, cơ quan, trường học thực hiện."),
    "link": _Column("Đường dẫn (nếu có)", 20, "Dán đường dẫn tới bài viết, hình ảnh trên mạng, nếu có."),
}
_LISTS = {DOCUMENTS_GRID: (FORM_DOCUMENTS, _DOCUMENTS), PRACTICES_GRID: (FORM_PRACTICES, _PRACTICES)}
_TITLE, _NOTE, _HEADER, _COUNTER = 1, 2, 3, 1
_FIRST = 2
"""The first keyed column; before it a number counts the filled rows."""
_DRAWN_ROWS = 24
"""Rows drawn from the start, one printed page; each further row is drawn when the one above it is filled."""


def write_documents(sheet: Sheet) -> None:
    """Write `Văn bản`: a row per document; the indicator's code is chosen from a list of texts."""
    title = "VĂN BẢN CHỈ ĐẠO, TRIỂN KHAI"
    _write_list(sheet, DOCUMENTS_GRID, title, "Mỗi văn bản ghi một dòng. Chỉ số: chọn mã chỉ số liên quan.", _DOCUMENTS)
    column = _FIRST + list(_DOCUMENTS).index("indicator")
    rule = dropdown_of_name(INDICATOR_CODES, "Hãy chọn mã chỉ số trong danh sách, hoặc để trống.")
    prompt = input_message(_DOCUMENTS["indicator"].header, _DOCUMENTS["indicator"].prompt, FORM_DOCUMENTS)
    sheet.on.data_validation(_HEADER + 1, column, _HEADER + LIST_ROWS, column, rule | prompt)


def write_practices(sheet: Sheet) -> None:
    """Write `Mô hình`: a row per good practice."""
    note = "Mỗi mô hình, cách làm hay ghi một dòng; chọn những mô hình tiêu biểu, có kết quả cụ thể."
    _write_list(sheet, PRACTICES_GRID, "MÔ HÌNH HAY, CÁCH LÀM HIỆU QUẢ, SÁNG TẠO", note, _PRACTICES)


def list_column_references(marker: str) -> Mapping[str, str]:
    """References from other sheets to the columns of a list by key; inserted rows extend them."""
    name, columns = _LISTS[marker]
    first, end = _HEADER + 2, _HEADER + LIST_ROWS + 2
    letters = {key: column_letters_at(_FIRST + number) for number, key in enumerate(columns)}
    return {key: f"'{name}'!${letter}${first}:${letter}${end}" for key, letter in letters.items()}


def _write_list(sheet: Sheet, marker: str, title: str, note: str, columns: Mapping[str, _Column]) -> None:
    write_keys(sheet, marker, {key: _FIRST + n for n, key in enumerate(columns)})
    last = _FIRST + len(columns) - 1
    sheet.on.set_column(_COUNTER, _COUNTER, 5)
    _write_titles(sheet, title, note, last)
    _write_header(sheet, columns)
    for row in range(_HEADER + 1, _HEADER + 1 + _DRAWN_ROWS):
        _write_line(sheet, row, columns, last)
    for row in range(_HEADER + 1 + _DRAWN_ROWS, _HEADER + 1 + LIST_ROWS):
        _write_spare(sheet, row, columns)
    _draw_when_reached(sheet, last)
    sheet.on.write_string(_HEADER + 1 + LIST_ROWS, 0, LIST_END)
    sheet.on.ignore_errors({"number_stored_as_text": f"A1:{cell_address(_HEADER + 500, last)}"})
    sheet.on.freeze_panes(_HEADER + 1, 0)
    sheet.on.set_selection(_HEADER + 1, _FIRST, _HEADER + 1, _FIRST)
    print_set_up(sheet.on, (_HEADER, _HEADER))
    protect_sheet(sheet, insert_rows=True)


def _write_titles(sheet: Sheet, title: str, note: str, last: int) -> None:
    sheet.on.set_row(_TITLE, 24)
    write_cell(sheet, _TITLE, _COUNTER, title, sheet.styles("official", "size14", "bold", "navy"))
    write_link(sheet, _TITLE, last, f"'{FORM_GUIDE}'!A1", f"← {FORM_GUIDE}", sheet.styles("screen", "link", "right"))
    more = "Hết dòng trống thì chèn thêm dòng ở giữa danh sách."
    write_cell(sheet, _NOTE, _COUNTER, f"{note} {more}", sheet.styles("official", "size11", "italic", "grey"))


def _write_header(sheet: Sheet, columns: Mapping[str, _Column]) -> None:
    sheet.on.set_row(_HEADER, 32)
    sheet.on.write_string(_HEADER, 0, LIST_HEADER)
    look = sheet.styles("official", "size11", "official_head", "box")
    write_cell(sheet, _HEADER, _COUNTER, "TT", look)
    for number, (key, column) in enumerate(columns.items(), _FIRST):
        sheet.on.set_column(number, number, column.width)
        write_cell(sheet, _HEADER, number, column.header, look)
        if key != "indicator":
            rule = {"validate": "any"} | input_message(column.header, column.prompt, column.header)
            sheet.on.data_validation(_HEADER + 1, number, _HEADER + LIST_ROWS, number, rule)


def _write_line(sheet: Sheet, row: int, columns: Mapping[str, _Column], last: int) -> None:
    first, final = cell_address(row, _FIRST), cell_address(row, last)
    counted = f'=IF(COUNTA({first}:{final})=0,"",ROW()-ROW($B${_HEADER + 1}))'
    sheet.on.write_formula(row, _COUNTER, counted, sheet.styles("official", "size11", "box", "center", "grey"), "")
    for number, column in enumerate(columns.values(), _FIRST):
        write_cell(sheet, row, number, "", sheet.styles("official", "size11", "box", "input", *column.traits))


def _write_spare(sheet: Sheet, row: int, columns: Mapping[str, _Column]) -> None:
    """Write a row ready for input but without borders: empty rows with borders would print as empty pages."""
    for number, column in enumerate(columns.values(), _FIRST):
        sheet.on.write_blank(row, number, None, sheet.styles("official", "size11", "text", "open", *column.traits))


def _draw_when_reached(sheet: Sheet, last: int) -> None:
    """Give a spare row borders, by conditional format, when it or the row above is filled."""
    first = _HEADER + 1 + _DRAWN_ROWS
    reached = f"=COUNTA(${column_letters_at(_FIRST)}{first}:${column_letters_at(last)}{first + 1})>0"
    rule = {"type": "formula", "criteria": reached, "format": sheet.styles("box", "drawn")}
    sheet.on.conditional_format(first, _FIRST, _HEADER + LIST_ROWS, last, rule)
