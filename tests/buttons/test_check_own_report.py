"""Đối chiếu số liệu on a unit's form: the unit's own report after people edited it, against what the form says."""

import json
import shutil
from datetime import datetime

import pytest
from support.filled_forms import filled_form, type_in
from support.small_regime import small_regime
from support.word_edits import EditedWord

from bdhvs_xl import cli
from bdhvs_xl.buttons import check_report, write_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook

pytestmark = pytest.mark.slow


WRITTEN, CHECKED = datetime(2026, 5, 20, 9), datetime(2026, 5, 29, 9)
SHARE = "- Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng:"
NAME = "Báo cáo của xã đã sửa.docx"
WORDS = {"leading_done": "Đảng ủy đã đăng [2.1] bài; mở [2.4] lớp cho [2.4.people] người.\nThành lập tổ công nghệ số."}


@pytest.fixture
def form(tmp_path):
    path = filled_form(small_regime(), "14212", tmp_path / "14212-xa-giao-ninh.xlsx")
    return type_in(path, narrative=WORDS)


@pytest.fixture
def word(form):
    with FileBook(form, now=WRITTEN, user="An") as book:
        return EditedWord(write_report.run(book).files[0])


def pressed(form, report, refresh=""):
    with FileBook(form, now=CHECKED, user="An") as book:
        return check_report.run(book, report, refresh)


def told(outcome):
    return [(f.rule, f.indicator, f.column, f.raw, f.other) for f in outcome.findings]


def test_an_untouched_report_has_no_differences(form, word, tmp_path, soffice):
    before = form.read_bytes()
    outcome = pressed(form, word.save(tmp_path / NAME))
    count = len(list(word.root.iter("{*}sdt")))
    assert outcome.message == f"Đã đối chiếu {count} số liệu của “{NAME}”: tất cả khớp biểu mẫu."
    assert (outcome.findings, outcome.files) == ([], [])
    assert told(pressed(form, soffice(tmp_path / NAME, "docx"))) == []
    assert form.read_bytes() == before


def edit(word):
    word.retype("2.1", "value", "2.160")
    word.unlink("2.4", "people", "530")
    word.unlink("2.10", "denominator")
    word.add_sentence("Thành lập tổ công nghệ số", "Tổ có 77 thành viên.")
    word.delete("Phong trào: 03")
    return word


PLANTED = [
    ("report_figure_edited", "2.1", "Kết quả", "2.160", "2.610"),
    ("report_figure_typed", "2.4", "Số người", "530", "350"),
    ("report_number_unknown", "", "", "77", ""),
    ("report_figures_gone", "", "", "03", ""),
    ("report_figure_unlinked", "2.10", "Mẫu số", "43", "43"),
]
"""What `edit` does to the unit's report, in the order of the document."""


def test_exactly_what_people_changed_is_found(form, word, tmp_path, soffice):
    report = edit(word).save(tmp_path / NAME)
    outcome = pressed(form, report)
    assert told(outcome) == PLANTED
    assert outcome.findings[0].message.endswith(": Chỉ số 2.1 (Kết quả) đã bị gõ lại thành “2.160”, biểu mẫu là 2.610.")
    assert outcome.findings[0].cure.endswith("sửa ở biểu mẫu, lưu biểu mẫu rồi đối chiếu lại.")
    assert told(pressed(form, soffice(report, "docx"))) == PLANTED


def test_a_form_that_was_changed_since_outdates_figures_and_sentences(form, word, tmp_path):
    report = word.save(tmp_path / NAME)
    type_in(form, {"2.1": "2.700", "2.10.numerator": "20"})
    outcome = pressed(form, report, refresh="yes")
    assert told(outcome) == [
        ("report_figure_outdated", "2.1", "Kết quả", "2.610", "2.700"),
        ("report_figure_outdated", "2.1", "Kết quả", "2.610", "2.700"),
        ("report_figure_outdated", "2.10", "Tỉ lệ %", "93", "46,5"),
        ("report_figure_outdated", "2.10", "Tử số", "40", "20"),
        ("report_conclusion_changed", "", "", f"{SHARE} 93% (40/43), vượt mục tiêu 80%.",
         f"{SHARE} 46,5% (20/43), chưa đạt mục tiêu 80%."),
        ("report_figure_outdated", "2.1", "Kết quả", "2.610", "2.700"),
        ("report_figure_outdated", "2.10", "Tỉ lệ %", "93", "46,5"),
        ("report_figure_outdated", "2.10", "Tử số", "40", "20"),
    ]  # fmt: skip
    copy = tmp_path / "Báo cáo của xã đã sửa (đã cập nhật số liệu).docx"
    assert outcome.files[0] == copy
    assert [f.rule for f in pressed(form, copy).findings] == ["report_conclusion_changed"]
    assert "Đảng ủy đã đăng 2.700 bài; mở 12 lớp cho 350 người." in EditedWord(copy).texts()


def test_reports_of_others_are_refused(form, word, tmp_path, demo_folder):
    other = filled_form(small_regime(), "13669", tmp_path / "13669.xlsx")
    report = word.save(tmp_path / NAME)
    with pytest.raises(UserError, match="là báo cáo riêng của một đơn vị, không lập từ biểu mẫu này"):
        pressed(other, report)
    with pytest.raises(UserError, match="là báo cáo của cơ quan tổng hợp, không lập từ biểu mẫu này"):
        pressed(form, next((demo_folder / "Báo cáo").glob("*.docx")))
    master = shutil.copy(next(demo_folder.glob("*.xlsx")), tmp_path / "master.xlsx")
    with pytest.raises(UserError, match="là báo cáo riêng của một đơn vị, không lập từ file tổng hợp này"):
        pressed(master, report)


def test_as_a_command(form, word, tmp_path, capsys):
    report = edit(word).save(tmp_path / NAME)
    assert cli.main(["check-report", str(form), str(report), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in said["findings"]] == [rule for rule, *_ in PLANTED]
