from bdhvs_xl.report.fitting import Room, take
from bdhvs_xl.report.quotes import Passage
from bdhvs_xl.report.rules import PARTY_2026 as PARTY

ROOM = Room(PARTY)
ONE = ROOM.line
OPENING = PARTY.before + ROOM.line / 2


def passage(unit, *sentences, ticked=False):
    return Passage(section="I", unit=unit, sentences=sentences or ("Một.", "Hai."), ticked=ticked)


def taken(ranks, points):
    return {p.unit: count for p, count in take(ranks, ROOM, points).items()}


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
    assert 165 <= ROOM.all / ROOM.line <= 175
