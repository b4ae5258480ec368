"""The master's list sheets: one Excel table per sheet under a title, with dropdowns, for the screen and A4 paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.errors import UserError
from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import column_letters_at
from bdhvs_xl.master.book.protocol import Row
from bdhvs_xl.master.build.indicator_grid import colour_by_label
from bdhvs_xl.master.build.prompts import PROMPTS
from bdhvs_xl.master.build.sheet_writer import Sheet, add_sheet, input_message, write_link
from bdhvs_xl.master.build.styles import Styles, print_set_up
from bdhvs_xl.master.labels import KIND_NAMES, SEVERITY_NAMES, STATE_NAMES, STATUS_NAMES
from bdhvs_xl.master.layout import HOME
from bdhvs_xl.master.table_row_heights import table_row_heights
from bdhvs_xl.master.tables import Column, Table

HEADER_ROW = 3
"""Zero-based: the title, a note and the way home come first."""
READY_ROWS = 20000
"""How far down dropdowns and colours reach, so that rows people add have them too."""
PORTRAIT_WIDTH = 110
PAGE_WIDTH = 250
"""Characters that stay readable across one A4 page, upright and in landscape."""

LABEL_TRAITS = {
    SEVERITY_NAMES["error"]: "bad", SEVERITY_NAMES["warning"]: "doubtful", SEVERITY_NAMES["notice"]: "muted",
    STATUS_NAMES["not_sent"]: "muted", STATUS_NAMES["awaiting_entry"]: "doubtful", STATUS_NAMES["rejected"]: "bad",
    STATUS_NAMES["returned"]: "bad", STATUS_NAMES["accepted_with_warnings"]: "doubtful",
    STATUS_NAMES["accepted"]: "good", STATE_NAMES["fixed"]: "good",
}  # fmt: skip
"""How severities and statuses look wherever they stand."""


@dataclass(frozen=True, slots=True)
class ListStyle:
    """The style traits of a table's cells, and the additional ones of its header."""

    cells: tuple[str, ...]
    head: tuple[str, ...]


WORKING_STYLE = ListStyle(("screen",), ("head",))
"""How lists look on which an office works."""
OFFICIAL_STYLE = ListStyle(("official", "size11"), ("official_head",))
"""How lists look that go out as an appendix."""

_FROZEN = {
    "tblCauHinh": "name", "tblDonVi": "name", "tblChiSo": "name", "tblQuyTac": "id", "tblDeCuong": "title",
    "tblCongVan": "part", "tblMaTran": "status", "tblVanBan": "unit_name", "tblPhanLoi": "section",
    "tblSoLieu": "column", "tblTheoDoi": "status", "tblKiemTra": "indicator", "tblNhatKy": "when",
    "tblMoHinh": "unit_name",
}  # fmt: skip
_HEADINGS = {"tblChiSo": ("kind", KIND_NAMES["group"]), "tblDeCuong": ("level", "1")}
_LIST_LENGTH = 255
_LEAST_HEIGHT = 16
_WARN = {
    "error_type": "warning",
    "error_title": "Không có trong danh sách",
    "error_message": "Mục vừa gõ chưa có trong danh sách. Vẫn giữ?",
}


def write_list_sheet(workbook: Workbook, styles: Styles, table: Table, rows: Iterable[Row], colour: str) -> None:
    """Write the sheet of `table` with its rows, one blank row without any; `colour` is the colour of the sheet tab."""
    sheet = add_sheet(workbook, styles, table.sheet, colour)
    first = next(n for n, column in enumerate(table.columns) if not column.hidden)
    write_table(sheet, table, rows, HEADER_ROW, WORKING_STYLE)
    sheet.on.set_row(0, 26)
    sheet.on.write_string(0, first, table.title, styles("screen", "size16", "bold", "navy"))
    sheet.on.write_string(1, first, table.note, styles("screen", "grey"))
    link_home(sheet, 2, first)


def link_home(sheet: Sheet, row: int, column: int) -> None:
    """Write the link to the front page."""
    write_link(sheet, row, column, f"'{HOME}'!A1", f"← {HOME}", sheet.styles("screen", "link"))


def write_table(sheet: Sheet, table: Table, rows: Iterable[Row], header_row: int, look: ListStyle) -> None:
    """Write `table` from `header_row` (zero-based) down: columns, rows, dropdowns, colours, print set-up."""
    lines = list(rows) or [{}]
    _write_lines(sheet, table, lines, header_row, look)
    _add_table(sheet, table, header_row, header_row + len(lines), look)
    for number, column in enumerate(table.columns):
        below = (header_row + 1, number, header_row + READY_ROWS, number)
        _add_entry_help(sheet, table, column, below)
        if column.key in ("severity", "status"):
            colour_by_label(sheet, below, LABEL_TRAITS)
    _mark_headings(sheet, table, header_row)
    sheet.on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _set_up(sheet.on, table, header_row)


