"""How far the tasks are, as sentences: how many are done, how many due, which are overdue, by whom and why."""

from collections.abc import Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.checks.task_checks import Progress, is_due
from bdhvs_xl.documents.content.blocks import Block, paragraph
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import Withheld, reason_to_withhold
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.rollup.task_totals import Task, due_text, remark, tasks

_NAMED_AT_MOST, _LEAD = 6, "Quá hạn: "
_SO_FAR: Mapping[Progress, str] = {
    "done": "đã hoàn thành",
    "ongoing": "đang thực hiện",
    "not_started": "chưa thực hiện",
    "overdue": "quá hạn chưa hoàn thành",
    "unreported": "chưa đủ báo cáo để đánh giá",
}
_WHEN_DUE: Mapping[Progress, str] = {**_SO_FAR, "overdue": "chưa hoàn thành"}
Standing = tuple[Task, Progress]
"""A task, and how far one may say that it is."""


def task_progress_blocks(material: ReportData, figures: Figures, withheld: list[Withheld]) -> list[Block]:
    """A paragraph of the counts and an item for every overdue task; nothing where too few have reported of any.

    A task of which too few units have reported counts as not known, and why goes to `withheld`.
    """
    own = list(_standings(material, withheld))
    if all(progress == "unreported" for _, progress in own):
        return []
    due = [(task, progress) for task, progress in own if is_due(task.indicator, material.regime.period_to)]
    overdue = [task for task, progress in own if progress == "overdue"]
    told = paragraph(_all(material, figures, own), _due(figures, due) if due else "")
    return [*told, *(_overdue(task, material, figures) for task in overdue)]


def _standings(material: ReportData, withheld: list[Withheld]) -> Iterator[Standing]:
    for task in tasks(material.regime, material.ledger, material.contributions):
        reason = reason_to_withhold(material.regime, material.columns(task.indicator))
        if reason:
            withheld.append(Withheld(task.indicator.code, reason))
        yield task, "unreported" if reason else task.progress


def _all(material: ReportData, figures: Figures, own: Sequence[Standing]) -> str:
    """ "Đến ngày 14/6/2025, trong số 12 nhiệm vụ được giao có 05 nhiệm vụ đã hoàn thành và 07 nhiệm vụ …"."""
    end = vi.format_date(material.regime.period_to)
    whole, parts = _count(figures, "tasks", own), _parts(figures, own, _SO_FAR)
    if len(parts) == 1:
        return f"Đến ngày {end}, {whole} nhiệm vụ được giao {_alike(own, _SO_FAR)}."
    return f"Đến ngày {end}, trong số {whole} nhiệm vụ được giao có {vi.join(parts)}."


def _due(figures: Figures, due: Sequence[Standing]) -> str:
    """ "Có 03 nhiệm vụ đến hạn, trong đó 02 nhiệm vụ đã hoàn thành và 01 nhiệm vụ quá hạn chưa hoàn thành."."""
    whole, parts = _count(figures, "tasks_due", due), _parts(figures, due, _WHEN_DUE)
    return f"Có {whole} nhiệm vụ đến hạn, {f'trong đó {vi.join(parts)}' if len(parts) > 1 else _alike(due, _WHEN_DUE)}."


def _alike(those: Sequence[Standing], words: Mapping[Progress, str]) -> str:
    """What is said of tasks that are all equally far: "đều đã hoàn thành"; of one "đã hoàn thành"."""
    return f"{'đều ' if len(those) > 1 else ''}{words[those[0][1]]}"


def _parts(figures: Figures, those: Sequence[Standing], words: Mapping[Progress, str]) -> list[str]:
    """How many are how far: "02 nhiệm vụ đã hoàn thành", "01 nhiệm vụ đang thực hiện"; marked where they differ."""
    groups = {so_far: [one for one in those if one[1] == so_far] for so_far in _SO_FAR}
    groups = {so_far: group for so_far, group in groups.items() if group}
    if len(groups) == 1:
        return [words[those[0][1]]]
    return [f"{_count(figures, f'tasks_{so_far}', g)} nhiệm vụ {words[so_far]}" for so_far, g in groups.items()]


def _count(figures: Figures, column: str, those: Sequence[Standing]) -> str:
    return figures.count(len(those), column, tuple(dict.fromkeys(unit for task, _ in those for unit in task.units)))


# --- what is overdue --------------------------------------------------------------------------------------------------


def _overdue(task: Task, material: ReportData, figures: Figures) -> Block:
    """ "Quá hạn: Tham mưu hướng dẫn … (Phòng Thi đua, thời hạn 31/5/2025; lý do: chờ hướng dẫn)."."""
    name, due = clean_text(vi.plain(task.indicator.name)).rstrip("."), f"thời hạn {due_text(task.indicator)}"
    behind = task.those("overdue")
    if len(task.units) == 1:
        unit = material.voice.unit_to_name(behind[0])
        who = f"{material.named(unit)}, " if unit else ""
        return Block("item", f"{name} ({who}{due}; {_reason(task, behind[0], material)}).", _LEAD)
    named = [f"{material.named(unit)} ({_reason(task, unit, material)})" for unit in behind[:_NAMED_AT_MOST]]
    rest = len(behind) - len(named)
    named += [f"{rest} đơn vị khác"] if rest else []
    count = _behind(task, behind, figures)
    return Block("item", f"{name} ({due}): {count} đơn vị chưa hoàn thành, gồm {vi.join(named)}.", _LEAD)


def _behind(task: Task, behind: Sequence[str], figures: Figures) -> str:
    """ "02/05": how many of the units that are to do the task have not."""
    counted = (("units_behind", tuple(behind)), ("units_expected", tuple(task.units)))
    code = task.indicator.code
    return "/".join(
        figures.mark(Figure(indicator=code, column=what, value=len(u), text=vi.pad_count(len(u)), units=u))
        for what, u in counted
    )


def _reason(task: Task, unit: str, material: ReportData) -> str:
    """ "lý do: chờ hướng dẫn của cấp trên", or that none is given."""
    reason = " ".join(clean_text(remark(material.ledger, unit, task.indicator, ("explanation",))).split()).rstrip(".")
    return f"lý do: {reason}" if reason else "chưa nêu lý do"
