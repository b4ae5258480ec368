"""Tạo file tổng hợp: a master of its own for a shipped type of report."""

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl.outcome import Argument, Outcome
from bdhvs_xl.problem import Problem

LABEL = "Tạo file tổng hợp"
ARGUMENTS = (
    Argument("regime", "mã loại báo cáo, ví dụ ninh_binh_02"),
    Argument("to", "tệp .xlsx sẽ tạo", "file"),
)


def run(*, regime: str, to: Path, now: datetime) -> Outcome:
    """The new master at `to`, known by an id of its own; Problem when something is there already."""
    from bdhvs_xl.regime.toml import load_regime
    from bdhvs_xl.workbook.build.fresh import put_fresh_master

    _require_free(to)
    chosen = load_regime(regime)
    chosen = replace(chosen, settings={**chosen.settings, "master_id": secrets.token_hex(8)})
    put_fresh_master(chosen, to, now=now, fill=lambda book: None)
    message = f"Đã tạo “{to.name}”: {len(chosen.reporting_units())} đơn vị, {len(chosen.indicators)} chỉ số."
    return Outcome(message=f"{message} Mở trang Trang chủ để xem việc cần làm.", files=[to])


def _require_free(to: Path) -> None:
    if to.exists():
        raise Problem(f"Đã có tệp “{to}”.", "Hãy chọn tên khác; tệp có sẵn không bị ghi đè.")
    if to.suffix.lower() != ".xlsx":
        raise Problem(f"Tên “{to.name}” không có đuôi .xlsx.", "Hãy thêm .xlsx vào tên tệp.")
    if not to.parent.is_dir():
        raise Problem(f"Không có thư mục “{to.parent}”.", "Hãy tạo thư mục trước hoặc chọn thư mục khác.")
