"""What became of the findings of the last time: still there, explained, or fixed, which is told once."""

import json
from dataclasses import replace

import pytest
from support.ledgers import flat, made_ledger
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl import cli
from bdhvs_xl.buttons import roll_up, validate
from bdhvs_xl.checks.resolved import resolved_findings
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.tables import FINDINGS_TABLE, LOG_TABLE, RULES_TABLE
from bdhvs_xl.regime.model import SeverityOverride

SHEET = "14212 Xã Giao Ninh"
ANSWERS = {
    "14212": {
        "1.1": "Không", "2.1": "nhiều bài", "2.1.evidence": "Bản tin", "2.4": "60", "2.4.people": "2",
        "2.10.percent": "82",
    },
}  # fmt: skip
REFUSED, SWAPPED = ("value_refused", "14212", "2.1", "value"), ("people_at_least_classes", "14212", "2.4", "people")


@pytest.fixture
def master(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    assert [f.state for f in validated(path).findings] == ["new"] * 3
    return path


def validated(path):
    with opened(path, "validate") as book:
        return validate.run(book)


def typed(path, cells):
    """What an officer types on the unit's sheet, by place."""
    with opened(path, "open_unit") as book:
        grid = book.read_grid(SHEET)
        book.set_cells(SHEET, {grid.address(*place): text for place, text in cells.items()})
        book.save()


def rows(path, *keys):
    with opened(path, "validate") as book:
        return [tuple(row[key] for key in keys) for row in book.read_table(FINDINGS_TABLE)]


def test_what_was_fixed_is_told_once_at_the_end_and_is_no_finding(master):
    typed(master, {("2.1", "value"): "7", ("2.4", "value"): "2", ("2.4", "people"): "60", ("1.1", "value"): "phân vân"})
    outcome = validated(master)
    assert flat(outcome.findings) == [
        ("value_refused", "14212", "1.1", "value", "error"), ("percent_only", "14212", "2.10", "percent", "warning"),
    ]  # fmt: skip
    told = "Đã kiểm tra 1 báo cáo: 1 lỗi, 1 cảnh báo, 0 lưu ý; 1 mới, 2 đã sửa từ lần trước."
    assert outcome.message == f"{told} Xem trang Kiểm tra."
    assert rows(master, "severity", "indicator", "state", "raw", "cure", "place")[1:] == [
        ("Cảnh báo", "2.10", "Còn tồn tại", "82", "Ghi “Tử số” (Số thôn, tổ dân phố đã tổ chức) và “Mẫu số” "
         "(Tổng số thôn, tổ dân phố trên địa bàn).", "14212|2.10|warning"),
        ("Đã sửa", "2.1", "Đã sửa", "nhiều bài", "Nay ghi: “7”. Không phải làm gì thêm.", None),
        ("Đã sửa", "2.4", "Đã sửa", "2", "Nay ghi: “60”. Không phải làm gì thêm.", None),
    ]  # fmt: skip
    with opened(master, "validate") as book:
        assert [row["subject"] for row in book.read_table(LOG_TABLE)][-1] == told
    validated(master)
    assert {state for (state,) in rows(master, "state")} == {"Còn tồn tại"}


def test_nothing_takes_what_was_fixed_for_a_problem(master, capsys):
    typed(master, {("2.1", "value"): "7"})
    assert cli.main(["validate", str(master), "--json", "--strict"]) == 1
    said = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["rule"], f["state"]) for f in said] == [
        ("people_at_least_classes", "open"), ("percent_only", "open"),
    ]  # fmt: skip
    assert [severity for (severity,) in rows(master, "severity")] == ["Lỗi", "Cảnh báo", "Đã sửa"]
    with opened(master, "roll_up") as book:
        totals = {(t["indicator"], t["column"]): t["value"] for t in roll_up.run(book).totals}
        assert totals["2.1", "value"] == 7
        assert book.read_grid(SHEET).value("2.1", "status") is None


def test_a_reason_written_in_the_table_stays_while_the_same_is_said(master):
    with opened(master, "validate") as book:
        told = [row | {"explanation": "Xã báo qua điện thoại"} for row in book.read_table(FINDINGS_TABLE)]
        book.replace_rows(FINDINGS_TABLE, told)
        book.save()
    outcome = validated(master)
    assert [(f.severity, f.state, f.explanation) for f in outcome.findings] == [
        ("error", "open", "Xã báo qua điện thoại"), ("error", "open", "Xã báo qua điện thoại"),
        ("warning", "explained", "Xã báo qua điện thoại"),
    ]  # fmt: skip
    assert "; 1 đã có lý do." in outcome.message
    typed(master, {("2.10", "percent"): "83"})
    assert [(f.rule, f.state, f.explanation) for f in validated(master).findings][-1] == ("percent_only", "open", "")


def test_a_rule_switched_off_or_a_cell_wrong_in_another_way_mends_nothing(master):
    with opened(master, "validate") as book:
        lines = [
            row | {"on": None if row["id"] == "percent_only" else row["on"]} for row in book.read_table(RULES_TABLE)
        ]
        book.replace_rows(RULES_TABLE, lines)
        book.save()
    typed(master, {("2.1", "value"): ""})
    outcome = validated(master)
    assert flat(outcome.findings)[0] == ("required", "14212", "2.1", "value", "error")
    assert "đã sửa" not in outcome.message
    with opened(master, "validate") as book:
        changed = [row for row in book.read_table(LOG_TABLE) if "percent_only" in str(row["subject"])]
        assert [(row["before"], row["after"]) for row in changed] == [("Cảnh báo, bật", "Cảnh báo, tắt")]
        counts = {row["id"]: row["count"] for row in book.read_table(RULES_TABLE)}
        assert (counts["percent_only"], counts["required"], counts["people_at_least_classes"]) == (0, 1, 1)


GONE = [Finding(rule=rule, severity="error", message="", unit="14212", indicator=code, column=column)
        for rule, _, code, column in (REFUSED, SWAPPED)]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (GONE, 2),
        ([replace(GONE[0], severity="notice"), GONE[1]], 1),
        ([replace(GONE[0], rule="versions"), GONE[1]], 1),
        ([replace(GONE[0], unit="LDLD"), GONE[1]], 1),
        ([replace(GONE[0], rule="outlier"), GONE[1]], 1),
        ([Finding(rule="rule_unreadable", severity="error", message="")], 1),
    ],
    ids=["both", "a notice", "a choice", "no report", "switched off", "the master's own"],
)
def test_only_what_was_wrong_and_is_still_looked_at_can_be_fixed(before, left):
    regime = replace(small_regime(), grades=(SeverityOverride("outlier", "warning", on=False),))
    found = list(resolved_findings(regime, made_ledger(regime, ANSWERS), before, []))
    assert [f.state for f in found] == ["fixed"] * left


def test_a_remark_left_at_the_place_or_another_cell_of_it_decides_nothing_else():
    (before,) = [replace(GONE[0], cell="E6")]
    ledger = made_ledger(small_regime(), ANSWERS)
    remark = replace(before, rule="value_qualified", severity="notice")
    assert len(list(resolved_findings(small_regime(), ledger, [before], [remark]))) == 1
    blank = replace(before, rule="required", cell="")
    assert list(resolved_findings(small_regime(), ledger, [before], [blank])) == []


def test_what_was_fixed_and_is_wrong_again_is_new(master):
    typed(master, {("2.1", "value"): "7"})
    validated(master)
    typed(master, {("2.1", "value"): "nhiều bài"})
    assert {f.rule: f.state for f in validated(master).findings}["value_refused"] == "new"
