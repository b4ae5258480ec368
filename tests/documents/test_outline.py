from bdhvs_xl.documents.content.outline import non_empty_sections
from bdhvs_xl.regime.model import Section

OUTLINE = (("I", 1), ("1", 2), ("2", 2), ("2.1", 3), ("2.1.1", 3), ("2.1.2", 3), ("2.2", 3), ("2.3", 3), ("3", 2),
           ("a)", 3), ("b)", 3), ("II", 1), ("1", 2))  # fmt: skip


def numbers(*says):
    sections = [Section(id=f"{n}", number=number, level=level, title="…") for n, (number, level) in enumerate(OUTLINE)]
    return [(int(s.id), s.number) for s in non_empty_sections(sections, lambda section: int(section.id) in says)]


def test_an_outline_of_which_all_is_said_stays_as_it_is():
    assert numbers(*range(len(OUTLINE))) == [(n, number) for n, (number, _) in enumerate(OUTLINE)]


def test_headings_without_a_word_are_left_out_and_numbers_close_up():
    assert numbers(3, 5, 7, 8, 10, 12) == [
        (0, "I"), (2, "1"), (3, "1.1"), (5, "1.1.1"), (7, "1.2"), (8, "2"), (10, "a)"), (11, "II"), (12, "1"),
    ]  # fmt: skip


def test_what_is_left_alone_below_a_silent_heading_takes_its_place():
    assert numbers(5, 7, 10, 12) == [
        (0, "I"), (2, "1"), (5, "1.1"), (7, "1.2"), (10, "2"), (11, "II"), (12, "1"),
    ]  # fmt: skip


def test_an_outline_without_a_word_is_empty():
    assert numbers() == []
