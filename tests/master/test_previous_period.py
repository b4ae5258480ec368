from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from support.monthly_regime import BEFORE, monthly_regime
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.form.build.form_workbook import build_form
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.layout import PERIOD_INDICATOR_COLUMNS, PREVIOUS
from bdhvs_xl.master.tables import PREVIOUS_TABLE
from bdhvs_xl.master.unit_sheets import unit_sheets

NOW = datetime(2026, 6, 1, 9)
LINE = {"unit": "14212", "indicator": "2.1", "column": "Lũy kế", "value": "10"}


def opened(path):
    return FileBook(path, button="look", now=NOW)


@pytest.fixture
def master(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    create_master_file(monthly_regime(), path, now=NOW, fill=lambda book: None)
    return path


def test_the_numbers_of_the_period_before_are_written_and_read(master):
    with opened(master) as book:
        assert [unit.previous for unit in definitions.read_definitions(book).units] == [BEFORE] * 3
        assert [row["key"] for row in book.read_table(PREVIOUS_TABLE)][:2] == [
            "14212|2.1|in_period", "14212|2.1|cumulative",
        ]  # fmt: skip


def test_unit_sheets_show_what_had_been_done(master):
    with opened(master) as book:
        grid = book.read_grid(unit_sheets(book)["14212"])
    assert [key for key in PERIOD_INDICATOR_COLUMNS if key not in grid.columns] == []
    assert [grid.value(code, "previous") for code in ("1.1", "2.1", "2.4")] == [None, "10", "3 (90)"]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ([LINE], {"2.1": {"cumulative": 10.0}}),
        ([LINE | {"column": "cumulative", "value": "2.610"}], {"2.1": {"cumulative": 2610.0}}),
        ([LINE | {"column": "Luỹ  kế"}], {"2.1": {"cumulative": 10.0}}),
        ([LINE | {"column": "số người trong kỳ", "indicator": "2.4"}], {"2.4": {"people": 10.0}}),
        ([LINE | {"column": "Kết quả", "indicator": "1.1", "value": "có"}], {"1.1": {"value": 1.0}}),
        ([LINE | {"value": None}], {"2.1": {}}),
        ([], {}),
    ],
)
def test_people_paste_words_or_keys(master, lines, read):
    with opened(master) as book:
        book.replace_rows(PREVIOUS_TABLE, lines)
        assert definitions.read_definitions(book).unit["14212"].previous == read


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([LINE | {"unit": "99999"}], "không có đơn vị mã “99999” ở trang Đơn vị"),
        ([LINE | {"column": "Tổng"}], "không hiểu “Tổng”"),
        ([LINE | {"value": "nhiều"}], "không đọc được số “nhiều”"),
        ([LINE | {"value": "-5"}], "không đọc được số “-5”"),
        ([LINE | {"value": "9" * 400}], "không đọc được số “9+”"),
        ([LINE, LINE | {"value": "11"}], "số này đã có ở dòng khác"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(master, lines, said):
    with opened(master) as book:
        book.replace_rows(PREVIOUS_TABLE, lines)
        called = ", ".join(lines[0][key] for key in ("unit", "indicator", "column"))
        with pytest.raises(UserError, match=f"^Trang {PREVIOUS}, dòng “{called}”, cột .*{said}"):
            definitions.read_definitions(book)


def test_lines_pasted_right_below_the_table_count(master):
    book = openpyxl.load_workbook(master)
    sheet = book[PREVIOUS]
    for column, text in enumerate(("", "14212", "2.10", "Tử số", "7"), 1):
        sheet.cell(sheet.max_row + (column == 1), column).value = text
    book.save(master)
    with opened(master) as book:
        assert definitions.read_definitions(book).unit["14212"].previous == {**BEFORE, "2.10": {"numerator": 7.0}}


def test_a_day_after_the_period_began_adds_nothing_up(tmp_path):
    regime = small_regime()
    path = tmp_path / "a.xlsx"
    build_master(replace(regime, settings={**regime.settings, "cumulative_from": "02/7/2025"}), path)
    with opened(path) as book, pytest.raises(UserError, match="lũy kế từ ngày 02/7/2025, sau ngày đầu của kỳ báo cáo"):
        definitions.read_definitions(book)


def test_a_regime_that_does_not_repeat_has_no_such_sheet(tmp_path):
    path = tmp_path / "a.xlsx"
    build_master(small_regime(), path)
    with opened(path) as book:
        assert not book.has_table(PREVIOUS_TABLE)
        assert not definitions.read_definitions(book).looks_back


def test_the_common_form_knows_what_is_the_same_for_all(tmp_path):
    path = tmp_path / "form.xlsx"
    for since, shown in (("01/4/2026", [None, None]), ("01/5/2026", ["0", "0 (0)"])):
        build_form(monthly_regime(since=since), path)
        with FileBook(path) as book:
            grid = book.read_grid("Kết quả")
        assert [grid.value(code, "previous") for code in ("2.1", "2.4")] == shown
