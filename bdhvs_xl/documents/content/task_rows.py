"""The rows of an appendix of tasks: units, deadline, progress and result; in a unit's report its own."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.documents.content import evidence_sentences
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.word.table_rows import AnnexRow
from bdhvs_xl.master.assignees import doers
from bdhvs_xl.regime.model import Appendix, Indicator
from bdhvs_xl.rollup.task_totals import Task, due_text, product_text, progress_text, remark, tasks

_NOTHING = "–"
_NONE_GIVEN = "Không có nhiệm vụ được giao trong kỳ báo cáo"


def task_rows(appendix: Appendix, data: ReportData, figures: Figures) -> Iterator[AnnexRow]:
    """Every task of the appendix, under its group when there are several groups; one row saying so if there is none."""
    known = {task.indicator.code: task for task in tasks(data.regime, data.ledger, data.contributions)}
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
        "units": clean_text(doers(data.regime, task.indicator)),
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
    return evidence_sentences.evidence_lines(data, unit, indicator) or clean_text(remark(data.ledger, unit, indicator))
