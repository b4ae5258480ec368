"""The progress of tasks as sentences: how many are done, due and overdue, by which unit and why."""

from collections.abc import Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.checks.task_checks import TaskState, is_due
from bdhvs_xl.documents.content.blocks import Block, paragraph
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import Withheld, reason_to_withhold
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.rollup.task_totals import Task, due_text, task_remark, tasks_with_progress

_NAMED_AT_MOST, _LEAD = 6, "Quá hạn: "
_SO_FAR: Mapping[TaskState, str] = {
    "done": "đã hoàn thành",
    "ongoing": "đang thực hiện",
    "not_started": "chưa thực hiện",
    "overdue": "quá hạn chưa hoàn thành",
    "unreported": "chưa đủ báo cáo để đánh giá",
}
_WHEN_DUE: Mapping[TaskState, str] = {**_SO_FAR, "overdue": "chưa hoàn thành"}
TaskProgress = tuple[Task, TaskState]
"""A task, and the progress that the data supports."""


def task_progress_blocks(data: ReportData, figures: Figures, withheld: list[Withheld]) -> list[Block]:
    """A paragraph with the counts and an item for every overdue task; empty when no task has enough reports.

    A task with too few reports counts as unreported, and the reason is appended to `withheld`.
    """
    states = list(_task_progress(data, withheld))
    if all(progress == "unreported" for _, progress in states):
        return []
    due = [(task, progress) for task, progress in states if is_due(task.indicator, data.regime.period_to)]
    overdue = [task for task, progress in states if progress == "overdue"]
    counts = paragraph(_all_tasks(data, figures, states), _due_tasks(figures, due) if due else "")
    return [*counts, *(_overdue(task, data, figures) for task in overdue)]


def _task_progress(data: ReportData, withheld: list[Withheld]) -> Iterator[TaskProgress]:
    for task in tasks_with_progress(data.regime, data.ledger, data.contributions):
        reason = reason_to_withhold(data.regime, data.columns(task.indicator))
        if reason:
            withheld.append(Withheld(task.indicator.code, reason))
        yield task, "unreported" if reason else task.progress


def _all_tasks(data: ReportData, figures: Figures, states: Sequence[TaskProgress]) -> str:
    """ "Đến ngày 14/6/2025, trong số 12 nhiệm vụ được giao có 05 nhiệm vụ đã hoàn thành và 07 nhiệm vụ …"."""
    end = vi.format_date(data.regime.period_to)
    whole, parts = _count(figures, "tasks", states), _parts(figures, states, _SO_FAR)
    if len(parts) == 1:
        return f"Đến ngày {end}, {whole} nhiệm vụ được giao {_same_progress_phrase(states, _SO_FAR)}."
    return f"Đến ngày {end}, trong số {whole} nhiệm vụ được giao có {vi.join(parts)}."


def _due_tasks(figures: Figures, due: Sequence[TaskProgress]) -> str:
    """ "Có 03 nhiệm vụ đến hạn, trong đó 02 nhiệm vụ đã hoàn thành và 01 nhiệm vụ quá hạn chưa hoàn thành."."""
    whole, parts = _count(figures, "tasks_due", due), _parts(figures, due, _WHEN_DUE)
    progress = f"trong đó {vi.join(parts)}" if len(parts) > 1 else _same_progress_phrase(due, _WHEN_DUE)
    return f"Có {whole} nhiệm vụ đến hạn, {progress}."


def _same_progress_phrase(states: Sequence[TaskProgress], words: Mapping[TaskState, str]) -> str:
    """The verb phrase for tasks with the same progress: "đều đã hoàn thành"; for a single task "đã hoàn thành"."""
    return f"{'đều ' if len(states) > 1 else ''}{words[states[0][1]]}"


def _parts(figures: Figures, states: Sequence[TaskProgress], words: Mapping[TaskState, str]) -> list[str]:
    """The counts by progress: "02 nhiệm vụ đã hoàn thành", "01 nhiệm vụ đang thực hiện"; marked if several."""
    groups = {so_far: [one for one in states if one[1] == so_far] for so_far in _SO_FAR}
    groups = {so_far: group for so_far, group in groups.items() if group}
    if len(groups) == 1:
        return [words[states[0][1]]]
    return [f"{_count(figures, f'tasks_{so_far}', g)} nhiệm vụ {words[so_far]}" for so_far, g in groups.items()]


def _count(figures: Figures, column: str, states: Sequence[TaskProgress]) -> str:
    return figures.count(len(states), column, tuple(dict.fromkeys(unit for task, _ in states for unit in task.units)))


# --- overdue tasks ----------------------------------------------------------------------------------------------------


def _overdue(task: Task, data: ReportData, figures: Figures) -> Block:
    """ "Quá hạn: Tham mưu hướng dẫn … (Phòng Thi đua, thời hạn 31/5/2025; lý do: chờ hướng dẫn)."."""
    name, due = clean_text(vi.plain(task.indicator.name)).rstrip("."), f"thời hạn {due_text(task.indicator)}"
    behind = task.those("overdue")
    if len(task.units) == 1:
        unit = data.voice.unit_to_name(behind[0])
        who = f"{data.name_in_sentence(unit)}, " if unit else ""
        return Block("item", f"{name} ({who}{due}; {_reason(task, behind[0], data)}).", _LEAD)
    named = [f"{data.name_in_sentence(unit)} ({_reason(task, unit, data)})" for unit in behind[:_NAMED_AT_MOST]]
    rest = len(behind) - len(named)
    named += [f"{rest} đơn vị khác"] if rest else []
    count = _behind(task, behind, figures)
    return Block("item", f"{name} ({due}): {count} đơn vị chưa hoàn thành, gồm {vi.join(named)}.", _LEAD)


def _behind(task: Task, behind: Sequence[str], figures: Figures) -> str:
    """ "02/05": how many of the units responsible for the task have not completed it."""
    counted = (("units_behind", tuple(behind)), ("units_expected", tuple(task.units)))
    code = task.indicator.code
    return "/".join(
        figures.mark(Figure(indicator=code, column=what, value=len(u), text=vi.pad_count(len(u)), units=u))
        for what, u in counted
    )


def _reason(task: Task, unit: str, data: ReportData) -> str:
    """ "lý do: chờ hướng dẫn của cấp trên", or "chưa nêu lý do"."""
    reason = " ".join(clean_text(task_remark(data.ledger, unit, task.indicator, ("explanation",))).split()).rstrip(".")
    return f"lý do: {reason}" if reason else "chưa nêu lý do"
