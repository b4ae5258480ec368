"""The form's `Kết quả`: the indicators, laid out and printed as the appendix of the letter, with signature blocks."""

from xlsxwriter.format import Format

from bdhvs_xl import vi
from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.form.build.form_status import CODE_LABEL, UNCLEAR_TEXT, check_code_formula, results_formulas
from bdhvs_xl.form.build.identity_sheet import unit_name_text
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells
from bdhvs_xl.master import entry_formulas as formulas
from bdhvs_xl.master.build.indicator_grid import colour_by_label, indicator_row_numbers, write_indicator_grid
from bdhvs_xl.master.build.sheet_writer import Sheet, protect_sheet, write_cell, write_link
from bdhvs_xl.master.build.styles import print_set_up
from bdhvs_xl.master.build.unit_sheet_template import SEVERITY_TRAITS
from bdhvs_xl.master.entry_formulas import EntryColumns
from bdhvs_xl.master.layout import FORM_GUIDE, INDICATORS_GRID
from bdhvs_xl.regime.model import Regime

_APPENDIX, _TITLE, _LETTER, _UNIT, _HEADER = 1, 2, 3, 4, 5
_LOOKS = {formulas.FILLED: "good", formulas.EMPTY: "warm", formulas.OPTIONAL: "muted", formulas.NOT_ASKED: "muted"}
_LOOKS |= SEVERITY_TRAITS
_READING_LOOKS = {UNCLEAR_TEXT: "doubtful"}


def results_rows(regime: Regime) -> dict[str, int]:
    """The one-based row of every indicator by code."""
    return indicator_row_numbers(regime, _HEADER)


def write_results(sheet: Sheet, regime: Regime, recipient: Addressee, workings: CalculationCells) -> None:
    """Write the sheet; what it tells of the answers comes from the `workings`."""
    at = formulas.entry_column_positions(regime)
    shown = results_formulas(workings)
    last = write_indicator_grid(sheet, INDICATORS_GRID, _HEADER, regime, recipient.asked, shown, recipient.earlier)
    for column, looks in (("status", _LOOKS), ("understood", _READING_LOOKS)):
        colour_by_label(sheet, (_HEADER + 1, at[column], last, at[column]), looks)
    _write_titles(sheet, regime, recipient, at)
    write_cell(
        sheet,
        last + 1,
        at["code"],
        check_code_formula(workings, CODE_LABEL),
        sheet.styles("official", "size11", "italic"),
    )
    _write_signatures(sheet, last + 2, at)
    sheet.on.freeze_panes(_HEADER + 1, at["name"] + 1)
    sheet.on.set_selection(_HEADER + 2, at["value"], _HEADER + 2, at["value"])
    print_set_up(sheet.on, (_HEADER, _HEADER))
    sheet.on.print_black_and_white()
    sheet.on.print_area(_APPENDIX, at["code"], last + 2, at["explanation"])
    protect_sheet(sheet)


def _write_titles(sheet: Sheet, regime: Regime, recipient: Addressee, at: EntryColumns) -> None:
    shown = [appendix for appendix in regime.appendices if appendix.has_results]
    numbers = [appendix.id.removeprefix("PL") for appendix in shown if appendix.number]
    number = f"PHỤ LỤC {vi.join(numbers)}" if numbers else ""
    title = shown[0].title if len(shown) == 1 else regime.settings["title"]
    styles = sheet.styles
    _centre(sheet, at, _APPENDIX, number, styles("official", "bold", "across"))
    _centre(sheet, at, _TITLE, title.upper(), styles("official", "size13", "bold", "across"))
    letter = f"(Kèm theo {regime.cited_dispatch})"
    _centre(sheet, at, _LETTER, letter, styles("official", "italic", "across"))
    unit = unit_name_text(recipient, "Đơn vị báo cáo: ")
    write_cell(sheet, _UNIT, at["code"], unit, styles("official", "size12", "bold", "navy"))
    home = styles("screen", "size9", "link", "center")
    write_link(sheet, _UNIT, at["status"], f"'{FORM_GUIDE}'!A1", f"← {FORM_GUIDE}", home)
    for row, height in ((_APPENDIX, 16), (_TITLE, 18), (_LETTER, 16), (_UNIT, 18)):
        sheet.on.set_row(row, height)


def _centre(sheet: Sheet, at: EntryColumns, row: int, text: str, look: Format) -> None:
    """Centre a line over the printed columns by “center across”, without merging cells."""
    write_cell(sheet, row, at["code"], text, look)
    for column in range(at["code"] + 1, at["explanation"] + 1):
        sheet.on.write_blank(row, column, None, look)


def _write_signatures(sheet: Sheet, row: int, at: EntryColumns) -> None:
    """Write the signature blocks in one tall row, so that no page break separates a title from its signature."""
    sheet.on.set_row(row, 130)
    date = "………, ngày …… tháng …… năm ………"
    _sign(sheet, row, at["name"], " ", "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)")
    _sign(sheet, row, at["evidence"], date, "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, đóng dấu, ghi rõ họ tên)")


def _sign(sheet: Sheet, row: int, column: int, above: str, title: str, below: str) -> None:
    italic, bold = sheet.styles("official", "italic"), sheet.styles("official", "bold")
    block = sheet.styles("official", "center", "wrap", "top")
    texts = (italic, f"\n{above}\n", bold, title, italic, f"\n{below}")
    sheet.on.write_rich_string(row, column, *texts, block)
