import pytest
from support.narrative_reports import SECTION, written

from bdhvs_xl.checks.cited_documents import findings


def found(text):
    (report,) = written({"14212": {SECTION: text}})
    return [(f.severity, f.raw, f.other) for f in findings(report)]


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("Kế hoạch số 08KH/TU ngày 25/7/2025; Kế hoạch số 08KH/TU.", "08KH/TU", "08-KH/TU"),
        ("Số 100/Kh-UBND ngày 15/4/2026", "100/Kh-UBND", "100/KH-UBND"),
        ("Kế hoạch số 35 - KH / ĐU", "35 - KH / ĐU", "35-KH/ĐU"),
    ],
)
def test_a_number_spelt_wrongly_is_told_once(text, typed, meant):
    assert found(text) == [("notice", typed, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024; Kế hoạch số 15/KH-UBND; số 456/UBND-VHXH; Nghị định số 30/2020/NĐ-CP",
        "đạt số 43/45 thôn", "Đề án số 06", "",
    ],
)  # fmt: skip
def test_numbers_spelt_well_and_other_numbers_are_not(text):
    assert found(text) == []
