import openpyxl
import pytest
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.buttons import roll_up
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, LOG_TABLE, matrix_table
from bdhvs_xl.results import GoTo

ANSWERS = {
    "14212": {
        "1.1": "Không", "2.1": "70", "2.1.evidence": "Bản tin", "2.4": "60", "2.4.people": "2",
        "2.10.numerator": "40", "2.10.denominator": "43",
    },
    "13669": {
        "1.1": "Không", "2.1": "80", "2.1.evidence": "Bản tin", "2.4": "3", "2.4.people": "90",
        "2.10.numerator": "25", "2.10.denominator": "50",
    },
}  # fmt: skip


def rolled_up(path):
    with opened(path, "roll_up") as book:
        return roll_up.run(book)


def test_totals_leave_faulty_cells_out_and_say_who_is_missing(tmp_path):
    outcome = rolled_up(made_master(tmp_path, ANSWERS))
    assert outcome.message == ("Đã tổng hợp 2/3 đơn vị, trong đó 1 báo cáo còn lỗi (số tạm tính). Mục tiêu: đạt 1/2.")
    assert outcome.landing == GoTo("PL2 Kết quả")
    fields = ("indicator", "column", "value", "units_reported", "units_expected", "missing", "target", "met")
    assert [tuple(total[field] for field in fields) for total in outcome.totals] == [
        ("1.1", "numerator", 0, 2, 3, ["LDLD"], None, None),
        ("1.1", "denominator", 2, 2, 3, ["LDLD"], None, None),
        ("1.1", "percent", 0, 2, 3, ["LDLD"], None, None),
        ("2.1", "value", 150, 2, 3, ["LDLD"], 100, True),
        ("2.2", "value", None, 0, 3, ["14212", "13669", "LDLD"], None, None),
        ("2.4", "value", 3, 1, 3, ["14212", "LDLD"], None, None),
        ("2.4", "people", 90, 1, 3, ["14212", "LDLD"], None, None),
        ("2.10", "numerator", 65, 2, 2, [], None, None),
        ("2.10", "denominator", 93, 2, 2, [], None, None),
        ("2.10", "percent", 100 * 65 / 93, 2, 2, [], 80, False),
    ]


def test_appendix_matrix_values_and_front_page_follow(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    rolled_up(path)
    with opened(path, "roll_up") as book:
        appendix = book.read_grid("PL2 Kết quả")
        assert [appendix.value("2.10", key) for key in ("shown", "coverage", "met", "check")] == [
            "69,9% (65/93)", "2/2 (số tạm tính)", "Chưa đạt", "Khớp",
        ]  # fmt: skip
        assert [row["2.4.value"] for row in book.read_table(matrix_table(small_regime().indicators))] == [None, 3, None]
        values = ledgers.load_ledger(book).values
        assert [values[unit]["2.4", "value"].used for unit in ("14212", "13669")] == [None, 3]
        home = book.read_grid("Trang chủ")
        assert (home.value("ratio.2.10", "result"), home.value("ratio.2.10", "target")) == (69.89, 80)
        assert home.value("step.roll_up", "state") == (
            "Đã tổng hợp 2/3 đơn vị, trong đó 1 báo cáo còn lỗi (số tạm tính), 22/5/2026"
        )
        assert [row["button"] for row in book.read_table(LOG_TABLE)] == ["Tổng hợp"]


def test_agreed_and_corrected_numbers_stand_beside_the_computed_ones(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    with opened(path, "open_unit") as book:
        lines = [
            {"unit": "LDLD", "indicator": "2.1", "column": "Kết quả", "value": "5", "reason": "Điện thoại 21/5"},
            {"indicator": "2.1", "column": "Kết quả", "value": "160", "reason": "Họp ngày 25/5"},
        ]
        book.replace_rows(ADJUSTMENTS_TABLE, lines)
        book.save()
    (total,) = [t for t in rolled_up(path).totals if t["indicator"] == "2.1"]
    assert (total["value"], total["agreed"], total["missing"]) == (155, 160, [])
    with opened(path, "roll_up") as book:
        appendix = book.read_grid("PL2 Kết quả")
        keys = ("shown", "value", "agreed", "coverage", "check_first", "check")
        assert [appendix.value("2.1", key) for key in keys] == [
            "160 bài", 155, "160 bài", "3/3 (số tạm tính)", 155, "Khớp",
        ]  # fmt: skip


def test_rolling_up_twice_gives_the_same(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    assert rolled_up(path).totals == rolled_up(path).totals


@pytest.mark.parametrize(
    ("marker", "landing"), [("bdhvs:appendix;id=PL2;kind=results", GoTo("Bảng của tôi")), (None, None)]
)
def test_the_appendix_is_shown_whatever_its_sheet_is_called(tmp_path, marker, landing):
    path = made_master(tmp_path, ANSWERS)
    book = openpyxl.load_workbook(path)
    book["PL2 Kết quả"].title = "Bảng của tôi"
    book["Bảng của tôi"]["A1"] = marker
    book.save(path)
    assert rolled_up(path).landing == landing
