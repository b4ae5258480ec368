"""What stands around the body: number, addressees, recipients, who signs for whom."""

from dataclasses import replace
from datetime import date

import pytest
from sample_documents import DEPARTMENT, SEVERAL, regime

from bdhvs_xl.documents.content.letterhead_fields import letterhead_texts
from bdhvs_xl.documents.content.opening_closing import data_basis_paragraph

OLDER, NEWER = date(2026, 5, 15), date(2026, 5, 27)


@pytest.mark.parametrize(
    ("settings", "kind", "number"),
    [
        ({}, "report", "Số      -BC/TCT"),
        ({}, "letter", "Số      -CV/TCT"),
        ({}, "plan", "Số      -KH/TCT"),
        (DEPARTMENT, "report", "Số:       /BC-STP"),
        (DEPARTMENT, "letter", "Số:       /STP-VP"),
        (DEPARTMENT, "plan", "Số:       /KH-STP"),
        ({**DEPARTMENT, "number_symbol": "STP", "recipients": "Lưu: VT"}, "letter", "Số:       /STP"),
        ({**DEPARTMENT, "number_symbol": "BC-UBND", "recipients": "- Lưu: VT, VX1."}, "letter", "Số:       /UBND-VX1"),
    ],
)
def test_the_number_of_each_kind(settings, kind, number):
    assert letterhead_texts(regime(settings), NEWER, kind)["number"] == number


@pytest.mark.parametrize(
    ("style", "signer", "authority", "position", "name"),
    [
        ("Nhà nước", "KT. Giám đốc|Phó Giám đốc", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ""),
        ("Nhà nước", "K/T GIÁM ĐỐC|PHÓ GIÁM ĐỐC|Nguyễn Văn A", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A"),
        ("Nhà nước", "TM. UBND|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "TM. UBND\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", ""),
        ("Nhà nước", "TUQ. GIÁM ĐỐC|CHÁNH VĂN PHÒNG", "TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", ""),
        ("Nhà nước", "GIÁM ĐỐC|Trần Thị B", "GIÁM ĐỐC", "", "Trần Thị B"),
        ("Đảng", "TM. BAN THƯỜNG VỤ|PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", ""),
        ("Đảng", "KT CHÁNH VĂN PHÒNG|Phó Chánh Văn Phòng", "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", ""),
        ("Đảng", "TRƯỞNG BAN|Kiêm|TỔ TRƯỞNG", "TRƯỞNG BAN\nKiêm\nTỔ TRƯỞNG", "", ""),
    ],
)
def test_who_signs(style, signer, authority, position, name):
    made = letterhead_texts(regime({"style": style, "signer": signer}), NEWER)
    assert (made["signer_authority"], made["signer_position"], made["signer_name"]) == (authority, position, name)


def test_one_addressee_stands_on_the_line_and_several_below_it():
    one, several = (
        letterhead_texts(regime(DEPARTMENT), NEWER),
        letterhead_texts(regime(DEPARTMENT), NEWER, "letter", addressee=SEVERAL),
    )
    assert (one["addressee"], one["addressees"]) == ("Sở Khoa học và Công nghệ", [])
    assert several["addressee"] == ""
    assert several["addressees"] == [
        "- Các sở, ban, ngành cấp tỉnh;",
        "- Ủy ban nhân dân các xã, phường;",
        "- Các phòng, đơn vị trực thuộc Sở.",
    ]


def test_recipients_begin_with_the_addressees_and_end_as_the_rules_in_force_want():
    assert letterhead_texts(regime(DEPARTMENT), NEWER)["recipients"] == [
        "- Như trên;", "- UBND tỉnh (để báo cáo);", "- Lãnh đạo Sở;", "- Lưu: VT, VP.",
    ]  # fmt: skip
    twice = {"addressee": "Tỉnh ủy|UBND tỉnh", "recipients": "UBND tỉnh (để báo cáo)|Tỉnh ủy (b/c)|Lưu: VT, VP"}
    assert letterhead_texts(regime(DEPARTMENT | twice), NEWER)["recipients"] == ["- Như trên;", "- Lưu: VT, VP."]
    party = {"addressee": "Tỉnh ủy", "recipients": "Như kính gửi,|Thường trực Tỉnh ủy|Lưu VT."}
    assert letterhead_texts(regime(party), OLDER)["recipients"] == [
        "- Như kính gửi,",
        "- Thường trực Tỉnh ủy,",
        "- Lưu VT.",
    ]
    assert letterhead_texts(regime(party), NEWER)["recipients"] == [
        "- Như kính gửi;",
        "- Thường trực Tỉnh ủy;",
        "- Lưu VT.",
    ]


def test_one_appendix_alone_has_no_number():
    names = [a["name"] for a in letterhead_texts(regime({}), NEWER)["appendices"].values()]
    assert names == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [a["name"] for a in letterhead_texts(regime({}, 1), NEWER)["appendices"].values()] == ["Phụ lục"]
    assert data_basis_paragraph(regime({}, 1)).text.endswith("; chi tiết tại Phụ lục (lịch khảo sát).")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Triển khai Phong trào tại Sở Nội vụ Thanh Hóa", "Triển khai Phong trào tại~Sở~Nội~vụ~Thanh~Hóa"),
        ("Tổng kết Phong trào gắn với “Học tập số”", "Tổng kết Phong trào gắn~với~“Học~tập~số”"),
        ("Kết quả của Sở tại các trường", "Kết quả của Sở tại~các~trường"),
        (
            "Kết quả tại " + "các trường trung học phổ thông công lập",
            "Kết quả tại các trường trung học phổ thông công lập",
        ),
    ],
)
def test_the_end_of_a_title_is_not_torn_apart(title, shown):
    assert letterhead_texts(regime(DEPARTMENT), NEWER, title=title)["title"] == shown.replace("~", "\u00a0")


def test_the_period_of_an_appendix_stands_below_its_title_and_periods_stay_on_one_line():
    titles = ("Kết quả (Từ ngày 15/7/2025 đến 30/5/2026)", "Kết quả (tạm tính) 6 tháng đầu năm 2026")
    known = regime({}, 2)
    titled = tuple(replace(a, title=title) for a, title in zip(known.printed_appendices, titles, strict=True))
    shown = letterhead_texts(replace(known, appendices=titled), NEWER)["appendices"]
    assert [appendix["title"] for appendix in shown.values()] == [
        "KẾT QUẢ\n(Từ ngày 15/7/2025 đến 30/5/2026)", "KẾT QUẢ (TẠM TÍNH) 6\u00a0THÁNG\u00a0ĐẦU\u00a0NĂM\u00a02026",
    ]  # fmt: skip
