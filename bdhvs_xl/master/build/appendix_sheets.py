"""The master's appendix sheets, with the headings of the official letter: survey schedule, results, practices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook

from bdhvs_xl import vi
from bdhvs_xl.master import formulas
from bdhvs_xl.master.assignees import MAX_NAMES, assignee_names
from bdhvs_xl.master.book.grid import column_letters_at
from bdhvs_xl.master.build.indicator_grid import colour_by_label
from bdhvs_xl.master.build.list_sheets import OFFICIAL_STYLE, link_home, write_table
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.build.sheet_writer import Sheet, add_sheet, fill_row, write_keys
from bdhvs_xl.master.build.styles import BLUE, Styles, print_set_up
from bdhvs_xl.master.definitions import schedule_rows
from bdhvs_xl.master.labels import COLUMN_NAMES, PEOPLE_IN_PERIOD, PROGRESS_NAMES
from bdhvs_xl.master.layout import APPENDIX_GRID, NUMBER_COLUMNS
from bdhvs_xl.master.tables import Table, practices_table, schedule_table
from bdhvs_xl.regime.model import Appendix, AppendixKind, Group, Indicator, Regime

PRINTED_COLUMNS: Mapping[AppendixKind, Mapping[str, tuple[str, float]]] = {
    "results": {
        "code": ("TT", 6), "name": ("Chỉ số thực hiện", 52), "unit": ("Đơn vị tính", 13), "shown": ("Kết quả", 25),
        "coverage": ("Số đơn vị có số liệu", 12), "target": ("Mục tiêu", 10), "met": ("Đánh giá", 13),
    },
    "targets": {
        "code": ("STT", 6), "name": ("Chỉ tiêu", 48), "target": ("Mục tiêu", 10),
        "coverage": ("Đơn vị thực hiện báo cáo", 13), "result": ("Kết quả đạt được", 24),
        "fulfilled": ("Tỷ lệ đạt", 9), "evidence": ("Tài liệu minh chứng (nếu có)", 21),
    },
    "statistics": {
        "code": ("STT", 6), "name": ("Chỉ số thực hiện", 52), "unit": ("Đơn vị tính", 16), "shown": ("Kết quả", 23),
        "evidence": ("Tài liệu minh chứng (nếu có)", 21), "coverage": ("Đơn vị thực hiện báo cáo", 13),
    },
    "tasks": {
        "code": ("STT", 6), "name": ("Nhiệm vụ", 44), "doers": ("Đơn vị thực hiện", 20), "due": ("Thời hạn", 11),
        "progress": ("Tiến độ", 24), "product": ("Kết quả, sản phẩm", 28),
    },
}  # fmt: skip
"""Column keys of the official table by the kind of appendix, in their order: header and width."""
WORKING_COLUMNS: Mapping[str, tuple[str, float]] = {
    "shown": ("Kết quả", 25), "target": ("Mục tiêu", 10), "met": ("Đánh giá", 13),
    "value": ("Kết quả (số)", 12), "people": ("Số người", 12), "numerator": ("Tử số", 12),
    "denominator": ("Mẫu số", 12), "percent": ("Tỉ lệ %", 10), "agreed": ("Số chốt", 12),
    "missing": ("Đơn vị chưa có số liệu", 44), "check_first": ("Tính lại (1)", 12),
    "check_second": ("Tính lại (2)", 12), "check": ("Đối chiếu", 11),
}  # fmt: skip
"""What stands beside the official table, not printed: header and width; what is printed is not shown again."""
_OF_NO_TASK = ("target", "met", "value", "people")

PERIOD_PRINTED_COLUMNS: Mapping[AppendixKind, Mapping[str, tuple[str, float]]] = {
    "results": {
        "code": ("TT", 6), "name": ("Chỉ số thực hiện", 44), "unit": ("Đơn vị tính", 11),
        "shown": ("Kết quả trong kỳ", 19), "shown_cumulative": ("Lũy kế", 19),
        "coverage": ("Số đơn vị có số liệu", 12), "target": ("Mục tiêu", 9), "met": ("Đánh giá", 11),
    },
    "targets": {
        "code": ("STT", 6), "name": ("Chỉ tiêu", 40), "target": ("Mục tiêu", 9),
        "coverage": ("Đơn vị thực hiện báo cáo", 12), "shown": ("Kết quả trong kỳ", 17),
        "result": ("Kết quả đạt được (lũy kế)", 20), "fulfilled": ("Tỷ lệ đạt", 8),
        "evidence": ("Tài liệu minh chứng (nếu có)", 19),
    },
    "statistics": {
        "code": ("STT", 6), "name": ("Chỉ số thực hiện", 44), "unit": ("Đơn vị tính", 13),
        "shown": ("Kết quả trong kỳ", 18), "shown_cumulative": ("Lũy kế", 18),
        "evidence": ("Tài liệu minh chứng (nếu có)", 19), "coverage": ("Đơn vị thực hiện báo cáo", 12),
    },
}  # fmt: skip
"""The same in a regime that repeats."""
_AFTER_VALUE = {
    "in_period": ("Trong kỳ (số)", 12), "people": (PEOPLE_IN_PERIOD, 12), "cumulative": ("Lũy kế (số)", 12),
    "cumulative_people": (COLUMN_NAMES["cumulative_people"], 12),
}  # fmt: skip
_FIRST, _LAST = ("shown", "target", "met"), "check"
_BETWEEN = [key for key in WORKING_COLUMNS if key not in (*_FIRST, "value", "people", _LAST)]
PERIOD_WORKING_COLUMNS: Mapping[str, tuple[str, float]] = {
    **{key: WORKING_COLUMNS[key] for key in _FIRST}, "shown_cumulative": ("Lũy kế", 25),
    "value": WORKING_COLUMNS["value"], **_AFTER_VALUE, **{key: WORKING_COLUMNS[key] for key in _BETWEEN},
    "check_third": ("Tính lại (3)", 12), "check_fourth": ("Tính lại (4)", 12), _LAST: WORKING_COLUMNS[_LAST],
}  # fmt: skip
_FIGURES = (*NUMBER_COLUMNS, "percent", "agreed", *formulas.CHECKS)
_HEAD_ROWS = 4
_LEAST_HEIGHT = 36
_TEXTS = ("name", "doers", "progress", "product")
"""Two lines: "10/12 (số tạm tính)", the names of missing units."""


@dataclass(frozen=True, slots=True)
class AppendixPage:
    """The sheet of an appendix of results: its columns by key (header and width), and which of them are printed."""

    sheet: Sheet
    columns: Mapping[str, tuple[str, float]]
    printed: tuple[str, ...]
    position: Mapping[str, int]

    def traits(self, key: str) -> tuple[str, ...]:
        """The style traits of a column's cells."""
        return _printed_traits(key) if key in self.printed else _working_traits(key)


