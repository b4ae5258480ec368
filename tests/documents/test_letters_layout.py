"""The letters that ship stand as the rules want it, each with all that it attaches."""

from datetime import datetime

import pytest
from layout import deviations
from sample_documents import Made

from bdhvs_xl.buttons import new_master, write_letter
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.regime.loader import available_regimes, load_regime

NOW = datetime(2026, 6, 1, 9)


@pytest.mark.parametrize("regime", available_regimes())
def test_no_letter_that_ships_deviates(regime, tmp_path):
    master, found = tmp_path / "Tổng hợp.xlsx", {}
    new_master.run(regime=regime, to=master, now=NOW)
    for letter in (letter for letter in load_regime(regime).letters if letter.id != "dinh_chinh"):
        with FileBook(master, button="write_letter", now=NOW, user="Văn thư") as book:
            path = write_letter.run(book, letter.id).files[0]
        found[letter.id] = deviations(Made(path, load_regime(regime), letter.kind, NOW.date()))
    assert {letter: wrong for letter, wrong in found.items() if wrong} == {}
