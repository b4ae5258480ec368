"""A month of a department's plan: its tasks on forms, through the buttons, in both reports and in the plan itself."""

from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.seed_reports import Office, element_text, load_seed, not_found, report_of, sections

from bdhvs_xl.buttons import check_report, roll_up, write_letter, write_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, INDICATORS_TABLE

REGIME, NOW = "thanh_hoa_265", datetime(2025, 6, 24, 9)
SHEET = "PL3 Nhiệm vụ"


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    seed, office = load_seed(REGIME), Office(REGIME, tmp_path_factory.mktemp("snv"), NOW)
    received = office.collect(seed["forms"])
    return seed, office, received, office.report()


def word(files: list[Path]) -> Path:
    return next(path for path in files if path.suffix == ".docx")


def test_an_overdue_task_with_a_reason_is_known_and_explained(month):
    _, _, received, _ = month
    told = [(f.severity, f.rule, f.unit, f.indicator, f.state) for f in received.findings]
    assert [one for one in told if one[1] == "task_overdue"] == [
        ("warning", "task_overdue", "TDKT", "3.4", "explained")
    ]


def test_every_task_stands_in_the_report_with_its_progress(month):
    seed, _, _, report = month
    assert sum(map(len, seed["facts"].values())) == 22
    assert not_found(word(report.files), seed["facts"]) == []


def test_the_units_own_report_has_its_own_tasks_alone(month):
    seed, office, _, _ = month
    own = word(report_of(office.folder / "Gửi về" / "TDKT.xlsx", NOW).files)
    assert not_found(own, seed["own_facts"]) == []
    assert not_found(own, {"Phụ lục III": ["Lồng ghép thực hiện"]}) != []


def test_the_figures_of_the_report_are_those_of_the_master(month):
    _, office, _, report = month
    assert office.press(check_report, report=word(report.files)).findings == []


def test_the_sheet_of_tasks_agrees_with_the_values(month):
    _, office, _, _ = month
    with FileBook(office.master, button="look", now=NOW) as book:
        grid = book.read_grid(SHEET)
    told = {code: (grid.value(code, "progress"), grid.value(code, "check")) for code in grid.rows if "." in code}
    assert len(told) == 13
    assert {check for _, check in told.values()} == {"Khớp", "–"}
    assert [code for code, (progress, _) in told.items() if progress == "Quá hạn"] == ["3.4"]


def test_a_term_put_off_after_the_roll_up_is_not_reported_before_the_next(month):
    _, office, _, _ = month
    with FileBook(office.master, button="write_report", now=NOW) as book:
        rows = [dict(row) for row in book.read_table(INDICATORS_TABLE)]
        for row in rows:
            if row["code"] == "3.4":
                row["due"] = "30/6/2025"
        book.replace_rows(INDICATORS_TABLE, rows)
        with pytest.raises(UserError) as raised:
            write_report.run(book)
    said = "Trang PL3 Nhiệm vụ, chỉ số 3.4: phụ lục ghi “Quá hạn”, số liệu hiện có cho “Đang thực hiện”."
    assert (raised.value.message, raised.value.hint) == (said, "Hãy bấm Tổng hợp trước rồi bấm lại nút.")


def test_a_month_in_which_nothing_was_done_is_told_as_that_month(month):
    _, _, _, report = month
    said = sections(word(report.files))
    assert "Theo báo cáo của các đơn vị, trong kỳ chưa có lớp bồi dưỡng, tập huấn" in said["4"]


def test_a_correction_rewrites_the_conclusions_that_change_and_names_nobody_twice(month):
    _, office, _, _ = month
    corrected = {"unit": "TDKT", "indicator": "1.1", "column": "Tử số", "value": "10", "reason": "Điện thoại 25/6"}
    with FileBook(office.master, button="edit", now=NOW) as book:
        book.replace_rows(ADJUSTMENTS_TABLE, [corrected])
        book.save()
    office.press(roll_up)
    (letter,) = office.press(write_letter, letter="dinh_chinh").files
    document = Document(str(letter))
    said = [element_text(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]
    rewritten = [line for line in said if line.startswith("- Câu")]
    assert len(rewritten) == 1
    assert "thấp nhất là Phòng Thi đua – Khen thưởng (90%).” tại mục I nay sửa thành: “Có 47/50" in rewritten[0]
    assert rewritten[0].endswith(
        "cao nhất là Phòng Thi đua – Khen thưởng (100%), thấp nhất là Phòng Công chức, viên chức (91,7%).”"
    )
    assert "- Tỉnh ủy Thanh Hóa;" in said and not [line for line in said if line.endswith("(b/c);")]
    assert office.press(check_report, report=letter).findings == []
