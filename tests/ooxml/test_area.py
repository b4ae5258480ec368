"""Letters of columns: as openpyxl, whose import is too slow for a click, writes and reads them."""

from openpyxl.utils import column_index_from_string, get_column_letter

from bdhvs_xl.master.book.grid import column_letters_at
from bdhvs_xl.ooxml.area import MAX_COLUMN, column_letters, column_number

ALL = range(1, MAX_COLUMN + 1)


def test_every_column_has_the_letters_that_openpyxl_gives():
    letters = [get_column_letter(n) for n in ALL]
    assert [column_letters(n) for n in ALL] == letters
    assert [column_letters_at(n - 1) for n in ALL] == letters


def test_letters_lead_back_to_the_column():
    assert [column_number(get_column_letter(n)) for n in ALL] == list(ALL)
    assert column_index_from_string("XFD") == column_number("XFD") == MAX_COLUMN
