from datetime import datetime

import pytest
from support.ledgers import made_ledger
from support.task_regime import TASKS, task_regime

from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.rollup import appendix_rows
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.task_totals import Task, product_text, progress_text, tasks_with_progress
from bdhvs_xl.rollup.totals import totals_from_contributions
from bdhvs_xl.rollup.used_values import mark_used

ANSWERS = {
    "14212": {"3.1": "Không", "3.1.evidence": "Dự thảo lần 2", "3.2": "Có", "3.2.evidence": "Quyết định số 12",
              "3.3": "Không", "3.3.explanation": "Đang in tài liệu", "3.4": "Không"},
    "13669": {"3.2": "Không", "3.3.answer": "Không áp dụng", "3.4": "Có", "3.4.evidence": "Báo cáo sơ kết"},
}  # fmt: skip
INDICATOR = task_regime().indicator["3.2"]


def given():
    regime = task_regime()
    ledger = made_ledger(regime, ANSWERS, status="accepted")
    return regime, ledger, contributions(regime, ledger, {("14212", "3.4", "value")})


def test_only_the_units_that_are_to_do_a_task_count_and_faulty_answers_are_none():
    assert {task.indicator.code: (task.progress, dict(task.units)) for task in tasks_with_progress(*given())} == {
        "3.1": ("overdue", {"14212": "overdue"}),
        "3.2": ("overdue", {"14212": "done", "13669": "overdue"}),
        "3.3": ("ongoing", {"14212": "ongoing"}),
        "3.4": ("unreported", {"14212": "unreported", "13669": "done", "LDLD": "unreported"}),
    }


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("done", "done"), "done"),
        (("done", "overdue", "unreported"), "overdue"),
        (("unreported", "unreported"), "unreported"),
        (("done", "unreported"), "unreported"),
        (("not_started", "unreported"), "not_started"),
        (("done", "not_started"), "ongoing"),
        (("ongoing", "unreported"), "ongoing"),
    ],
)
def test_how_far_a_task_of_several_units_is(units, expected):
    assert Task(INDICATOR, {str(n): own for n, own in enumerate(units)}).progress == expected


def test_many_units_are_not_all_named():
    units = [f"U{n}" for n in range(9)]
    first = "U0; U1; U2; U3; U4; U5 và 3 đơn vị khác"
    task = Task(INDICATOR, dict.fromkeys(units, "not_started"))
    assert progress_text(task, "0/9", str) == "0/9 đơn vị đã hoàn thành\nChưa thực hiện: " + first
    assert product_text(task, str.lower, str) == "U0: u0\nU1: u1\nU2: u2\nU3: u3\nvà 5 đơn vị khác"


def test_the_sheet_says_who_does_what_by_when_and_how_far_it_is(tmp_path):
    regime, ledger, numbers = given()
    mark_used(ledger, numbers)
    build_master(regime, tmp_path / "m.xlsx")
    with FileBook(tmp_path / "m.xlsx", button="roll_up", now=datetime(2026, 5, 22)) as book:
        assert (
            appendix_rows.fill_appendices(
                book, regime, ledger, totals_from_contributions(regime, ledger, numbers), numbers
            )
            == []
        )
        grid = book.read_grid(TASKS)
    keys = ("doers", "due", "progress", "product", "check")
    assert {code: tuple(grid.value(code, key) for key in keys) for code in grid.rows if "." in code} == {
        "3.1": ("Xã Giao Ninh", "01/5/2026", "Quá hạn", "Dự thảo lần 2", "Khớp"),
        "3.2": ("Xã Giao Ninh; Phường Nam Định", "17/5/2026", "1/2 đơn vị đã hoàn thành\nQuá hạn: Phường Nam Định",
                "Xã Giao Ninh: Quyết định số 12", "Khớp"),
        "3.3": ("Các xã, phường", None, "Đang thực hiện", "Đang in tài liệu", "Khớp"),
        "3.4": ("Các địa phương, đơn vị", "31/12/2026",
                "1/3 đơn vị đã hoàn thành\nChưa báo cáo: Xã Giao Ninh; Liên đoàn Lao động tỉnh",
                "Phường Nam Định: Báo cáo sơ kết", "Khớp"),
    }  # fmt: skip
