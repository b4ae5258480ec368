from dataclasses import replace

import pytest
from monthly_regime import monthly_regime
from small_regime import small_regime

from bdhvs_xl.rollup.upward.counterparts import counterparts

BOTH = {
    "2.1": {"in_period": "in_period", "cumulative": "cumulative"},
    "2.4": {"in_period": "in_period", "people": "people", "cumulative": "cumulative",
            "cumulative_people": "cumulative_people"},
}  # fmt: skip
MONTH = {"2.1": {"value": "in_period"}, "2.4": {"value": "in_period", "people": "people"}}
WHOLE = {"2.1": {"value": "cumulative"}, "2.4": {"value": "cumulative", "people": "cumulative_people"}}
ONCE_BELOW = {"2.1": {"in_period": "value"}, "2.4": {"in_period": "value", "people": "people"}}


def from_day(regime, day):
    return replace(regime, settings={**regime.settings, "period_from": day})


@pytest.mark.parametrize(
    ("own", "upper", "columns"),
    [
        (monthly_regime(), monthly_regime(), BOTH),
        (monthly_regime(), from_day(small_regime(), "01/5/2026"), MONTH),
        (monthly_regime(since="01/4/2026"), from_day(small_regime(), "01/4/2026"), WHOLE),
        (small_regime(), monthly_regime(), ONCE_BELOW),
    ],
    ids=["monthly", "the same month", "the whole time", "once below"],
)
def test_each_number_goes_where_it_is_asked_for(own, upper, columns):
    pairs = counterparts(own, upper, upper.indicators).pairs
    assert {code: pairs[code].columns for code in columns} == columns
