"""The rows of the appendices' tables: the survey schedule, every indicator, every task, every practice.

In a unit's report a result is the unit's own value, with the unit's name and its evidence. In the focal office's report
it is the total, with the number of units in it and the amount of evidence they gave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.documents.content import evidence_sentences
from bdhvs_xl.documents.content.practices import Practice
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.reporting import reporting_states
from bdhvs_xl.documents.content.result_cells import (
    NO_NUMBER,
    ResultCells,
    printed_cumulative_total,
    result_cells,
)
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.word.table_rows import AnnexRow
from bdhvs_xl.master.assignees import assignee_names
from bdhvs_xl.regime.model import Appendix, Indicator
from bdhvs_xl.rollup.appendix_rows import TARGET_LABELS
from bdhvs_xl.rollup.coverage import target_percent
from bdhvs_xl.rollup.task_totals import Task, due_text, product_text, progress_text, task_remark, tasks_with_progress
from bdhvs_xl.rollup.totals import Total

_NOTHING = "–"
_NONE_GIVEN = "Không có nhiệm vụ được giao trong kỳ báo cáo"


def annex_rows(data: ReportData, figures: Figures, practices: Sequence[Practice]) -> Iterator[AnnexRow]:
    """The rows of all printed appendices."""
    for appendix in data.regime.printed_appendices:
        for line in _appendix_rows(appendix, data, figures, practices):
            yield replace(line, appendix=appendix.id)


def _appendix_rows(
    appendix: Appendix, data: ReportData, figures: Figures, practices: Sequence[Practice]
) -> Iterator[AnnexRow]:
    match appendix.kind:
        case "schedule":
            yield from _schedule(data)
        case "practices":
            yield from _practices(data, practices)
        case "tasks":
            yield from _tasks(appendix, data, figures)
        case _:
            yield from _results(appendix, data, figures)


def _schedule(data: ReportData) -> Iterator[AnnexRow]:
    """The survey schedule by delegation, and the reporting state of each place."""
    reported = {standing.unit: standing.text for standing in reporting_states(data)}
    delegation = ""
    for order, visit in enumerate(data.regime.schedule, 1):
        if visit.delegation != delegation:
            delegation = visit.delegation
            yield AnnexRow("schedule_group", {"name": delegation})
        fields = {"order": str(order), "name": data.name(visit.unit), "time": visit.time}
        yield AnnexRow("schedule", {**fields, "received": reported.get(visit.unit, NO_NUMBER)})


def _practices(data: ReportData, practices: Sequence[Practice]) -> Iterator[AnnexRow]:
    """Every practice with its unit and place."""
    for order, practice in enumerate(practices, 1):
        place = "" if vi.fold(practice.place) == vi.fold(data.name(practice.unit)) else practice.place
        where = data.name(practice.unit) + (f"\n{place}" if place else "")
        texts = {"name": practice.name, "description": practice.description, "result": practice.result}
        yield AnnexRow("practices", {"order": str(order), "place": where, **texts})


def _results(appendix: Appendix, data: ReportData, figures: Figures) -> Iterator[AnnexRow]:
    """Every indicator of the appendix, under its group when there are several groups."""
    rows = {"targets": _against_target, "statistics": _statistic}.get(appendix.kind, _result)
    groups, cells = list(data.regime.shown_in(appendix)), result_cells(data, figures)
    order = 0
    for group, indicators in groups:
        if len(groups) > 1 or appendix.kind == "results":
            yield AnnexRow(f"{appendix.kind}_group", {"name": f"{group.code}. {group.name}"})
        for indicator in indicators:
            order += 1
            fields = {"order": str(order), "name": vi.plain(indicator.name).rstrip(".")}
            yield AnnexRow(appendix.kind, {**fields, **rows(data, figures, indicator, cells)})


# --- fields of a row in each kind of table ----------------------------------------------------------------------------


def _result(data: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    totals = data.columns(indicator)
    return {
        "code": indicator.code,
        "unit": indicator.unit,
        "shown": cells.value(indicator, totals),
        **_second_field(data, "shown_cumulative", printed_cumulative_total(indicator, totals, figures)),
        "coverage": cells.reporters(indicator, totals),
        "remark": _remark(cells, indicator, totals.get(indicator.judged)),
    }


def _against_target(data: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    """The result as the plan's form lays it out: met or not, and the share of the target."""
    totals = data.columns(indicator)
    main, now = totals.get(indicator.judged), cells.value(indicator, totals)
    value = (printed_cumulative_total(indicator, totals, figures) or NO_NUMBER) if indicator.repeats else now
    target = data.regime.target(indicator)
    known = main is not None and main.shown is not None and target is not None
    share = target_percent(main.shown, main.target, main.met) if main else None
    return {
        "target": _target_cell(data, figures, indicator),
        "units": cells.reporters(indicator, totals),
        **_second_field(data, "shown", now if indicator.repeats else ""),
        "result": f"{TARGET_LABELS[main.met]}\n{value}" if main and known else value,
        "fulfilled": NO_NUMBER if share is None else f"{_number(figures, indicator, 'fulfilled', share)}%",
        "evidence": cells.evidence(indicator),
    }


