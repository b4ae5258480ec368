from dataclasses import replace
from datetime import datetime

import pytest
from support.ledgers import made_ledger
from support.small_regime import small_regime

from bdhvs_xl.checks.findings_table import finding_from_row, finding_row
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.submission import CHANNEL_TYPED
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.master.unit_sheets import add_unit_sheets
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.workflow import refresh

NOW = datetime(2026, 5, 22, 8, 30)
ANSWERS = {
    "14212": {
        "1.1": "Có", "2.1": "nhiều bài", "2.4": "60", "2.4.people": "2", "2.10.numerator": "40",
        "2.10.denominator": "41",
    },
    "13669": {"1.1": "Không", "2.1": "7", "2.1.explanation": "chưa lưu bài", "2.4": "0", "2.10.percent": "82"},
}  # fmt: skip


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "Tổng hợp.xlsx"
    build_master(small_regime(), path)
    with FileBook(path, button="validate", now=NOW) as book:
        add_unit_sheets(book, small_regime().units)
        yield book


def rows(book, *keys):
    return [tuple(row[key] for key in keys) for row in book.read_table(FINDINGS_TABLE)]


def test_findings_stand_in_the_table_what_blocks_first(book):
    regime = small_regime()
    refresh.run_checks(book, regime, made_ledger(regime, ANSWERS))
    assert rows(book, "severity", "unit_name", "indicator", "column", "rule", "state", "cell", "place") == [
        ("Lỗi", "Xã Giao Ninh", "2.1", "Kết quả", "value_refused", "Mới", "Kết quả!E6", "14212|2.1|error"),
        ("Lỗi", "Xã Giao Ninh", "2.4", "Số người", "people_at_least_classes", "Mới", "Kết quả!F8", "14212|2.4|error"),
        ("Cảnh báo", "Xã Giao Ninh", "1.1", "Kết quả", "yes_has_document", "Mới", "Kết quả!E5", "14212|1.1|warning"),
        ("Cảnh báo", "Phường Nam Định", "2.10", "Tỉ lệ %", "percent_only", "Mới", "Kết quả!I9", "13669|2.10|warning"),
        ("Cảnh báo", "Phường Nam Định", "2.1", "Minh chứng", "needs_evidence", "Đã có lý do", None,
         "13669|2.1|warning"),
        ("Lưu ý", "Xã Giao Ninh", "2.10", "Mẫu số", "hamlets_as_registered", "Mới", "Kết quả!H9", "14212|2.10|notice"),
    ]  # fmt: skip


def test_a_second_run_knows_what_was_there_and_keeps_choices(book):
    regime = small_regime()
    refresh.run_checks(book, regime, made_ledger(regime, ANSWERS))
    seen = book.read_table(FINDINGS_TABLE)
    book.replace_rows(FINDINGS_TABLE, [row | {"choice": "Giữ số hiện có"} for row in seen])
    changed = ANSWERS | {"13669": ANSWERS["13669"] | {"1.1": "Có"}}
    again = refresh.run_checks(book, regime, made_ledger(regime, changed))
    assert {(f.rule, f.unit): (f.state, f.choice) for f in again if f.severity == "warning"} == {
        ("yes_has_document", "14212"): ("open", "keep"),
        ("yes_has_document", "13669"): ("new", ""),
        ("needs_evidence", "13669"): ("explained", "keep"),
        ("percent_only", "13669"): ("open", "keep"),
    }


def test_what_intake_found_in_a_file_stays_until_the_file_is_replaced(book):
    regime = small_regime()
    lost = Finding(
        rule="form_key_lost", severity="error", message="Mất khóa.", unit="14212", indicator="2.2", sheet="Kết quả",
        cell="A7", cure="Hỏi lại.", file="14212.xlsx",
    )  # fmt: skip
    ledger = made_ledger(regime, ANSWERS)
    assert lost in refresh.run_checks(book, regime, ledger, received=[lost])
    kept = [f for f in refresh.run_checks(book, regime, ledger) if f.rule == "form_key_lost"]
    assert [(f.state, f.cell, f.cure) for f in kept] == [("open", "A7", "Hỏi lại.")]
    renewed = refresh.run_checks(book, regime, made_ledger(regime, ANSWERS), renewed={"14212"})
    assert "form_key_lost" not in {f.rule for f in renewed}


def test_what_intake_found_in_a_file_goes_when_another_file_is_in_use(book):
    regime, ledger = small_regime(), made_ledger(small_regime(), ANSWERS)
    lost = Finding(rule="form_key_lost", severity="error", message="Mất khóa.", unit="14212", file="14212.xlsx")
    refresh.run_checks(book, regime, ledger, received=[lost])
    ledger.tracking["14212"].file, ledger.tracking["14212"].held_file = "lần 2.xlsx", "14212.xlsx"
    assert "form_key_lost" in {f.rule for f in refresh.run_checks(book, regime, ledger)}
    ledger.tracking["14212"].held_file = ""
    assert "form_key_lost" not in {f.rule for f in refresh.run_checks(book, regime, ledger)}


def test_what_intake_found_is_settled_once_the_row_is_typed_in(book):
    regime, ledger = small_regime(), made_ledger(small_regime(), ANSWERS)
    lost = Finding(
        rule="form_key_lost", severity="error", message="Mất khóa.", unit="14212", indicator="2.2", file="14212.xlsx"
    )
    refresh.run_checks(book, regime, ledger, received=[lost])
    assert "form_key_lost" in {f.rule for f in refresh.run_checks(book, regime, ledger)}
    typed = replace(ledger.values["14212"]["2.4", "value"], indicator="2.2", channel=CHANNEL_TYPED)
    ledger.values["14212"]["2.2", "value"] = typed
    assert "form_key_lost" not in {f.rule for f in refresh.run_checks(book, regime, ledger)}


def test_a_row_gives_its_finding_back():
    finding = Finding(
        rule="form_key_lost", severity="error", message="Mất khóa.", unit="14212", indicator="2.2", column="value",
        sheet="Kết quả", cell="A7", raw="5", other="6", cure="Hỏi lại.", file="a.xlsx",
    )  # fmt: skip
    row = finding_row(finding, small_regime(), {})
    assert finding_from_row({k: v.cached if isinstance(v, Formula) else v for k, v in row.items()}) == finding


def test_the_ledger_is_stored_with_its_statuses_and_the_front_page_shows_them(book):
    regime = small_regime()
    ledger = made_ledger(regime, ANSWERS)
    findings = refresh.run_checks(book, regime, ledger)
    refresh.save_and_refresh(book, regime, ledger, findings)
    stored = ledgers.load_ledger(book)
    assert {unit: (t.status, t.errors, t.warnings) for unit, t in stored.tracking.items()} == {
        "14212": ("returned", 2, 1), "13669": ("accepted_with_warnings", 0, 2), "LDLD": ("not_sent", 0, 0),
    }  # fmt: skip
    assert {unit: dict(values) for unit, values in stored.values.items()} == ledger.values
    home = book.read_grid("Trang chủ")
    assert (home.value("tiles", "errors"), home.value("tiles", "warnings")) == (2, 3)
    sheet = book.read_grid("14212 Xã Giao Ninh")
    assert [sheet.value(code, "status") for code in ("1.1", "2.1", "2.2")] == ["Cảnh báo", "Lỗi", None]
