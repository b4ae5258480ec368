"""Tạo file tổng hợp: a master of its own, never over a file that is there."""

from datetime import datetime
from pathlib import Path

import pytest

from bdhvs_xl.buttons import new_master
from bdhvs_xl.problem import Problem
from bdhvs_xl.regime.toml import load_regime
from bdhvs_xl.workbook import definitions
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.unit_sheets import unit_sheets

NOW = datetime(2026, 5, 18, 9, 0)


def test_a_new_master_has_its_own_id_and_a_sheet_per_unit(tmp_path: Path):
    outcomes = [new_master.run(regime="ninh_binh_02", to=tmp_path / name, now=NOW) for name in ("a.xlsx", "b.xlsx")]
    books = [FileBook(outcome.files[0]) for outcome in outcomes]
    ids = {definitions.read(book).settings["master_id"] for book in books}
    assert len(ids) == 2 and all(len(bytes.fromhex(id_)) == 8 for id_ in ids)
    assert [*unit_sheets(books[0])] == [unit.code for unit in load_regime("ninh_binh_02").units]
    assert unit_sheets(books[0])["14212"] == "14212 Xã Giao Ninh"
    assert outcomes[0].message == ("Đã tạo “a.xlsx”: 12 đơn vị, 23 chỉ số. Mở trang Trang chủ để xem việc cần làm.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    with pytest.raises(Problem, match=r"Đã có tệp .*a\.xlsx.* không bị ghi đè"):
        new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW)
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "said"), [("a.xls", "không có đuôi .xlsx"), ("chưa có/a.xlsx", "Không có thư mục")]
)  # fmt: skip
def test_a_place_that_cannot_be_is_said(tmp_path: Path, name: str, said: str):
    with pytest.raises(Problem, match=said):
        new_master.run(regime="ninh_binh_02", to=tmp_path / name, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_province_fills_the_units_from_the_registry(tmp_path: Path):
    outcome = new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province="42")
    book = FileBook(outcome.files[0])
    regime = definitions.read(book)
    assert (len(regime.units), regime.schedule, unit_sheets(book)) == (69, (), {})
    assert [regime.settings[key] for key in ("province_code", "province", "place")] == ["42", "tỉnh Hà Tĩnh", "Hà Tĩnh"]
    assert [key for key, text in regime.settings.items() if "Ninh Bình" in text] == []
    assert (regime.settings["dispatch"], regime.settings["plan"]) == ("", "")
    assert book.read_grid("PL2 Kết quả").cells[4][1] == "(Kèm theo Công văn số ……, ngày …… tháng …… năm ……)"


def test_the_province_a_regime_was_written_for_keeps_its_documents(tmp_path: Path):
    new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province="37")
    settings = definitions.read(FileBook(tmp_path / "a.xlsx")).settings
    assert all(settings[key] for key in ("dispatch", "plan"))


def test_an_unknown_province_is_said(tmp_path: Path):
    with pytest.raises(Problem, match="Không có tỉnh, thành phố nào có tên hoặc mã “99”"):
        new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province="99")
