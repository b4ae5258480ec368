"""The lines of the appendices' tables: the survey schedule, every indicator, every task, every practice.

In a unit's own report a result is the unit's, beside it stand the unit's name and its evidence itself; in the report of
the focal office it is the total, beside it stand how many units are in it and how much evidence they gave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.documents.content import task_rows
from bdhvs_xl.documents.content.practices import Practice
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.reporting import reporting_states
from bdhvs_xl.documents.content.result_cells import (
    NO_NUMBER,
    ResultCells,
    printed_cumulative_total,
    result_cells,
)
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.documents.word.table_rows import AnnexRow
from bdhvs_xl.regime.model import Appendix, Indicator
from bdhvs_xl.rollup.appendix_rows import MET
from bdhvs_xl.rollup.target_status import fulfilled
from bdhvs_xl.rollup.totals import Total


def annex_rows(material: ReportData, figures: Figures, practices: Sequence[Practice]) -> Iterator[AnnexRow]:
    """The rows of all appendices that stand in the report."""
    for appendix in material.regime.printed_appendices:
        for line in _of(appendix, material, figures, practices):
            yield replace(line, appendix=appendix.id)


def _of(
    appendix: Appendix, material: ReportData, figures: Figures, practices: Sequence[Practice]
) -> Iterator[AnnexRow]:
    match appendix.kind:
        case "schedule":
            yield from _schedule(material)
        case "practices":
            yield from _practices(material, practices)
        case "tasks":
            yield from task_rows.task_rows(appendix, material, figures)
        case _:
            yield from _results(appendix, material, figures)


def _schedule(material: ReportData) -> Iterator[AnnexRow]:
    """The survey schedule by delegation, and how each place has reported."""
    reported = {standing.unit: standing.text for standing in reporting_states(material)}
    delegation = ""
    for order, slot in enumerate(material.regime.schedule, 1):
        if slot.delegation != delegation:
            delegation = slot.delegation
            yield AnnexRow("schedule_group", {"name": delegation})
        fields = {"order": str(order), "name": material.name(slot.unit), "time": slot.time}
        yield AnnexRow("schedule", {**fields, "received": reported.get(slot.unit, NO_NUMBER)})


def _practices(material: ReportData, practices: Sequence[Practice]) -> Iterator[AnnexRow]:
    """Every practice with who does it and where."""
    for order, practice in enumerate(practices, 1):
        place = "" if vi.fold(practice.place) == vi.fold(material.name(practice.unit)) else practice.place
        where = material.name(practice.unit) + (f"\n{place}" if place else "")
        texts = {"name": practice.name, "description": practice.description, "result": practice.result}
        yield AnnexRow("practices", {"order": str(order), "place": where, **texts})


def _results(appendix: Appendix, material: ReportData, figures: Figures) -> Iterator[AnnexRow]:
    """Every indicator of the appendix; under its group where there are several."""
    rows = {"targets": _against_target, "statistics": _statistic}.get(appendix.kind, _result)
    shown, cells = list(material.regime.shown_in(appendix)), result_cells(material, figures)
    order = 0
    for group, indicators in shown:
        if len(shown) > 1 or appendix.kind == "results":
            yield AnnexRow(f"{appendix.kind}_group", {"name": f"{group.code}. {group.name}"})
        for indicator in indicators:
            order += 1
            fields = {"order": str(order), "name": vi.plain(indicator.name).rstrip(".")}
            yield AnnexRow(appendix.kind, {**fields, **rows(material, figures, indicator, cells)})


# --- a line of each kind of table -------------------------------------------------------------------------------------


def _result(material: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    totals = material.columns(indicator)
    return {
        "code": indicator.code,
        "unit": indicator.unit,
        "shown": cells.value(indicator, totals),
        **_twice(material, "shown_cumulative", printed_cumulative_total(indicator, totals, figures)),
        "coverage": cells.reporters(indicator, totals),
        "remark": _remark(cells, indicator, totals.get(indicator.judged)),
    }


def _against_target(material: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    """The result as the form of the plan asks for it: reached or not, and how much of the target."""
    totals = material.columns(indicator)
    main, now = totals.get(indicator.judged), cells.value(indicator, totals)
    value = (printed_cumulative_total(indicator, totals, figures) or NO_NUMBER) if indicator.repeats else now
    target = material.regime.target(indicator)
    known = main is not None and main.shown is not None and target is not None
    share = fulfilled(main.shown, main.target, main.met) if main else None
    return {
        "target": _target_cell(material, figures, indicator),
        "units": cells.reporters(indicator, totals),
        **_twice(material, "shown", now if indicator.repeats else ""),
        "result": f"{MET[main.met]}\n{value}" if main and known else value,
        "fulfilled": NO_NUMBER if share is None else f"{_number(figures, indicator, 'fulfilled', share)}%",
        "evidence": cells.evidence(indicator),
    }


def _statistic(material: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    totals = material.columns(indicator)
    return {
        "unit": indicator.unit,
        "shown": cells.value(indicator, totals),
        **_twice(material, "shown_cumulative", printed_cumulative_total(indicator, totals, figures)),
        "evidence": cells.evidence(indicator),
        "units": cells.reporters(indicator, totals),
    }


# --- cells ------------------------------------------------------------------------------------------------------------


def _twice(material: ReportData, field: str, text: str) -> dict[str, str]:
    """The field of the second number of an indicator, where a regime asks for two."""
    return {field: text or NO_NUMBER} if material.regime.repeats else {}


def _number(figures: Figures, indicator: Indicator, column: str, value: float) -> str:
    text = vi.format_number(value, 1)
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=text))


def _target_cell(material: ReportData, figures: Figures, indicator: Indicator) -> str:
    """The target with its year: "80% (năm 2025)"."""
    target, year = material.regime.target(indicator), material.regime.target_year(indicator)
    if target is None:
        return NO_NUMBER
    sign = "%" if indicator.kind.is_share else ""
    return f"{_number(figures, indicator, 'target', target)}{sign}\n(năm {year})"


def _remark(cells: ResultCells, indicator: Indicator, main: Total | None) -> str:
    """Evidence, target, units that reported but are not in the total, agreed value: what must be known beside it."""
    remarks = [cells.evidence(indicator), *(cells.remarks(main) if main is not None else ())]
    return ". ".join(remark.rstrip(".") for remark in remarks if remark)
