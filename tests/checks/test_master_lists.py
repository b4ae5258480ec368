from dataclasses import replace
from datetime import date

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.master_lists import findings
from bdhvs_xl.intake.ledger import Adjustment, Ledger


def found(**changes):
    line = {
        "unit": "14212", "indicator": "2.1", "column": "value", "value": 8.0, "raw": "8", "reason": "Điện thoại 21/5",
        "who": "", "when": "",
    }  # fmt: skip
    return list(findings(small_regime(), Ledger(adjustments=[Adjustment(**(line | changes))])))


def test_a_full_line_is_good():
    assert found() == []
    assert found(unit="", indicator="2.10", column="value", raw="85,5", value=85.5) == []


@pytest.mark.parametrize(
    ("changes", "severity", "words"),
    [
        ({"unit": "99999"}, "error", "không có đơn vị mã “99999”"),
        ({"indicator": "9.9"}, "error", "không có chỉ số “9.9”"),
        ({"column": "people"}, "error", "chỉ số 2.1 không có cột “Số người”"),
        ({"indicator": "2.10"}, "error", "chỉ số 2.10 không có cột “Kết quả”"),
        ({"value": None, "raw": "tám"}, "error", "không đọc được số “tám”"),
        ({"reason": ""}, "warning", "chưa ghi căn cứ, lý do"),
    ],
)
def test_each_fault_of_an_adjustment_is_found(changes, severity, words):
    (finding,) = found(**changes)
    assert (finding.severity, finding.unit, finding.sheet) == (severity, "", "Điều chỉnh")
    assert finding.message.startswith(f"Trang Điều chỉnh, dòng “{finding.cell}”: ")
    assert words in finding.message and finding.cure


def test_a_faulty_adjustment_is_named_by_what_stands_in_its_line():
    assert [f.cell for f in found(reason="")] == ["14212, chỉ số 2.1, cột Kết quả"]
    assert [f.cell for f in found(reason="", unit="")] == ["toàn tỉnh, chỉ số 2.1, cột Kết quả"]


def test_values_of_a_unit_that_is_no_longer_listed_are_told():
    ledger = made_ledger(small_regime(), {"14212": {"2.1": "7"}})
    ledger.values["99999"] = ledger.values["14212"]
    assert [(f.rule, f.severity, f.raw) for f in findings(small_regime(), ledger)] == [
        ("unknown_unit", "error", "99999")
    ]


def test_a_way_to_add_up_that_does_not_fit_the_kind_is_told():
    regime = small_regime()
    odd = replace(regime, indicators=(replace(regime.indicators[1], over_units="ratio"), *regime.indicators[2:]))
    (finding,) = findings(odd, Ledger())
    assert (finding.rule, finding.sheet, finding.cell, finding.raw) == (
        "indicator_total", "Chỉ số", "2.1", "Tổng tử/tổng mẫu",
    )  # fmt: skip
    assert finding.cure == "Chọn một trong: Cộng, Lớn nhất, Không tổng hợp."


def test_a_task_whose_doer_reports_no_longer_is_told_of():
    regime = small_regime()
    task = replace(regime.indicators[0], units=("LDLD",))
    units = tuple(replace(u, valid_to=date(2026, 4, 30)) if u.code == "LDLD" else u for u in regime.units)
    assert list(findings(replace(regime, indicators=(task, *regime.indicators[1:])), Ledger())) == []
    (finding,) = findings(replace(regime, indicators=(task, *regime.indicators[1:]), units=units), Ledger())
    assert (finding.rule, finding.severity, finding.cell) == ("asked_of_none", "warning", "1.1")
    assert "Liên đoàn Lao động tỉnh không báo cáo trong kỳ" in finding.message
