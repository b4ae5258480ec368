"""A regime goes into a master's sheets and comes out the same; what cannot be read is said with its place."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from support.small_regime import small_regime
from support.task_regime import task_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.tables import (
    INDICATORS_TABLE,
    OUTLINE_TABLE,
    RULES_TABLE,
    SETTINGS_TABLE,
    Table,
    schedule_table,
    units_table,
)
from bdhvs_xl.regime.loader import available_regimes, load_regime
from bdhvs_xl.regime.model import Regime

pytestmark = pytest.mark.slow


UNITS_TABLE = units_table(small_regime().attributes)
SCHEDULE_TABLE = schedule_table("PL1 Lịch khảo sát", "")


def without_examples(regime: Regime) -> Regime:
    """Rules' examples stay in the regime's file."""
    rules = tuple(replace(rule, holds=(), breaks=()) for rule in regime.rules)
    return replace(regime, rules=rules)


SMALL = {"small": small_regime(), "tasks": task_regime()}
REGIMES = SMALL | {regime: load_regime(regime) for regime in available_regimes()}


@pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)
def test_what_is_written_is_read(tmp_path: Path, regime: Regime):
    build_master(regime, tmp_path / "m.xlsx")
    read = definitions.read_definitions(FileBook(tmp_path / "m.xlsx"))
    expected = without_examples(regime)
    assert {k: v for k, v in read.settings.items() if v} == {k: v for k, v in expected.settings.items() if v}
    assert replace(read, settings={}) == replace(expected, settings={})


def edited(path: Path, table: Table, line: int, **cells: object) -> FileBook:
    """A master of the small regime with cells of one line of a table typed over."""
    build_master(small_regime(), path)
    book = FileBook(path, button="collect", now=datetime(2026, 5, 18))
    rows = book.read_table(table)
    rows[line] |= cells
    book.replace_rows(table, rows)
    return book


UNREADABLE = [
    (INDICATORS_TABLE, 1, {"kind": "Phần trăm"},
     "Trang Chỉ số, dòng “1.1”, cột Loại: không hiểu “Phần trăm”. Hãy chọn một trong: Nhóm; Có/Không; Số lượng; "
     "Số lượng (số người); Tỉ lệ; Danh sách tên; Văn bản."),
    (INDICATORS_TABLE, 0, {"kind": "Số lượng"},
     "Trang Chỉ số, dòng “1”, cột Loại: chỉ số đứng trước nhóm đầu tiên. Hãy thêm phía trên một dòng loại Nhóm."),
    (INDICATORS_TABLE, 3, {"code": "1.1"},
     "Trang Chỉ số, dòng “1.1”, cột Mã: mã này đã có ở dòng khác. "
     "Mỗi mã chỉ được dùng một lần; hãy sửa hoặc xóa một dòng."),
    (INDICATORS_TABLE, 3, {"code": None},
     "Trang Chỉ số, dòng “Số lượng”, cột Mã: đang để trống. Hãy điền ô này hoặc xóa cả dòng."),
    (INDICATORS_TABLE, 6, {"numerator_label": None},
     "Trang Chỉ số, dòng “2.10”, cột Tử số là gì: đang để trống. Hãy điền ô này hoặc xóa cả dòng."),
    (INDICATORS_TABLE, 6, {"targets": "2026: nhiều"},
     "Trang Chỉ số, dòng “2.10”, cột Mục tiêu: không đọc được số “nhiều”. Hãy gõ một số."),
    (INDICATORS_TABLE, 6, {"targets": "80"},
     "Trang Chỉ số, dòng “2.10”, cột Mục tiêu: ghi “80”. Hãy ghi năm: giá trị, ví dụ 2025: 90; 2026: 100."),
    (INDICATORS_TABLE, 6, {"unit_kinds": "Xã; Huyện"},
     "Trang Chỉ số, dòng “2.10”, cột Loại đơn vị: không hiểu “Huyện”. Hãy chọn một trong: Xã; Phường; Đặc khu; "
     "Sở, ngành; Phòng, đơn vị trực thuộc; Tổ chức chính trị - xã hội; Thôn, tổ dân phố. Nhiều loại thì cách nhau "
     "bằng dấu chấm phẩy."),
    (INDICATORS_TABLE, 6, {"units": "Xã Giao Ninh; 99999"},
     "Trang Chỉ số, dòng “2.10”, cột Đơn vị thực hiện: không có đơn vị “99999” ở trang Đơn vị. "
     "Hãy ghi mã hoặc tên đúng như trang đó, cách nhau bằng dấu chấm phẩy."),
    (INDICATORS_TABLE, 6, {"due": "31/5/2026"},
     "Trang Chỉ số, dòng “2.10”, cột Thời hạn: chỉ nhiệm vụ trả lời Có/Không mới có thời hạn. "
     "Hãy bỏ ngày này, hoặc chọn loại Có/Không và “Tỉ lệ đơn vị trả lời Có”."),
    (INDICATORS_TABLE, 1, {"due": "cuối tháng 5"},
     "Trang Chỉ số, dòng “1.1”, cột Thời hạn: Không đọc được ngày “cuối tháng 5”. "
     "Ghi đủ ngày/tháng/năm, ví dụ 22/5/2026."),
    (INDICATORS_TABLE, 6, {"over_units": "Cộng"},
     "Trang Chỉ số, dòng “2.10”, cột Tổng hợp theo đơn vị: loại Tỉ lệ không tổng hợp được bằng “Cộng”. "
     "Hãy chọn một trong: Tổng tử/tổng mẫu; Không tổng hợp."),
    (RULES_TABLE, 0, {"severity": ""},
     "Trang Quy tắc, dòng “people_at_least_classes”, cột Mức độ: đang để trống. "
     "Hãy chọn một trong: Lỗi; Cảnh báo; Lưu ý."),
    (OUTLINE_TABLE, 0, {"level": "4"},
     "Trang Đề cương, dòng “leading”, cột Cấp: không hiểu cấp “4”. Hãy ghi 1, 2 hoặc 3."),
    (UNITS_TABLE, 0, {"attribute.hamlets": "bốn mươi"},
     "Trang Đơn vị, dòng “14212”, cột Số thôn, tổ dân phố: không đọc được số “bốn mươi”. Hãy gõ một số."),
    (SCHEDULE_TABLE, 0, {"unit": "99999"},
     "Trang PL1 Lịch khảo sát, dòng “Xã Giao Ninh”, cột Mã đơn vị: không có đơn vị mã “99999” ở trang Đơn vị. "
     "Hãy sửa mã, thêm đơn vị hoặc xóa dòng này."),
    (SETTINGS_TABLE, 7, {"value": None},
     "Trang Cấu hình, dòng “Hạn gửi chung”, cột Giá trị: đang để trống. Hãy điền ô này."),
    (SETTINGS_TABLE, 5, {"value": "18/5/2026"},
     "Trang Cấu hình, dòng “Kỳ báo cáo từ ngày”, cột Giá trị: kỳ báo cáo bắt đầu ngày 18/5/2026, "
     "sau ngày kết thúc 17/5/2026. Hãy sửa ngày đầu hoặc ngày cuối của kỳ báo cáo."),
    (SETTINGS_TABLE, 5, {"value": "31/02/2026"},
     "Trang Cấu hình, dòng “Kỳ báo cáo từ ngày”, cột Giá trị: Không có ngày “31/02/2026” trong lịch. "
     "Ghi đủ ngày/tháng/năm, ví dụ 22/5/2026."),
    (SETTINGS_TABLE, 5, {"key": "ngay_dau"},
     "Trang Cấu hình đã mất dòng “Kỳ báo cáo từ ngày”. "
     "Hãy chép lại dòng đó từ một bản trong thư mục “Sao lưu”, hoặc bấm Khôi phục."),
]  # fmt: skip


@pytest.mark.parametrize(("table", "line", "cells", "said"), UNREADABLE)
def test_what_cannot_be_read_is_said_with_its_place_and_cure(
    tmp_path: Path, table: Table, line: int, cells: dict[str, object], said: str
):
    with pytest.raises(UserError) as raised:
        definitions.read_definitions(edited(tmp_path / "m.xlsx", table, line, **cells))
    assert str(raised.value) == said


def test_a_date_that_cannot_be_read_is_quoted(tmp_path: Path):
    book = edited(tmp_path / "m.xlsx", UNITS_TABLE, 0, deadline="cuối tháng")
    with pytest.raises(UserError, match=r"Trang Đơn vị, dòng “14212”, cột Hạn gửi: .*cuối tháng"):
        definitions.read_definitions(book)


def test_units_are_told_by_code_or_by_name(tmp_path: Path):
    book = edited(tmp_path / "m.xlsx", INDICATORS_TABLE, 6, units="liên đoàn lao động tỉnh;14212; ")
    assert definitions.read_definitions(book).indicator["2.10"].units == ("LDLD", "14212")


def test_numbers_are_read_as_offices_write_them(tmp_path: Path):
    book = edited(tmp_path / "m.xlsx", INDICATORS_TABLE, 3, targets="2025: 2.610; 2026: 7,5 %; 2027: 3.5")
    assert definitions.read_definitions(book).indicator["2.1"].targets == {2025: 2610, 2026: 7.5, 2027: 3.5}


def test_a_unit_named_twice_is_one_and_a_name_of_two_units_is_refused(tmp_path: Path):
    book = edited(tmp_path / "m.xlsx", INDICATORS_TABLE, 6, units="14212; Xã Giao Ninh")
    assert definitions.read_definitions(book).indicator["2.10"].units == ("14212",)
    rows = [dict(row) for row in book.read_table(UNITS_TABLE)]
    rows[1]["name"] = "xã giao ninh"
    book.replace_rows(UNITS_TABLE, rows)
    with pytest.raises(UserError, match="có 2 đơn vị tên “Xã Giao Ninh” ở trang Đơn vị") as raised:
        definitions.read_definitions(book)
    assert raised.value.hint == "Hãy ghi mã thay cho tên: 14212 hoặc 13669."


@pytest.mark.parametrize(
    ("typed", "said"), [(None, "đang để trống"), ("Điện thoại", "“Điện thoại” đã là tên một cột khác")]
)
def test_what_is_known_of_units_must_be_named_and_by_no_other_name(tmp_path: Path, typed: str | None, said: str):
    book = edited(tmp_path / "m.xlsx", SETTINGS_TABLE, 0)
    rows = book.read_table(SETTINGS_TABLE)
    rows = [{**row, "value": typed} if row["key"] == "attribute.population" else row for row in rows]
    book.replace_rows(SETTINGS_TABLE, rows)
    with pytest.raises(UserError) as raised:
        definitions.read_definitions(book)
    assert str(raised.value) == (
        f"Trang Cấu hình, dòng “Thông tin của đơn vị”, cột Giá trị: {said}. Hãy ghi tên của số liệu “population”, đúng "
        "như đầu cột ở trang Đơn vị; không dùng số liệu này nữa thì xóa cả dòng rồi bấm Cập nhật cấu trúc."
    )
    book.replace_rows(SETTINGS_TABLE, [row for row in rows if row["key"] != "attribute.population"])
    assert [attribute.key for attribute in definitions.read_definitions(book).attributes] == ["hamlets"]


def test_settings_that_people_add_stay(tmp_path: Path):
    book = edited(tmp_path / "m.xlsx", SETTINGS_TABLE, 0)
    rows = [*book.read_table(SETTINGS_TABLE), {"key": "fax", "name": "Fax", "value": "0228", "note": None}]
    book.replace_rows(SETTINGS_TABLE, rows)
    assert definitions.read_definitions(book).settings["fax"] == "0228"
