"""Tạo file tổng hợp: create a master for a shipped type of report."""

from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.results import Argument, ButtonResult, Target


def _regimes() -> dict[str, str]:
    """Each type of report that ships, by its id: place and period before its title, because long titles are cut."""
    from bdhvs_xl.regime import loader

    return {name: _words(loader.load_regime(name)) for name in loader.available_regimes()}


def _words(regime: Regime) -> str:
    period = f"{vi.format_date(regime.period_from)}–{vi.format_date(regime.period_to)}"
    return f"{regime.settings['place']}, {period}: {regime.settings['title']}"


LABEL = BUTTON_NAMES["new_master"]
WORKS_ON: Target = "nothing"
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


def run(*, regime: str, to: Path, now: datetime, province: str | None = None) -> ButtonResult:
    """The new master at `to`, with an id of its own; UserError when the file exists already.

    Its units are those the regime names, or all communes of `province`, given by its name or two-digit code.
    """
    from bdhvs_xl.workflow.create_master import create_master

    created = create_master(regime, to, now, province)
    message = f"Đã tạo “{to.name}”: {len(created.reporting_units())} đơn vị, {len(created.indicators)} chỉ số."
    return ButtonResult(message=f"{message} Mở trang Trang chủ để xem việc cần làm.", files=[to], to_open=to)
