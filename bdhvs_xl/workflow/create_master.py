"""Create a master from a shipped regime, for the units it names or for every commune of a province."""

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
    """The regime of the new master at `to`, with a new master id; UserError when the file exists already.

    Its units are the units of the regime, or all communes of `province` (its name or code).
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
    """The regime with every commune of a province as its units.

    The schedule of visits names other units, so it is dropped; so are cited documents of another province.
    """
    units, province = registry.province_units(code), registry.provinces()[code]
    settings = {"province_code": code, "province": province.in_a_sentence, "place": province.place}
    if code != regime.settings["province_code"]:
        settings |= dict.fromkeys(_OF_ITS_PROVINCE, "")
    return replace(regime, settings={**regime.settings, **settings}, units=units, schedule=())
