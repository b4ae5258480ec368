from datetime import date

import pytest
from support.ledgers import made_ledger
from support.task_regime import task_regime

from bdhvs_xl.checks.task_checks import findings, task_progress
from bdhvs_xl.checks.unit_report import unit_reports

END = date(2026, 5, 17)


@pytest.mark.parametrize(
    ("task", "done", "answers", "expected"),
    [
        ("3.1", True, {}, "done"),
        ("3.1", False, {}, "overdue"),
        ("3.1", False, {"3.1.evidence": "Dự thảo lần 2"}, "overdue"),
        ("3.2", False, {}, "overdue"),
        ("3.3", False, {}, "not_started"),
        ("3.3", False, {"3.3.evidence": "Đã phát 350 tờ rơi"}, "ongoing"),
        ("3.3", False, {"3.3.explanation": "Đang in tài liệu"}, "ongoing"),
        ("3.3", False, {"3.1.evidence": "Dự thảo lần 2"}, "not_started"),
        ("3.4", False, {}, "not_started"),
        ("3.4", True, {"3.4.evidence": "Báo cáo sơ kết"}, "done"),
        ("3.1", None, {"3.1.evidence": "Dự thảo lần 2"}, "unreported"),
    ],
)
def test_how_far_a_task_is(task, done, answers, expected):
    regime = task_regime()
    values = made_ledger(regime, {"14212": answers}).of("14212")
    assert task_progress(regime.indicator[task], done, values, END) == expected


def found(answers, unit="14212"):
    regime = task_regime()
    (report,) = unit_reports(regime, made_ledger(regime, {unit: answers}), END)
    return [(f.rule, f.severity, f.indicator, f.column, f.state) for f in findings(report)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"3.1": "Không"}, [("task_overdue", "warning", "3.1", "value", "new")]),
        (
            {"3.1": "chưa", "3.1.explanation": "Chờ hướng dẫn"},
            [("task_overdue", "warning", "3.1", "value", "explained")],
        ),
        ({"3.1": "Có", "3.2": "Có", "3.3": "Không", "3.4": "Không"}, []),
        ({"3.1.evidence": "Dự thảo"}, []),
        ({"3.1.answer": "Không áp dụng"}, []),
    ],
)
def test_an_overdue_task_is_a_warning_that_a_reason_answers(answers, expected):
    assert found(answers) == expected


def test_a_task_is_overdue_only_where_it_is_asked():
    assert found({"3.1": "Không", "3.2": "Không"}, unit="LDLD") == []
