from dataclasses import replace

import pytest
from support.ledgers import flat
from support.narrative_reports import SECTION, with_units, written
from support.small_regime import small_regime

from bdhvs_xl.checks.other_units import find_place_names, findings
from bdhvs_xl.regime.model import Unit

COMMUNES = with_units(
    Unit(code="14212", name="Xã Giao Ninh", kind="commune"),
    Unit(code="14329", name="Phường Hoa Lư", kind="ward"),
    Unit(code="14332", name="Phường Tây Hoa Lư", kind="ward"),
    Unit(code="LDLD", name="Liên đoàn Lao động tỉnh", kind="organisation"),
)


def found(text, unit="14212", regime=COMMUNES):
    return [(f.other, f.message) for f in findings(written({unit: {SECTION: text}}, regime=regime))]


@pytest.mark.parametrize(
    ("text", "named_place"),
    [
        ("Phong trào trên địa bàn phường Hoa Lư được hưởng ứng.", "Phường Hoa Lư"),
        ("UBND phường Tây Hoa Lư đã ban hành kế hoạch.", "Phường Tây Hoa Lư"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG HOA LƯ BÁO CÁO", ""),
        ("Đảng ủy xã Gia Viễn chỉ đạo sát sao.", "Xã Gia Viễn"),
        ("Đối với xã Gia Viễn, kết quả đạt khá.", "Xã Gia Viễn"),
    ],
)
def test_another_place_in_place_of_ones_own_is_found(text, named_place):
    assert [other for other, _ in found(text)] == ([named_place] if named_place else [])


@pytest.mark.parametrize(
    "text",
    [
        "Xã Giao Ninh đã triển khai; toàn xã có 43 thôn, xã hội đồng thuận.",
        "Xã phối hợp với UBND phường Hoa Lư mở lớp học.",
        "Đoàn công tác học tập kinh nghiệm của phường Hoa Lư.",
        "Nhân dân phường Hoa Lư cũ nay thuộc xã.",
        "Di tích Hoa Lư, thôn Hoa Lư.",
        "Cùng xã Gia Viễn tổ chức hội nghị.",
        "",
    ],
)
def test_ones_own_place_and_neighbours_in_company_are_not(text):
    assert found(text) == []


def test_a_longer_name_does_not_name_the_place_within():
    assert found("Trên địa bàn phường Tây Hoa Lư.", unit="14332") == []
    assert [place.place for place in find_place_names("tại phường Tây Hoa Lư, Xã Gia Viễn")] == [
        "phường tây hoa lư",
        "xã gia viễn",
    ]


def test_departments_of_a_province_speak_of_all_places():
    assert found("Đã kiểm tra tại phường Hoa Lư và xã Gia Viễn.", unit="LDLD") == []


def test_one_place_is_told_once_with_how_often():
    ((other, message),) = found("UBND phường Hoa Lư. Toàn phường Hoa Lư. Đảng ủy phường Hoa Lư.")
    assert other == "Phường Hoa Lư"
    assert message == "Mục “1 Công tác quán triệt, triển khai” nêu “Phường Hoa Lư” (3 chỗ), không phải Xã Giao Ninh."


def test_hamlets_of_a_commune_are_told_apart_by_their_whole_number():
    office = {**small_regime().settings, "organ": "ỦY BAN NHÂN DÂN|XÃ GIAO NINH"}
    hamlets = tuple(Unit(code=f"T{n:02}", name=f"Thôn {n}", kind="hamlet") for n in range(1, 13))
    regime = replace(with_units(*hamlets), settings=office)
    assert [other for other, _ in found("Nhà văn hóa thôn 12 của xã Giao Ninh.", "T01", regime)] == ["Thôn 12"]
    assert found("Nhà văn hóa thôn 1 của xã Giao Ninh.", "T01", regime) == []
    assert [other for other, _ in found("Trên địa bàn phường Hoa Lư.", "T01", regime)] == ["Phường Hoa Lư"]


def test_the_finding_blocks_no_number():
    (finding,) = findings(written({"14212": {SECTION: "UBND phường Hoa Lư đã họp."}}, regime=COMMUNES))
    assert flat([finding]) == [("other_unit_named", "14212", "", "", "warning")]
    assert (finding.sheet, finding.cell, finding.raw) == ("Phần lời", "C5", "…UBND phường Hoa Lư đã họp.…")
