from dataclasses import replace

import pytest
from support.ledgers import flat
from support.narrative_reports import with_units, written

from bdhvs_xl.checks.outliers import findings
from bdhvs_xl.regime.model import Unit

USUAL = [31, 42, 55, 28, 47, 60, 38, 51, 44, 36]


def units(sizes=None):
    return with_units(
        *(
            Unit(code=f"U{n}", name=f"Xã Số {n}", kind="commune", attributes={"population": sizes[n]} if sizes else {})
            for n in range(len(USUAL) + 1)
        )
    )


def found(numbers, regime=None):
    answers = {f"U{n}": {"2.1": str(number)} for n, number in enumerate(numbers)}
    return list(findings(written({}, answers, regime or units())))


def test_a_zero_too_many_is_found():
    (finding,) = found([*USUAL, 430])
    assert flat([finding]) == [("outlier", "U10", "2.1", "value", "warning")]
    assert finding.message == (
        "Chỉ số 2.1, cột “Kết quả”: 430 cao khác thường so với 11 đơn vị cùng loại (ở giữa là 44)."
    )
    assert (finding.raw, finding.other) == ("430", "44")


@pytest.mark.parametrize("last", [0, 12, 44, 200])
def test_what_may_well_be_is_not(last):
    assert found([*USUAL, last]) == []


def test_a_large_unit_may_have_large_numbers():
    sizes = [number * 100 for number in USUAL]
    assert found([*USUAL, 430], units([*sizes, 43_000])) == []
    (finding,) = found([*USUAL, 430], units([*sizes, 4_300]))
    assert finding.message.endswith("(ở giữa là 44, kể cả khi so theo dân số trưởng thành).")


def test_few_units_and_other_kinds_tell_nothing():
    assert [len(found([*USUAL[:others], 4300])) for others in (6, 7)] == [0, 1]
    mixed = units()
    wards = tuple(replace(unit, kind="ward") if n % 2 else unit for n, unit in enumerate(mixed.units))
    assert found([*USUAL, 4300], replace(mixed, units=wards)) == []


def test_nobody_has_reported():
    assert list(findings([])) == []
