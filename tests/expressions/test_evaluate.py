"""Verdicts over one unit's report."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdhvs_xl.expressions.evaluate import Missing, Verdict, evaluate, evaluate_value, fill_values
from bdhvs_xl.expressions.language import ExpressionError, parse


@dataclass
class Report:
    """A report as rules see it."""

    values: dict[str, float | str] = field(default_factory=dict)

    def value(self, indicator: str, column: str) -> float | str | None:
        return self.values.get(f"{indicator}.{column}" if column else indicator)

    def previous(self, indicator: str, column: str) -> float | str | None:
        return {"2.1": 40.0}.get(indicator)

    def target(self, indicator: str) -> float | None:
        return {"3.1": 90.0}.get(indicator)

    def attribute(self, key: str) -> float | None:
        return {"hamlets": 12.0}.get(key)

    def items(self, kind: str, indicator: str) -> int:
        return {("documents", "1.1"): 3, ("practices", ""): 2}.get((kind, indicator), 0)


REPORT = Report({"1.1": "Có", "2.1": 50.0, "2.4": 12.0, "2.4.people": 350.0, "2.10": 7.6, "3.1": 85.0, "0": 0.0})


@pytest.mark.parametrize(
    ("test", "verdict"),
    [
        ("[2.4.people] >= [2.4]", "pass"),
        ("[2.4.people] < [2.4]", "fail"),
        ("[2.10] = 7.6", "pass"),
        ("0.1 + 0.2 = 0.3", "pass"),
        ("[2.1] > PREV([2.1])", "pass"),
        ("[3.1] >= TARGET([3.1])", "fail"),
        ('[2.4] <= UNIT("hamlets")', "pass"),
        ('ITEMS("documents", "1.1") = 3', "pass"),
        ('ITEMS("documents", "1.2") > 0', "fail"),
        ('ITEMS("practices") >= 2', "pass"),
        ('[1.1] = "CÓ"', "pass"),
        ('[1.1] = "Co\u0301"', "pass"),
        ('[1.1] <> "Không"', "pass"),
        ('"a" < "b"', "pass"),
        ('OR([1.1] = "Không", ITEMS("documents", "1.1") > 0)', "pass"),
        ("AND([2.4] > 0, [2.4.people] > 400)", "fail"),
        ("NOT([2.4] = 0)", "pass"),
        ("IF([2.4] > 0, [2.4.people] > 0, [2.4.people] = 0)", "pass"),
        ("IF([0] > 0, [2.4] / [0] > 1, 1)", "pass"),
        ("ABS([2.4] - [2.1]) = 38", "pass"),
        ("SUM([2.4], [2.1]) = 62", "pass"),
        ("MIN([2.4], [2.1]) + MAX([2.4], [2.1]) = 62", "pass"),
        ("ROUND([2.4.people] / [2.4], 1) = 29.2", "pass"),
        ("ROUND(2.5, 0) = 3", "pass"),
        ("-[2.4] + 12 = 0", "pass"),
        ("(1 < 2) + (2 < 3) = 2", "pass"),
        ('[2.4] & "/" & [2.1] = "12/50"', "pass"),
        ('7.5 & "" = "7.5"', "pass"),
        ('(1 = 1) & "" = "true"', "pass"),
        ("[2.4]", "pass"),
        ("[0]", "fail"),
        ('[2.4] = "12"', "fail"),
        ('[2.4] <> "12"', "pass"),
        ("[2.4] / [0] > 1", "cannot_say"),
        ('[2.4] > "nhiều"', "cannot_say"),
        ("[1.1] + 1 > 0", "cannot_say"),
        ("[1.1]", "cannot_say"),
        ('OR(1 = 1, "Có")', "cannot_say"),
        ("SUM([2.4], [1.1]) > 0", "cannot_say"),
        ("[2.1] > PREV([2.2])", "cannot_say"),
        ("[2.1] > TARGET([2.1])", "cannot_say"),
        ('[2.4] <= UNIT("population")', "cannot_say"),
        (f"{'9' * 400} > 1", "cannot_say"),
    ],
)
def test_verdicts(test: str, verdict: Verdict) -> None:
    assert evaluate(parse(test), REPORT, "skip") == verdict


@pytest.mark.parametrize(
    ("test", "skip", "skip_all", "zero"),
    [
        ("[2.4] >= [9.9]", "cannot_say", "pass", "pass"),
        ("[9.9] > [2.4]", "cannot_say", "fail", "fail"),
        ("[9.8] >= [9.9]", "cannot_say", "cannot_say", "pass"),
        ("ISBLANK([9.9])", "pass", "pass", "pass"),
        ("ISBLANK([2.4])", "fail", "fail", "fail"),
        ("OR(ISBLANK([9.9]), [2.4] > 0)", "pass", "pass", "pass"),
        ("OR(ISBLANK([9.9]), [9.9] > 0)", "cannot_say", "cannot_say", "pass"),
        ('[9.9] = ""', "cannot_say", "cannot_say", "fail"),
        ("[9.9] > PREV([2.1])", "cannot_say", "cannot_say", "fail"),
        ("[2.4] > PREV([9.9])", "cannot_say", "cannot_say", "cannot_say"),
        ('ITEMS("documents", "1.1") > 0', "pass", "pass", "pass"),
        ("IF([2.4] > 0, 1, [9.9])", "cannot_say", "pass", "pass"),
        ("1 / [9.9] > 0", "cannot_say", "cannot_say", "cannot_say"),
    ],
)
def test_what_missing_values_do(test: str, skip: Verdict, skip_all: Verdict, zero: Verdict) -> None:
    strategies: tuple[Missing, ...] = ("skip", "skip_all", "zero")
    assert [evaluate(parse(test), REPORT, missing) for missing in strategies] == [skip, skip_all, zero]


@pytest.mark.parametrize(
    ("message", "filled"),
    [
        ("Số người ([2.4.people]) ít hơn số lớp ([2.4])", "Số người (350) ít hơn số lớp (12)"),
        ("Tỉ lệ [2.10] %, trả lời “[1.1]”", "Tỉ lệ 7,6 %, trả lời “Có”"),
        ("Chưa có [9.9.people]", "Chưa có trống"),
        ("Kỳ trước PREV([2.1]), mục tiêu TARGET([3.1])", "Kỳ trước 40, mục tiêu 90"),
        ('Cả xã có UNIT("hamlets") thôn, UNIT("population") dân', "Cả xã có 12 thôn, trống dân"),
        ('Có ITEMS("documents", "1.1") văn bản', "Có 3 văn bản"),
        ("Xem [ghi chú] và [Phụ lục 2]", "Xem [ghi chú] và [Phụ lục 2]"),
    ],
)
def test_messages_are_filled(message: str, filled: str) -> None:
    assert fill_values(message, REPORT) == filled


@pytest.mark.parametrize(
    ("expression", "value"),
    [("[2.4] * 2", 24.0), ('"a" & 1', "a1"), ("[9.9] + 1", None), ("1 / 0", None), ("1 < 2", True)],
)
def test_number_or_text(expression: str, value: float | str | None) -> None:
    assert evaluate_value(parse(expression), REPORT) == value


PIECES = [
    "AND(",
    "IF(",
    "ROUND(",
    "-",
    "+",
    "*",
    "/",
    "&",
    "=",
    "<",
    ",",
    "(",
    ")",
    "[2.4]",
    "[1.1]",
    "[9.9]",
    "1",
    "0",
    "99",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["skip", "skip_all", "zero"]))
def test_whatever_can_be_read_has_a_verdict(test: str, missing: Missing) -> None:
    try:
        expression = parse(test)
    except ExpressionError:
        return
    assert evaluate(expression, REPORT, missing) in ("pass", "fail", "cannot_say")
