"""What stands in a new form that is filled for a unit whose own file cannot go back."""

from dataclasses import replace

import openpyxl
import pytest
from support.filled_forms import grid_of
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.corrections.new_form import NewForms
from bdhvs_xl.intake import not_asked
from bdhvs_xl.intake.submission import CHANNEL_FORM
from bdhvs_xl.master.layout import INDICATORS_GRID

UNIT = "14212"
REGIME = small_regime()


def shown(ledger, folder, indicator, *columns):
    """The cells of an indicator in the new form made from a ledger."""
    form = NewForms(REGIME, ledger, folder).form(REGIME.unit[UNIT])
    form.save(folder / "new.xlsx")
    book = openpyxl.load_workbook(folder / "new.xlsx")
    grid = grid_of(book, INDICATORS_GRID)
    return [book[grid.sheet][grid.address(indicator, column)].value for column in columns]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"percent": "93"}, [None, None, "93"]),
        ({"numerator": "40", "denominator": "43", "percent": "50"}, ["40", "43", "="]),
        ({"numerator": "40", "percent": "50"}, ["40", None, "="]),
        ({"denominator": "43", "percent": "50"}, [None, "43", "="]),
    ],
)
def test_a_percentage_is_typed_in_only_where_the_form_has_nothing_to_compute_it_from(tmp_path, typed, expected):
    ledger = made_ledger(REGIME, {UNIT: {f"2.10.{column}": text for column, text in typed.items()}})
    *parts, percent = shown(ledger, tmp_path, "2.10", "numerator", "denominator", "percent")
    assert [*parts, "=" if str(percent).startswith("=") else percent] == expected
    assert ledger.values[UNIT]["2.10", "percent"].raw == typed["percent"]


def test_that_an_earlier_form_did_not_ask_is_no_answer_of_the_unit(tmp_path):
    ledger = made_ledger(REGIME, {UNIT: {"2.1": "7"}})
    mark = not_asked.not_asked_value(UNIT, "2.2", file="a.xlsx", hash="0" * 16, channel=CHANNEL_FORM)
    ledger.values[UNIT]["2.2", "answer"] = mark
    ledger.values[UNIT]["2.11", "answer"] = replace(mark, indicator="2.11", value="Không áp dụng", raw="Không áp dụng")
    assert shown(ledger, tmp_path, "2.2", "value", "answer") == [None, None]
    assert shown(ledger, tmp_path, "2.11", "value", "answer") == [None, "Không áp dụng"]
