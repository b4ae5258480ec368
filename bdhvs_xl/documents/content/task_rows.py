"""The lines of an appendix of tasks: who does each and by when, how far it is, what came of it; of a unit its own."""

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


def task_rows(appendix: Appendix, material: ReportData, figures: Figures) -> Iterator[AnnexRow]:
    """Every task of the appendix, under its group where there are several; of none a line that says so."""
    known = {task.indicator.code: task for task in tasks(material.regime, material.ledger, material.contributions)}
    shown = [
        (group, [known[i.code] for i in indicators if i.code in known])
        for group, indicators in material.regime.shown_in(appendix)
    ]
    shown = [(group, own) for group, own in shown if own]
    order = 0
    for group, own in shown:
        if len(shown) > 1:
            yield AnnexRow("tasks_group", {"name": f"{group.code}. {group.name}"})
        for task in own:
            order += 1
            yield AnnexRow("tasks", {"order": str(order), **_fields(task, material, figures)})
    if not shown:
        yield AnnexRow("tasks_group", {"name": _NONE_GIVEN})


def _fields(task: Task, material: ReportData, figures: Figures) -> dict[str, str]:
    def product(unit: str) -> str:
        return _product(material, unit, task.indicator)

    return {
        "name": vi.plain(task.indicator.name).rstrip("."),
        "units": clean_text(doers(material.regime, task.indicator)),
        "due": due_text(task.indicator) or _NOTHING,
        "progress": progress_text(task, _share(task, figures), material.name),
        "product": product_text(task, product, material.name) or _NOTHING,
    }


def _share(task: Task, figures: Figures) -> str:
    """ "3/5": how many of the units that are to do it have done it."""
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


def _product(material: ReportData, unit: str, indicator: Indicator) -> str:
    """What backs a unit's answer, or else its remark."""
    return evidence_sentences.evidence_lines(material, unit, indicator) or clean_text(
        remark(material.ledger, unit, indicator)
    )
