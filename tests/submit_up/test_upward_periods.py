from dataclasses import replace
from datetime import datetime

import pytest
from support.filled_forms import blank_form, filled_form
from support.monthly_regime import monthly_regime
from support.small_regime import small_regime

from bdhvs_xl.buttons import collect, roll_up, submit_up
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.submit_up.counterparts import find_counterparts

BOTH = {
    "2.1": {"in_period": "in_period", "cumulative": "cumulative"},
    "2.4": {"in_period": "in_period", "people": "people", "cumulative": "cumulative",
            "cumulative_people": "cumulative_people"},
}  # fmt: skip
MONTH = {"2.1": {"value": "in_period"}, "2.4": {"value": "in_period", "people": "people"}}
WHOLE = {"2.1": {"value": "cumulative"}, "2.4": {"value": "cumulative", "people": "cumulative_people"}}
PERIOD = {"2.1": {"in_period": "in_period"}, "2.4": {"in_period": "in_period", "people": "people"}}
ONCE_BELOW = {"2.1": {"in_period": "value"}, "2.4": {"in_period": "value", "people": "people"}}


def with_settings(regime, **settings):
    return replace(regime, settings={**regime.settings, **settings})


def from_day(regime, day):
    return with_settings(regime, period_from=day)


@pytest.mark.parametrize(
    ("own", "upper", "columns"),
    [
        (monthly_regime(), monthly_regime(), BOTH),
        (monthly_regime(), monthly_regime(since="01/01/2026"), PERIOD),
        (monthly_regime(), from_day(small_regime(), "01/5/2026"), MONTH),
        (monthly_regime(since="01/4/2026"), from_day(small_regime(), "01/4/2026"), WHOLE),
        (small_regime(), monthly_regime(), ONCE_BELOW),
    ],
    ids=["monthly", "from another day on", "the same month", "the whole time", "once below"],
)
def test_each_number_goes_where_it_is_asked_for(own, upper, columns):
    pairs = find_counterparts(own, upper, upper.indicators).pairs
    assert {code: pairs[code].columns for code in columns} == columns


NOW = datetime(2026, 6, 4, 9)
SAID = {
    "1.1": "Có", "1.1.evidence": "Kế hoạch", "2.1.in_period": "5", "2.1.evidence": "Bản tin", "2.2": "1",
    "2.2.evidence": "VNeID", "2.4.in_period": "2", "2.4.people": "60", "2.10.numerator": "4", "2.10.denominator": "5",
}  # fmt: skip


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    """The master of May of an office that counts from 01/4 on; one unit has reported."""
    folder = tmp_path_factory.mktemp("office")
    path, box = folder / "Tổng hợp.xlsx", folder / "Gửi về"
    box.mkdir()
    regime = with_settings(monthly_regime(), master_id="ours")
    create_master_file(regime, path, now=NOW, fill=lambda book: None)
    with FileBook(path) as book:
        ours = definitions.read_definitions(book)
    filled_form(ours, "14212", box / "a.xlsx", SAID)
    for button, given in ((collect, {"folder": box}), (roll_up, {})):
        with FileBook(path, button="collect", now=NOW) as book:
            button.run(book, **given)
    return path


@pytest.mark.parametrize(
    ("above", "told", "numbers"),
    [
        (monthly_regime(), [], {"in_period": "5", "cumulative": "15", "value": None}),
        (monthly_regime(since="01/01/2026"), ["up_since"], {"in_period": "5", "cumulative": None, "value": None}),
        (with_settings(small_regime(), period_from="01/4/2026", period_to="31/12/2026"), ["up_period"],
         {"in_period": None, "cumulative": None, "value": "15"}),
    ],
    ids=["the same day", "another day", "the whole time"],
)  # fmt: skip
def test_the_form_above_gets_what_it_asks_and_a_word_about_the_rest(master, tmp_path, above, told, numbers):
    form = blank_form(with_settings(above, master_id="above"), "14212", tmp_path / "b.xlsx")
    with FileBook(master, button="submit_up", now=NOW) as book:
        outcome = submit_up.run(book, form=form)
    assert [f.rule for f in outcome.findings if f.rule in ("up_since", "up_period")] == told
    with FileBook(outcome.files[0]) as book:
        grid = book.read_grid("Kết quả")
    found = {key: grid.value("2.1", key) if key in grid.columns else None for key in numbers}
    assert found == numbers
