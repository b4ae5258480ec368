"""Tạo file tổng hợp: a master of its own for a shipped type of report."""

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Problem
from bdhvs_xl.regime.records import Regime

LABEL = "Tạo file tổng hợp"
WORKS_ON: WorksOn = "nothing"
ARGUMENTS = (
    Argument("regime", "mã loại báo cáo, ví dụ ninh_binh_02"),
    Argument("to", "tệp .xlsx sẽ tạo", "file"),
    Argument("province", "mã tỉnh, ví dụ 37: đơn vị báo cáo là mọi xã, phường của tỉnh", required=False),
)
_OF_ITS_PROVINCE = ("dispatch", "plan")
"""Settings that cite documents of the province a regime was written for."""


def run(*, regime: str, to: Path, now: datetime, province: str | None = None) -> Outcome:
    """The new master at `to`, known by an id of its own; Problem when something is there already.

    Its units are those the regime names, or all communes of `province` (two-digit code).
    """
    from bdhvs_xl.regime.toml import load_regime
    from bdhvs_xl.workbook.build.fresh import put_fresh_master

    _require_free(to)
    chosen = load_regime(regime) if province is None else _of_province(load_regime(regime), province)
    chosen = replace(chosen, settings={**chosen.settings, "master_id": secrets.token_hex(8)})
    put_fresh_master(chosen, to, now=now, fill=lambda book: None)
    message = f"Đã tạo “{to.name}”: {len(chosen.reporting_units())} đơn vị, {len(chosen.indicators)} chỉ số."
    return Outcome(message=f"{message} Mở trang Trang chủ để xem việc cần làm.", files=[to])


def _of_province(regime: Regime, code: str) -> Regime:
    """The regime asked of every commune of a province.

    A schedule of visits is for the units it names, so it goes; so do the documents of another province that it cites.
    """
    from bdhvs_xl.regime import registry

    units, province = registry.units_of(code), registry.provinces()[code]
    settings = {"province_code": code, "province": province.in_a_sentence, "place": province.place}
    if code != regime.settings["province_code"]:
        settings |= dict.fromkeys(_OF_ITS_PROVINCE, "")
    return replace(regime, settings={**regime.settings, **settings}, units=units, schedule=())


def _require_free(to: Path) -> None:
    if to.exists():
        raise Problem(f"Đã có tệp “{to}”.", "Hãy chọn tên khác; tệp có sẵn không bị ghi đè.")
    if to.suffix.lower() != ".xlsx":
        raise Problem(f"Tên “{to.name}” không có đuôi .xlsx.", "Hãy thêm .xlsx vào tên tệp.")
    if not to.parent.is_dir():
        raise Problem(f"Không có thư mục “{to.parent}”.", "Hãy tạo thư mục trước hoặc chọn thư mục khác.")
