"""A new master of a shipped type of report, for the units it names or for every commune of a province."""

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.regime import registry
from bdhvs_xl.regime.loader import load_regime
from bdhvs_xl.regime.model import Regime

_OF_ITS_PROVINCE = ("dispatch", "plan")
"""Settings that cite documents of the province a regime was written for."""


def create_master(regime: str, to: Path, now: datetime, province: str | None = None) -> Regime:
    """What the new master at `to` asks, under an id of its own; UserError when something is there already.

    Its units are those the regime of that id names, or all communes of `province`, given by its name or code.
    """
    _require_free(to)
    chosen = load_regime(regime)
    if province and vi.plain(province):
        chosen = _of_province(chosen, registry.province_code(province))
    chosen = replace(chosen, settings={**chosen.settings, "master_id": secrets.token_hex(8)})
    create_master_file(chosen, to, now=now, fill=lambda book: None)
    return chosen


def _require_free(to: Path) -> None:
    if to.exists():
        raise UserError(f"Đã có tệp “{to}”.", "Hãy chọn tên khác; tệp có sẵn không bị ghi đè.")
    if to.suffix.lower() != ".xlsx":
        raise UserError(f"Tên “{to.name}” không có đuôi .xlsx.", "Hãy thêm .xlsx vào tên tệp.")
    if not to.parent.is_dir():
        raise UserError(f"Không có thư mục “{to.parent}”.", "Hãy tạo thư mục trước hoặc chọn thư mục khác.")


def _of_province(regime: Regime, code: str) -> Regime:
    """The regime asked of every commune of a province.

    A schedule of visits is for the units it names, so it goes; so do the documents of another province that it cites.
    """
    units, province = registry.province_units(code), registry.provinces()[code]
    settings = {"province_code": code, "province": province.in_a_sentence, "place": province.place}
    if code != regime.settings["province_code"]:
        settings |= dict.fromkeys(_OF_ITS_PROVINCE, "")
    return replace(regime, settings={**regime.settings, **settings}, units=units, schedule=())
