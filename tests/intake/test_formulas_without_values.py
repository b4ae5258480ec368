"""Formulas typed into a form: computed ones give their number, those never computed are told of with their text."""

import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from support.filled_forms import ANSWERS, filled_form, split
from support.ledgers import flat, made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.to_ledger import Origin, add_first_report

REGIME = small_regime()
FORMULAS = {"2.1": "=1+2", "2.4.people": "=SUM(2,3)", "2.10.numerator": "=40-1", "2.11.answer": '=IF(1<2,"a","b")'}
"""2.4 has its value, so that a row is found out in which only one of two numbers is missing."""


def read(path):
    return read_form(path, file=path.name, channel="Biểu mẫu")


@pytest.fixture
def form(tmp_path):
    """A form filled by a program that stores formulas without computing them."""
    return filled_form(REGIME, "14212", tmp_path / "14212.xlsx", {**ANSWERS, "2.4": "2", **FORMULAS})


def answered(submission):
    return {(a.indicator, a.column): a.raw for a in submission.answers if a.column not in ("percent", "evidence")}


def test_a_formula_without_result_arrives_as_its_text(form):
    given = answered(read(form))
    assert {place: given.get(split(place)) for place in FORMULAS} == FORMULAS
    assert given["2.4", "value"] == "2"


def test_it_is_refused_with_its_text_and_the_cure_and_not_called_missing(form):
    ledger = made_ledger(REGIME, {})
    submission = read(form)
    add_first_report(ledger, REGIME, submission, Origin("14212.xlsx", "0" * 16, "Biểu mẫu"))
    found = [f for f in check_all(REGIME, ledger, REGIME.deadline) if f.severity == "error"]
    assert flat(found) == [
        ("value_refused", "14212", "2.1", "value", "error"),
        ("value_refused", "14212", "2.4", "people", "error"),
        ("value_refused", "14212", "2.10", "numerator", "error"),
        ("answer_unknown", "14212", "2.11", "answer", "error"),
    ]  # fmt: skip
    assert found[0].message == (
        "Chỉ số 2.1, cột “Kết quả”: “=1+2”: ô chứa công thức chưa tính. Gõ kết quả của phép tính, "
        "hoặc mở tệp bằng Excel cho tính xong rồi lưu lại."
    )


def test_a_computed_formula_gives_its_number(form, soffice):
    given = answered(read(soffice(form, "xlsx")))
    assert {place: given.get(split(place)) for place in FORMULAS} == {
        "2.1": 3.0, "2.4.people": 5.0, "2.10.numerator": 39.0, "2.11.answer": "a",
    }  # fmt: skip


def test_a_formula_that_cells_share_is_told_of_as_each_has_it(form, tmp_path):
    made = tmp_path / "chung.xlsx"
    with ZipFile(form) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            part = re.sub(rb"<f>1\+2</f>", b'<f t="shared" ref="E6:F8" si="0">O1+2</f>', part)
            new.writestr(name, re.sub(rb"<f>SUM\(2,3\)</f>", b'<f t="shared" si="0"/>', part))
    given = answered(read(made))
    assert (given["2.1", "value"], given["2.4", "people"]) == ("=O1+2", "=P3+2")


def test_other_workbooks_are_read_as_they_are(form, soffice):
    assert answered(read(soffice(form, "ods")))["2.1", "value"] == 3.0
