"""The front page: where the reports stand, what to do next, the state of each step."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from support.small_regime import small_regime

from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.front_page import TILES, front_page_cells
from bdhvs_xl.master.refresh_displays import ProgressState, UnitState, refresh_master_sheets, set_step_state
from bdhvs_xl.master.unit_sheets import add_unit_sheets, units_with_sheets

TODAY = date(2026, 5, 21)
SENT = "16/5/2026"


def states(*statuses: str) -> dict[str, UnitState]:
    """The three units' states; Giao Ninh was due on 20/5/2026, the others are due on 22/5/2026."""
    deadlines = {"14212": "20/5/2026", "13669": "22/5/2026", "LDLD": "22/5/2026"}
    return {unit: UnitState(status, deadlines[unit], SENT) for unit, status in zip(deadlines, statuses, strict=True)}


def page(shown: ProgressState) -> dict[tuple[str, str], Any]:
    return front_page_cells(small_regime(), shown, TODAY)


def test_the_tiles_count_units_and_findings():
    cells = page(ProgressState(units=states("not_sent", "returned", "accepted_with_warnings"), errors=4, warnings=2))
    assert [(cells["tiles", tile], cells["tile_notes", tile]) for tile in TILES] == [
        (3, "phải báo cáo"), (2, "trên 3 đơn vị"), (1, "quá hạn: 1"), (1, "có cảnh báo: 1"), (1, "chờ nhập tay: 0"),
        (4, "phải sửa"), (2, "cần rà soát"), (67, "có số liệu"),
    ]  # fmt: skip
    assert [cells[f"status.{s}", "count"] for s in ("not_sent", "returned", "accepted_with_warnings", "accepted")] == [
        1, 1, 1, 0,
    ]  # fmt: skip


def test_the_steps_say_how_far_they_are():
    shown = ProgressState(
        units=states("not_sent", "returned", "accepted"), errors=4, warnings=2, steps={"roll_up": "xong"}
    )
    assert {key[0]: text for key, text in page(shown).items() if key[1] == "state"} == {
        "step.define": "3 đơn vị, 6 chỉ số",
        "step.issue_forms": "đã phát 3/3 đơn vị",
        "step.collect": "đã nhận 2/3 đơn vị",
        "step.validate": "4 lỗi, 2 cảnh báo",
        "step.roll_up": "xong",
    }


NEXT = [
    ({}, 0, "Xem lại Cấu hình, Đơn vị, Chỉ số, Quy tắc; rồi bấm Tạo biểu mẫu cho 3 đơn vị."),
    (states("not_sent", "not_sent", "not_sent"), 0,
     "Gửi biểu mẫu cho các đơn vị. Khi có tệp gửi về, bấm Nhận báo cáo. Hạn gửi: 22/5/2026."),
    (states("not_sent", "returned", "awaiting_entry"), 4,
     "Đề nghị 1 đơn vị sửa 4 lỗi (Đề nghị chỉnh sửa), nhập tay báo cáo của 1 đơn vị (Mở trang đơn vị) "
     "và đôn đốc 1 đơn vị chưa gửi (1 quá hạn) (trang Theo dõi)."),
    (states("accepted", "accepted", "rejected"), 0, "Đôn đốc 1 đơn vị chưa gửi (trang Theo dõi)."),
    (states("accepted", "accepted", "accepted_with_warnings"), 0,
     "Đã đủ báo cáo và không còn lỗi: bấm Tổng hợp, rồi Lập báo cáo."),
]  # fmt: skip


@pytest.mark.parametrize(("units", "errors", "said"), NEXT)
def test_the_next_thing_to_do(units: dict[str, UnitState], errors: int, said: str):
    assert page(ProgressState(units=units, errors=errors))["next", "text"] == said


def test_a_master_is_brought_up_to_date(tmp_path: Path):
    regime, path = small_regime(), tmp_path / "m.xlsx"
    build_master(regime, path)
    shown = ProgressState(
        units=states("accepted", "returned", "not_sent"), errors=1,
        places={("13669", "2.4"): "error", ("13669", "2.10"): "notice"}, ratios={"2.10": (93.02, 80)},
    )  # fmt: skip
    with FileBook(path, button="roll_up", now=datetime(2026, 5, 21)) as book:
        add_unit_sheets(book, units_with_sheets(regime))
        refresh_master_sheets(book, regime, shown)
        set_step_state(book, "write_report", "đã lập 21/5/2026")
        book.save()
    home, unit = (FileBook(path).read_grid(sheet) for sheet in ("Trang chủ", "13669 Phường Nam Định"))
    assert home is not None and unit is not None
    assert [home.value("tiles", tile) for tile in TILES] == [3, 2, 1, 1, 1, 1, 0, 67]
    assert (home.value("ratio.2.10", "result"), home.value("ratio.2.10", "target")) == (93.02, 80)
    assert home.value("step.write_report", "state") == "đã lập 21/5/2026"
    assert home.value("step.roll_up", "state") == "chưa làm"
    assert {code: unit.value(code, "status") for code in regime.indicator} == {
        "1.1": None, "2.1": None, "2.2": None, "2.4": "Lỗi", "2.10": "Lưu ý", "2.11": None,
    }  # fmt: skip
    assert (unit.value("#unit", "code"), unit.value("#unit", "name")) == ("13669", "Phường Nam Định")
