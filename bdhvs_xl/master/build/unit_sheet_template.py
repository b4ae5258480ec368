"""The hidden template of the unit sheets, copied for each unit whose answers an officer views or types."""

from xlsxwriter import Workbook

from bdhvs_xl.master import formulas
from bdhvs_xl.master.build.indicator_grid import GridCells, colour_by_label, write_indicator_grid
from bdhvs_xl.master.build.sheet_writer import add_sheet
from bdhvs_xl.master.build.styles import BLUE, Styles, print_set_up
from bdhvs_xl.master.entry_formulas import entry_column_positions, percent_formula
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import HOME, INDICATORS_GRID, UNIT_TEMPLATE
from bdhvs_xl.master.unit_sheets import HEAD_ROW, SOURCE_ROW
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.model import Indicator, Regime

_HEAD, _SOURCE, _NOTE, _TOP = 1, 2, 3, 4
SEVERITY_TRAITS = {
    SEVERITY_NAMES["error"]: "bad",
    SEVERITY_NAMES["warning"]: "doubtful",
    SEVERITY_NAMES["notice"]: "muted",
}


def write_unit_sheet_template(workbook: Workbook, styles: Styles, regime: Regime) -> None:
    """Write the hidden sheet `_Mẫu đơn vị`, without table or drawing, so that it can be copied in a closed file."""
    sheet = add_sheet(workbook, styles, UNIT_TEMPLATE, BLUE)
    at = entry_column_positions(regime)
    shown = GridCells(status=_status, percent=lambda _, row: Formula(percent_formula(row, at)))
    last = write_indicator_grid(sheet, INDICATORS_GRID, _TOP, regime, frozenset(regime.indicator), shown, {})
    sheet.on.set_row(_HEAD, 28)
    sheet.on.write_string(_HEAD, 0, HEAD_ROW)
    sheet.on.write_blank(_HEAD, at["code"], None, styles("screen", "size9", "grey", "text"))
    sheet.on.write_blank(_HEAD, at["name"], None, styles("screen", "size16", "bold", "navy", "text", "indent"))
    sheet.on.write_string(_SOURCE, 0, SOURCE_ROW)
    sheet.on.write_blank(_SOURCE, at["name"], None, styles("screen", "italic", "grey", "text"))
    note = "Nhập thay đơn vị ở các ô nền vàng, rồi bấm Kiểm tra. Số nhập ở đây thay số trong tệp đơn vị gửi."
    sheet.on.write_string(_NOTE, at["name"], note, styles("screen", "grey"))
    sheet.on.write_url(_NOTE, at["explanation"], f"internal:'{HOME}'!A1", styles("screen", "link"), f"← {HOME}")
    colour_by_label(sheet, (_TOP + 1, at["status"], last, at["status"]), SEVERITY_TRAITS)
    sheet.on.freeze_panes(_TOP + 1, at["name"] + 1)
    print_set_up(sheet.on, (_TOP, _TOP))
    sheet.on.print_area(_HEAD, at["code"], last, at["explanation"])
    sheet.on.hide()


def _status(_: Indicator, row: int) -> Formula:
    return Formula(formulas.unit_status(row), "")