def write_appendix(workbook: Workbook, styles: Styles, regime: Regime, appendix: Appendix) -> None:
    """Write the sheet of one appendix, according to its kind."""
    sheet = add_sheet(workbook, styles, appendix.sheet, BLUE)
    match appendix.kind:
        case "schedule":
            table = schedule_table(appendix.sheet, appendix.title)
            _write_listed(sheet, regime, appendix, table)
        case "practices":
            _write_listed(sheet, regime, appendix, practices_table(appendix.sheet, appendix.title))
        case _:
            _write_results(sheet, regime, appendix)


def _write_listed(sheet: Sheet, regime: Regime, appendix: Appendix, table: Table) -> None:
    rows = schedule_rows(regime) if appendix.kind == "schedule" else ()
    write_table(sheet, table, rows, _HEAD_ROWS + 1, OFFICIAL_STYLE)
    last = max(n for n, column in enumerate(table.columns) if not column.hidden)
    _write_head(sheet, regime, appendix, 0, 0, last)


def _write_head(sheet: Sheet, regime: Regime, appendix: Appendix, row: int, first: int, last: int) -> None:
    """Write the four lines above an appendix, centred over the table: link home, number, title, related letter."""
    lines = (
        (f"PHỤ LỤC {appendix.number}" if appendix.number else "", ("size13", "bold"), 20),
        (appendix.title, ("size13", "bold", "wrap"), 36),
        (f"(Kèm theo {regime.cited_dispatch})" if appendix.number else "", ("size12", "italic", "wrap"), 34),
    )
    link_home(sheet, row, first)
    for number, (text, look, tall) in enumerate(lines, row + 1):
        sheet.on.merge_range(number, first, number, last, text, sheet.styles("official", "center", *look))
        sheet.on.set_row(number, tall if text else 6)


def _write_results(sheet: Sheet, regime: Regime, appendix: Appendix) -> None:
    page = _page(sheet, regime, appendix)
    write_keys(sheet, f"{APPENDIX_GRID};id={appendix.id};kind={appendix.kind}", page.position)
    for key, column in page.position.items():
        options = {} if key in page.printed else {"level": 1}
        sheet.on.set_column(column, column, page.columns[key][1], None, options)
    _write_head(sheet, regime, appendix, 1, page.position["code"], page.position[page.printed[-1]])
    top = _HEAD_ROWS + 2
    shown = list(regime.shown_in(appendix))
    _write_header(page, top, _header_of_targets(regime, [i for _, indicators in shown for i in indicators]))
    row = top
    for group, indicators in shown:
        if len(shown) > 1:
            row += 1
            _write_group(page, row, group)
        for indicator in indicators:
            row += 1
            _write_indicator(page, row, regime, indicator)
    _set_up_results(page, top, row)


