"""The master as built: its sheets, its marks, the same bytes each time, formulas that say what they are said to say."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.master import formulas, tables
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_blank_master, build_master
from bdhvs_xl.master.layout import status_lookup_key, total_key, value_key
from bdhvs_xl.master.refresh_displays import ProgressState, UnitState, refresh_master_sheets
from bdhvs_xl.master.unit_sheets import add_unit_sheets, units_with_sheets
from bdhvs_xl.ooxml.cell import Formula

NOW = datetime(2026, 5, 23, 9, 0)
FORBIDDEN = re.compile(r"XLOOKUP|FILTER|UNIQUE|\bLET\b|TEXTJOIN|CONCAT\b|\bIFS\b|MAXIFS|\[@")


@pytest.fixture
def master(tmp_path: Path) -> Path:
    build_master(small_regime(), tmp_path / "m.xlsx")
    return tmp_path / "m.xlsx"


def test_the_sheets_stand_in_their_order(master: Path):
    book = openpyxl.load_workbook(master)
    assert book.sheetnames == [
        "Trang chủ", "Cấu hình", "Đơn vị", "Chỉ số", "Quy tắc", "Đề cương", "Công văn", "PL1 Lịch khảo sát",
        "PL2 Kết quả", "PL3 Mô hình", "Ma trận", "Văn bản", "Phần lời", "Xem đơn vị", "Số liệu", "Điều chỉnh",
        "Theo dõi", "Kiểm tra", "Nhật ký", "_Mẫu đơn vị",
    ]  # fmt: skip
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == ["_Mẫu đơn vị"]
    assert {sheet.page_setup.paperSize for sheet in book} == {9}


def test_each_list_is_one_table_of_its_own_sheet(master: Path):
    book = openpyxl.load_workbook(master)
    found = {name: sheet.title for sheet in book for name in sheet.tables}
    assert found == {
        "tblCauHinh": "Cấu hình", "tblDonVi": "Đơn vị", "tblChiSo": "Chỉ số", "tblQuyTac": "Quy tắc",
        "tblDeCuong": "Đề cương", "tblCongVan": "Công văn", "tblLichKhaoSat": "PL1 Lịch khảo sát",
        "tblMoHinh": "PL3 Mô hình", "tblMaTran": "Ma trận", "tblVanBan": "Văn bản", "tblPhanLoi": "Phần lời",
        "tblSoLieu": "Số liệu",
        "tblDieuChinh": "Điều chỉnh", "tblTheoDoi": "Theo dõi", "tblKiemTra": "Kiểm tra", "tblNhatKy": "Nhật ký",
    }  # fmt: skip


def test_keyed_sheets_carry_their_marks(master: Path):
    assert FileBook(master).markers() == {
        "Trang chủ": "bdhvs:master;regime=small;version=1",
        "PL2 Kết quả": "bdhvs:appendix;id=PL2;kind=results",
        "Xem đơn vị": "bdhvs:view",
        "_Mẫu đơn vị": "bdhvs:indicators",
    }


def test_every_unit_is_tracked_from_the_start(master: Path):
    lines = FileBook(master).read_table(tables.TRACKING_TABLE)
    assert [(line["unit"], line["name"], line["status"], line["deadline"]) for line in lines] == [
        ("14212", "Xã Giao Ninh", "Chưa gửi", "20/5/2026"),
        ("13669", "Phường Nam Định", "Chưa gửi", "22/5/2026"),
        ("LDLD", "Liên đoàn Lao động tỉnh", "Chưa gửi", "22/5/2026"),
    ]


def test_a_blank_master_is_the_same_bytes_each_time(tmp_path: Path):
    (tmp_path / "again").mkdir()
    first, second = build_blank_master("ninh_binh_02", tmp_path), build_blank_master("ninh_binh_02", tmp_path / "again")
    assert first.name == "ninh_binh_02.xlsx"
    assert first.read_bytes() == second.read_bytes()


def test_a_prompt_too_long_for_excel_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(lists_prompts(), ("tblChiSo", "code"), "x" * 256)
    with pytest.raises(UserError, match=r"Trang Chỉ số.*256 ký tự"):
        build_master(small_regime(), tmp_path / "m.xlsx")


def lists_prompts() -> dict[Any, str]:
    from bdhvs_xl.master.build.prompts import PROMPTS

    return PROMPTS  # type: ignore[return-value]


def test_formulas_stay_within_what_every_program_computes(master: Path):
    found = [c.value for sheet in openpyxl.load_workbook(master) for row in sheet for c in row if is_formula(c.value)]
    assert len(found) > 40
    assert not [text for text in found if FORBIDDEN.search(text)]


def test_more_units_than_the_setting_allows_have_no_sheets_at_first(master: Path):
    regime = replace(small_regime(), settings={**small_regime().settings, "unit_sheets": "2"})
    assert units_with_sheets(regime) == ()
    assert [unit.code for unit in units_with_sheets(small_regime())] == ["14212", "13669", "LDLD"]


# --- cached values ----------------------------------------------------------------------------------------------------

VALUES = [
    ("14212", "1.1", "value", "Có", "Có", 1), ("14212", "2.1", "value", 12, "12 bài", 12),
    ("14212", "2.4", "value", 3, "3", 3), ("14212", "2.4", "people", 2610, "2.610", 2610),
    ("14212", "2.10", "numerator", 40, "40", 40), ("14212", "2.10", "denominator", 43, "43", 43),
    ("13669", "1.1", "value", "Không", "Không", 0), ("13669", "2.1", "value", None, "nhiều", None),
    ("13669", "2.10", "percent", 7.6, "7,6 %", None),
]  # fmt: skip
TOTALS = {
    ("1.1", "numerator"): 1, ("1.1", "denominator"): 2, ("2.1", "value"): 12, ("2.4", "value"): 3,
    ("2.4", "people"): 2600, ("2.10", "numerator"): 40, ("2.10", "denominator"): 43,
}  # fmt: skip
CHECKS = {"1.1": "Khớp", "2.1": "Khớp", "2.2": "–", "2.4": "Lệch", "2.10": "Khớp", "2.11": "–"}
AGAIN = {
    ("1.1", "check_first"): 1, ("1.1", "check_second"): 2, ("2.1", "check_first"): 12, ("2.4", "check_first"): 3,
    ("2.4", "check_second"): 2610, ("2.10", "check_first"): 40, ("2.10", "check_second"): 43,
}  # fmt: skip


def filled(path: Path) -> Path:
    """A master with unit sheets, values, findings and totals, its caches brought up to date."""
    regime = small_regime()
    with FileBook(path, button="validate", now=NOW, user="An") as book:
        add_unit_sheets(book, units_with_sheets(regime))
        book.replace_rows(tables.VALUES_TABLE, [value_row(*value) for value in VALUES])
        place = status_lookup_key("14212", "2.10", "warning")
        book.replace_rows(tables.FINDINGS_TABLE, [{"severity": "Cảnh báo", "unit": "14212", "place": place}])
        lines = book.read_table(tables.TRACKING_TABLE)
        lines[0] |= {"status": "Đạt, có cảnh báo", "extension": "25/5/2026"}
        book.replace_rows(tables.TRACKING_TABLE, lines)
        write_totals(book)
        refresh_master_sheets(book, regime, standing())
        book.save()
    return path


def value_row(unit: str, code: str, column: str, value: Any, raw: str, used: float | None) -> dict[str, Any]:
    key, total = value_key(unit, code, column), total_key(code, column)
    names = {"unit": unit, "indicator": code, "column": column}
    return {"key": key, **names, "value": value, "raw": raw, "used": used, "total_key": total}


def write_totals(book: FileBook) -> None:
    grid = book.read_grid("PL2 Kết quả")
    assert grid is not None
    letters = {key: grid.address("1.1", key).rstrip("0123456789") for key in grid.columns}
    cells: dict[str, Any] = {grid.address(*key): value for key, value in TOTALS.items()}
    for code, indicator in small_regime().indicator.items():
        checks = formulas.total_checks(indicator, grid.rows[code] + 1, letters)
        cached = {**{key: AGAIN[code, key] for key in checks if key != "check"}, "check": CHECKS[code]}
        cells |= {grid.address(code, key): Formula(text, cached[key]) for key, text in checks.items()}
    book.set_cells("PL2 Kết quả", cells)


def standing() -> ProgressState:
    return ProgressState(
        units={"14212": UnitState("accepted_with_warnings", "25/5/2026", "16/5/2026")},
        places={("14212", "2.10"): "warning"},
        values={value_key(*v[:3]): v[4] if v[3] is None else v[3] for v in VALUES},
    )


def test_cached_values_are_what_a_program_computes_itself(master: Path, soffice: Callable[[Path, str], Path]):
    path = filled(master)
    computed = openpyxl.load_workbook(soffice(without_caches(path), "xlsx"), data_only=True)
    said, told = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    differences = [
        (sheet.title, cell.coordinate, ours, theirs)
        for sheet in told
        for row in sheet
        for cell in row
        if is_formula(cell.value)
        and (ours := said[sheet.title][cell.coordinate].value or "")
        != (theirs := computed[sheet.title][cell.coordinate].value or "")
    ]
    assert differences == []


def test_the_unit_chosen_is_shown(master: Path):
    grid = FileBook(filled(master)).read_grid("Xem đơn vị")
    assert grid is not None
    head = [grid.value(key, "name") for key in ("unit", "unit_code", "unit_status", "unit_deadline")]
    assert head == ["Xã Giao Ninh", "14212", "Đạt, có cảnh báo", "25/5/2026"]
    assert {key: grid.value("2.10", key) for key in ("numerator", "denominator", "percent", "status")} == {
        "numerator": 40, "denominator": 43, "percent": 93.02, "status": "Cảnh báo",
    }  # fmt: skip
    assert (grid.value("2.4", "value"), grid.value("2.4", "people"), grid.value("2.1", "value")) == (3, 2610, 12)


def without_caches(path: Path) -> Path:
    """A copy of the workbook in which no formula has a value, so that LibreOffice computes them all."""
    copy = path.with_name("uncomputed.xlsx")
    with ZipFile(path) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            target.writestr(name, data)
    return copy


def is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")
