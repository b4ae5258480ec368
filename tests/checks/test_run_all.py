from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import flat, made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.run_all import check_all

TODAY = date(2026, 5, 22)
GOOD = {
    "1.1": "Có", "2.1": "7", "2.1.evidence": "Bản tin số 1", "2.2": "2", "2.2.evidence": "VNeID; Zalo",
    "2.4": "2", "2.4.people": "60", "2.10.numerator": "40", "2.10.denominator": "43",
}  # fmt: skip
PLAN = [("233/KH-UBND", "09/9/2025", "1.1")]


def found(changes, documents=PLAN, unit="14212"):
    """The findings of one unit whose good report was changed; None takes an answer out."""
    regime = small_regime()
    cells = {place: raw for place, raw in (GOOD | changes).items() if raw is not None}
    return check_all(regime, made_ledger(regime, {unit: cells}, {unit: documents}), TODAY)


def test_a_good_report_gives_no_finding():
    assert found({}) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"2.1": None, "2.1.evidence": None}, [("required", "14212", "2.1", "value", "error")]),
        ({"2.2": None, "2.2.evidence": None}, []),
        ({"2.4.people": None}, [("incomplete", "14212", "2.4", "people", "error")]),
        ({"2.4": "0", "2.4.people": None}, []),
        ({"2.4": None, "2.4.people": None, "2.4.answer": "Không phát sinh"}, []),
        ({"2.4": "Không phát sinh", "2.4.people": None}, []),
        ({"2.4.answer": "không phát sinh"}, [("answer_and_value", "14212", "2.4", "answer", "error")]),
        ({"2.4": "0", "2.4.people": "0", "2.4.answer": "Không phát sinh"}, []),
        ({"2.4": "không phát sinh", "2.4.people": None, "2.4.answer": "Không phát sinh"}, []),
        ({"2.4.answer": "bận"}, [("answer_unknown", "14212", "2.4", "answer", "error")]),
        ({"1.1": None, "1.1.answer": "Không phát sinh"}, [("answer_unsuited", "14212", "1.1", "answer", "error")]),
        ({"2.1": "nhiều bài"}, [("value_refused", "14212", "2.1", "value", "error")]),
        ({"2.1": "trên 90"}, [("value_qualified", "14212", "2.1", "value", "notice")]),
        ({"2.1.people": "5"}, [("value_not_asked", "14212", "2.1", "people", "warning")]),
        (
            {"2.10.numerator": None, "2.10.denominator": None, "2.10.percent": "82,5"},
            [("percent_only", "14212", "2.10", "percent", "warning")],
        ),
        (
            {"2.10.numerator": "7,6 %", "2.10.denominator": None},
            [("percent_only", "14212", "2.10", "percent", "warning")],
        ),
        ({"2.10.numerator": "7,6 %"}, [("value_refused", "14212", "2.10", "numerator", "error")]),
        ({"2.10.percent": "82,5"}, [("percent_differs", "14212", "2.10", "percent", "warning")]),
        ({"2.10.percent": "93"}, []),
        ({"2.4": "60", "2.4.people": "2"}, [("people_at_least_classes", "14212", "2.4", "people", "error")]),
        (
            {"2.10.numerator": "45", "2.10.denominator": "41"},
            [
                ("hamlets_within_total", "14212", "2.10", "numerator", "error"),
                ("hamlets_as_registered", "14212", "2.10", "denominator", "notice"),
            ],
        ),
        ({"2.1.evidence": None}, [("needs_evidence", "14212", "2.1", "evidence", "warning")]),
        ({"2.1": "0", "2.1.evidence": None}, []),
        ({"2.2": "3"}, [("names_differ", "14212", "2.2", "value", "error")]),
        ({"2.2.evidence": None}, [("names_differ", "14212", "2.2", "value", "error")]),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(changes, expected):
    assert flat(found(changes)) == expected


def test_a_rule_that_counts_documents_speaks_for_the_check_that_would_say_the_same():
    assert flat(found({}, documents=())) == [("yes_has_document", "14212", "1.1", "value", "warning")]


def test_a_doubtful_value_is_a_warning_with_both_readings():
    doubtful, bare = found({"2.10.numerator": None, "2.10.denominator": None, "2.10.percent": "7.625"})
    assert flat([doubtful, bare]) == [
        ("value_doubtful", "14212", "2.10", "percent", "warning"),
        ("percent_only", "14212", "2.10", "percent", "warning"),
    ]
    assert "có thể là 7,625 hoặc 7.625" in doubtful.message


def test_a_finding_says_where_and_what_was_typed():
    (finding,) = found({"2.1": "nhiều bài"})
    assert (finding.sheet, finding.cell, finding.raw, finding.file) == ("Kết quả", "E6", "nhiều bài", "14212.xlsx")
    assert finding.message.startswith("Chỉ số 2.1, cột “Kết quả”: ")
    assert finding.cure


def test_a_blank_cell_is_told_by_its_row_and_its_column():
    (finding,) = found({"2.4.people": None, "2.1.people": None})
    assert (finding.rule, finding.cell, finding.raw) == ("incomplete", "", "")
    (finding,) = found({"2.1.evidence": None})
    assert (finding.rule, finding.sheet, finding.cell) == ("needs_evidence", "Kết quả", "L6")


def test_an_explained_warning_stays_visible():
    (finding,) = found({"2.1.evidence": None, "2.1.explanation": "Bài đăng trên trang của huyện cũ"})
    assert (finding.severity, finding.state, finding.explanation) == (
        "warning", "explained", "Bài đăng trên trang của huyện cũ",
    )  # fmt: skip


def test_units_that_are_not_asked_are_not_asked():
    """An organisation has no hamlets: neither the indicator nor its rules concern it."""
    changes = {"2.10.numerator": None, "2.10.denominator": None}
    assert flat(found(changes, unit="LDLD")) == []


def test_how_far_it_is_is_told_report_by_report():
    regime, told = small_regime(), []
    ledger = made_ledger(regime, {"14212": {"2.1": "7"}, "13669": {"2.1": "8"}})
    check_all(regime, ledger, TODAY, lambda *step: told.append(step))
    assert told == [("Kiểm tra báo cáo", 1, 2), ("Kiểm tra báo cáo", 2, 2)]


def test_units_without_anything_are_not_checked():
    regime = small_regime()
    assert check_all(regime, made_ledger(regime, {}), TODAY) == []


def test_the_schedule_is_checked_before_anyone_has_reported():
    regime = small_regime()
    first, second = regime.schedule
    clash = replace(regime, schedule=(first, replace(second, time=first.time, delegation=first.delegation)))
    assert [f.rule for f in check_all(clash, made_ledger(clash, {}), TODAY)] == ["schedule_clash"]
