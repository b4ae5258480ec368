"""Đối chiếu số liệu on letters: a reminder, a correction and a plan after people edited them or the data changed."""

import shutil
from datetime import datetime

import pytest
from support.masters import opened
from support.word_edits import EditedWord

from bdhvs_xl.buttons import check_report, new_master, roll_up, write_letter, write_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, INDICATORS_TABLE, TRACKING_TABLE

pytestmark = pytest.mark.slow


WRITTEN, CHECKED = datetime(2026, 5, 27, 9), datetime(2026, 5, 29, 9)
NAME = "Công văn đã sửa.docx"


@pytest.fixture
def master(demo_folder, tmp_path):
    return next(shutil.copytree(demo_folder, tmp_path / "co-quan").glob("*.xlsx"))


def press(master, button, now, **arguments):
    with FileBook(master, button="press", now=now, user="An") as book:
        return button.run(book, **arguments)


def letter(master, id_):
    return EditedWord(press(master, write_letter, WRITTEN, letter=id_).files[0])


def checked(master, report, refresh=""):
    return press(master, check_report, CHECKED, report=report, refresh=refresh)


def told(outcome):
    return [(f.rule, f.unit or f.indicator, f.column, f.raw, f.other) for f in outcome.findings]


def change(master, table, change_row):
    with opened(master, "edit") as book:
        book.replace_rows(table, [change_row(dict(row)) for row in book.read_table(table)])
        book.save()


# --- a reminder -------------------------------------------------------------------------------------------------------


def test_an_untouched_reminder_has_no_differences(master, tmp_path, soffice):
    report = letter(master, "don_doc").save(tmp_path / NAME)
    outcome = checked(master, report)
    assert outcome.message == f"Đã đối chiếu 7 số liệu của “{NAME}”: tất cả khớp file tổng hợp."
    assert told(checked(master, soffice(report, "docx"))) == []


def test_a_reminder_retyped_by_people_is_found_also_when_libreoffice_saved_it(master, tmp_path, soffice):
    word = letter(master, "don_doc")
    word.retype("", "to_correct", "06")
    word.replace("chưa gửi báo cáo (đã quá hạn gửi", "đã nhắc 3 lần, chưa gửi báo cáo (hạn gửi")
    planted = [
        ("report_figure_edited", "13669", "Số nội dung phải chỉnh sửa", "06", "05"),
        ("report_number_unknown", "", "", "3", ""),
    ]
    report = word.save(tmp_path / NAME)
    outcome = checked(master, report)
    assert told(outcome) == planted
    said = "Số nội dung phải chỉnh sửa của phường Nam Định đã bị gõ lại thành “06”, file tổng hợp là 05."
    assert outcome.findings[0].message.endswith(said)
    assert told(checked(master, soffice(report, "docx"))) == planted


TO_SEND = (
    "năm ……, gửi về Tổ Công tác triển khai Phong trào “Bình dân học vụ số” {} đã chỉnh sửa; nội dung nào số liệu đã "
    "đúng thì ghi rõ lý do vào cột Lý do/ghi chú của biểu mẫu."
)


def test_a_report_that_came_since_changes_whom_a_reminder_reminds(master, tmp_path):
    report = letter(master, "don_doc").save(tmp_path / NAME)

    def received(row):
        late = row["unit"] == "LDLD"
        return {**row, "status": "Đạt", "received": "28/5/2026 08:15"} if late else row

    change(master, TRACKING_TABLE, received)
    outcome = checked(master, report, refresh="yes")
    assert told(outcome) == [
        ("report_figure_outdated", "", "Số đơn vị đã báo cáo", "11", "12"),
        (
            "report_conclusion_changed",
            "",
            "",
            "Còn các đơn vị sau chưa gửi báo cáo hoặc báo cáo còn nội dung phải chỉnh sửa, giải thích:",
            "Còn các đơn vị sau có báo cáo còn nội dung phải chỉnh sửa, giải thích:",
        ),
        (
            "report_sentence_gone",
            "",
            "",
            "- Liên đoàn Lao động tỉnh: chưa gửi báo cáo (đã quá hạn gửi ngày 25/5/2026).",
            "",
        ),
        ("report_conclusion_changed", "", "", TO_SEND.format("báo cáo hoặc bản"), TO_SEND.format("bản")),
    ]


def test_a_reminder_that_reminds_nobody_any_more_says_so(master, tmp_path):
    report = letter(master, "don_doc").save(tmp_path / NAME)
    change(master, TRACKING_TABLE, lambda row: {**row, "status": "Đạt"})
    with pytest.raises(UserError, match="không còn đơn vị nào phải đôn đốc"):
        checked(master, report)


# --- a correction -----------------------------------------------------------------------------------------------------


def settle(master, value):
    with FileBook(master, button="roll_up", now=WRITTEN, user="An") as book:
        row = {"indicator": "1.3", "column": "Kết quả", "value": value, "reason": "Họp"}
        book.replace_rows(ADJUSTMENTS_TABLE, [row])
        roll_up.run(book)


def test_a_correction_is_held_against_the_report_that_it_corrects(master, tmp_path):
    settle(master, "50")
    report = letter(master, "dinh_chinh").save(tmp_path / NAME)
    assert told(checked(master, report)) == []
    press(master, write_report, WRITTEN)
    assert told(checked(master, report)) == []
    settle(master, "51")
    outcome = checked(master, report, refresh="yes")
    assert told(outcome) == [("report_figure_outdated", "1.3", "Kết quả", "50", "51")]
    assert "nay đính chính là 51." in "\n".join(EditedWord(outcome.files[0]).texts())


# --- a plan -----------------------------------------------------------------------------------------------------------


def test_targets_that_changed_outdate_a_plan(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="thanh_hoa_265", to=master, now=WRITTEN)
    report = letter(master, "ke_hoach").save(tmp_path / NAME)
    assert told(checked(master, report)) == []
    change(
        master,
        INDICATORS_TABLE,
        lambda row: {**row, "targets": str(row["targets"] or "").replace("2025: 90", "2025: 95")},
    )
    outcome = checked(master, report, refresh="yes")
    assert {line[0] for line in told(outcome)} == {"report_figure_outdated"}
    assert {line[2:] for line in told(outcome)} == {("Mục tiêu", "90", "95")}
    assert "Năm 2025: 95%" in "\n".join(EditedWord(outcome.files[0]).texts())


def test_a_letter_that_the_sheet_has_no_more_cannot_be_compared(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="thanh_hoa_265", to=master, now=WRITTEN)
    report = letter(master, "ke_hoach").save(tmp_path / NAME)
    word = EditedWord(report)
    word.change_map(b'letter="ke_hoach"', b'letter="cu"')
    with pytest.raises(UserError, match="Trang Công văn không có văn bản “cu”"):
        checked(master, word.save(tmp_path / NAME))
