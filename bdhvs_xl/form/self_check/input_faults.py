"""Findings about an indicator's input cells: missing, incomplete, not readable, contradictory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bdhvs_xl.form.self_check.calculation_cells import (
    ANSWER,
    MISSING,
    NOTHING_HAPPENED,
    STATE,
    TYPED,
    UNREAD,
    VALUE,
    WRITTEN,
    CalculationCells,
    number_formula,
)
from bdhvs_xl.form.self_check.message_formulas import MessageFormula, number_text_formula, typed_text_formula
from bdhvs_xl.form.self_check.possible_findings import FindingText, PossibleFinding, active_severity, check_text
from bdhvs_xl.master.entry_formulas import EMPTY
from bdhvs_xl.master.labels import column_name
from bdhvs_xl.master.layout import YES_NO
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator

UNREAD_VALUE = "value_unread"
"""A cell that the form cannot read with certainty; what it means is for the checker to say."""


def input_findings(workings: CalculationCells, indicator: Indicator) -> Iterator[PossibleFinding]:
    """The possible findings of every input of the indicator, then of its answer."""
    for column in indicator.columns:
        yield _input(workings, indicator, column)
    for column in indicator.cumulative:
        yield from _cumulative(workings, indicator, column)
    yield _answer(workings, indicator)


def _input(workings: CalculationCells, indicator: Indicator, column: str) -> PossibleFinding:
    says = {UNREAD_VALUE: _unread(workings, indicator, column)}
    if severity := active_severity(workings, "required"):
        says["required"] = replace(check_text("required", severity, indicator, column), word=EMPTY)
    if severity := active_severity(workings, "incomplete"):
        says["incomplete"] = check_text("incomplete", severity, indicator, column)
    is_asked = indicator.required and column == indicator.columns[0] and "required" in says
    found = _missing(
        workings, indicator, column, "required" if is_asked else "", "incomplete" if "incomplete" in says else ""
    )
    return PossibleFinding(indicator.code, column, found, says, "required" if is_asked else "")


def _missing(workings: CalculationCells, indicator: Indicator, column: str, all_missing: str, some_missing: str) -> str:
    state, states = workings.at(STATE, indicator.code, column), workings.inputs(STATE, indicator)
    answered, meant = workings.at(TYPED, indicator.code), workings.at(VALUE, indicator.code)
    some = f'IF(COUNTIF({states},"{UNREAD}")=0,"{some_missing}","")'
    missing = f'IF(COUNTIF({states},"{MISSING}")={len(indicator.columns)},"{all_missing}",{some})'
    beside = (
        f'IFERROR(IF({meant}="{NOTHING_HAPPENED}","{some_missing}",""),"")' if column in indicator.cumulative else '""'
    )
    return f'IF({state}="{UNREAD}","{UNREAD_VALUE}",IF({state}="{MISSING}",IF({answered}="",{missing},{beside}),""))'


def _unread(workings: CalculationCells, indicator: Indicator, column: str) -> FindingText:
    where = f"Chỉ số {indicator.code}, cột “{column_name(indicator, column)}”: chưa hiểu chắc “"
    message = (where, typed_text_formula(workings.at(TYPED, indicator.code, column)), "”.")
    return FindingText(catalogue.check_severity(UNREAD_VALUE), message, (_how_to_type(indicator),))


def _how_to_type(indicator: Indicator) -> str:
    if indicator.kind.is_yes_no:
        return f"Chọn {YES_NO[0]} hoặc {YES_NO[1]}."
    return "Ghi một số nguyên, chỉ bằng chữ số, ví dụ 2610 hoặc 2.610; phần khác ghi ở cột Minh chứng."


def _cumulative(workings: CalculationCells, indicator: Indicator, column: str) -> Iterator[PossibleFinding]:
    """What was done up to now against what was done in the period and before."""
    typed, value = workings.at(TYPED, indicator.code, column), workings.at(VALUE, indicator.code, column)
    now = workings.at(VALUE, indicator.code, CUMULATIVE_OF[column])
    says: dict[str, FindingText] = {}
    if severity := active_severity(workings, "cumulative_less"):
        of_period = column_name(indicator, CUMULATIVE_OF[column])
        says["cumulative_less"] = check_text(
            "cumulative_less", severity, indicator, column, typed=typed_text_formula(typed), of_period=of_period,
            now=number_text_formula(now),
        )  # fmt: skip
    differs = active_severity(workings, "cumulative_differs")
    if differs and not workings.common:
        earlier = number_formula(workings.earlier(indicator.code, column))
        says["cumulative_differs"] = check_text(
            "cumulative_differs", differs, indicator, column, typed=typed_text_formula(typed),
            earlier=number_text_formula(earlier), now=number_text_formula(now),
            sum=number_text_formula(f"{earlier}+{now}"),
        )  # fmt: skip
    if says:
        yield PossibleFinding(
            indicator.code, column, _against(workings, indicator, column, says, (typed, value, now)), says
        )


def _against(
    workings: CalculationCells,
    indicator: Indicator,
    column: str,
    says: dict[str, FindingText],
    cells: tuple[str, str, str],
) -> str:
    typed, value, now = cells
    different = '""'
    if "cumulative_differs" in says:
        earlier = workings.earlier(indicator.code, column)
        sum_differs = f'IF({value}<>{number_formula(earlier)}+{now},"cumulative_differs","")'
        different = f'IF({earlier}="","",{sum_differs})'
    less = "cumulative_less" if "cumulative_less" in says else ""
    compared = f'IF({value}<{now},"{less}",{different})'
    return f'IF({typed}="","",IF(AND(ISNUMBER({value}),ISNUMBER({now})),{compared},""))'


def _answer(workings: CalculationCells, indicator: Indicator) -> PossibleFinding:
    typed, meant = workings.at(TYPED, indicator.code), workings.at(VALUE, indicator.code)
    columns = [column for column in indicator.columns if column not in indicator.cumulative]
    given, written = typed_text_formula(typed), _first_written(workings, indicator, columns)
    says = {
        "answer_unknown": _of_answer("answer_unknown", indicator, typed=given),
        "answer_and_value": _of_answer("answer_and_value", indicator, typed=given, written=written),
    }
    states = ",".join(f'{workings.at(STATE, indicator.code, column)}="{WRITTEN}"' for column in columns)
    contradicts = f'IF(OR({states}),"answer_and_value","")'
    if indicator.kind.is_yes_no:
        says["answer_unsuited"] = _of_answer("answer_unsuited", indicator, typed=NOTHING_HAPPENED)
        contradicts = f'IF({meant}="{NOTHING_HAPPENED}","answer_unsuited",{contradicts})'
    return PossibleFinding(
        indicator.code, ANSWER, f'IF({typed}="","",IF(ISNA({meant}),"answer_unknown",{contradicts}))', says
    )  # fmt: skip


def _of_answer(check: str, indicator: Indicator, **fields: str | MessageFormula) -> FindingText:
    return check_text(check, catalogue.check_severity(check), indicator, ANSWER, **fields)


def _first_written(workings: CalculationCells, indicator: Indicator, columns: Sequence[str]) -> MessageFormula:
    """The text of the first input with a value."""
    *others, last = columns
    text = typed_text_formula(workings.at(TYPED, indicator.code, last)).text
    for column in reversed(others):
        state, typed = (workings.at(letter, indicator.code, column) for letter in (STATE, TYPED))
        text = f'IF({state}="{WRITTEN}",{typed_text_formula(typed).text},{text})'
    return MessageFormula(text)
