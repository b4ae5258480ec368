"""Cell values between Excel and the book: the same as from a file, and texts that stay texts."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook
from support.recording_cells import held, type_in

from bdhvs_xl.excel.com_values import from_com, to_com, to_com_text
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.errors import CellValueError

TEXTS = [
    "2.10", "00123", "3-4", "=x", " =x", "+84 912", "-", "@a", "1e5", "TRUE", "false ", "22/5/2026", "7,6 %", "#N/A",
    "'nháy", "  lùi vào", "\n", "😀 tốt", "_x0041_", "Có", "á" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (None, ""),
        ("2.10", "2.10"),
        (2.5, 2.5),
        (True, True),
        (Decimal("12.5"), 12.5),
        (-2146826281, ""),
        (-2146826246, ""),
        (datetime(2026, 5, 22, tzinfo=UTC), date(2026, 5, 22)),
        (datetime(2026, 5, 22, 14, 5, tzinfo=UTC), datetime(2026, 5, 22, 14, 5)),
        (datetime(1899, 12, 30, 14, 5, tzinfo=UTC), time(14, 5)),
    ],
)
def test_what_com_gives_is_read_as_calamine_reads_a_file(raw: object, value: object) -> None:
    assert (from_com(raw), type(from_com(raw))) == (value, type(value))


@pytest.mark.parametrize("number_format", ["General", "@"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_what_it_is_in_a_cell_of_any_format(text: str, number_format: str) -> None:
    cell = Workbook().active["A1"]
    cell.number_format = number_format
    type_in(cell, to_com(text))
    assert held(cell, {}) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_what_it_is_in_a_text_cell_and_shows_no_apostrophe(text: str) -> None:
    cell = Workbook().active["A1"]
    cell.number_format = "@"
    entered = to_com_text(text)
    type_in(cell, entered)
    assert held(cell, {}) == text
    assert entered == text or text.startswith("'")


@pytest.mark.parametrize(
    ("value", "entered"),
    [
        (None, ""),
        ("", ""),
        ("Có", "Có"),
        ("a\r\nb\x07", "a\nb"),
        (12, 12.0),
        (False, False),
        (Formula("=1+1", 2), Formula("=1+1", 2)),
    ],
)
def test_what_excel_is_given(value: Cell | Formula, entered: object) -> None:
    assert (to_com(value), type(to_com(value))) == (entered, type(entered))


def test_numbers_for_a_text_column_become_texts() -> None:
    assert [to_com_text(value) for value in (2.1, 14464.0, True, None)] == ["2.1", "14464", "TRUE", ""]


@pytest.mark.parametrize("value", ["á" * 32_768, "😀" * 16_384, float("inf")])
def test_what_no_cell_can_hold_is_refused(value: Cell) -> None:
    with pytest.raises(CellValueError):
        to_com(value)
