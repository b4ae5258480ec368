from datetime import datetime

from support.masters import made_master

from bdhvs_xl.buttons import validate
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import LOG_TABLE, RULES_TABLE

ANSWERS = {"14212": {"1.1": "Có", "2.1": "7", "2.4": "60", "2.4.people": "2"}, "13669": {"2.1": "8"}}
NOW = datetime(2026, 5, 22, 9, 30)


def validated(path, user="An"):
    with FileBook(path, button="validate", now=NOW, user=user) as book:
        return validate.run(book).findings


def change(path, rule, **cells):
    with FileBook(path, button="typing", now=NOW, user="An") as book:
        rows = book.read_table(RULES_TABLE)
        book.replace_rows(RULES_TABLE, [row | cells if row["id"] == rule else row for row in rows])
        book.save()


def read(path, table):
    with FileBook(path, now=NOW) as book:
        return book.read_table(table)


def changes(path):
    return [
        (line["when"], line["who"], line["button"], line["subject"], line["before"], line["after"])
        for line in read(path, LOG_TABLE)
        if "áp dụng khác" in str(line["subject"])
    ]


def test_how_often_each_rule_was_broken_stands_beside_it(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    found = validated(path)
    counts = {row["id"]: row["count"] for row in read(path, RULES_TABLE)}
    assert {rule: count for rule, count in counts.items() if count} == {
        rule: sum(f.rule == rule for f in found) for rule in {f.rule for f in found} & counts.keys()
    }
    assert (counts["people_at_least_classes"], counts["needs_evidence"], counts["outlier"]) == (1, 2, 0)


def test_a_rule_and_a_check_graded_anew_count_so_and_are_logged_once(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    validated(path)
    change(path, "people_at_least_classes", severity="cảnh báo")
    change(path, "needs_evidence", on=None)
    found = {f.rule: f.severity for f in validated(path, user="Bình")}
    assert found["people_at_least_classes"] == "warning" and "needs_evidence" not in found
    validated(path)
    assert changes(path) == [
        ("22/5/2026 09:30", "Bình", "Kiểm tra", f"Quy tắc “{rule}” được áp dụng khác trước", before, after)
        for rule, before, after in (
            ("people_at_least_classes", "Lỗi, bật", "Cảnh báo, bật"),
            ("needs_evidence", "Cảnh báo, bật", "Cảnh báo, tắt"),
        )
    ]  # fmt: skip


def test_what_was_changed_before_the_first_check_is_logged_too(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    change(path, "outlier", severity="Lưu ý")
    validated(path)
    assert [line[3:] for line in changes(path)] == [
        ("Quy tắc “outlier” được áp dụng khác trước", "Cảnh báo, bật", "Lưu ý, bật")
    ]


def test_a_rule_that_is_new_or_was_deleted_is_no_change(tmp_path):
    path = made_master(tmp_path, ANSWERS)
    with FileBook(path, button="typing", now=NOW, user="An") as book:
        rows = [row for row in book.read_table(RULES_TABLE) if row["id"] != "needs_evidence"]
        new = {"id": "it-bai", "test": "[2.1] >= 8", "severity": "Cảnh báo", "message": "Ít bài.", "on": "x"}
        book.replace_rows(RULES_TABLE, [*rows, new])
        book.save()
    found = validated(path)
    assert {"it-bai", "needs_evidence"} <= {f.rule for f in found}
    assert changes(path) == []
    assert [row["count"] for row in read(path, RULES_TABLE) if row["id"] == "it-bai"] == [1]