def _page(sheet: Sheet, regime: Regime, appendix: Appendix) -> AppendixPage:
    printed, working = PRINTED_COLUMNS[appendix.kind], WORKING_COLUMNS
    if regime.repeats_in(appendix):
        printed, working = PERIOD_PRINTED_COLUMNS.get(appendix.kind, printed), PERIOD_WORKING_COLUMNS
    left_out = (*printed, *(_OF_NO_TASK if appendix.kind == "tasks" else ()))
    columns = {**printed, **{key: column for key, column in working.items() if key not in left_out}}
    return AppendixPage(sheet, columns, tuple(printed), {key: position for position, key in enumerate(columns, 1)})


def _header_of_targets(regime: Regime, indicators: Iterable[Indicator]) -> str:
    """ "Mục tiêu năm 2025" where all targets are of one year."""
    years = {year for indicator in indicators if (year := regime.target_year(indicator)) is not None}
    return f"Mục tiêu năm {years.pop()}" if len(years) == 1 else "Mục tiêu"


def _write_header(page: AppendixPage, row: int, targets: str) -> None:
    sheet = page.sheet
    beside = page.position[page.printed[-1]] + 1
    sheet.on.write_string(row - 1, beside, "Số tính toán (không in)", sheet.styles("screen", "grey"))
    for key, column in page.position.items():
        look = ("official", "size12", "official_head") if key in page.printed else ("screen", "head")
        text = targets if key == "target" else page.columns[key][0]
        sheet.on.write_string(row, column, text, sheet.styles(*look, "middle", "box"))
    sheet.on.set_row(row, 50 if "evidence" in page.printed else 36)


def _write_group(page: AppendixPage, row: int, group: Group) -> None:
    sheet, look = page.sheet, ("official", "size12", "group", "under")
    fill_row(sheet, row, 1, len(page.columns), sheet.styles(*look))
    sheet.on.write_string(row, 0, group.code)
    sheet.on.write_string(row, page.position["code"], group.code, sheet.styles(*look, "center", "text"))
    sheet.on.write_string(row, page.position["name"], group.name, sheet.styles(*look))
    sheet.on.set_row(row, 24)


def _write_indicator(page: AppendixPage, row: int, regime: Regime, indicator: Indicator) -> None:
    sheet, position = page.sheet, page.position
    sheet.on.write_string(row, 0, indicator.code)
    for key, column in position.items():
        sheet.on.write_blank(row, column, None, sheet.styles(*page.traits(key)))
    texts = {"code": indicator.code, "name": indicator.name, "unit": indicator.unit}
    texts |= {"doers": assignee_names(regime, indicator), "due": vi.format_date(indicator.due) if indicator.due else ""}
    for key, text in texts.items():
        if key in position:
            sheet.on.write_string(row, position[key], text, sheet.styles(*page.traits(key)))
    if "target" in position and (target := regime.target(indicator)) is not None:
        sheet.on.write_number(row, position["target"], target, sheet.styles(*page.traits("target")))
    letters = {key: column_letters_at(column) for key, column in position.items()}
    for key, text in formulas.total_checks(indicator, row + 1, letters).items():
        blank = formulas.NO_CHECK if key == "check" else 0
        sheet.on.write_formula(row, position[key], text, sheet.styles(*page.traits(key)), blank)
    texts["progress"] = _longest_progress(regime, indicator)
    tall = max(text_height(text, page.columns[key][1] - 2, 12) for key, text in texts.items() if key in position)
    sheet.on.set_row(row, max(tall + 4, _LEAST_HEIGHT))


def _longest_progress(regime: Regime, indicator: Indicator) -> str:
    """About the longest text that may come to stand there: many units that have not done the task."""
    names = [unit.name for unit in regime.reporting_units() if indicator.asks(unit)]
    return "\n".join(["", "; ".join(names[:MAX_NAMES]), ""]) if len(names) > 1 else ""


def _printed_traits(key: str) -> tuple[str, ...]:
    if key == "target":
        return "official", "box", "figure", "center"
    return "official", "box", "wrap", "text", *(("left", "indent") if key in _TEXTS else ("center",))


def _working_traits(key: str) -> tuple[str, ...]:
    if key == "percent":
        return "screen", "box", "rate"
    if key == "target" or key in _FIGURES:
        return "screen", "box", "figure"
    return "screen", "box", "text", "wrap", "left" if key == "missing" else "center"


def _set_up_results(page: AppendixPage, top: int, last: int) -> None:
    on, position = page.sheet.on, page.position
    colour_by_label(page.sheet, (top + 1, position["check"], last, position["check"]),
                 {formulas.MATCHES: "good", formulas.DIFFERS: "bad"})  # fmt: skip
    if "progress" in position:
        area = (top + 1, position["progress"], last, position["progress"])
        colour_by_label(page.sheet, area, {PROGRESS_NAMES["done"]: "good", PROGRESS_NAMES["overdue"]: "bad"})
    on.freeze_panes(top + 1, position["name"] + 1)
    on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    print_set_up(on, (top, top), landscape=False)
    on.print_area(_HEAD_ROWS - 2, position["code"], last, position[page.printed[-1]])
