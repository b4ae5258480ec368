"""The reason that an officer typed stays while the value that it explains stays, however the finding is worded."""

import pytest
from support.masters import made_master, opened

from bdhvs_xl.buttons import validate
from bdhvs_xl.checks.findings_table import keep_user_entries
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.tables import FINDINGS_TABLE

REASON = "Xã báo qua điện thoại"


def reason_after(rule, before, now):
    """The reason at a finding whose row of the last time was different in `before` from what it is `now`."""
    found = Finding(rule=rule, severity="warning", unit="14212", indicator="2.4", **{"message": "x", **now})
    row = {"raw": None, "other": None, "message": "x", "choice": None, "file": None, **before, "explanation": REASON}
    ((finding),) = keep_user_entries([found], {found.key: row})
    assert (finding.state == "explained") == bool(finding.explanation)
    return finding.explanation


@pytest.mark.parametrize(
    ("rule", "before", "now", "is_kept"),
    [
        ("percent_only", {"message": "Mới có tỉ lệ 82%."}, {"message": "Chỉ số 2.4 mới ghi tỉ lệ 82%."}, True),
        ("percent_only", {"raw": "82"}, {"raw": "83"}, False),
        ("documents_fewer", {"raw": "5", "other": "2"}, {"raw": "5", "other": "3"}, False),
        ("outlier", {"raw": "900", "other": "12"}, {"raw": "900", "other": "13"}, True),
        ("outlier", {"raw": "900", "other": "12"}, {"raw": "901", "other": "12"}, False),
        ("of_the_office", {"message": "Số người (2) ít hơn số lớp (60)."}, {"message": "60 lớp, 2 người."}, False),
        ("of_the_office", {"message": "Số người (2) ít hơn số lớp (60)."}, {"message": "2 người, 60 lớp?"}, True),
        ("of_the_office", {"message": "2 người, 60 lớp."}, {"message": "2 người, 61 lớp."}, False),
        ("of_the_office", {"message": "2 người, 1.200 lớp."}, {"message": "2 người, 1.201 lớp."}, False),
    ],
)
def test_a_reason_belongs_to_the_value_and_not_to_the_words(rule, before, now, is_kept):
    assert reason_after(rule, before, now) == (REASON if is_kept else "")


def test_a_reason_typed_under_the_words_of_an_earlier_version_stays(tmp_path):
    """The rows of `Kiểm tra` as 0.1.0 wrote them: the same columns, other sentences."""
    path = made_master(tmp_path, {"14212": {"1.1": "Không", "2.1": "7", "2.10.percent": "82"}})
    with opened(path, "validate") as book:
        first = [f for f in validate.run(book).findings if f.severity == "warning"]
    with opened(path, "validate") as book:
        rows = book.read_table(FINDINGS_TABLE)
        book.replace_rows(FINDINGS_TABLE, [row | {"message": "Câu cũ.", "explanation": REASON} for row in rows])
        book.save()
    with opened(path, "validate") as book:
        again = [f for f in validate.run(book).findings if f.severity == "warning"]
    assert [(f.rule, f.message) for f in again] == [(f.rule, f.message) for f in first]
    assert {"percent_only", "needs_evidence"} <= {f.rule for f in again}
    assert {(f.state, f.explanation) for f in again} == {("explained", REASON)}
