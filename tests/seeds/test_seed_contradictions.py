"""The report of a commune that contradicts itself, put into a real form: what its officers overlooked is found."""

import tomllib
from datetime import datetime

import pytest
from support.seed_reports import SEEDS, Office

FIRST_PART = "Mục “2.1.1 Công tác truyền thông và tuyên truyền Phong trào “Bình dân…”"


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    form = tomllib.loads((SEEDS / "hoang_van.toml").read_text("utf-8"))
    office = Office("bac_ninh_xa", tmp_path_factory.mktemp("hoang_van"), datetime(2026, 6, 16, 9))
    return office.collect([form]).findings


def test_every_contradiction_is_found_and_nothing_beyond(findings):
    assert [(f.severity, f.rule, f.unit, f.indicator, f.sheet, f.cell, f.other) for f in findings] == [
        ("warning", "text_against_text", "VHXH", "", "Phần lời", "C9", "2610"),
        ("warning", "other_unit_named", "VHXH", "", "Phần lời", "C12", "Xã Hợp Thịnh"),
        ("warning", "documents_fewer", "VHXH", "1.1", "Kết quả", "E8", "6"),
        ("notice", "document_spelling", "VHXH", "", "Văn bản", "C10", "100/KH-UBND"),
        ("notice", "cited_document", "VHXH", "", "Phần lời", "C7", "08-KH/TU"),
    ]


def test_each_is_told_with_its_place_and_what_was_typed(findings):
    assert [f.message for f in findings] == [
        f"{FIRST_PART} nêu “2610 thành viên đảm bảo…”, mục “2.7 Hiệu quả hoạt động của tổ công nghệ số cộng đồng” nêu "
        "“2600 thành viên”.",
        "Mục “II NHIỆM VỤ VÀ GIẢI PHÁP TIẾP TỤC THỰC HIỆN PHONG TRÀO” nêu “Xã Hợp Thịnh”, không phải Xã Hoàng Vân.",
        "Chỉ số 1.1 ghi 13 văn bản nhưng trang Văn bản mới kê 6.",
        "Số, ký hiệu “100/Kh-UBND” viết chưa đúng thể thức, có thể là “100/KH-UBND” (cơ quan nhà nước viết gạch chéo "
        "sau số, gạch nối sau loại văn bản).",
        f"{FIRST_PART}: số, ký hiệu “08KH/TU” viết chưa đúng thể thức, có thể là “08-KH/TU” (cơ quan Đảng viết gạch "
        "nối giữa số và loại văn bản).",
    ]
    assert all(f.cure and f.raw for f in findings)
    assert "trên địa bàn xã Hợp Thịnh, xác định" in findings[1].raw
