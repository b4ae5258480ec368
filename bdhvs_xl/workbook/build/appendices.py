"""The master's appendices, headed as the official letter heads them: survey schedule, results, practices."""

from collections.abc import Mapping

from xlsxwriter import Workbook

from bdhvs_xl.regime.records import Appendix, Group, Indicator, Regime
from bdhvs_xl.workbook import formulas
from bdhvs_xl.workbook.build.entry import colour_words
from bdhvs_xl.workbook.build.heights import height
from bdhvs_xl.workbook.build.lists import OFFICIAL, link_home, write_table
from bdhvs_xl.workbook.build.sheet import Sheet, add_sheet, fill_row, write_keys
from bdhvs_xl.workbook.build.styles import BLUE, Styles, print_set_up
from bdhvs_xl.workbook.definitions import schedule_rows
from bdhvs_xl.workbook.grid import letters_of
from bdhvs_xl.workbook.layout import APPENDIX_GRID
from bdhvs_xl.workbook.tables import Table, practices_table, schedule_table

RESULT_COLUMNS: Mapping[str, tuple[str, float]] = {
    "code": ("TT", 6), "name": ("Chỉ số thực hiện", 52), "unit": ("Đơn vị tính", 13), "shown": ("Kết quả", 25),
    "coverage": ("Số đơn vị có số liệu", 12), "target": ("Mục tiêu", 10), "met": ("Đánh giá", 13),
    "value": ("Kết quả (số)", 12), "people": ("Số người", 12), "numerator": ("Tử số", 12),
    "denominator": ("Mẫu số", 12), "percent": ("Tỉ lệ %", 10), "agreed": ("Số chốt", 12),
    "missing": ("Đơn vị chưa có số liệu", 44), "check_first": ("Tính lại (1)", 12),
    "check_second": ("Tính lại (2)", 12), "check": ("Đối chiếu", 11),
}  # fmt: skip
"""Column keys of a results appendix in their order: header and width. Up to `met` it prints as the official table."""
PRINTED = ("code", "name", "unit", "shown", "coverage", "target", "met")

_COLUMN = {key: position for position, key in enumerate(RESULT_COLUMNS, 1)}
_LETTERS = {key: letters_of(position) for key, position in _COLUMN.items()}
_FIGURES = ("value", "people", "numerator", "denominator", "percent", "agreed", "check_first", "check_second")
_HEAD_ROWS = 4
_LEAST_HEIGHT = 36
"""Two lines: "10/12 (số tạm tính)", the names of missing units."""


def write_appendix(workbook: Workbook, styles: Styles, regime: Regime, appendix: Appendix) -> None:
    """The sheet of one appendix, by its kind."""
    sheet = add_sheet(workbook, styles, appendix.sheet, BLUE)
    match appendix.kind:
        case "results":
            _write_results(sheet, regime, appendix)
        case "schedule":
            table = schedule_table(appendix.sheet, appendix.title)
            _write_listed(sheet, regime, appendix, table)
        case "practices":
            _write_listed(sheet, regime, appendix, practices_table(appendix.sheet, appendix.title))


def _write_listed(sheet: Sheet, regime: Regime, appendix: Appendix, table: Table) -> None:
    rows = schedule_rows(regime) if appendix.kind == "schedule" else ()
    write_table(sheet, table, rows, _HEAD_ROWS + 1, OFFICIAL)
    last = max(n for n, column in enumerate(table.columns) if not column.hidden)
    _write_head(sheet, regime, appendix, 0, 0, last)


def _write_head(sheet: Sheet, regime: Regime, appendix: Appendix, row: int, first: int, last: int) -> None:
    """The four lines above an appendix: way home, number, title, what it belongs to; centred over the table."""
    lines = (
        (f"PHỤ LỤC {appendix.number}", ("size13", "bold"), 20),
        (appendix.title, ("size13", "bold", "wrap"), 36),
        (f"(Kèm theo {regime.cited_dispatch})", ("size12", "italic", "wrap"), 34),
    )
    link_home(sheet, row, first)
    for number, (text, look, tall) in enumerate(lines, row + 1):
        sheet.on.merge_range(number, first, number, last, text, sheet.styles("official", "center", *look))
        sheet.on.set_row(number, tall)


