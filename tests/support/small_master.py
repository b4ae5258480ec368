"""A small master with all that people add to one by hand: shape, sparkline, comment, chart, filters, validations."""

from pathlib import Path

import xlsxwriter

from bdhvs_xl.master.tables import Column, Table

VALUES = Table(
    "tblSoLieu",
    "Số liệu",
    (
        Column("key", "Khóa"),
        Column("value", "Giá trị", type="number"),
        Column("raw", "Nguyên văn & ghi chú"),
        Column("link", "Đến ô"),
    ),
    "both",
)
PATTERN = "_Mẫu đơn vị"
LAST = "Kiểm tra"


def build_master(path: Path) -> Path:
    """The master at `path`: table A3:D5 (two rows), pattern sheet, and sheets that no edit should touch."""
    book = xlsxwriter.Workbook(path)
    _home(book)
    _values(book)
    _pattern(book)
    _notes(book)
    book.add_worksheet(LAST).activate()
    book.close()
    return path


def _home(book: xlsxwriter.Workbook) -> None:
    home = book.add_worksheet("Trang chủ")
    home.write("A1", "bdhvs:home")
    home.write_row("A4", [3, 4, 5])
    home.insert_textbox("F2", "Ghi nhớ: gửi trước 17/5")
    home.add_sparkline("D4", {"range": "'Trang chủ'!A4:C4"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Trang chủ'!$A$4:$C$4"})
    home.insert_chart("F10", chart)


def _values(book: xlsxwriter.Workbook) -> None:
    text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0.00"})
    marked = book.add_format({"bg_color": "#FFC7CE"})
    sheet = book.add_worksheet(VALUES.sheet)
    sheet.write("A1", "Số liệu đã nhận")
    sheet.set_column("D:D", 20, text)
    rows = [["2.10", 1, "x", None], ["00123", 2, None, None]]
    formats = (text, number, text, None)
    columns = [{"header": c.header, "format": f} for c, f in zip(VALUES.columns, formats, strict=True)]
    sheet.add_table("A3:D5", {"name": VALUES.name, "columns": columns, "data": rows})
    sheet.write("F4", "bên cạnh")
    sheet.data_validation("C4:C5", {"validate": "list", "source": ["a", "b"]})
    sheet.data_validation("A9", {"validate": "list", "source": ["a", "b"]})
    sheet.conditional_format("A4:D5", {"type": "formula", "criteria": '=$C4="x"', "format": marked})


def _pattern(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(PATTERN)
    sheet.hide()
    sheet.write("A1", "bdhvs:indicators")
    sheet.write_row("B1", ["code", "value"])
    sheet.write_column("A2", ["2.1", "2.10"])
    sheet.write_formula("C4", f"='{PATTERN}'!B2&\"!\"", None, "!")
    sheet.repeat_rows(0, 1)
    sheet.print_area("A1:E9")
    sheet.set_landscape()
    sheet.data_validation("C2:C3", {"validate": "list", "source": ["Có", "Không"]})
    sheet.conditional_format("C2:C3", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format()})


def _notes(book: xlsxwriter.Workbook) -> None:
    notes = book.add_worksheet("Ghi chú")
    notes.write_comment("B2", "Đã hỏi lại xã")
    notes.write_formula("C2", "='Số liệu'!B4*2", None, 2)
