"""Tạo file tổng hợp: a master of its own, never over a file that is there."""

from datetime import datetime
from pathlib import Path

import pytest

from bdhvs_xl.buttons import new_master
from bdhvs_xl.errors import UserError
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.regime.loader import available_regimes, load_regime

pytestmark = pytest.mark.slow


NOW = datetime(2026, 5, 18, 9, 0)


def test_a_new_master_has_its_own_id_and_a_sheet_per_unit(tmp_path: Path):
    outcomes = [new_master.run(regime="ninh_binh_02", to=tmp_path / name, now=NOW) for name in ("a.xlsx", "b.xlsx")]
    books = [FileBook(outcome.files[0]) for outcome in outcomes]
    ids = {definitions.read_definitions(book).settings["master_id"] for book in books}
    assert len(ids) == 2 and all(len(bytes.fromhex(id_)) == 8 for id_ in ids)
    assert [*unit_sheets(books[0])] == [unit.code for unit in load_regime("ninh_binh_02").units]
    assert unit_sheets(books[0])["14212"] == "14212 Xã Giao Ninh"
    assert outcomes[0].message == ("Đã tạo “a.xlsx”: 12 đơn vị, 23 chỉ số. Mở trang Trang chủ để xem việc cần làm.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    with pytest.raises(UserError, match=r"Đã có tệp .*a\.xlsx.* không bị ghi đè"):
        new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW)
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "said"), [("a.xls", "không có đuôi .xlsx"), ("chưa có/a.xlsx", "Không có thư mục")]
)  # fmt: skip
def test_a_place_that_cannot_be_is_said(tmp_path: Path, name: str, said: str):
    with pytest.raises(UserError, match=said):
        new_master.run(regime="ninh_binh_02", to=tmp_path / name, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_province_fills_the_units_from_the_registry(tmp_path: Path):
    outcome = new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province="42")
    book = FileBook(outcome.files[0])
    regime = definitions.read_definitions(book)
    assert (len(regime.units), regime.schedule, unit_sheets(book)) == (69, (), {})
    assert [regime.settings[key] for key in ("province_code", "province", "place")] == ["42", "tỉnh Hà Tĩnh", "Hà Tĩnh"]
    assert [key for key, text in regime.settings.items() if "Ninh Bình" in text] == []
    assert (regime.settings["dispatch"], regime.settings["plan"]) == ("", "")
    assert book.read_grid("PL2 Kết quả").cells[4][1] == "(Kèm theo Công văn số ……, ngày …… tháng …… năm ……)"


def test_the_province_a_regime_was_written_for_keeps_its_documents(tmp_path: Path):
    new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province="37")
    settings = definitions.read_definitions(FileBook(tmp_path / "a.xlsx")).settings
    assert all(settings[key] for key in ("dispatch", "plan"))


@pytest.mark.parametrize(
    ("written", "province"),
    [
        ("37", "tỉnh Ninh Bình"),
        (" ninh  bình ", "tỉnh Ninh Bình"),
        ("Tỉnh NINH BÌNH", "tỉnh Ninh Bình"),
        ("Thanh Hóa", "tỉnh Thanh Hoá"),
        ("Thành phố Huế", "thành phố Huế"),
        ("TP.Huế", "thành phố Huế"),
        ("tp Huế", "thành phố Huế"),
    ],
)
def test_a_province_is_known_by_its_name_too(tmp_path: Path, written: str, province: str):
    new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province=written)
    assert definitions.read_definitions(FileBook(tmp_path / "a.xlsx")).settings["province"] == province


@pytest.mark.parametrize("written", ["", "  "])
def test_no_province_leaves_the_units_of_the_regime(tmp_path: Path, written: str):
    new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province=written)
    assert definitions.read_definitions(FileBook(tmp_path / "a.xlsx")).units == load_regime("ninh_binh_02").units


NOW_CALLED = "Hãy ghi tên hiện nay (sau sắp xếp năm 2025) hoặc mã hai chữ số, ví dụ Ninh Bình hoặc 37."


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("99", NOW_CALLED),
        ("Nam Định", NOW_CALLED),
        ("Ninh Binh", "Gần giống: Ninh Bình (37). Hãy ghi đúng tên hoặc mã."),
        ("Nihn Bình", "Gần giống: Ninh Bình (37). Hãy ghi đúng tên hoặc mã."),
        ("Quảng", "Gần giống: Tuyên Quang (08), Quảng Ninh (22), Quảng Trị (44) và Quảng Ngãi (51). "
                  "Hãy ghi đúng tên hoặc mã."),
    ],
)  # fmt: skip
def test_an_unknown_province_is_said_with_those_like_it(tmp_path: Path, written: str, cure: str):
    with pytest.raises(UserError) as raised:
        new_master.run(regime="ninh_binh_02", to=tmp_path / "a.xlsx", now=NOW, province=written)
    assert (raised.value.message, raised.value.hint) == (
        f"Không có tỉnh, thành phố nào có tên hoặc mã “{written}”.", cure,
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_on_a_screen_a_type_of_report_is_chosen_by_its_title_and_the_file_is_offered_to_be_opened(tmp_path: Path):
    regime, _, to = new_master.ARGUMENTS
    choices = regime.choices() if regime.choices else {}
    assert list(choices) == available_regimes()
    assert choices["ninh_binh_02"] == (
        "Ninh Bình, 01/7/2025–17/5/2026: Kết quả triển khai Phong trào “Bình dân học vụ số” từ 01/7/2025 đến 17/5/2026"
    )
    assert len({words[:40] for words in choices.values()}) == len(choices), "told apart where they are cut"
    path = tmp_path / to.suggested
    assert new_master.run(regime="ninh_binh_02", to=path, now=NOW).to_open == path
