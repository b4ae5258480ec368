import pytest

from bdhvs_xl.rollup.periods import Cumulative, over_time


@pytest.mark.parametrize(
    ("way", "periods", "expected"),
    [
        ("flow", [3, 4, 5], Cumulative(12, 3, 3)),
        ("flow", [3, None, 5], Cumulative(8, 2, 3)),
        ("flow", [0, 0], Cumulative(0, 2, 2)),
        ("stock", [3, 4, 5], Cumulative(5, 3, 3)),
        ("stock", [3, 4, None], Cumulative(4, 2, 3)),
        ("stock", [None], Cumulative(None, 0, 1)),
        ("flow", [], Cumulative(None, 0, 0)),
    ],
)
def test_a_flow_adds_up_and_a_stock_is_its_last_known_state(way, periods, expected):
    assert over_time(way, periods) == expected
