"""Which cells of a form are opened for a finding: those that can cure it, and no other."""

from dataclasses import replace

import pytest
from support.filled_forms import ANSWERS, DOCUMENT, PRACTICE, blank_form, type_in
from support.small_regime import small_regime

from bdhvs_xl.checks import regime_rules
from bdhvs_xl.corrections.form_cells import FormCells
from bdhvs_xl.errors import Finding
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.intake.ledger import Ledger, TrackingRow
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.submission import CHANNEL_FORM
from bdhvs_xl.intake.to_ledger import Origin, add_first_report
from bdhvs_xl.regime.model import Rule

UNIT = "14212"
LISTED = Rule(id="listed", test='ITEMS("evidence", "2.2") >= [2.1]', severity="error", message="", cure="")


@pytest.fixture(scope="module")
def canvas(tmp_path_factory):
    """A form with two documents, at rows 1 and 2 of their list, a practice, and a text."""
    regime = small_regime()
    regime = replace(regime, rules=(*regime.rules, LISTED))
    path = blank_form(regime, UNIT, tmp_path_factory.mktemp("forms") / "a.xlsx")
    type_in(path, ANSWERS, [DOCUMENT, DOCUMENT | {"number": "13-KH/ĐU"}], [PRACTICE], {"proposals": "Hỗ trợ thiết bị."})
    ledger = Ledger(tracking={UNIT: TrackingRow(unit=UNIT, name="Xã Giao Ninh")})
    add_first_report(
        ledger, regime, read_form(path, file="a.xlsx", channel=CHANNEL_FORM), Origin("a.xlsx", "0", CHANNEL_FORM)
    )
    return FormCells(
        IssuedForm(path), regime, ledger, UNIT, {test.rule.id: test for test in regime_rules.parse_rules(regime).tests}
    )


def opened(canvas, rule, indicator="", column="", place=""):
    sheet, _, cell = place.rpartition("!")
    finding = Finding(
        rule=rule, severity="error", message="", unit=UNIT, indicator=indicator, column=column, sheet=sheet, cell=cell
    )
    return [spot.text.removeprefix("bdhvs:") for spot in canvas.spots(finding)]


@pytest.mark.parametrize(
    ("rule", "indicator", "column", "cells"),
    [
        ("required", "2.1", "value", "2.1.answer 2.1.value"),
        ("answer_and_value", "2.4", "value", "2.4.answer 2.4.people 2.4.value"),
        ("value_refused", "2.4", "people", "2.4.people"),
        ("value_refused", "2.4", "understood", "2.4.people 2.4.value"),
        ("names_differ", "2.2", "value", "2.2.evidence 2.2.value"),
        ("percent_only", "2.10", "percent", "2.10.denominator 2.10.numerator 2.10.percent"),
        ("needs_text", "2.1", "evidence", "2.1.evidence"),
        ("people_at_least_classes", "2.4", "people", "2.4.people 2.4.value"),
        ("hamlets_as_registered", "2.10", "denominator", "2.10.denominator"),
        ("listed", "2.1", "value", "2.1.value 2.2.evidence"),
        ("value_refused", "9.9", "value", ""),
    ],
)
def test_an_indicators_cells(canvas, rule, indicator, column, cells):
    assert set(opened(canvas, rule, indicator, column)) == {
        "indicators|{}|{}".format(*cell.rsplit(".", 1)) for cell in cells.split()
    }


def test_documents_that_are_missing_go_into_blank_lines(canvas):
    first = canvas.form.grids["bdhvs:documents"].lines[0] + 1
    cells = opened(canvas, "needs_documents", "1.1", "evidence")
    assert {cell.split("|")[1] for cell in cells} == {str(first + 2 + n) for n in range(10)}
    assert {cell.split("|")[2] for cell in cells} == {"number", "date", "title", "issuer", "indicator", "link"}
    assert "indicators|1.1|value" in opened(canvas, "yes_has_document", "1.1", "value")


def test_a_line_of_a_list_by_its_column_or_whole(canvas):
    second = canvas.form.grids["bdhvs:documents"].lines[1] + 1
    place = canvas.ledger.documents[1]["cell"]
    assert opened(canvas, "document_date", "", "date", place) == [f"documents|{second}|date"]
    whole = {f"documents|{second}|{key}" for key in ("number", "date", "title", "issuer", "indicator", "link")}
    assert set(opened(canvas, "document_double", "", "number", place)) == whole
    assert set(opened(canvas, "other_unit_named", "", "", place)) == whole


def test_a_text_by_its_section(canvas):
    (told,) = [row for row in canvas.ledger.narrative if row["section"] == "proposals"]
    assert opened(canvas, "other_unit_named", "", "", told["cell"]) == ["narrative|proposals|text"]
    assert opened(canvas, "other_unit_named") == []
