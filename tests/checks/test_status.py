from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.status import faulty_cells, set_statuses
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Adjustment


def finding(rule, severity, indicator="2.4", column="people", unit="14212"):
    return Finding(rule=rule, severity=severity, message="…", unit=unit, indicator=indicator, column=column)


def statuses(findings, ledger):
    set_statuses(ledger, findings)
    return {unit: (t.status, t.errors, t.warnings) for unit, t in ledger.tracking.items()}


def test_errors_return_warnings_accept_and_units_without_values_keep_their_status():
    regime = small_regime()
    ledger = made_ledger(regime, {"14212": {"2.1": "7"}, "13669": {"2.1": "8"}})
    ledger.tracking["LDLD"].status = "awaiting_entry"
    found = [finding("a", "error"), finding("b", "warning"), finding("c", "warning", unit="13669")]
    assert statuses(found, ledger) == {
        "14212": ("returned", 1, 1),
        "13669": ("accepted_with_warnings", 0, 1),
        "LDLD": ("awaiting_entry", 0, 0),
    }
    assert statuses([], ledger)["14212"] == ("accepted", 0, 0)


def test_a_number_given_by_telephone_is_at_hand():
    ledger = made_ledger(small_regime(), {})
    line = {
        "indicator": "2.1",
        "column": "value",
        "value": 7.0,
        "raw": "7",
        "reason": "điện thoại",
        "who": "",
        "when": "",
    }
    ledger.adjustments.append(Adjustment(unit="LDLD", **line))
    assert statuses([], ledger)["LDLD"] == ("accepted", 0, 0)


def test_an_error_of_one_cell_is_that_cells_and_an_error_of_a_rule_its_indicators():
    found = [
        finding("value_refused", "error", "2.1", "value"),
        finding("incomplete", "error", "2.4", "people"),
        finding("hamlets_within_total", "error", "2.10", "numerator", "13669"),
        finding("answer_and_value", "error", "2.4", "answer", "LDLD"),
        finding("value_doubtful", "warning", "2.2", "value"),
        finding("document_date", "error", "", "date"),
        finding("versions", "error", "2.1", "value", "13669"),
    ]
    assert faulty_cells(found, small_regime()) == {
        ("14212", "2.1", "value"), ("14212", "2.4", "people"),
        ("13669", "2.10", "numerator"), ("13669", "2.10", "denominator"), ("13669", "2.10", "percent"),
        ("LDLD", "2.4", "value"), ("LDLD", "2.4", "people"),
    }  # fmt: skip