def _write_lines(sheet: Sheet, table: Table, lines: Sequence[Row], header_row: int, look: ListStyle) -> None:
    for number, column in enumerate(table.columns):
        traits = (*look.cells, *_traits(column))
        hidden = {"hidden": True} if column.hidden else {}
        sheet.on.set_column(number, number, column.width, sheet.styles(*traits), hidden)
        for row, line in enumerate(lines, header_row + 1):
            sheet.on.write(row, number, line.get(column.key), sheet.styles(*traits, "box"))
    height = table_row_heights(table.columns)
    for row, line in enumerate(lines, header_row + 1):
        sheet.on.set_row(row, max(height([line.get(column.key) for column in table.columns]), _LEAST_HEIGHT))


def _traits(column: Column) -> tuple[str, ...]:
    if column.type == "number":
        return "top", "rate" if column.key.endswith(".percent") else "figure"
    wrapped = ("top", "text", "wrap") if column.wraps else ("top", "text")
    return (*wrapped, "link") if column.leads else wrapped


def _add_table(sheet: Sheet, table: Table, header_row: int, last: int, look: ListStyle) -> None:
    head = sheet.styles(*look.cells, *look.head, "middle", "box")
    columns = [{"header": column.header, "header_format": head} for column in table.columns]
    options = {"name": table.name, "style": "Table Style Light 1", "columns": columns}
    sheet.on.add_table(header_row, 0, last, len(table.columns) - 1, options)
    lines = max(ceil(len(column.header) * 1.2 / (column.width - 3)) for column in table.columns)
    sheet.on.set_row(header_row, 14 * max(2, lines) + 6)


def _add_entry_help(sheet: Sheet, table: Table, column: Column, below: tuple[int, int, int, int]) -> None:
    """Add a dropdown, an input message or both. Other entries only cause a warning, since a list may be outdated."""
    source, prompt = _source(table, column), PROMPTS.get((table.name, column.key), "")
    if not source and not prompt:
        return
    rule: dict[str, object] = {"validate": "list", "source": source, **_WARN} if source else {"validate": "any"}
    if prompt:
        rule |= input_message(column.header, prompt, f"Trang {table.sheet}")
    sheet.on.data_validation(*below, rule)


def _source(table: Table, column: Column) -> str | list[str]:
    if column.choices:
        if len(",".join(column.choices)) > _LIST_LENGTH:
            sentence = f"Trang {table.sheet}, cột {column.header}: danh sách chọn dài quá {_LIST_LENGTH} ký tự."
            raise UserError(sentence, "Hãy rút ngắn các mục của danh sách.")
        return list(column.choices)
    lists = {"parent": formulas.UNIT_CODES, "successor": formulas.UNIT_CODES}
    if table.name in ("tblDieuChinh", "tblLichKhaoSat"):
        lists |= {"unit": formulas.UNIT_CODES, "indicator": formulas.INDICATOR_CODES}
    return f"={lists[column.key]}" if column.key in lists else ""


def _mark_headings(sheet: Sheet, table: Table, header_row: int) -> None:
    """Highlight heading rows: groups of indicators, main sections of the outline."""
    if table.name in _HEADINGS:
        key, word = _HEADINGS[table.name]
        letters = column_letters_at([column.key for column in table.columns].index(key))
        formula = f'=${letters}{header_row + 2}="{word}"'
        rule = {"type": "formula", "criteria": formula, "format": sheet.styles("group")}
        sheet.on.conditional_format(header_row + 1, 0, header_row + READY_ROWS, len(table.columns) - 1, rule)


def _set_up(sheet: Worksheet, table: Table, header_row: int) -> None:
    width = sum(column.width for column in table.columns if not column.hidden)
    frozen = _frozen_columns(table)
    sheet.freeze_panes(header_row + 1, frozen)
    print_set_up(sheet, (header_row, header_row), landscape=width > PORTRAIT_WIDTH)
    if (pages := ceil(width / PAGE_WIDTH)) > 1:
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_columns(0, max(frozen - 1, 0))


def _frozen_columns(table: Table) -> int:
    keys = [column.key for column in table.columns]
    return keys.index(_FROZEN[table.name]) + 1 if table.name in _FROZEN else 0
