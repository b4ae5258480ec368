"""The words people see and write for codes."""

import pytest

from bdhvs_xl.master.labels import SEVERITY_NAMES, code_of, ticked


@pytest.mark.parametrize("cell", ["x", "X", " x ", "có", "TRUE", "v", "✓", 1])
def test_any_mark_is_a_tick(cell):
    assert ticked(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "không", "Không", "FALSE", 0, "0", "-"])
def test_blank_and_no_are_none(cell):
    assert not ticked(cell)


def test_a_word_gives_its_code_however_it_is_cased():
    assert [code_of(SEVERITY_NAMES, word) for word in ("Lỗi", "LỖI ", "sai")] == ["error", "error", ""]
