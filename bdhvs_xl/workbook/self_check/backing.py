"""What may be missing behind an indicator's value: evidence, documents, names; and tasks whose day has passed."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.workbook.layout import FORM_DOCUMENTS, YES_NO
from bdhvs_xl.workbook.self_check.cells import DOCUMENTS, EVIDENCE, NAMES, TYPED, VALUE, Workings
from bdhvs_xl.workbook.self_check.lines import Line, Said, severity_of
from bdhvs_xl.workbook.self_check.wording import Sentence, a_number, as_typed
from bdhvs_xl.workbook.words import COLUMN_NAMES

_EVIDENCE_NAME = COLUMN_NAMES["evidence"]
_DOCUMENTS = "văn bản"
"""The unit of a count whose things are the documents themselves."""
_CURE_ROOM = 150
"""Characters of an indicator's own guidance that a cure repeats."""


def backing_lines(workings: Workings, indicator: Indicator, unsaid: str) -> Iterator[Line]:
    """The lines of what the indicator needs; `unsaid` is a condition: no rule has spoken of that list yet."""
    if indicator.kind.lists_names or indicator.needs == "names":
        yield from _names(workings, indicator, unsaid)
    elif indicator.needs == "documents":
        yield from _documents(workings, indicator, unsaid)
    elif indicator.needs == "text":
        yield from _evidence(workings, indicator)
    if indicator.due and indicator.due <= workings.regime.period_to:
        yield from _overdue(workings, indicator)


def list_needed(indicator: Indicator) -> tuple[str, str]:
    """The list, as (kind of ITEMS, indicator), that `backing_lines` speaks of."""
    return ("evidence" if indicator.kind.lists_names or indicator.needs == "names" else "documents", indicator.code)


def _line(
    workings: Workings, indicator: Indicator, column: str, condition: str, rule: str, said: tuple[Sentence, str]
) -> Iterator[Line]:
    if severity := severity_of(workings, rule):
        found = f'IF(IFERROR({condition},FALSE()),"{rule}","")'
        yield Line(indicator.code, column, found, {rule: Said(severity, said[0], (said[1],))})


def _claims(workings: Workings, indicator: Indicator) -> str:
    """The condition that the indicator reports something."""
    main = workings.main(indicator)
    if indicator.kind.is_yes_no:
        return f'{main}="{YES_NO[0]}"'
    if indicator.kind.is_free_text:
        return f'{main}<>""'
    return f"IF(ISNUMBER({main}),{main}<>0,FALSE())"


def _evidence(workings: Workings, indicator: Indicator) -> Iterator[Line]:
    condition = f'AND({_claims(workings, indicator)},{workings.at(EVIDENCE, indicator.code)}="")'
    guidance = indicator.evidence if len(indicator.evidence) <= _CURE_ROOM else ""
    cure = f"Ghi vào cột “{_EVIDENCE_NAME}”: {guidance}" if guidance else f"Ghi vào cột “{_EVIDENCE_NAME}”."
    message = (f"Chỉ số {indicator.code} có kết quả nhưng cột “{_EVIDENCE_NAME}” để trống.",)
    yield from _line(workings, indicator, "evidence", condition, "needs_evidence", (message, cure))


def _documents(workings: Workings, indicator: Indicator, unsaid: str) -> Iterator[Line]:
    listed, value = workings.at(DOCUMENTS, indicator.code), workings.main(indicator)
    none = (f"Chỉ số {indicator.code} có kết quả nhưng chưa có văn bản nào kèm theo.",)
    cure = f"Ghi văn bản vào trang {FORM_DOCUMENTS}, cột Chỉ số chọn {indicator.code}."
    condition = f"AND({_claims(workings, indicator)},{listed}=0,{unsaid})"
    column = indicator.columns[0]
    yield from _line(workings, indicator, column, condition, "needs_documents", (none, cure))
    if indicator.kind.code is Kind.COUNT and _DOCUMENTS in vi.fold(indicator.unit):
        typed = as_typed(workings.at(TYPED, indicator.code, column))
        fewer = (
            f"Chỉ số {indicator.code} ghi ",
            typed,
            f" văn bản nhưng trang {FORM_DOCUMENTS} mới kê ",
            a_number(listed),
            ".",
        )
        cure = f"Kê đủ văn bản ở trang {FORM_DOCUMENTS}, hoặc sửa lại số; nếu chỉ kê văn bản chính thì ghi lý do."
        condition = f"AND(ISNUMBER({value}),{listed}>0,{value}>{listed},{unsaid})"
        yield from _line(workings, indicator, column, condition, "documents_fewer", (fewer, cure))


def _names(workings: Workings, indicator: Indicator, unsaid: str) -> Iterator[Line]:
    column = indicator.columns[0]
    value, listed = workings.at(VALUE, indicator.code, column), workings.at(NAMES, indicator.code)
    typed = as_typed(workings.at(TYPED, indicator.code, column))
    message = (f"Chỉ số {indicator.code} ghi ", typed, f" nhưng cột “{_EVIDENCE_NAME}” kể ", a_number(listed), " tên.")
    cure = f"Kể đủ tên ở cột “{_EVIDENCE_NAME}”, mỗi tên một dòng, hoặc sửa lại số."
    condition = f"AND(ISNUMBER({value}),ISNUMBER({listed}),{value}<>{listed},{unsaid})"
    yield from _line(workings, indicator, column, condition, "names_differ", (message, cure))


def _overdue(workings: Workings, indicator: Indicator) -> Iterator[Line]:
    due = vi.format_date(indicator.due) if indicator.due else ""
    message = (f"Nhiệm vụ {indicator.code} có thời hạn {due}, đến hết kỳ báo cáo chưa hoàn thành.",)
    cure = f"Ghi lý do và ngày sẽ hoàn thành vào cột “{COLUMN_NAMES['explanation']}”; nếu đã xong thì chọn {YES_NO[0]}."
    condition = f'{workings.main(indicator)}="{YES_NO[1]}"'
    said = {"task_overdue": Said("warning", message, (cure,))}
    yield Line(indicator.code, indicator.columns[0], f'IF(IFERROR({condition},FALSE()),"task_overdue","")', said)
