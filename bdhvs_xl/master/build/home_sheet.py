"""`Trang chủ`, the front page: one screen with the progress of the reports and the next step."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.grid import Key
from bdhvs_xl.master.build.front_page_charts import add_charts
from bdhvs_xl.master.build.sheet_writer import Sheet, add_sheet, write_keys, write_link
from bdhvs_xl.master.build.styles import NAVY, Styles
from bdhvs_xl.master.front_page import NOT_DONE, TILES, front_page_cells
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.layout import CONFIG, FINDINGS, HOME, MASTER_GRID, MATRIX, TRACKING, UNITS
from bdhvs_xl.master.progress_state import ProgressState
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Indicator, Regime

HOME_COLUMNS: Mapping[str, int] = {
    **{tile: 1 + 2 * number for number, tile in enumerate(TILES)},
    "text": 4, "state": 10, "count": 12, "result": 14, "target": 16,
}  # fmt: skip
"""Column keys of the front page; a tile is two columns wide."""
LAST_COLUMN = 16
_EDGE = LAST_COLUMN + 9
"""The last column that is printed: charts reach there."""
_TITLE_LINE = 95
"""Characters of the title on one line up to the edge."""
_WIDTH = 6.6
_TILE_NAMES = ("Đơn vị", "Đã gửi về", "Chưa gửi", "Đạt", "Cần sửa", "Lỗi", "Cảnh báo", "Tỉ lệ phủ")
_TILE_LOOKS = ("navy", "navy", "navy", "green", "red", "red", "amber", "navy")

HOME_STEPS: Sequence[tuple[str, str, str]] = (
    ("define", "Xem lại đơn vị, chỉ số, quy tắc", UNITS),
    ("issue_forms", "Tạo và gửi biểu mẫu cho đơn vị", UNITS),
    ("collect", "Nhận báo cáo gửi về", TRACKING),
    ("validate", "Kiểm tra, đề nghị đơn vị sửa", FINDINGS),
    ("roll_up", "Tổng hợp vào phụ lục, ma trận", MATRIX),
    ("write_report", "Lập báo cáo Word", CONFIG),
)
"""The work in its order: id (of the button, where there is one), what is done, the sheet to look at."""
_NO_BUTTON = "(sửa ngay trên trang)"

_TITLE, _PERIOD, _TILE, _NEXT, _STEPS, _LINKS, _DATA = 1, 2, 4, 8, 10, 18, 26


def write_home(workbook: Workbook, styles: Styles, regime: Regime, groups: Mapping[str, Sequence[str]]) -> None:
    """Write the front page; `groups` are the names of sheets to link to, by heading."""
    sheet = add_sheet(workbook, styles, HOME, NAVY)
    write_keys(sheet, f"{MASTER_GRID};regime={regime.id};version=1", HOME_COLUMNS)
    sheet.on.set_column(1, LAST_COLUMN, _WIDTH)
    sheet.on.set_column(LAST_COLUMN + 1, LAST_COLUMN + 1, 2.5)
    shown = front_page_cells(regime, ProgressState(units={}), date.min)
    _write_title(sheet, regime)
    _write_tiles(sheet, shown)
    _write_next(sheet, shown)
    _write_steps(sheet, shown)
    _write_links(sheet, groups)
    status_rows = _write_statuses(sheet, shown, _DATA)
    ratio_rows = _write_ratios(sheet, regime, status_rows[1] + 2)
    add_charts(workbook, sheet.on, status_rows, ratio_rows)
    _set_up(sheet, ratio_rows[1])


def _write_title(sheet: Sheet, regime: Regime) -> None:
    on, styles = sheet.on, sheet.styles
    title = regime.settings.get("title", "")
    on.set_row(_TITLE, 8 + 22 * max(ceil(len(title) / _TITLE_LINE), 1))
    on.merge_range(_TITLE, 1, _TITLE, _EDGE, title, styles("screen", "size16", "bold", "navy", "wrap", "middle"))
    days = (regime.period_from, regime.period_to, regime.deadline)
    first, last, deadline = map(vi.format_date, days)
    text = f"Kỳ báo cáo: {first} – {last}   ·   Chốt số liệu: {last}   ·   Hạn gửi: {deadline}"
    on.write_string(_PERIOD, 1, text, styles("screen", "size11", "grey"))
    on.set_row(_PERIOD + 1, 8)


def _write_tiles(sheet: Sheet, shown: Mapping[Key, Cell]) -> None:
    on, styles = sheet.on, sheet.styles
    for row, key, tall in ((_TILE, "", 20), (_TILE + 1, "tiles", 32), (_TILE + 2, "tile_notes", 18)):
        on.set_row(row, tall)
        on.write_string(row, 0, key)
    for tile, name, look in zip(TILES, _TILE_NAMES, _TILE_LOOKS, strict=True):
        first, last = HOME_COLUMNS[tile], HOME_COLUMNS[tile] + 1
        percent = ("percent_whole",) if tile == "coverage" else ("whole",)
        on.merge_range(_TILE, first, _TILE, last, name, styles("screen", "size9", "bold", "tile", "apart", "grey"))
        number = styles("screen", "size20", "bold", *percent, "tile", "apart", look)
        on.merge_range(_TILE + 1, first, _TILE + 1, last, shown["tiles", tile], number)
        note = styles("screen", "size9", "tile", "apart", "grey")
        on.merge_range(_TILE + 2, first, _TILE + 2, last, shown["tile_notes", tile], note)
    on.set_row(_TILE + 3, 8)


def _write_next(sheet: Sheet, shown: Mapping[Key, Cell]) -> None:
    on, styles = sheet.on, sheet.styles
    on.set_row(_NEXT, 32)
    on.write_string(_NEXT, 0, "next")
    on.merge_range(
        _NEXT, 1, _NEXT, HOME_COLUMNS["text"] - 1, "Việc cần làm tiếp", styles("screen", "title_band", "center")
    )
    band = styles("screen", "size11", "group", "wrap", "left", "indent")
    on.merge_range(_NEXT, HOME_COLUMNS["text"], _NEXT, LAST_COLUMN, shown["next", "text"], band)
    on.set_row(_NEXT + 1, 8)


def _write_steps(sheet: Sheet, shown: Mapping[Key, Cell]) -> None:
    styles = sheet.styles
    _write_heading(sheet, _STEPS, ((1, 6, "Các bước"), (7, 9, "Nút trên thẻ BDHVS"), (10, LAST_COLUMN, "Tình trạng")))
    for number, (step, name, target) in enumerate(HOME_STEPS, 1):
        button = BUTTON_NAMES.get(step, _NO_BUTTON)
        row = _STEPS + number
        sheet.on.set_row(row, 26)
        sheet.on.write_string(row, 0, f"step.{step}")
        sheet.on.write_number(row, 1, number, styles("screen", "center", "bold", "navy", "under"))
        _link(sheet, row, 2, 6, target, name, "under")
        _merge(sheet, row, 7, 9, button, styles("screen", "under"))
        state = shown.get((f"step.{step}", "state"), NOT_DONE)
        _merge(sheet, row, HOME_COLUMNS["state"], LAST_COLUMN, state, styles("screen", "size9", "under", "wrap"))


def _write_links(sheet: Sheet, groups: Mapping[str, Sequence[str]]) -> None:
    for number, (heading, names) in enumerate(groups.items()):
        first = 1 + 4 * number
        _write_heading(sheet, _LINKS, ((first, first + 3, heading),))
        for row, name in enumerate(names, _LINKS + 1):
            _link(sheet, row, first, first + 3, name, name)


def _write_statuses(sheet: Sheet, shown: Mapping[Key, Cell], top: int) -> tuple[int, int]:
    """The data of the first chart; returns its first and last row."""
    styles = sheet.styles
    _write_heading(sheet, top, ((1, 11, "Đơn vị theo tình trạng"), (12, 13, "Số đơn vị"), (14, LAST_COLUMN, "")))
    for row, (status, name) in enumerate(STATUS_NAMES.items(), top + 1):
        sheet.on.write_string(row, 0, f"status.{status}")
        _merge(sheet, row, 1, 11, name, styles("screen", "under"))
        _merge(sheet, row, 12, 13, shown[f"status.{status}", "count"], styles("screen", "whole", "under", "center"))
    return top + 1, top + len(STATUS_NAMES)


def _write_ratios(sheet: Sheet, regime: Regime, top: int) -> tuple[int, int]:
    """The data of the second chart; returns its first and last row."""
    ratios = [indicator for indicator in regime.indicators if indicator.kind.is_ratio]
    headings = ((1, 13, "Chỉ số tỉ lệ: kết quả so với mục tiêu"), (14, 15, "Kết quả %"), (16, 16, "Mục tiêu"))
    _write_heading(sheet, top, headings)
    for row, indicator in enumerate(ratios, top + 1):
        _write_ratio(sheet, row, indicator, regime.target(indicator))
    return top + 1, top + max(len(ratios), 1)


def _write_ratio(sheet: Sheet, row: int, indicator: Indicator, target: float | None) -> None:
    styles = sheet.styles
    sheet.on.set_row(row, 28)
    sheet.on.write_string(row, 0, f"ratio.{indicator.code}")
    sheet.on.write_string(row, 1, indicator.code, styles("screen", "under", "center", "text"))
    _merge(sheet, row, 2, 13, indicator.name, styles("screen", "size9", "under", "wrap"))
    _merge(sheet, row, 14, 15, None, styles("screen", "rate", "under", "center"))
    sheet.on.write(row, 16, target, styles("screen", "rate", "under", "center"))


def _write_heading(sheet: Sheet, row: int, parts: Iterable[tuple[int, int, str]]) -> None:
    sheet.on.set_row(row, 20)
    for first, last, text in parts:
        _merge(sheet, row, first, last, text, sheet.styles("screen", "bold", "navy", "underline"))


def _link(sheet: Sheet, row: int, first: int, last: int, target: str, text: str, *look: str) -> None:
    sheet.on.merge_range(row, first, row, last, "", sheet.styles("screen", *look, "link_plain"))
    write_link(sheet, row, first, f"'{target}'!A1", text, sheet.styles("screen", *look, "link_plain"))


def _merge(sheet: Sheet, row: int, first: int, last: int, value: Cell, look: Format) -> None:
    if first == last:
        sheet.on.write(row, first, value, look)
    else:
        sheet.on.merge_range(row, first, row, last, "" if value is None else value, look)


def _set_up(sheet: Sheet, last: int) -> None:
    sheet.on.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.on.set_landscape()
    sheet.on.set_paper(9)
    sheet.on.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
    sheet.on.fit_to_pages(1, 1)
    sheet.on.center_horizontally()
    sheet.on.print_area(1, 1, last, _EDGE)
    sheet.on.set_first_sheet()
    sheet.on.activate()
