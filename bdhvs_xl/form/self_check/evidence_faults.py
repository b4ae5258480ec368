"""Findings about what a value needs: evidence, documents, names; and overdue tasks."""

from collections.abc import Iterator
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.form import finding_messages
from bdhvs_xl.form.self_check.calculation_cells import DOCUMENTS, EVIDENCE, NAMES, TYPED, VALUE, CalculationCells
from bdhvs_xl.form.self_check.message_formulas import (
    MessageFormula,
    message_formula,
    number_text_formula,
    template_sentence,
    typed_text_formula,
)
from bdhvs_xl.form.self_check.possible_findings import PossibleFinding, active_severity, check_text
from bdhvs_xl.master.layout import YES_NO
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import Indicator

_DOCUMENTS = "văn bản"
"""The unit of a count whose things are the documents themselves."""
_CURE_ROOM = 150
"""Characters of an indicator's own guidance that a cure repeats."""


def evidence_findings(workings: CalculationCells, indicator: Indicator, unsaid: str) -> Iterator[PossibleFinding]:
    """The possible findings; `unsaid` is the condition that no rule already reports the same list."""
    if indicator.kind.lists_names or indicator.needs == "names":
        yield from _names(workings, indicator, unsaid)
    elif indicator.needs == "documents":
        yield from _documents(workings, indicator, unsaid)
    elif indicator.needs == "text":
        yield from _evidence(workings, indicator)
    if indicator.due and indicator.due <= workings.regime.period_to:
        yield from _overdue(workings, indicator, indicator.due)


def required_list(indicator: Indicator) -> tuple[str, str]:
    """The list, as (kind of ITEMS, indicator), that `evidence_findings` checks."""
    return ("evidence" if indicator.kind.lists_names or indicator.needs == "names" else "documents", indicator.code)


def _shared(
    workings: CalculationCells,
    check: str,
    indicator: Indicator,
    column: str,
    condition: str,
    **fields: str | MessageFormula,
) -> Iterator[PossibleFinding]:
    """The line of a check, none where it is switched off."""
    if severity := active_severity(workings, check):
        said = check_text(check, severity, indicator, column, **fields)
        yield PossibleFinding(indicator.code, column, f'IF(IFERROR({condition},FALSE()),"{check}","")', {check: said})


def _claims(workings: CalculationCells, indicator: Indicator) -> str:
    """The condition that the indicator reports something."""
    main = workings.main(indicator)
    if indicator.kind.is_yes_no:
        return f'{main}="{YES_NO[0]}"'
    if indicator.kind.is_free_text:
        return f'{main}<>""'
    return f"IF(ISNUMBER({main}),{main}<>0,FALSE())"


def _evidence(workings: CalculationCells, indicator: Indicator) -> Iterator[PossibleFinding]:
    condition = f'AND({_claims(workings, indicator)},{workings.at(EVIDENCE, indicator.code)}="")'
    guidance = finding_messages.evidence_guidance(indicator, longest=_CURE_ROOM)
    yield from _shared(workings, "needs_evidence", indicator, "evidence", condition, guidance=guidance)


def _documents(workings: CalculationCells, indicator: Indicator, unsaid: str) -> Iterator[PossibleFinding]:
    listed, value = workings.at(DOCUMENTS, indicator.code), workings.main(indicator)
    condition = f"AND({_claims(workings, indicator)},{listed}=0,{unsaid})"
    column = indicator.columns[0]
    yield from _shared(workings, "needs_documents", indicator, column, condition)
    if indicator.kind.code is Kind.COUNT and _DOCUMENTS in vi.fold(indicator.unit):
        typed = typed_text_formula(workings.at(TYPED, indicator.code, column))
        condition = f"AND(ISNUMBER({value}),{listed}>0,{value}>{listed},{unsaid})"
        yield from _shared(
            workings, "documents_fewer", indicator, column, condition, typed=typed, listed=number_text_formula(listed)
        )


def _names(workings: CalculationCells, indicator: Indicator, unsaid: str) -> Iterator[PossibleFinding]:
    column = indicator.columns[0]
    value, listed = workings.at(VALUE, indicator.code, column), workings.at(NAMES, indicator.code)
    typed = typed_text_formula(workings.at(TYPED, indicator.code, column))
    known: dict[str, str | MessageFormula] = {
        **finding_messages.message_fields(indicator),
        "listed": number_text_formula(listed),
    }
    some, none = (
        message_formula(template_sentence(t, known)) for t in (finding_messages.NAMES_LISTED, finding_messages.NO_NAMES)
    )
    condition = f"AND(ISNUMBER({value}),ISNUMBER({listed}),{value}<>{listed},{unsaid})"
    named = MessageFormula(f"IF({listed}=0,{none},{some})")
    yield from _shared(workings, "names_differ", indicator, column, condition, typed=typed, names=named)


def _overdue(workings: CalculationCells, indicator: Indicator, due: date) -> Iterator[PossibleFinding]:
    condition = f'{workings.main(indicator)}="{YES_NO[1]}"'
    column = indicator.columns[0]
    yield from _shared(workings, "task_overdue", indicator, column, condition, due=vi.format_date(due))
