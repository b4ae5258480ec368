"""`Xem đơn vị`: the answers of one chosen unit in the layout of the form, by formulas over `Số liệu`."""

from collections.abc import Mapping

from xlsxwriter import Workbook

from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import Key
from bdhvs_xl.master.build.indicator_grid import colour_by_label
from bdhvs_xl.master.build.list_sheets import LABEL_TRAITS, link_home
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.build.sheet_writer import Sheet, add_sheet, fill_row, input_message, write_cell, write_keys
from bdhvs_xl.master.build.styles import GREY, Styles, print_set_up
from bdhvs_xl.master.entry_formulas import EntryColumns
from bdhvs_xl.master.labels import COLUMN_NAMES, PEOPLE_IN_PERIOD
from bdhvs_xl.master.layout import NUMBER_COLUMNS, UNIT_VIEW, VIEW_GRID
from bdhvs_xl.master.progress_state import ProgressState
from bdhvs_xl.master.unit_view import VIEW_HEAD_ROWS, view_cells, view_columns
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.model import Group, Indicator, Regime

_WIDTHS: Mapping[str, float] = {
    "code": 6, "name": 46, "unit": 12, "value": 11, "in_period": 11, "people": 11, "cumulative": 11,
    "cumulative_people": 11, "numerator": 11, "denominator": 11, "percent": 9,
    "answer": 15, "evidence": 62, "explanation": 26, "status": 11,
}  # fmt: skip
_TITLE, _HEAD, _TOP = 1, 2, 7
_FOUR_LINES, _SIX_LINES = 60, 88
"""Points for evidence and for lists of names: which unit will be looked at, and how much it wrote, is not known."""


def write_unit_view(workbook: Workbook, styles: Styles, regime: Regime) -> None:
    """Write the sheet on which a unit is chosen by its name; the first unit is the initial choice."""
    sheet = add_sheet(workbook, styles, UNIT_VIEW, GREY)
    at = {key: position for position, key in enumerate(view_columns(regime), 1)}
    write_keys(sheet, VIEW_GRID, at)
    for key, position in at.items():
        sheet.on.set_column(position, position, _WIDTHS[key])
    chosen = regime.units[0].name if regime.units else ""
    lines = _lines(regime)
    rows = {key: _HEAD + n for n, key in enumerate(VIEW_HEAD_ROWS)}
    rows |= {line.code: row for row, line in lines.items() if isinstance(line, Indicator)}
    cells = view_cells(rows, at, chosen, regime, ProgressState(units={}))
    _write_head(sheet, at, chosen, cells)
    for row, line in lines.items():
        _write_group(sheet, at, row, line) if isinstance(line, Group) else _write_indicator(sheet, at, row, line, cells)
    _set_up(sheet, at, regime, max(lines, default=_TOP))


def _lines(regime: Regime) -> dict[int, Group | Indicator]:
    lines: list[Group | Indicator] = []
    for group in regime.groups:
        lines += [group, *(i for i in regime.indicators if i.group == group.code)]
    return dict(enumerate(lines, _TOP + 1))


def _write_head(sheet: Sheet, at: EntryColumns, chosen: str, cells: Mapping[Key, Formula]) -> None:
    on, styles, name = sheet.on, sheet.styles, at["name"]
    on.set_row(_TITLE, 26)
    on.write_string(_TITLE, 1, "Xem số liệu của một đơn vị: chọn ở ô vàng", styles("screen", "size16", "bold", "navy"))
    link_home(sheet, _TITLE, at["evidence"])
    for row, key in enumerate(VIEW_HEAD_ROWS, _HEAD):
        on.set_row(row, 20)
        on.write_string(row, 0, key)
        if key == "unit":
            on.write_string(row, name, chosen, styles("screen", "size12", "bold", "input", "box", "indent"))
        else:
            write_cell(sheet, row, name, cells[key, "name"], styles("screen", "left", "indent", key))
    prompt = "Chọn tên trong danh sách. Khi hai đơn vị trùng tên: gõ mã đơn vị."
    rule = {"validate": "list", "source": f"={formulas.UNIT_NAMES}", "error_type": "warning"}
    on.data_validation(_HEAD, name, _HEAD, name, rule | input_message("Chọn đơn vị", prompt, UNIT_VIEW))


def _write_group(sheet: Sheet, at: EntryColumns, row: int, group: Group) -> None:
    look = ("official", "group", "under")
    fill_row(sheet, row, 1, len(at), sheet.styles(*look))
    sheet.on.write_string(row, at["code"], group.code, sheet.styles(*look, "center"))
    sheet.on.write_string(row, at["name"], group.name, sheet.styles(*look))
    sheet.on.set_row(row, 22)


def _write_indicator(
    sheet: Sheet, at: EntryColumns, row: int, indicator: Indicator, cells: Mapping[Key, Formula]
) -> None:
    sheet.on.write_string(row, 0, indicator.code)
    for key, text in (("code", indicator.code), ("name", indicator.name), ("unit", indicator.unit)):
        sheet.on.write_string(row, at[key], text, sheet.styles(*_traits(key)))
    closed = sheet.styles("official", "size11", "box", "closed")
    for key in [*at][3:]:
        formula = cells.get((indicator.code, key), "")
        write_cell(sheet, row, at[key], formula, sheet.styles(*_traits(key)) if formula else closed)
    texts = ((indicator.name, "name"), (indicator.unit, "unit"))
    tall = max(text_height(text, _WIDTHS[key] - 2, 11) for text, key in texts) + 4
    sheet.on.set_row(
        row, max(tall, _SIX_LINES if indicator.kind.lists_names else _FOUR_LINES if indicator.evidence else 0)
    )


def _traits(key: str) -> tuple[str, ...]:
    if key in (*NUMBER_COLUMNS, "percent"):
        return "official", "size11", "box", "figure"
    if key == "status":
        return "screen", "size9", "box", "center"
    middle = key in ("code", "unit", "answer")
    return "official", "size11", "box", "wrap", *(("center",) if middle else ("left", "indent"))


def _set_up(sheet: Sheet, at: EntryColumns, regime: Regime, last: int) -> None:
    look = sheet.styles("official", "size11", "official_head", "box")
    for key, position in at.items():
        name = PEOPLE_IN_PERIOD if regime.repeats and key == "people" else COLUMN_NAMES[key]
        sheet.on.write_string(_TOP, position, name, look)
    sheet.on.set_row(_TOP - 1, 6)
    sheet.on.set_row(_TOP, 33)
    colour_by_label(sheet, (_TOP + 1, at["status"], last, at["status"]), LABEL_TRAITS)
    colour_by_label(sheet, (_HEAD + 2, at["name"], _HEAD + 2, at["name"]), LABEL_TRAITS)
    sheet.on.freeze_panes(_TOP + 1, at["name"] + 1)
    print_set_up(sheet.on, (_TOP, _TOP))
    sheet.on.print_area(_TITLE, 1, last, at["status"])
