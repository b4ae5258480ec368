from datetime import datetime

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.intake.ledger import Adjustment
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.tables import matrix_table
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup import appendix_rows, matrix
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions
from bdhvs_xl.rollup.used_values import mark_used

ANSWERS = {
    "14212": {
        "1.1": "Có", "2.1": "1.250", "2.2": "2", "2.2.evidence": "VNeID; Zalo", "2.4": "24", "2.4.people": "1.190",
        "2.10.numerator": "40", "2.10.denominator": "43",
    },
    "13669": {"1.1": "Không", "2.1": "7", "2.4": "1", "2.4.people": "60", "2.10.percent": "79,5"},
}  # fmt: skip
CORRECTED = Adjustment(
    unit="LDLD", indicator="2.1", column="value", value=3.0, raw="3", reason="Điện thoại 21/5", who="", when=""
)
AGREED = Adjustment(
    unit="", indicator="2.4", column="people", value=1300.0, raw="1.300", reason="Họp 25/5", who="", when=""
)


def rolled_up(adjustments=()):
    """The ledger, what went into the totals, and the totals; the union has given one number by telephone."""
    regime = small_regime()
    ledger = made_ledger(regime, ANSWERS, status="accepted")
    ledger.adjustments += adjustments
    ledger.tracking["13669"].status = "returned"
    ledger.tracking["LDLD"].status = "returned" if adjustments else "not_sent"
    given = contributions(regime, ledger, {("14212", "2.2", "value")})
    mark_used(ledger, given)
    return ledger, given, totals_from_contributions(regime, ledger, given)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    build_master(small_regime(), path)
    with FileBook(path, button="roll_up", now=datetime(2026, 5, 22)) as book:
        yield book


@pytest.mark.parametrize(
    ("kind", "unit", "numbers", "shown"),
    [
        ("count", "Số bài", {"value": 2610}, "2.610 bài"),
        ("count", "Số lượng", {"value": 12}, "12"),
        ("count", "Số Chương trình", {"value": 12}, "12 chương trình"),
        ("count_people", "Số lớp (Số người)", {"value": 25, "people": 1250}, "25 lớp (1.250 người)"),
        ("count_people", "Số hộ (Số người)", {"value": 25, "people": None}, "25 hộ"),
        ("ratio", "Tỉ lệ %", {"numerator": 43, "denominator": 50, "percent": 85.24}, "85,2% (43/50)"),
        ("ratio", "Tỉ lệ %", {"numerator": None, "denominator": None, "percent": 85}, "85%"),
        ("yes_no", "Có/Không", {"numerator": 11, "denominator": 12, "percent": 91.7}, "11/12 đơn vị"),
        ("names", "Số nền tảng", {"value": 0}, "0 nền tảng"),
        ("count", "Số bài", {"value": None}, ""),
    ],
)
def test_a_total_is_printed_by_its_kind(kind, unit, numbers, shown):
    indicator = Indicator(code="9", name="…", group="1", unit=unit, kind=KINDS[kind], over_units="none")
    assert appendix_rows.total_text(indicator, numbers) == shown


def test_the_appendix_says_what_is_known_and_from_whom(book):
    ledger, given, totals = rolled_up([CORRECTED, AGREED])
    assert appendix_rows.fill_appendices(book, small_regime(), ledger, totals, given) == []
    grid = book.read_grid("PL2 Kết quả")
    keys = ("shown", "agreed", "coverage", "missing", "target", "met", "check_first", "check_second", "check")
    cells = {code: tuple(grid.value(code, key) for key in keys) for code in small_regime().indicator}
    everyone_else = "Xã Giao Ninh, Phường Nam Định, Liên đoàn Lao động tỉnh"
    assert cells == {
        "1.1": ("1/2 đơn vị", None, "2/3 (số tạm tính)", "Liên đoàn Lao động tỉnh", None, None, 1, 2, "Khớp"),
        "2.1": ("1.260 bài", None, "3/3 (số tạm tính)", None, 100, "Đạt", 1260, None, "Khớp"),
        "2.2": (None, None, "0/3", everyone_else, None, None, None, None, "–"),
        "2.4": (
            "25 lớp (1.300 người)", "25 lớp (1.300 người)", "2/3 (số tạm tính)", "Liên đoàn Lao động tỉnh", None, None,
            25, 1250, "Khớp",
        ),
        "2.10": ("93% (40/43)", None, "1/2", "chỉ ghi tỉ lệ: Phường Nam Định", 80, "Đạt", 40, 43, "Khớp"),
        "2.11": (None, None, None, None, None, None, None, None, "–"),
    }  # fmt: skip


def test_a_total_that_differs_from_the_values_is_named(book):
    ledger, given, totals = rolled_up()
    ledger.values["14212"].pop(("2.1", "value"))
    assert appendix_rows.fill_appendices(book, small_regime(), ledger, totals, given) == ["2.1"]
    assert book.read_grid("PL2 Kết quả").value("2.1", "check") == "Lệch"


def test_used_is_what_entered_the_totals():
    ledger, _, _ = rolled_up([CORRECTED])
    used = {(u, *place): v.used for u, values in ledger.values.items() for place, v in values.items()}
    assert {place: number for place, number in used.items() if number is not None} == {
        ("14212", "1.1", "value"): 1, ("14212", "2.1", "value"): 1250, ("14212", "2.4", "value"): 24,
        ("14212", "2.4", "people"): 1190, ("14212", "2.10", "numerator"): 40, ("14212", "2.10", "denominator"): 43,
        ("13669", "1.1", "value"): 0, ("13669", "2.1", "value"): 7, ("13669", "2.4", "value"): 1,
        ("13669", "2.4", "people"): 60, ("LDLD", "2.1", "value"): 3,
    }  # fmt: skip
    ledger.adjustments.clear()
    mark_used(ledger, [])
    assert ledger.values["LDLD"] == {}


def test_the_matrix_shows_what_every_unit_puts_in(book):
    regime = small_regime()
    ledger, given, _ = rolled_up([CORRECTED])
    assert matrix.fill_matrix(book, regime, ledger, given) == []
    rows = book.read_table(matrix_table(regime.indicators))
    assert [{key: cell for key, cell in row.items() if cell is not None} for row in rows] == [
        {
            "unit": "14212", "name": "Xã Giao Ninh", "status": "Đạt", "1.1.value": "Có", "2.1.value": 1250,
            "2.4.value": 24, "2.4.people": 1190, "2.10.numerator": 40, "2.10.denominator": 43, "2.10.percent": 93.02,
        },
        {
            "unit": "13669", "name": "Phường Nam Định", "status": "Cần sửa", "1.1.value": "Không", "2.1.value": 7,
            "2.4.value": 1, "2.4.people": 60, "2.10.percent": 79.5,
        },
        {"unit": "LDLD", "name": "Liên đoàn Lao động tỉnh", "status": "Cần sửa", "2.1.value": 3},
    ]  # fmt: skip


def test_an_indicator_added_since_the_master_was_built_has_no_place_in_the_matrix(book):
    from dataclasses import replace

    regime = small_regime()
    added = replace(regime.indicators[1], code="2.16")
    grown = replace(regime, indicators=(*regime.indicators, added))
    ledger, given, _ = rolled_up()
    assert matrix.fill_matrix(book, grown, ledger, given) == ["2.16"]
