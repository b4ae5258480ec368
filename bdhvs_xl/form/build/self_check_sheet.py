"""The form's `Tự kiểm tra`: progress, findings with a link to each cell, check code."""

from bdhvs_xl.expressions.formula import quote_text
from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.form.build.calculation_sheet import finding_target
from bdhvs_xl.form.build.form_status import CODE_LABEL, calculation_reference, check_code_formula, form_progress
from bdhvs_xl.form.build.identity_sheet import unit_name_text
from bdhvs_xl.form.self_check.all_findings import AllFindings
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells
from bdhvs_xl.form.self_check.message_formulas import blank_form_text
from bdhvs_xl.form.self_check.possible_findings import (
    CURE,
    FIRST_ROW,
    MESSAGE,
    NUMBER,
    SEVERITY,
    TARGET,
    PossibleFinding,
)
from bdhvs_xl.master.build.indicator_grid import colour_by_label
from bdhvs_xl.master.build.sheet_writer import Sheet, protect_sheet, write_cell, write_link
from bdhvs_xl.master.build.styles import print_set_up
from bdhvs_xl.master.entry_formulas import EMPTY
from bdhvs_xl.master.labels import SEVERITY_NAMES, STATE_NAMES
from bdhvs_xl.master.layout import FORM_GUIDE
from bdhvs_xl.ooxml.cell import Formula

_PLACE, _ORDER, _WORD, _LINK, _MESSAGE, _CURE = range(6)
"""Hidden: the row of the workings; then the number, how grave, where, what, and what to do."""
_WIDTHS = {_ORDER: 5, _WORD: 13, _LINK: 17, _MESSAGE: 66, _CURE: 66}
_TITLE, _UNIT, _STANDING, _CODE, _HEADER = 1, 2, 3, 4, 6
_HEIGHT = 36
_PRINTED = 24
MAX_FINDINGS_SHOWN = 60
"""Findings listed; the first ones block, and once they are dealt with the others move up."""
_HEADERS = {_ORDER: "TT", _WORD: "Mức độ", _LINK: "Bấm để tới ô", _MESSAGE: "Nội dung cần xem lại", _CURE: "Cách sửa"}
_LOOKS = {
    SEVERITY_NAMES["error"]: "bad", SEVERITY_NAMES["warning"]: "doubtful", SEVERITY_NAMES["notice"]: "muted",
    STATE_NAMES["explained"]: "good", EMPTY: "warm",
}  # fmt: skip
_ALL_WELL = "Chưa phát hiện lỗi. Đề nghị lãnh đạo xem, ký rồi gửi."


def write_self_check(sheet: Sheet, workings: CalculationCells, found: AllFindings, recipient: Addressee) -> None:
    """Write the sheet; all its formulas refer to the calculation sheet."""
    sheet.on.set_column(_PLACE, _PLACE, None, None, {"hidden": True})
    for column, width in _WIDTHS.items():
        sheet.on.set_column(column, column, width)
    first = [line for line in found.lines if line.blank]
    _write_head(sheet, workings, recipient, found.lines)
    for column, text in _HEADERS.items():
        write_cell(sheet, _HEADER, column, text, sheet.styles("screen", "head", "box"))
    shown = min(MAX_FINDINGS_SHOWN, len(found.lines))
    for number in range(1, shown + 1):
        line = first[number - 1] if number <= len(first) else None
        _write_line(sheet, workings, found.lines, number, line)
    _write_rest(sheet, found.lines, shown, len(first))
    colour_by_label(sheet, (_HEADER + 1, _WORD, _HEADER + shown, _WORD), _LOOKS)
    _draw_found(sheet, shown)
    sheet.on.freeze_panes(_HEADER + 1, 0)
    print_set_up(sheet.on, (_HEADER, _HEADER))
    sheet.on.print_area(_TITLE, _ORDER, _HEADER + min(shown, _PRINTED), _CURE)
    protect_sheet(sheet)


def _write_head(
    sheet: Sheet, workings: CalculationCells, recipient: Addressee, lines: tuple[PossibleFinding, ...]
) -> None:
    styles = sheet.styles
    write_cell(sheet, _TITLE, _ORDER, "TỰ KIỂM TRA TRƯỚC KHI GỬI", styles("screen", "size16", "bold", "navy"))
    write_link(sheet, _TITLE, _CURE, f"'{FORM_GUIDE}'!A1", f"← {FORM_GUIDE}", styles("screen", "link", "right"))
    write_cell(sheet, _UNIT, _ORDER, unit_name_text(recipient, "Đơn vị: "), styles("screen", "size12", "bold", "navy"))
    write_cell(sheet, _STANDING, _ORDER, form_progress(workings), styles("screen", "size12", "bold"))
    write_cell(sheet, _STANDING, _MESSAGE, _verdict(lines), styles("screen", "size12", "bold"))
    write_cell(sheet, _CODE, _ORDER, check_code_formula(workings, CODE_LABEL), styles("screen", "grey"))
    note = "Trang này tự tính, không cần gõ. Sửa ở ô được chỉ tới, dòng tương ứng sẽ tự mất."
    write_cell(sheet, _CODE, _MESSAGE, note, styles("screen", "italic", "grey"))
    for row, height in ((_TITLE, 26), (_UNIT, 20), (_STANDING, 20), (_HEADER, 24)):
        sheet.on.set_row(row, height)


