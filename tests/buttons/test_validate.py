from pathlib import Path

import openpyxl
import pytest
from support.ledgers import flat
from support.masters import made_master, opened

from bdhvs_xl.buttons import collect, issue_forms, roll_up, validate
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import FINDINGS_TABLE, LOG_TABLE, RULES_TABLE
from bdhvs_xl.results import GoTo

pytestmark = pytest.mark.slow


ANSWERS = {
    "14212": {
        "1.1": "Không", "2.1": "7", "2.1.evidence": "Bản tin", "2.4": "60", "2.4.people": "2",
        "2.10.numerator": "40", "2.10.denominator": "43",
    },
    "13669": {"1.1": "Không", "2.1": "8", "2.4": "0", "2.10.numerator": "25", "2.10.denominator": "50"},
}  # fmt: skip
RULE_BROKEN = ("people_at_least_classes", "14212", "2.4", "people", "error")
NO_EVIDENCE = ("needs_evidence", "13669", "2.1", "evidence", "warning")


def validated(path):
    with opened(path, "validate") as book:
        return validate.run(book)


def test_findings_are_written_and_statuses_set(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    outcome = validated(path)
    assert flat(outcome.findings) == [RULE_BROKEN, NO_EVIDENCE]
    assert outcome.message == "Đã kiểm tra 2 báo cáo: 1 lỗi, 1 cảnh báo, 0 lưu ý. Xem trang Kiểm tra."
    assert outcome.landing == GoTo("Kiểm tra", "tblKiemTra", "Mức độ", ("Lỗi",))
    with opened(path, "validate") as book:
        rows = book.read_table(FINDINGS_TABLE)
        assert [row["rule"] for row in rows] == ["people_at_least_classes", "needs_evidence"]
        assert [row["severity"] for row in rows] == ["Lỗi", "Cảnh báo"]
        assert "Mức độ" in book.headers(FINDINGS_TABLE)
        assert {unit: t.status for unit, t in ledgers.load_ledger(book).tracking.items()} == {
            "14212": "returned", "13669": "accepted_with_warnings", "LDLD": "not_sent",
        }  # fmt: skip
        assert [(row["button"], row["subject"]) for row in book.read_table(LOG_TABLE)] == [
            ("Kiểm tra", "Đã kiểm tra 2 báo cáo: 1 lỗi, 1 cảnh báo, 0 lưu ý.")
        ]


def test_how_far_the_check_is_is_shown(tmp_path):
    told = []
    path = made_master(tmp_path, ANSWERS)
    with FileBook(path, button="validate", progress=lambda *step: told.append(step)) as book:
        validate.run(book)
    assert told[-1] == ("Kiểm tra báo cáo", 2, 2)


def test_what_is_typed_on_a_unit_sheet_counts(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    with opened(path, "open_unit") as book:
        grid = book.read_grid("14212 Xã Giao Ninh")
        book.set_cells(grid.sheet, {grid.address("2.4", "value"): "2", grid.address("2.4", "people"): "60"})
        book.save()
    outcome = validated(path)
    assert flat(outcome.findings) == [NO_EVIDENCE]
    assert outcome.landing == GoTo("Kiểm tra", "tblKiemTra")


def test_a_rule_typed_into_the_master_acts_at_once_and_a_wrong_one_says_where(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    with opened(path, "open_unit") as book:
        rule = {"severity": "Cảnh báo", "message": "Ít bài: [2.1].", "missing": "Bỏ qua nếu thiếu số", "on": "x"}
        typed = [{"id": "bai-viet", "test": "[2.1] >= 8"} | rule, {"id": "sai", "test": "[2.1] >="} | rule]
        book.replace_rows(RULES_TABLE, [*book.read_table(RULES_TABLE), *typed])
        book.save()
    findings = validated(path).findings
    assert flat(findings) == [
        ("rule_unreadable", "", "", "", "error"), RULE_BROKEN, ("bai-viet", "14212", "2.1", "value", "warning"),
        NO_EVIDENCE,
    ]  # fmt: skip
    assert [f.message for f in findings if f.rule == "bai-viet"] == ["Ít bài: 7."]


def test_a_second_run_finds_the_same_and_says_that_it_was_there(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    first, second = validated(path).findings, validated(path).findings
    assert flat(first) == flat(second)
    assert [f.state for f in second] == ["open", "open"]


def send(form: Path, to: Path, answers, more=()):
    """A unit's form filled in a spreadsheet program and sent back, `more` written into any cells."""
    book = openpyxl.load_workbook(form)
    sheet = next(s for s in book if str(s["A1"].value).startswith("bdhvs:indicators"))
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    columns = {cell.value: cell.column for cell in sheet[1]}
    for (code, column), text in answers.items():
        sheet.cell(rows[code], columns[column]).value = text
    for place, text in dict(more).items():
        name, _, cell = place.partition("!")
        book[name][cell] = text
    to.parent.mkdir(exist_ok=True)
    book.save(to)


def chosen_between_two_versions(tmp_path):
    """A master in which the first report said 7, the second 9, and a person has chosen the second."""
    path = made_master(tmp_path, {})
    with opened(path, "issue_forms") as book:
        form = next(file for file in issue_forms.run(book).files if file.name.startswith("14212"))
    send(form, tmp_path / "gửi" / "lần 1.xlsx", {("2.1", "value"): "7", ("2.1", "evidence"): "Bản tin"})
    with opened(path, "collect") as book:
        collect.run(book, tmp_path / "gửi")
    send(form, tmp_path / "gửi" / "lần 2.xlsx", {("2.1", "value"): "9", ("2.1", "evidence"): "Bản tin"})
    with opened(path, "collect") as book:
        collect.run(book, tmp_path / "gửi")
        differing = [row for row in book.read_table(FINDINGS_TABLE) if row["rule"] == "versions" and row["indicator"]]
        assert [(row["raw"], row["other"]) for row in differing] == [("7", "9")]
        rows = [row | {"choice": "Lấy số mới" if row["rule"] == "versions" else None}
                for row in book.read_table(FINDINGS_TABLE)]  # fmt: skip
        book.replace_rows(FINDINGS_TABLE, rows)
        book.save()
    return path


def test_a_choice_between_two_versions_is_done_and_shown_on_the_unit_sheet(tmp_path):
    path = chosen_between_two_versions(tmp_path)
    assert "versions" not in {f.rule for f in validated(path).findings}
    with opened(path, "validate") as book:
        assert ledgers.load_ledger(book).values["14212"]["2.1", "value"].value == 9
        assert book.read_grid("14212 Xã Giao Ninh").value("2.1", "value") == "9"
    assert "versions" not in {f.rule for f in validated(path).findings}


def test_a_choice_acts_at_the_next_roll_up_too(tmp_path):
    path = chosen_between_two_versions(tmp_path)
    with opened(path, "roll_up") as book:
        totals = {(t["indicator"], t["column"]): t["value"] for t in roll_up.run(book).totals}
        assert totals["2.1", "value"] == 9
        assert book.read_grid("14212 Xã Giao Ninh").value("2.1", "value") == "9"


def of_files(outcome):
    """Where things were found that are not read, and in which file."""
    return [(f.where, f.raw, f.file.rpartition("/")[2]) for f in outcome.findings if f.rule == "form_unread"]


@pytest.mark.parametrize(("choice", "left"), [("Lấy số mới", "lần 2"), ("Giữ số hiện có", "lần 1")])
def test_what_is_not_read_is_told_of_both_versions_until_one_is_chosen(tmp_path, choice, left):
    path = made_master(tmp_path, {})
    with opened(path, "issue_forms") as book:
        form = next(file for file in issue_forms.run(book).files if file.name.startswith("14212"))
    for name, number in (("lần 1", "7"), ("lần 2", "9")):
        send(form, tmp_path / "gửi" / f"{name}.xlsx", {("2.1", "value"): number}, {"Văn bản!C110": name})
        with opened(path, "collect") as book:
            told = of_files(collect.run(book, tmp_path / "gửi"))
    both = {("Văn bản!C110", name, f"{name}.xlsx") for name in ("lần 1", "lần 2")}
    assert (len(told), set(told)) == (2, both)
    assert set(of_files(validated(path))) == both
    with opened(path, "validate") as book:
        rows = [
            row | {"choice": choice if row["rule"] == "versions" else None} for row in book.read_table(FINDINGS_TABLE)
        ]
        book.replace_rows(FINDINGS_TABLE, rows)
        book.save()
    assert of_files(validated(path)) == [("Văn bản!C110", left, f"{left}.xlsx")]


def test_what_is_not_read_is_told_of_a_file_that_says_the_same_else(tmp_path):
    path = made_master(tmp_path, {})
    with opened(path, "issue_forms") as book:
        form = next(file for file in issue_forms.run(book).files if file.name.startswith("14212"))
    for name, more in (("lần 1", {}), ("lần 2", {"Văn bản!C110": "12/KH-UBND"})):
        send(form, tmp_path / "gửi" / f"{name}.xlsx", {("2.1", "value"): "7"}, more)
        with opened(path, "collect") as book:
            received = {r.file: r for r in collect.run(book, tmp_path / "gửi").received}
    assert received["lần 2.xlsx"].status == "unchanged"
    assert received["lần 2.xlsx"].reason.endswith("Dòng 110 có nội dung nằm ngoài các ô để điền nên chưa được đọc.")


def test_what_happened_to_a_file_stays_told_thing_by_thing(tmp_path):
    """Alike findings about several sheets of one file, also about sheets as a whole, are not taken for one."""
    path = made_master(tmp_path, {})
    with opened(path, "issue_forms") as book:
        forms = issue_forms.run(book).files
    form = next(file for file in forms if file.name.startswith("14212"))
    book = openpyxl.load_workbook(form)
    for name in ("Văn bản", "Mô hình"):
        book[name]["A4"] = None
        book[name]["C110"] = book[name]["C112"] = "Ghi ngoài bảng"
    del book["Phần lời"]
    book["Kết quả"]["E8"] = "Không"
    sent = tmp_path / "sent"
    sent.mkdir()
    book.save(sent / "14212.xlsx")
    with opened(path, "collect") as book:
        first = [(f.rule, f.where) for f in collect.run(book, sent).findings if f.rule.startswith("form_")]
    again = [(f.rule, f.where) for f in validated(path).findings if f.rule.startswith("form_")]
    assert sorted(again) == sorted(first)
    assert sorted(first) == [
        ("form_healed", "Mô hình!A1"), ("form_healed", "Văn bản!A1"), ("form_sheet_lost", "Phần lời"),
        ("form_unread", "Mô hình!C110"), ("form_unread", "Mô hình!C112"),
        ("form_unread", "Văn bản!C110"), ("form_unread", "Văn bản!C112"),
    ]  # fmt: skip
