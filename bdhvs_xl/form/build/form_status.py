"""Formulas for the progress of a form: status and parsed values of every row, number of filled rows, check code."""

from bdhvs_xl.expressions.formula import quote_text
from bdhvs_xl.form.self_check import calculation_cells as cells
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells
from bdhvs_xl.form.self_check.possible_findings import MARK
from bdhvs_xl.master import entry_formulas
from bdhvs_xl.master.build.indicator_grid import GridCells
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import FORM_CALCULATIONS
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.model import Indicator

UNCLEAR_TEXT = "chưa rõ"
"""What the column `understood` says of a number that the form cannot read with certainty."""
CODE_LABEL = "Mã kiểm tra: "
_UNDERSTOOD = "hiểu là "


def calculation_reference(cell: str) -> str:
    """A reference from other sheets to a cell or range of the calculation sheet."""
    return f"'{FORM_CALCULATIONS}'!{cell}"


def results_formulas(workings: CalculationCells) -> GridCells:
    """The formulas of the computed columns of `Kết quả`."""

    def status(indicator: Indicator, _: int) -> Formula | str:
        return _status(workings, indicator) if indicator.code in workings.asked else entry_formulas.NOT_ASKED

    def percent(indicator: Indicator, _: int) -> Formula:
        share = calculation_reference(workings.at(cells.SHARE, indicator.code))
        return Formula(f'=IF(ISNUMBER({share}),ROUND({share},2),"")')

    def understood(indicator: Indicator, _: int) -> Formula | str:
        return _understood(workings, indicator) if indicator.code in workings.asked else ""

    return GridCells(status, percent, understood)


def form_progress(workings: CalculationCells) -> Formula:
    """The formula of the progress: `Đã điền 18/23 chỉ số`."""
    filled, asked = (calculation_reference(workings.fact(row)) for row in (cells.FILLED_COUNT, cells.ASKED_COUNT))
    asked_now = sum(workings.regime.in_force(i.since, i.until) for i in workings.indicators)
    shown = entry_formulas.progress_text(0, asked_now)
    return Formula(f'="{entry_formulas.FILLED} "&{filled}&"/"&{asked}&" chỉ số"', shown)


def check_code_formula(workings: CalculationCells, before: str = "") -> Formula:
    """The formula of the check code with the text `before`; "" for a blank form."""
    code = calculation_reference(workings.fact(cells.CODE))
    return Formula(f'=IF({code}="","",{quote_text(before)}&{code})')


def _status(workings: CalculationCells, indicator: Indicator) -> Formula:
    """The gravest finding of a filled row; whether anything is filled of another."""
    marks = f"'{FORM_CALCULATIONS}'!${MARK}:${MARK}"
    found = quote_text(entry_formulas.FILLED)
    for word in reversed(list(SEVERITY_NAMES.values())):
        found = f'IF(COUNTIF({marks},"{indicator.code}|{word}")>0,"{word}",{found})'
    untouched = entry_formulas.initial_status(indicator)
    written = "&".join(
        calculation_reference(workings.at(cells.TYPED, indicator.code, column)) for column in indicator.columns
    )
    open_ = f'IF({written}="",{quote_text(untouched)},{quote_text(entry_formulas.EMPTY)})'
    text = f"IF({calculation_reference(workings.at(cells.FILLED, indicator.code))}=1,{found},{open_})"
    if workings.common:
        asked = calculation_reference(workings.at(cells.ASKED, indicator.code))
        text = f'IF({asked}=0,"{entry_formulas.NOT_ASKED}",{text})'
    in_force = workings.regime.in_force(indicator.since, indicator.until)
    return Formula(f"={text}", untouched if in_force else entry_formulas.NOT_ASKED)


def _understood(workings: CalculationCells, indicator: Indicator) -> Formula | str:
    """What the numbers of a row were read as; of words only when they were not read."""
    if indicator.kind.is_free_text:
        return ""
    columns = [workings.at(cells.TYPED, indicator.code, column) for column in indicator.columns]
    blank = "&".join(map(calculation_reference, columns)) + '=""'
    unread = f'COUNTIF({calculation_reference(workings.inputs(cells.STATE, indicator))},"{cells.UNREAD}")>0'
    read = '""'
    if indicator.kind.is_numeric:
        shown = '&"; "&'.join(
            calculation_reference(workings.at(cells.SHOWN, indicator.code, c)) for c in indicator.columns
        )
        read = f'"{_UNDERSTOOD}"&{shown}'
    return Formula(f'=IF({blank},"",IF({unread},"{UNCLEAR_TEXT}",{read}))')