def _verdict(lines: tuple[PossibleFinding, ...]) -> Formula:
    """How many errors and warnings are left."""
    words = calculation_reference(f"${SEVERITY}${FIRST_ROW}:${SEVERITY}${FIRST_ROW + len(lines) - 1}")
    counted = [EMPTY, SEVERITY_NAMES["error"], SEVERITY_NAMES["warning"]]
    empty, errors, warnings = (f'COUNTIF({words},"{word}")' for word in counted)
    left = f'"Còn "&{empty}&" chỉ số chưa điền, "&{errors}&" lỗi, "&{warnings}&" cảnh báo"'
    now = [line.says[line.blank].grade for line in lines if line.blank]
    blank = f"Còn {now.count(EMPTY)} chỉ số chưa điền, {now.count(counted[1])} lỗi, 0 cảnh báo" if now else _ALL_WELL
    return Formula(f"=IF({empty}+{errors}+{warnings}=0,{quote_text(_ALL_WELL)},{left})", blank)


def _write_line(
    sheet: Sheet,
    workings: CalculationCells,
    lines: tuple[PossibleFinding, ...],
    number: int,
    blank: PossibleFinding | None,
) -> None:
    row = _HEADER + number
    sheet.on.set_row(row, _HEIGHT)
    numbers = calculation_reference(f"${NUMBER}${FIRST_ROW}:${NUMBER}${FIRST_ROW + len(lines) - 1}")
    place = lines.index(blank) + 1 if blank else ""
    write_cell(sheet, row, _PLACE, Formula(f'=IFERROR(MATCH({number},{numbers},0),"")', place), sheet.styles("screen"))
    here = f"$A{row + 1}"

    def of(letter: str) -> str:
        return f"INDEX({calculation_reference(f'${letter}${FIRST_ROW}:${letter}${FIRST_ROW + len(lines) - 1}')},{here})"

    said = blank.says[blank.blank] if blank else None
    target = finding_target(workings, blank) if blank else ""
    texts: dict[int, tuple[str, str | int]] = {
        _ORDER: (f"{number}", number),
        _WORD: (of(SEVERITY), said.grade if said else ""),
        _LINK: (f'HYPERLINK("#"&{of(TARGET)},SUBSTITUTE(SUBSTITUTE({of(TARGET)},"\'",""),"$",""))', _shown(target)),
        _MESSAGE: (of(MESSAGE), blank_form_text(said.message) if said else ""),
        _CURE: (of(CURE), blank_form_text(said.cure) if said else ""),
    }
    for column, (formula, value) in texts.items():
        cached = value if blank else ""
        write_cell(sheet, row, column, Formula(f'=IF({here}="","",{formula})', cached), sheet.styles(*_TRAITS[column]))


_TRAITS = {
    _ORDER: ("screen", "center"),
    _WORD: ("screen", "center"),
    _LINK: ("screen", "link", "center", "wrap"),
    _MESSAGE: ("screen", "wrap", "left", "indent"),
    _CURE: ("screen", "wrap", "left", "indent"),
}


def _shown(target: str) -> str:
    return target.replace("'", "").replace("$", "")


def _write_rest(sheet: Sheet, lines: tuple[PossibleFinding, ...], shown: int, first: int) -> None:
    """How many findings are not listed."""
    found = calculation_reference(f"${NUMBER}${FIRST_ROW + len(lines) - 1}")
    more = f'"… và "&({found}-{shown})&" nội dung nữa, hiện dần khi các nội dung trên đã sửa."'
    cached = f"… và {first - shown} nội dung nữa, hiện dần khi các nội dung trên đã sửa." if first > shown else ""
    text = Formula(f'=IF({found}>{shown},{more},"")', cached)
    write_cell(sheet, _HEADER + shown + 1, _MESSAGE, text, sheet.styles("screen", "italic", "grey", "indent"))


def _draw_found(sheet: Sheet, shown: int) -> None:
    """Lines around the rows that hold a finding."""
    rule = {"type": "formula", "criteria": f'=$B{_HEADER + 2}<>""', "format": sheet.styles("box")}
    sheet.on.conditional_format(_HEADER + 1, _ORDER, _HEADER + shown, _CURE, rule)
