"""The progress of every task over the units that do it, and the texts of an appendix of tasks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.checks.task_checks import BEGUN_WITH, TaskState, task_progress
from bdhvs_xl.intake.ledger import Ledger, ValueKey
from bdhvs_xl.master.assignees import assignee_names, join_unit_names
from bdhvs_xl.master.labels import PROGRESS_NAMES
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Indicator, Regime
from bdhvs_xl.rollup.contributions import Contribution

_NOT_DONE: tuple[TaskState, ...] = ("overdue", "ongoing", "not_started", "unreported")
_TOLD_AT_MOST = 4
"""Units whose products one cell tells."""

UnitName = Callable[[str], str]
"""A unit's name by its code."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task with the progress of each unit that does it, in the order of units; never without units."""

    indicator: Indicator
    units: Mapping[str, TaskState]

    @property
    def progress(self) -> TaskState:
        """The progress of the whole task: done when all are, overdue when one is, unreported when none reported."""
        said = set(self.units.values())
        if len(said) == 1:
            return said.pop()
        if "overdue" in said:
            return "overdue"
        if said == {"done", "unreported"}:
            return "unreported"
        return "not_started" if said == {"not_started", "unreported"} else "ongoing"

    def those(self, progress: TaskState) -> list[str]:
        """The units with this progress."""
        return [unit for unit, own in self.units.items() if own == progress]


def tasks_with_progress(regime: Regime, ledger: Ledger, given: Iterable[Contribution]) -> Iterator[Task]:
    """The tasks in the order of indicators, without tasks that apply to no unit."""
    answers: dict[str, list[Contribution]] = {indicator.code: [] for indicator in regime.tasks}
    for contribution in given if answers else ():
        if contribution.indicator in answers:
            answers[contribution.indicator].append(contribution)
    for indicator in regime.tasks:
        if units := {c.unit: _of_unit(regime, indicator, ledger, c) for c in answers[indicator.code]}:
            yield Task(indicator, units)


def _of_unit(regime: Regime, indicator: Indicator, ledger: Ledger, given: Contribution) -> TaskState:
    done = None if given.number is None else bool(given.number)
    return task_progress(indicator, done, ledger.of(given.unit), regime.period_to)


# --- as an appendix shows it ------------------------------------------------------------------------------------------


def task_cells(regime: Regime, ledger: Ledger, given: Iterable[Contribution]) -> dict[ValueKey, Cell]:
    """The cells of an appendix of tasks by (indicator, column key); None without values."""

    known = {task.indicator.code: task for task in tasks_with_progress(regime, ledger, given)}
    cells: dict[ValueKey, Cell] = {}
    for indicator in regime.tasks:
        columns = {
            "doers": assignee_names(regime, indicator),
            "due": due_text(indicator),
            "progress": None,
            "product": None,
        }
        if task := known.get(indicator.code):
            columns |= _filled(regime, ledger, task)
        cells |= {(indicator.code, key): text for key, text in columns.items()}
    return cells


def _filled(regime: Regime, ledger: Ledger, task: Task) -> Mapping[str, str]:
    def name(unit: str) -> str:
        return regime.unit[unit].name

    def product(unit: str) -> str:
        return task_remark(ledger, unit, task.indicator)

    share = f"{len(task.those('done'))}/{len(task.units)}"
    return {"progress": progress_text(task, share, name), "product": product_text(task, product, name)}


def due_text(indicator: Indicator) -> str:
    """The due date of a task as text, "" without one."""
    return vi.format_date(indicator.due) if indicator.due else ""


def progress_text(task: Task, share: str, name: UnitName) -> str:
    """The progress as text: the label for a single unit; for several, the `share` done and the units that are not."""
    if len(task.units) == 1:
        return PROGRESS_NAMES[task.progress]
    lines = [f"{share} đơn vị đã hoàn thành"]
    for own in _NOT_DONE:
        if units := task.those(own):
            lines.append(f"{PROGRESS_NAMES[own]}: {join_unit_names([*map(name, units)])}")
    return "\n".join(lines)


def product_text(task: Task, product: UnitName, name: UnitName) -> str:
    """The product of a task as text: for several units with their names, the first few listed and the rest counted."""
    told = {unit: text for unit in task.units if (text := product(unit))}
    if len(task.units) == 1:
        return "".join(told.values())
    lines = [f"{name(unit)}: {text}" for unit, text in [*told.items()][:_TOLD_AT_MOST]]
    rest = len(told) - _TOLD_AT_MOST
    return "\n".join([*lines, *([f"và {rest} đơn vị khác"] if rest > 0 else [])])


def task_remark(ledger: Ledger, unit: str, indicator: Indicator, columns: Sequence[str] = BEGUN_WITH) -> str:
    """The unit's text in the first non-blank one of the columns, "" when all are blank."""
    values = ledger.of(unit)
    texts = (values[place].raw.strip() for column in columns if (place := (indicator.code, column)) in values)
    return next(filter(None, texts), "")
