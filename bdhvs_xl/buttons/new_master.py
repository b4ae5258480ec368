"""Tạo file tổng hợp: a master of its own for a shipped type of report."""

import re
import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Problem
from bdhvs_xl.regime.records import Regime


def _regimes() -> dict[str, str]:
    """Each type of report that ships, by its id: whose and of when before its title, for long titles are cut."""
    from bdhvs_xl.regime import toml

    return {name: _words(toml.load_regime(name)) for name in toml.available()}


def _words(regime: Regime) -> str:
    period = f"{vi.format_date(regime.period_from)}–{vi.format_date(regime.period_to)}"
    return f"{regime.settings['place']}, {period}: {regime.settings['title']}"


LABEL = BUTTON_NAMES["new_master"]
WORKS_ON: WorksOn = "nothing"
ARGUMENTS = (
    Argument("regime", "mã loại báo cáo, ví dụ ninh_binh_02", question="Chọn loại báo cáo:", choices=_regimes),
    Argument(
        "province",
        "tên hoặc mã tỉnh, ví dụ 37: đơn vị báo cáo là mọi xã, phường của tỉnh",
        required=False,
        question="Lấy mọi xã, phường của tỉnh, thành phố nào làm đơn vị báo cáo? Ghi tên hoặc mã, ví dụ Ninh Bình "
        "hoặc 37. Để trống: lấy các đơn vị mà loại báo cáo đã nêu.",
    ),
    Argument(
        "to",
        "tệp .xlsx sẽ tạo",
        "file",
        question="Lưu file tổng hợp mới với tên nào, ở thư mục nào?",
        suggested="Tổng hợp Bình dân học vụ số.xlsx",
    ),
)
_PROVINCE_CURE = "Hãy ghi tên hiện nay (sau sắp xếp năm 2025) hoặc mã hai chữ số, ví dụ Ninh Bình hoặc 37."
_KIND = re.compile(r"(?:tỉnh|thành phố|tp\.|tp(?= )) ?")
_OF_ITS_PROVINCE = ("dispatch", "plan")
"""Settings that cite documents of the province a regime was written for."""


def run(*, regime: str, to: Path, now: datetime, province: str | None = None) -> Outcome:
    """The new master at `to`, known by an id of its own; Problem when something is there already.

    Its units are those the regime names, or all communes of `province`, given by its name or two-digit code.
    """
    from bdhvs_xl.regime.toml import load_regime
    from bdhvs_xl.workbook.build.fresh import put_fresh_master

    _require_free(to)
    chosen = load_regime(regime)
    if province and vi.plain(province):
        chosen = _of_province(chosen, _code_of(province))
    chosen = replace(chosen, settings={**chosen.settings, "master_id": secrets.token_hex(8)})
    put_fresh_master(chosen, to, now=now, fill=lambda book: None)
    message = f"Đã tạo “{to.name}”: {len(chosen.reporting_units())} đơn vị, {len(chosen.indicators)} chỉ số."
    return Outcome(message=f"{message} Mở trang Trang chủ để xem việc cần làm.", files=[to], to_open=to)


def _code_of(text: str) -> str:
    """The code of the province that was written as a code or a name; Problem with the names that look alike."""
    from bdhvs_xl.regime import registry

    code = vi.plain(text)
    if code in registry.provinces():
        return code
    place = _KIND.sub("", vi.fold(text))
    places = {province.place: province.code for province in registry.provinces().values()}
    for name, code in places.items():
        if vi.fold(name) == place:
            return code
    alike = vi.join([f"{name} ({places[name]})" for name in vi.alike(place, places)])
    raise Problem(
        f"Không có tỉnh, thành phố nào có tên hoặc mã “{text}”.",
        f"Gần giống: {alike}. Hãy ghi đúng tên hoặc mã." if alike else _PROVINCE_CURE,
    )


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
