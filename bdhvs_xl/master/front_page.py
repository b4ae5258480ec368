"""The contents of the front page: counts, the next step, the state of each step, the data of the charts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.grid import Key
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.progress_state import OUTSTANDING_STATUSES, RECEIVED_STATUSES, ProgressState, UnitState
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Regime

TILES = ("units", "received", "missing", "accepted", "returned", "errors", "warnings", "coverage")
"""Column keys of the tiles, in their order."""
NOT_DONE = "chưa làm"
"""The state of a step before it was done."""


def front_page_cells(regime: Regime, shown: ProgressState, today: date) -> dict[Key, Cell]:
    """The cells of `Trang chủ` by (row key, column key): tiles, next step, steps, data of the charts."""
    states = {unit.code: shown.units.get(unit.code, UnitState()) for unit in regime.reporting_units()}
    counts = Counter(state.status for state in states.values())
    overdue = sum(state.status in OUTSTANDING_STATUSES and _late(state, regime, today) for state in states.values())
    cells: dict[Key, Cell] = dict(_tiles(counts, shown, overdue))
    cells["next", "text"] = _next(counts, shown, states, regime, overdue)
    cells |= {(f"step.{step}", "state"): text for step, text in _steps(regime, counts, shown, states).items()}
    cells |= {(f"status.{status}", "count"): counts[status] for status in STATUS_NAMES}
    for code, (percent, target) in (shown.ratios or {}).items():
        cells[f"ratio.{code}", "result"] = percent
        cells[f"ratio.{code}", "target"] = target
    return cells


def _late(state: UnitState, regime: Regime, today: date) -> bool:
    try:
        deadline = vi.parse_optional_date(state.deadline)
    except UserError:
        deadline = None
    return (deadline or regime.deadline) < today


def _tiles(counts: Counter[str], shown: ProgressState, overdue: int) -> Iterator[tuple[Key, Cell]]:
    units = counts.total()
    owing, ready = (sum(counts[s] for s in statuses) for statuses in (OUTSTANDING_STATUSES, RECEIVED_STATUSES))
    tiles: tuple[tuple[str, int, str], ...] = (
        ("units", units, "phải báo cáo"),
        ("received", units - owing, f"trên {units} đơn vị"),
        ("missing", owing, f"quá hạn: {overdue}"),
        ("accepted", counts["accepted"] + counts["accepted_with_warnings"],
         f"có cảnh báo: {counts['accepted_with_warnings']}"),
        ("returned", counts["returned"], f"chờ nhập tay: {counts['awaiting_entry']}"),
        ("errors", shown.errors, "phải sửa"),
        ("warnings", shown.warnings, "cần rà soát"),
        ("coverage", round(100 * ready / units) if units else 0, "có số liệu"),
    )  # fmt: skip
    for key, number, note in tiles:
        yield ("tiles", key), number
        yield ("tile_notes", key), note


def _next(
    counts: Counter[str], shown: ProgressState, states: Mapping[str, UnitState], regime: Regime, overdue: int
) -> str:
    owing = sum(counts[status] for status in OUTSTANDING_STATUSES)
    if owing == len(states):
        if not any(state.sent for state in states.values()):
            return f"Xem lại Cấu hình, Đơn vị, Chỉ số, Quy tắc; rồi bấm Tạo biểu mẫu cho {len(states)} đơn vị."
        return f"Gửi biểu mẫu cho các đơn vị. Khi có tệp gửi về, bấm Nhận báo cáo. Hạn gửi: {_deadline(regime)}."
    late = f" ({overdue} quá hạn)" if overdue else ""
    tasks = (
        (counts["returned"], f"đề nghị {counts['returned']} đơn vị sửa {shown.errors} lỗi (Đề nghị chỉnh sửa)"),
        (counts["awaiting_entry"], f"nhập tay báo cáo của {counts['awaiting_entry']} đơn vị (Mở trang đơn vị)"),
        (owing, f"đôn đốc {owing} đơn vị chưa gửi{late} (trang Theo dõi)"),
    )
    due = [text for count, text in tasks if count]
    if not due:
        return "Đã đủ báo cáo và không còn lỗi: bấm Tổng hợp, rồi Lập báo cáo."
    return f"{vi.join(due)[0].upper()}{vi.join(due)[1:]}."


def _steps(
    regime: Regime, counts: Counter[str], shown: ProgressState, states: Mapping[str, UnitState]
) -> dict[str, str]:
    sent = sum(bool(state.sent) for state in states.values())
    received = len(states) - sum(counts[status] for status in OUTSTANDING_STATUSES)
    derived = {
        "define": f"{len(states)} đơn vị, {len(regime.indicators)} chỉ số",
        "issue_forms": f"đã phát {sent}/{len(states)} đơn vị" if sent else NOT_DONE,
        "collect": f"đã nhận {received}/{len(states)} đơn vị" if received else NOT_DONE,
        "validate": f"{shown.errors} lỗi, {shown.warnings} cảnh báo" if received else NOT_DONE,
    }
    return {**derived, **shown.steps}


def _deadline(regime: Regime) -> str:
    return vi.format_date(regime.deadline)
