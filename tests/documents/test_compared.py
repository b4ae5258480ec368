import pytest
from support.small_report_data import material

from bdhvs_xl.documents.content import clauses
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.rollup.totals import Total


def total(column, value, previous, **more):
    return Total(
        indicator="2.1", column=column, value=value, previous=previous, units_reported=3, units_expected=3, **more
    )


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ([total("in_period", 12.0, 9.0), total("cumulative", 40.0, 28.0)], "Số trong kỳ tăng 03 so với kỳ trước (09)."),
        ([total("in_period", 4.0, 2610.0)], "Số trong kỳ giảm 2.606 so với kỳ trước (2.610)."),
        ([total("in_period", 4.0, 4.0)], "Số trong kỳ giữ nguyên so với kỳ trước (04)."),
        ([total("in_period", 4.0, 0.0)], "Kỳ trước chưa phát sinh."),
        ([total("value", 30.0, 28.0)], "Số này tăng 02 so với kỳ trước (28)."),
        (
            [total("numerator", 9.0, 8.0), total("denominator", 10.0, 10.0), total("percent", 90.04, 80.0)],
            "Tỷ lệ tăng 10 điểm phần trăm so với kỳ trước (80%).",
        ),
        ([total("percent", 80.04, 80.0)], "Tỷ lệ giữ nguyên so với kỳ trước (80%)."),
        ([total("percent", 5.5, 0.0)], "Tỷ lệ tăng 5,5 điểm phần trăm so với kỳ trước (0%)."),
        ([total("in_period", 12.0, 9.0, agreed=10.0)], "Số trong kỳ tăng 01 so với kỳ trước (09)."),
        ([total("in_period", 12.0, None)], ""),
        ([total("in_period", None, 9.0)], ""),
        ([total("in_period", 12.0, 9.0, missing=("14212",))], ""),
        ([total("percent", 12.0, 9.0, percent_only=("14212",))], ""),
        ([total("cumulative", 40.0, 28.0)], ""),
    ],
)
def test_two_periods_are_compared_where_both_are_known_of_the_same_units(totals, said):
    assert [unmarked_text(text) for text in clauses.comparison_sentences(totals, Figures())] == ([said] if said else [])


def test_fewer_units_behind_what_was_done_up_to_now_are_told_of_that_number_alone():
    def said(in_period, cumulative):
        totals = [
            Total(indicator="2.1", column=column, value=9.0, units_reported=units, units_expected=3, missing=("14212",))
            for column, units in (("in_period", in_period), ("cumulative", cumulative))
        ]
        return unmarked_text(clauses.coverage_clause(material(), totals, frozenset(), Figures()))

    assert said(3, 2) == " (số liệu lũy kế của 02/03 đơn vị)"
    assert said(2, 2) == " (số liệu của 02/03 đơn vị)"
