"""A form that comes after the report was made: the sentences, targets, own words and charts that it changes."""

import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from support.word_edits import EditedWord

from bdhvs_xl.buttons import check_report, collect, roll_up, write_report
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import load_samples
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import INDICATORS_TABLE, NARRATIVE_TABLE, SETTINGS_TABLE

pytestmark = pytest.mark.slow


WRITTEN, LATE, CHECKED = datetime(2026, 5, 27, 9), datetime(2026, 5, 28, 8, 15), datetime(2026, 5, 29, 9)
OWN = "Toàn tỉnh đã đăng [2.1] bài, tổ chức [1.3] buổi kiểm tra; [3.1]% người trưởng thành có kiến thức số."


@pytest.fixture(scope="module")
def office(demo_folder, tmp_path_factory):
    """The demo's master whose report has own words and charts, then the form of the last unit."""
    folder = shutil.copytree(demo_folder, tmp_path_factory.mktemp("late") / "co-quan")
    master = next(folder.glob("*.xlsx"))
    with FileBook(master, button="edit", now=WRITTEN, user="An") as book:
        rows = book.read_table(SETTINGS_TABLE)
        book.replace_rows(SETTINGS_TABLE, [{**r, "value": "x"} if r["key"] == "chart_page" else r for r in rows])
        rows = book.read_table(INDICATORS_TABLE)
        book.replace_rows(
            INDICATORS_TABLE, [{**r, "targets": "2026: 94,55"} if r["code"] == "3.1" else r for r in rows]
        )
        own = {"unit": "", "section": "II.3.a", "text": OWN}
        book.replace_rows(NARRATIVE_TABLE, [own, *book.read_table(NARRATIVE_TABLE)])
        book.save()
    press(master, roll_up, WRITTEN)
    report = press(master, write_report, WRITTEN).files[0]
    units = {unit.code: unit for unit in load_samples("ninh_binh_02").units}
    form = next((folder / "Biểu mẫu").glob("LDLD-*.xlsx"))
    weak = replace(units["13669"], code="LDLD")
    fill_sample_form(form, weak, folder / "Tệp các đơn vị gửi về" / form.name)
    press(master, collect, LATE, folder=folder / "Tệp các đơn vị gửi về")
    press(master, roll_up, LATE)
    return master, report


def press(master, button, now, **arguments):
    with FileBook(master, button="press", now=now, user="An") as book:
        return button.run(book, **arguments)


@pytest.fixture(scope="module")
def outcome(office):
    master, report = office
    return press(master, check_report, CHECKED, report=report, refresh="yes")


def told(outcome, rule):
    return [(f.sheet, f.indicator, f.column, f.raw, f.other) for f in outcome.findings if f.rule == rule]


def test_the_figures_of_own_words_are_outdated(outcome):
    own = [line[1:] for line in told(outcome, "report_figure_outdated") if line[0] == "Mục II.3.a" and line[1]]
    assert own == [
        ("2.1", "Kết quả", "1.138", "1.294"), ("1.3", "Kết quả", "48", "54"), ("3.1", "Tỉ lệ %", "94,5", "94,6"),
    ]  # fmt: skip
    text = "\n".join(EditedWord(outcome.files[0]).texts())
    assert "Toàn tỉnh đã đăng 1.294 bài, tổ chức 54 buổi kiểm tra; 94,6% người" in text


def test_what_is_said_of_targets_is_outdated_and_concludes_otherwise(outcome):
    counts = [line[2:] for line in told(outcome, "report_figure_outdated") if line[2].startswith("Số chỉ số")]
    assert counts == [("Số chỉ số đạt mục tiêu", "02", "03"), ("Số chỉ số chưa đạt mục tiêu", "02", "01")]
    changed = [f for f in outcome.findings if f.rule == "report_conclusion_changed"]
    assert [(f.sheet, f.message.partition("câu này thay đổi, ")[2].partition(". Sau")[0]) for f in changed] == [
        ("Mở đầu", "“đều” → “trong đó … đơn vị gửi”; thêm “đơn vị gửi chậm (Liên đoàn Lao động tỉnh)”"),
        ("Mục II.2", "“chưa đạt” → “vượt”"),
        ("Mục II.3.a", "thêm “3.1”"),
        ("Mục II.3.b", "bỏ “3.1 và”"),
        ("Mục III", "bỏ “đôn đốc Liên đoàn Lao động tỉnh gửi báo cáo để tổng hợp đầy đủ”"),
    ]


def test_the_chart_that_shows_old_numbers_is_named(outcome):
    (finding,) = [f for f in outcome.findings if f.rule == "report_chart_outdated"]
    assert (finding.sheet, finding.severity) == ("Phụ lục IV", "error")
    assert finding.message.endswith(": 94,5% → 94,6%.")
    assert finding.cure == "Lập báo cáo mới rồi chép biểu đồ ấy sang văn bản này."


def test_every_change_names_the_form_that_came(outcome):
    late = "Sau khi lập báo cáo có thêm: báo cáo của Liên đoàn Lao động tỉnh (nhận 28/5/2026 08:15)."
    figures = [f for f in outcome.findings if f.rule == "report_figure_outdated" and f.sheet.startswith("Mục")]
    assert [f.message for f in figures if not f.message.endswith(late)] == []