def _statistic(data: ReportData, figures: Figures, indicator: Indicator, cells: ResultCells) -> dict[str, str]:
    totals = data.columns(indicator)
    return {
        "unit": indicator.unit,
        "shown": cells.value(indicator, totals),
        **_second_field(data, "shown_cumulative", printed_cumulative_total(indicator, totals, figures)),
        "evidence": cells.evidence(indicator),
        "units": cells.reporters(indicator, totals),
    }


# --- cells ------------------------------------------------------------------------------------------------------------


def _second_field(data: ReportData, field: str, text: str) -> dict[str, str]:
    """The field of an indicator's second number, in regimes that ask for two (period and cumulative)."""
    return {field: text or NO_NUMBER} if data.regime.repeats else {}


def _number(figures: Figures, indicator: Indicator, column: str, value: float) -> str:
    text = vi.format_number(value, 1)
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=text))


def _target_cell(data: ReportData, figures: Figures, indicator: Indicator) -> str:
    """The target with its year: "80% (năm 2025)"."""
    target, year = data.regime.target(indicator), data.regime.target_year(indicator)
    if target is None:
        return NO_NUMBER
    sign = "%" if indicator.kind.is_share else ""
    return f"{_number(figures, indicator, 'target', target)}{sign}\n(năm {year})"


def _remark(cells: ResultCells, indicator: Indicator, main: Total | None) -> str:
    """Evidence, target, units missing from the total, agreed value: everything a reader must know beside the number."""
    remarks = [cells.evidence(indicator), *(cells.remarks(main) if main is not None else ())]
    return ". ".join(remark.rstrip(".") for remark in remarks if remark)


# --- tasks ------------------------------------------------------------------------------------------------------------


def _tasks(appendix: Appendix, data: ReportData, figures: Figures) -> Iterator[AnnexRow]:
    """Every task of the appendix, under its group when there are several groups; one row saying so if there is none."""
    known = {task.indicator.code: task for task in tasks_with_progress(data.regime, data.ledger, data.contributions)}
    groups = [
        (group, [known[i.code] for i in indicators if i.code in known])
        for group, indicators in data.regime.shown_in(appendix)
    ]
    groups = [(group, group_tasks) for group, group_tasks in groups if group_tasks]
    order = 0
    for group, group_tasks in groups:
        if len(groups) > 1:
            yield AnnexRow("tasks_group", {"name": f"{group.code}. {group.name}"})
        for task in group_tasks:
            order += 1
            yield AnnexRow("tasks", {"order": str(order), **_task_fields(task, data, figures)})
    if not groups:
        yield AnnexRow("tasks_group", {"name": _NONE_GIVEN})


def _task_fields(task: Task, data: ReportData, figures: Figures) -> dict[str, str]:
    def product(unit: str) -> str:
        return _product(data, unit, task.indicator)

    return {
        "name": vi.plain(task.indicator.name).rstrip("."),
        "units": clean_text(assignee_names(data.regime, task.indicator)),
        "due": due_text(task.indicator) or _NOTHING,
        "progress": progress_text(task, _share(task, figures), data.name),
        "product": product_text(task, product, data.name) or _NOTHING,
    }


def _share(task: Task, figures: Figures) -> str:
    """ "3/5": how many of the responsible units have completed it."""
    done, everyone = task.those("done"), tuple(task.units)
    if len(everyone) == 1:
        return ""
    parts = (("units_done", tuple(done)), ("units_expected", everyone))
    return "/".join(
        figures.mark(
            Figure(
                indicator=task.indicator.code, column=column, value=len(units), text=str(len(units)), units=units,
            )
        )
        for column, units in parts
    )  # fmt: skip


def _product(data: ReportData, unit: str, indicator: Indicator) -> str:
    """The evidence for a unit's answer, else its remark."""
    return evidence_sentences.evidence_lines(data, unit, indicator) or clean_text(
        task_remark(data.ledger, unit, indicator)
    )
