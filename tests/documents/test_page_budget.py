from dataclasses import replace

import pytest
from support.small_regime import small_regime

from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.content.page_budget import PageBudget, read_page_budget, select_within
from bdhvs_xl.documents.content.quotes import Quote
from bdhvs_xl.documents.word.footnotes import footnote_mark
from bdhvs_xl.documents.word.layout_rules import PARTY_2026 as PARTY
from bdhvs_xl.errors import UserError

ROOM = PageBudget(PARTY)
ONE = ROOM.line_height
OPENING = PARTY.before + ROOM.line_height / 2


def passage(unit, *sentences, ticked=False):
    return Quote(section="I", unit=unit, sentences=sentences or ("Một.", "Hai."), ticked=ticked)


def taken(ranks, points):
    return {p.unit: count for p, count in select_within(ranks, ROOM, points).items()}


def test_everything_is_taken_where_there_is_room():
    assert taken({passage("a"): 0, passage("b"): 1}, 1000) == {"a": 2, "b": 2}


def test_first_sentences_of_all_come_before_second_ones():
    assert taken({passage("a"): 0, passage("b"): 0}, 2 * (ONE + OPENING) + ONE) == {"a": 2, "b": 1}


def test_what_people_ticked_comes_first():
    assert taken({passage("a"): 0, passage("b", ticked=True): 0}, ONE + OPENING) == {"a": 0, "b": 1}


def test_a_sentence_that_does_not_fit_is_left_out_whole_with_those_behind_it():
    long = passage("a", "Một.", "dài " * 200, "Ba.")
    assert taken({long: 0}, 100) == {"a": 1}


def test_five_pages_hold_some_hundred_and_seventy_lines():
    assert 165 <= ROOM.total_points / ROOM.line_height <= 175


def test_a_footnote_takes_lines_of_its_own_smaller_size():
    text = "Đã ban hành 13 văn bản"
    without, with_note = (
        ROOM.height(Block("item", text + more)) for more in ("", footnote_mark("Công văn số 02. " * 40))
    )
    in_the_text = ROOM.height(Block("item", text + "Công văn số 02. " * 40))
    assert without + ROOM.line_height < with_note < in_the_text


def of_pages(pages):
    regime = small_regime()
    return read_page_budget(replace(regime, settings={**regime.settings, "pages": pages}))


def test_the_settings_say_how_many_pages_there_are():
    assert (of_pages("").pages, of_pages("7").pages) == (5, 7)
    assert of_pages("7").total_points - of_pages("").total_points == pytest.approx(
        2 * (of_pages("2").total_points - of_pages("1").total_points)
    )


@pytest.mark.parametrize("typed", ["0", "07", "100", "bảy", "5 trang", "-1", "2.5"])
def test_a_number_of_pages_that_is_none_is_told_with_its_cure(typed):
    with pytest.raises(UserError, match=f"“Số trang phần chính của báo cáo”: không đọc được “{typed}”") as told:
        of_pages(typed)
    assert told.value.hint == "Ghi một số nguyên từ 1 đến 99, ví dụ 5."


def test_blanks_around_the_number_of_pages_do_not_matter():
    assert (of_pages(" 7 ").pages, of_pages("  ").pages, of_pages("99").pages) == (7, 5, 99)


def test_a_footnote_costs_its_lines_at_its_own_size_and_nothing_on_the_line_it_belongs_to():
    size = PARTY.letters["note"].size
    bare, short, long = (
        ROOM.height(Block("item", f"Một{more}")) for more in ("", footnote_mark("a"), footnote_mark("dài " * 100))
    )
    assert short - bare == pytest.approx(size * 1.15)
    assert (long - bare) / (short - bare) == pytest.approx(ROOM._lines("dài " * 100, size))
