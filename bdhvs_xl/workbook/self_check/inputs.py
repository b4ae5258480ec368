"""What may be wrong with an indicator's own cells: missing, half given, not understood, at odds with each other."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.regime.records import ADDS_UP, Indicator
from bdhvs_xl.workbook.entry_formulas import EMPTY
from bdhvs_xl.workbook.layout import YES_NO
from bdhvs_xl.workbook.self_check.cells import (
    ANSWER,
    MISSING,
    NOTHING_HAPPENED,
    STATE,
    TYPED,
    UNREAD,
    VALUE,
    WRITTEN,
    Workings,
    number_of,
)
from bdhvs_xl.workbook.self_check.lines import Line, Said, severity_of
from bdhvs_xl.workbook.self_check.wording import Sentence, as_typed
from bdhvs_xl.workbook.words import COLUMN_NAMES, column_name

UNREAD_VALUE = "value_unread"
"""A cell that the form cannot read with certainty; what it means is for the checker to say."""
_ANSWER_NAME = COLUMN_NAMES[ANSWER]


def input_lines(workings: Workings, indicator: Indicator) -> Iterator[Line]:
    """A line for every input of the indicator and one for its answer."""
    for column in indicator.columns:
        yield _input(workings, indicator, column)
    for column in indicator.cumulative:
        yield from _cumulative(workings, indicator, column)
    yield _answer(workings, indicator)


def _input(workings: Workings, indicator: Indicator, column: str) -> Line:
    says = {UNREAD_VALUE: Said("warning", _unread(workings, indicator, column), (_how_to_type(indicator),))}
    if severity := severity_of(workings, "required"):
        message = (f"Chỉ số {indicator.code} chưa có kết quả.",)
        says["required"] = Said(severity, message, (_how_to_answer(indicator),), EMPTY)
    if severity := severity_of(workings, "incomplete"):
        says["incomplete"] = Said(severity, _incomplete(indicator, column), ("Ghi thêm số vào ô này.",))
    is_asked = indicator.required and column == indicator.columns[0] and "required" in says
    found = _missing(
        workings, indicator, column, "required" if is_asked else "", "incomplete" if "incomplete" in says else ""
    )
    return Line(indicator.code, column, found, says, "required" if is_asked else "")


def _missing(workings: Workings, indicator: Indicator, column: str, all_missing: str, some_missing: str) -> str:
    state, states = workings.at(STATE, indicator.code, column), workings.inputs(STATE, indicator)
    answered, meant = workings.at(TYPED, indicator.code), workings.at(VALUE, indicator.code)
    some = f'IF(COUNTIF({states},"{UNREAD}")=0,"{some_missing}","")'
    missing = f'IF(COUNTIF({states},"{MISSING}")={len(indicator.columns)},"{all_missing}",{some})'
    beside = (
        f'IFERROR(IF({meant}="{NOTHING_HAPPENED}","{some_missing}",""),"")' if column in indicator.cumulative else '""'
    )
    return f'IF({state}="{UNREAD}","{UNREAD_VALUE}",IF({state}="{MISSING}",IF({answered}="",{missing},{beside}),""))'


def _unread(workings: Workings, indicator: Indicator, column: str) -> Sentence:
    where = f"Chỉ số {indicator.code}, cột “{column_name(indicator, column)}”: chưa hiểu chắc “"
    return where, as_typed(workings.at(TYPED, indicator.code, column)), "”."


def _how_to_type(indicator: Indicator) -> str:
    if indicator.kind.is_yes_no:
        return f"Chọn {YES_NO[0]} hoặc {YES_NO[1]}."
    return "Ghi một số nguyên, chỉ bằng chữ số, ví dụ 2610 hoặc 2.610; phần khác ghi ở cột Minh chứng."


def _how_to_answer(indicator: Indicator) -> str:
    columns = vi.join([f"“{column_name(indicator, column)}”" for column in indicator.columns])
    return f"Ghi vào cột {columns}; nếu không có số thì chọn ở cột “{_ANSWER_NAME}”."


def _incomplete(indicator: Indicator, column: str) -> Sentence:
    label = indicator.label(column)
    what = f" ({label})" if label else ""
    return (f"Chỉ số {indicator.code} còn thiếu cột “{column_name(indicator, column)}”{what}.",)


def _cumulative(workings: Workings, indicator: Indicator, column: str) -> Iterator[Line]:
    """What was done up to now against what was done in the period and before."""
    typed, value = workings.at(TYPED, indicator.code, column), workings.at(VALUE, indicator.code, column)
    now, name = workings.at(VALUE, indicator.code, ADDS_UP[column]), column_name(indicator, column)
    shown = as_typed(typed)
    says: dict[str, Said] = {}
    if severity := severity_of(workings, "cumulative_less"):
        of_period = column_name(indicator, ADDS_UP[column])
        message = (f"Chỉ số {indicator.code}: “{name}” ", shown, f" nhỏ hơn “{of_period}”.")
        says["cumulative_less"] = Said(severity, message, ("Lũy kế gồm cả số trong kỳ: sửa lại một trong hai số.",))
    differs = severity_of(workings, "cumulative_differs")
    if differs and not workings.common:
        message = (f"Chỉ số {indicator.code}: “{name}” ", shown, " khác lũy kế kỳ trước cộng số trong kỳ.")
        cure = f"Sửa một trong hai số, để trống ô lũy kế, hoặc nêu lý do ở cột “{COLUMN_NAMES['explanation']}”."
        says["cumulative_differs"] = Said(differs, message, (cure,))
    if says:
        yield Line(indicator.code, column, _against(workings, indicator, column, says, (typed, value, now)), says)


def _against(
    workings: Workings, indicator: Indicator, column: str, says: dict[str, Said], cells: tuple[str, str, str]
) -> str:
    typed, value, now = cells
    different = '""'
    if "cumulative_differs" in says:
        earlier = workings.earlier(indicator.code, column)
        sum_differs = f'IF({value}<>{number_of(earlier)}+{now},"cumulative_differs","")'
        different = f'IF({earlier}="","",{sum_differs})'
    less = "cumulative_less" if "cumulative_less" in says else ""
    compared = f'IF({value}<{now},"{less}",{different})'
    return f'IF({typed}="","",IF(AND(ISNUMBER({value}),ISNUMBER({now})),{compared},""))'


def _answer(workings: Workings, indicator: Indicator) -> Line:
    typed, meant = workings.at(TYPED, indicator.code), workings.at(VALUE, indicator.code)
    where = f"Chỉ số {indicator.code}"
    says = {
        "answer_unknown": Said(
            "error", (f"{where}, cột “{_ANSWER_NAME}”: không hiểu “", as_typed(typed), "”."),
            ("Chọn một câu trong danh sách; số thì ghi ở cột kết quả.",),
        ),
        "answer_and_value": Said(
            "error", (f"{where} vừa chọn “", as_typed(typed), "” vừa ghi kết quả."),
            ("Giữ một trong hai: xóa câu đã chọn hoặc xóa kết quả.",),
        ),
    }  # fmt: skip
    columns = [column for column in indicator.columns if column not in indicator.cumulative]
    states = ",".join(f'{workings.at(STATE, indicator.code, column)}="{WRITTEN}"' for column in columns)
    contradicts = f'IF(OR({states}),"answer_and_value","")'
    if indicator.kind.is_yes_no:
        message = f"{where} hỏi Có hay Không nên không trả lời “{NOTHING_HAPPENED}”."
        says["answer_unsuited"] = Said("error", (message,), (f"Chọn {YES_NO[0]} hoặc {YES_NO[1]} ở cột kết quả.",))
        contradicts = f'IF({meant}="{NOTHING_HAPPENED}","answer_unsuited",{contradicts})'
    return Line(
        indicator.code, ANSWER, f'IF({typed}="","",IF(ISNA({meant}),"answer_unknown",{contradicts}))', says
    )  # fmt: skip
