from dataclasses import replace

from support.ledgers import flat
from support.narrative_reports import written
from support.small_regime import small_regime

from bdhvs_xl.checks.duplicate_evidence import findings
from bdhvs_xl.regime.kinds import KINDS

PAGE = "https://giaoninh.example.org/tin/lop-hoc-so-1.html"


def found(documents=(), answers=None, regime=None):
    (report,) = written({}, {"14212": answers or {}}, regime, {"14212": documents})
    return list(findings(report))


def test_a_document_backing_two_indicators_is_a_notice():
    twice = [("12/KH-UBND", "09/9/2025", "1.1"), ("12/Kh-UBND", "09/9/2025", "2.1")]
    (finding,) = found(twice)
    assert (finding.rule, finding.severity, finding.cell, finding.other) == (
        "document_claimed_twice", "notice", "B4", "1.1",
    )  # fmt: skip
    assert finding.message == "Văn bản “12/Kh-UBND” được kê cho cả chỉ số 1.1 và 2.1."


def test_a_document_counted_twice_is_a_warning():
    counts = tuple(
        replace(i, unit="Văn bản", needs="documents", kind=KINDS["count"]) if i.code in ("1.1", "2.1") else i
        for i in small_regime().indicators
    )
    twice = [("12/KH-UBND", "09/9/2025", "1.1"), ("12/KH-UBND", "09/9/2025", "2.1")]
    assert [f.severity for f in found(twice, regime=replace(small_regime(), indicators=counts))] == ["warning"]


def test_other_documents_of_the_same_number_are_others():
    assert found([("12/KH-UBND", "09/9/2025", "1.1"), ("12/KH-UBND", "08/10/2025", "2.1")]) == []
    assert found([("12/KH-UBND", "09/9/2025", "1.1"), ("12/KH-UBND", "09/9/2025", "1.1")]) == []
    assert found([("", "09/9/2025", "1.1"), ("", "09/9/2025", "2.1")]) == []


def test_a_page_backing_two_indicators_is_a_notice():
    told = found(
        answers={"2.1.evidence": PAGE, "2.4.evidence": "Xem HTTP://www.giaoninh.example.org/tin/lop-hoc-so-1.html"}
    )
    assert flat(told) == [("link_claimed_twice", "14212", "2.4", "evidence", "notice")]


def test_whole_sites_and_other_pages_are_not():
    assert found(answers={"2.1.evidence": PAGE, "2.4.evidence": PAGE.replace("-1", "-2")}) == []
    site = "https://binhdanhocvuso.gov.vn/"
    assert found(answers={"2.1.evidence": site, "2.4.evidence": site}) == []


def test_a_document_of_which_only_one_indicator_counts_documents_is_a_notice():
    counts = tuple(
        replace(i, unit="Văn bản", needs="documents", kind=KINDS["count"]) if i.code == "2.1" else i
        for i in small_regime().indicators
    )
    twice = [("12/KH-UBND", "09/9/2025", "1.1"), ("12/KH-UBND", "09/9/2025", "2.1")]
    assert [f.severity for f in found(twice, regime=replace(small_regime(), indicators=counts))] == ["notice"]