def _write_results(sheet: Sheet, regime: Regime, appendix: Appendix) -> None:
    write_keys(sheet, f"{APPENDIX_GRID};id={appendix.id};kind=results", _COLUMN)
    for key, column in _COLUMN.items():
        options = {} if key in PRINTED else {"level": 1}
        sheet.on.set_column(column, column, RESULT_COLUMNS[key][1], None, options)
    _write_head(sheet, regime, appendix, 1, _COLUMN["code"], _COLUMN["met"])
    top = _HEAD_ROWS + 2
    _write_header(sheet, top)
    row = top
    for group in regime.groups:
        row += 1
        _write_group(sheet, row, group)
        for indicator in (i for i in regime.indicators if i.group == group.code):
            row += 1
            _write_indicator(sheet, row, indicator, regime.period_to.year)
    _set_up_results(sheet, top, row)


def _write_header(sheet: Sheet, row: int) -> None:
    working = sheet.styles("screen", "grey")
    sheet.on.write_string(row - 1, _COLUMN["value"], "Số tính toán (không in)", working)
    for key, column in _COLUMN.items():
        look = ("official", "size12", "official_head") if key in PRINTED else ("screen", "head")
        sheet.on.write_string(row, column, RESULT_COLUMNS[key][0], sheet.styles(*look, "middle", "box"))
    sheet.on.set_row(row, 36)


def _write_group(sheet: Sheet, row: int, group: Group) -> None:
    look = ("official", "size12", "group", "under")
    fill_row(sheet, row, 1, max(_COLUMN.values()), sheet.styles(*look))
    sheet.on.write_string(row, 0, group.code)
    sheet.on.write_string(row, _COLUMN["code"], group.code, sheet.styles(*look, "center", "text"))
    sheet.on.write_string(row, _COLUMN["name"], group.name, sheet.styles(*look))
    sheet.on.set_row(row, 24)


def _write_indicator(sheet: Sheet, row: int, indicator: Indicator, year: int) -> None:
    sheet.on.write_string(row, 0, indicator.code)
    for key, column in _COLUMN.items():
        sheet.on.write_blank(row, column, None, sheet.styles(*_traits(key)))
    for key, text in (("code", indicator.code), ("name", indicator.name), ("unit", indicator.unit)):
        sheet.on.write_string(row, _COLUMN[key], text, sheet.styles(*_traits(key)))
    if year in indicator.targets:
        sheet.on.write_number(row, _COLUMN["target"], indicator.targets[year], sheet.styles(*_traits("target")))
    for key, text in formulas.total_checks(indicator, row + 1, _LETTERS).items():
        blank = formulas.NO_CHECK if key == "check" else 0
        sheet.on.write_formula(row, _COLUMN[key], text, sheet.styles(*_traits(key)), blank)
    texts = ((indicator.name, "name"), (indicator.unit, "unit"))
    tall = max(height(text, RESULT_COLUMNS[key][1] - 2, 12) for text, key in texts)
    sheet.on.set_row(row, max(tall + 4, _LEAST_HEIGHT))


def _traits(key: str) -> tuple[str, ...]:
    if key == "percent":
        return "screen", "box", "rate"
    if key in _FIGURES:
        return "screen", "box", "figure"
    if key in ("missing", "check"):
        return "screen", "box", "text", "wrap", "center" if key == "check" else "left"
    if key == "target":
        return "official", "box", "figure", "center"
    return "official", "box", "wrap", "text", *(("left", "indent") if key == "name" else ("center",))


def _set_up_results(sheet: Sheet, top: int, last: int) -> None:
    colour_words(sheet, (top + 1, _COLUMN["check"], last, _COLUMN["check"]),
                 {formulas.MATCHES: "good", formulas.DIFFERS: "bad"})  # fmt: skip
    sheet.on.freeze_panes(top + 1, _COLUMN["name"] + 1)
    sheet.on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    print_set_up(sheet.on, (top, top), landscape=False)
    sheet.on.print_area(_HEAD_ROWS - 2, _COLUMN["code"], last, _COLUMN["met"])
