from dataclasses import replace
from datetime import datetime

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime
from support.split_regime import ALL, STATISTICS, TARGETS, split_regime

from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup import appendix_rows
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.coverage import target_percent
from bdhvs_xl.rollup.totals import totals_from_contributions
from bdhvs_xl.rollup.used_values import mark_used

ANSWERS = {
    "14212": {"1.1": "Có", "2.1": "90", "2.1.evidence": "Bài một", "2.10.numerator": "36", "2.10.denominator": "43"},
    "13669": {"1.1": "Có", "2.1": "5", "2.1.evidence": "Bài hai", "2.10.numerator": "30", "2.10.denominator": "50"},
    "LDLD": {"1.1": "Không", "2.1": "1"},
}


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    build_master(split_regime(), path)
    with FileBook(path, button="roll_up", now=datetime(2026, 5, 22)) as book:
        yield book


def filled(book):
    """The book with all appendices filled from three units."""
    regime = split_regime()
    ledger = made_ledger(regime, ANSWERS, status="accepted")
    ledger.documents.append({"unit": "14212", "indicator": "1.1", "number": "08-KH/ĐU", "date": "", "title": ""})
    given = contributions(regime, ledger, set())
    mark_used(ledger, given)
    assert (
        appendix_rows.fill_appendices(book, regime, ledger, totals_from_contributions(regime, ledger, given), given)
        == []
    )
    return book


def cells(book, sheet, *keys):
    grid = book.read_grid(sheet)
    return {
        code: tuple(grid.value(code, key) for key in keys) for code in grid.rows if code in small_regime().indicator
    }


def test_targets_say_what_is_reached_and_how_much_of_it(book):
    keys = ("target", "coverage", "result", "fulfilled", "evidence", "check")
    assert cells(filled(book), TARGETS, *keys) == {
        "2.1": (100, "3/3", "Chưa đạt: 96 bài", "96%", "02 đơn vị có minh chứng", "Khớp"),
        "2.2": (None, "0/3", None, None, None, "–"),
        "2.4": (None, "0/3", None, None, None, "–"),
        "2.10": (80, "2/2", "Chưa đạt: 71% (66/93)", "88,7%", None, "Khớp"),
        "2.11": (None, None, None, None, None, "–"),
    }


def test_statistics_and_a_sheet_of_all_show_the_same_totals(book):
    keys = ("shown", "coverage", "check")
    both = cells(filled(book), STATISTICS, *keys)
    assert both == {"1.1": ("2/3 đơn vị", "3/3", "Khớp")}
    assert cells(book, STATISTICS, "evidence") == {"1.1": ("01 văn bản",)}
    assert cells(book, ALL, *keys) == both | cells(book, TARGETS, *keys)


def test_the_appendices_of_a_master_are_read_as_they_were_written(book):
    assert definitions.read_definitions(book).appendices == split_regime().appendices
    assert appendix_rows.indicators_without_row(book, split_regime()) == []


def test_an_indicator_that_no_appendix_has_a_line_for_is_named(book):
    regime = split_regime()
    grown = replace(regime, indicators=(*regime.indicators, replace(regime.indicators[0], code="1.2")))
    assert appendix_rows.indicators_without_row(book, grown) == ["1.2"]


@pytest.mark.parametrize(
    ("shown", "target", "met", "share"),
    [
        (100.0, 80.0, True, 100.0),
        (80.0, 80.0, True, 100.0),
        (72.0, 80.0, False, 90.0),
        (79.99, 80.0, False, 99.9),
        (0.0, 80.0, False, 0.0),
        (85.0, 80.0, None, None),
        (None, 80.0, None, None),
        (85.0, None, None, None),
        (1.0, 0.0, True, None),
    ],
)
def test_a_target_is_never_more_than_reached_nor_rounded_up_to_it(shown, target, met, share):
    assert target_percent(shown, target, met) == share


@pytest.mark.parametrize(
    ("targets", "year", "target"),
    [
        ({2025: 80.0}, 2025, 80.0),
        ({2025: 80.0, 2026: 90.0}, 2026, 90.0),
        ({2024: 70.0, 2027: 95.0}, None, None),
        ({}, None, None),
    ],
)
def test_the_target_is_that_of_the_last_year_of_the_period_that_has_one(targets, year, target):
    regime = small_regime()
    indicator = Indicator(
        code="9", name="…", group="1", unit="%", kind=KINDS["ratio"], over_units="ratio", targets=targets
    )
    assert (regime.target_year(indicator), regime.target(indicator)) == (year, target)
