"""The small regime with four tasks more, and their progress in a section and an appendix of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Appendix, Group, Indicator, Regime, Section
from support.small_regime import small_regime

TASKS = "PL4 Nhiệm vụ"
_GIVEN: Mapping[str, Mapping[str, Any]] = {
    "3.1": {"name": "Ban hành kế hoạch", "units": ("14212",), "due": date(2026, 5, 1)},
    "3.2": {"name": "Thành lập tổ công nghệ số", "units": ("14212", "13669"), "due": date(2026, 5, 17)},
    "3.3": {"name": "Tuyên truyền [đến] từng hộ.", "unit_kinds": ("commune", "ward")},
    "3.4": {"name": "Sơ kết năm 2026", "due": date(2026, 12, 31)},
}


def task_regime() -> Regime:
    """The regime, fresh each time; the period ends on 17/5/2026, the day by which task 3.2 is due."""
    regime = small_regime()
    tasks = tuple(_task(code, **given) for code, given in _GIVEN.items())
    results = tuple(replace(a, groups=("1", "2")) if a.kind == "results" else a for a in regime.appendices)
    appendix = Appendix(id="PL4", number="IV", kind="tasks", sheet=TASKS, title="Tiến độ nhiệm vụ", groups=("3",))
    section = Section(id="tasks", number="IV", level=1, title="Tiến độ nhiệm vụ", content="progress")
    return replace(
        regime, groups=(*regime.groups, Group(code="3", name="Nhiệm vụ")), indicators=(*regime.indicators, *tasks),
        appendices=(*results, appendix), sections=(*regime.sections, section),
    )  # fmt: skip


def _task(code: str, **given: Any) -> Indicator:
    return Indicator(code=code, group="3", unit="Có/Không", kind=KINDS["yes_no"], over_units="share_yes", **given)
