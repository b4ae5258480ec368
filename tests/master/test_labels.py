"""The words people see and write for codes."""

import pytest

from bdhvs_xl.master.labels import SEVERITY_NAMES, code_for_label, is_ticked


@pytest.mark.parametrize("cell", ["x", "X", " x ", "có", "TRUE", "v", "✓", 1])
def test_any_mark_is_a_tick(cell):
    assert is_ticked(cell)


@pytest.mark.parametrize("cell", [None, "", "  ", "không", "Không", "FALSE", 0, "0", "-"])
def test_blank_and_no_are_none(cell):
    assert not is_ticked(cell)


def test_a_word_gives_its_code_however_it_is_cased():
    assert [code_for_label(SEVERITY_NAMES, word) for word in ("Lỗi", "LỖI ", "sai")] == ["error", "error", ""]
