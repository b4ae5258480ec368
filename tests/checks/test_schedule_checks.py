from dataclasses import replace

import pytest
from support.small_regime import small_regime

from bdhvs_xl.checks.schedule_checks import findings
from bdhvs_xl.regime.model import SurveyVisit

FIRST = ("14212", "Sáng ngày 22/5/2026", "Đoàn Công tác số 1")


def found(*slots):
    regime = small_regime()
    return list(
        findings(replace(regime, schedule=tuple(SurveyVisit(unit=u, time=t, delegation=d) for u, t, d in slots)))
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("LDLD", "Sáng ngày 22/5/2026", "Đoàn Công tác số 1"), [("schedule_clash", "warning")]),
        (("LDLD", "sáng 22-5-2026", "đoàn công tác số 1"), [("schedule_clash", "warning")]),
        (("LDLD", "Chiều ngày 22/5/2026", "Đoàn Công tác số 1"), []),
        (("LDLD", "Sáng ngày 22/5/2026", "Đoàn Công tác số 2"), []),
        (("LDLD", "", "Đoàn Công tác số 1"), []),
        (("14212", "Sáng ngày 22/5/2026", "Đoàn Công tác số 1"), [("schedule_twice", "warning")]),
        (("14212", "Chiều ngày 25/5/2026", "Đoàn Công tác số 2"), [("schedule_twice", "warning")]),
        (("LDLD", "Sáng ngày 31/6/2026", "Đoàn Công tác số 1"), [("schedule_date", "warning")]),
        (("LDLD", "Sáng ngày 22/5/2062", "Đoàn Công tác số 1"), [("schedule_date", "notice")]),
        (("LDLD", "Sáng ngày 22/5/2025", "Đoàn Công tác số 1"), [("schedule_date", "notice")]),
        (("LDLD", "Theo thông báo riêng", "Đoàn Công tác số 1"), []),
    ],
)
def test_what_cannot_be_in_a_schedule_is_found(second, expected):
    assert [(f.rule, f.severity) for f in found(FIRST, second)] == expected


def test_the_finding_names_both_lines_and_belongs_to_no_unit():
    (finding,) = found(FIRST, ("LDLD", "Sáng ngày 22/5/2026", "Đoàn Công tác số 1"))
    assert (finding.unit, finding.sheet, finding.cell) == (
        "", "PL1 Lịch khảo sát", "Liên đoàn Lao động tỉnh, Sáng ngày 22/5/2026",
    )  # fmt: skip
    assert finding.message == (
        "Trang PL1 Lịch khảo sát: Đoàn Công tác số 1 được xếp ở hai nơi cùng lúc (Sáng ngày 22/5/2026): "
        "Xã Giao Ninh và Liên đoàn Lao động tỉnh."
    )


def test_what_is_not_settled_yet_clashes_with_nothing():
    assert found(("14212", "", "Đoàn Công tác số 1"), ("LDLD", "", "Đoàn Công tác số 1")) == []
    assert found(("14212", FIRST[1], ""), ("LDLD", FIRST[1], "")) == []
