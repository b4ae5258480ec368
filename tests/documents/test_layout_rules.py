"""The tables of measures against the decree's own table of letters, written down here a second time by hand."""

import re
from datetime import date

import pytest

from bdhvs_xl.documents.word.layout_rules import PARTY_2018, PARTY_2026, STATE, STYLES, layout_of_style
from bdhvs_xl.documents.word.layout_spec import FontStyle
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES
from bdhvs_xl.errors import UserError

DECREE = """
motto 12-13 B U | second_motto 13-14 B | organ_above 12-13 U | organ 12-13 B U | number 13-13 | place 13-14 I
kind 13-14 B U | title 13-14 B | about 12-13 | paragraph 13-14 | chapter 13-14 B U | heading 13-14 B | point 13-14
authority 13-14 B U | position 13-14 B U | signer 13-14 B | addressee 13-14 | recipients_title 12-12 B I
recipients 11-11 | appendix 14-14 B | appendix_title 13-14 B U | attached 13-14 I | page_number 13-14
"""
"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục V: least and most size; B bold, I italic, U upper case."""
GUIDE = """
motto 15-15 B U | organ_above 14-14 U | organ 14-14 B U | number 14-14 | place 14-14 I | kind 15-16 B U
title 14-15 B | about 12-12 I | paragraph 14-15
"""
"""Hướng dẫn 36-HD/VPTW, Phụ lục 3, numbers 1 to 6."""
LOOKS = {"B": FontStyle.BOLD, "I": FontStyle.ITALIC, "U": FontStyle.UPPER}


def lines(table):
    for line in re.split(r"[|\n]", table.strip()):
        key, sizes, *looks = line.split()
        least, most = map(int, sizes.split("-"))
        yield key, (least, most, FontStyle(sum(LOOKS[look].value for look in looks)))


@pytest.mark.parametrize(("measures", "table"), [(STATE, DECREE), (PARTY_2018, GUIDE)])
def test_letters_are_those_of_the_rule(measures, table):
    told = {key: measures.letters[key] for key, _ in lines(table)}
    assert {key: (one.least, one.most, one.look) for key, one in told.items()} == dict(lines(table))


@pytest.mark.parametrize("measures", [STATE, PARTY_2018, PARTY_2026])
def test_what_is_used_is_allowed(measures):
    assert [key for key, one in measures.letters.items() if not one.least <= one.size <= one.most] == []
    assert [key for key, one in measures.spans.items() if not one.least <= one.used <= one.most] == []
    assert set(measures.letters) - {"note"} <= set(STYLE_NAMES)


def test_a_disputed_value_says_what_else_it_could_be():
    disputed = {key for key, one in PARTY_2026.letters.items() if one.disputed}
    assert {"motto", "organ", "organ_above", "kind", "title", "about", "position", "recipients"} <= disputed
    assert PARTY_2026.spans["pitch"].disputed and not any(one.disputed for one in STATE.letters.values())


@pytest.mark.parametrize(
    ("style", "day", "source"),
    [
        ("Đảng", date(2026, 5, 26), "Hướng dẫn 36-HD/VPTW"),
        ("Đảng", date(2026, 5, 27), "Hướng dẫn 05-HD/VPTW"),
        ("đảng", date.max, "Hướng dẫn 05-HD/VPTW"),
        ("Nhà nước", date(2026, 5, 27), "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I"),
        ("Đảng", date(2001, 1, 1), "Hướng dẫn 36-HD/VPTW"),
    ],
)
def test_the_rules_in_force_on_a_day(style, day, source):
    assert layout_of_style(style, day)[0].source == source


def test_a_style_that_there_is_not_is_a_problem():
    with pytest.raises(UserError) as raised:
        layout_of_style("Đoàn")
    assert str(raised.value) == (
        "Không có thể thức văn bản “Đoàn”. "
        f"Ở trang Cấu hình, dòng Thể thức văn bản, ghi một trong: {', '.join(STYLES)}."
    )
