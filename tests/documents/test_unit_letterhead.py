"""The head and foot of a unit's report say what the unit filled in; what it left blank is dots or its own name."""

from dataclasses import replace

import pytest
from support.small_regime import UNITS, small_regime

from bdhvs_xl.documents.content.unit_letterhead import DOTS, with_unit_letterhead

COMMUNE, WARD, ORGANISATION = UNITS


def settled(unit, **identity):
    return with_unit_letterhead(small_regime(), unit, identity).settings


def test_a_blank_letterhead_is_dots_and_the_units_name():
    settings = settled(COMMUNE)
    assert {key: settings[key] for key in ("organ_above", "organ", "issuer", "number_symbol", "place", "signer")} == {
        "organ_above": DOTS, "organ": "XÃ GIAO NINH", "issuer": "xã Giao Ninh", "number_symbol": f"BC/{DOTS}",
        "place": "Giao Ninh", "signer": DOTS,
    }  # fmt: skip
    assert settings["recipients"] == "Như trên|Lưu: VT"
    assert settings["addressee"] == "Tổ công tác triển khai Phong trào"
    assert (settled(ORGANISATION)["place"], settled(ORGANISATION)["issuer"]) == (DOTS, "Liên đoàn Lao động tỉnh")


@pytest.mark.parametrize(
    ("organ", "issuer"),
    [
        ("ĐẢNG ỦY XÃ GIAO NINH", "Đảng ủy xã Giao Ninh"),
        ("ỦY BAN NHÂN DÂN|XÃ GIAO NINH", "Ủy ban nhân dân xã Giao Ninh"),
        ("UBND XÃ GIAO NINH", "UBND xã Giao Ninh"),
        ("UBND xã Giao Ninh", "UBND xã Giao Ninh"),
        ("BAN CHỈ ĐẠO 57", "xã Giao Ninh"),
    ],
)
def test_a_sentence_names_the_organ_with_its_capitals(organ, issuer):
    settings = settled(COMMUNE, organ=organ)
    assert (settings["issuer"], settings["organ"]) == (issuer, organ.upper())


@pytest.mark.parametrize(("symbol", "style"), [("BC/ĐU", "Đảng"), ("BC-UBND", "Nhà nước"), ("", "Đảng")])
def test_the_style_is_that_of_the_symbol(symbol, style):
    assert settled(COMMUNE, number_symbol=symbol)["style"] == style


def test_lines_are_parted_by_bars_or_line_breaks_and_nothing_of_the_focal_office_is_left():
    settings = settled(
        WARD, signer="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ | ", recipients="Như trên|Lưu VP", organ_above="ĐẢNG BỘ"
    )
    assert (settings["signer"], settings["recipients"], settings["organ_above"]) == (
        "T/M BAN THƯỜNG VỤ|PHÓ BÍ THƯ", "Như trên|Lưu VP", "ĐẢNG BỘ",
    )  # fmt: skip


def test_the_units_opening_and_closing_take_the_place_of_the_focal_offices():
    regime = small_regime()
    own = {"opening": "Của cơ quan.", "own_opening": "Của đơn vị.", "own_closing": "Hết."}
    settings = with_unit_letterhead(replace(regime, settings={**regime.settings, **own}), COMMUNE, {}).settings
    assert (settings["opening"], settings["closing"]) == ("Của đơn vị.", "Hết.")
