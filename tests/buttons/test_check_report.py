import json
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import python_calamine
from docx import Document
from support.scripted_ui import ScriptedDesk
from support.word_edits import BODY, EditedWord

from bdhvs_xl import cli
from bdhvs_xl.buttons import check_report, collect, roll_up
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import load_samples
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.layout import SETTINGS
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, SETTINGS_TABLE
from bdhvs_xl.session import press

pytestmark = pytest.mark.slow


LATE, CHECKED = datetime(2026, 5, 28, 8, 15), datetime(2026, 5, 29, 9)
NAME = "Báo cáo đã sửa.docx"
"""The demo's report after people had it."""


@pytest.fixture
def office(demo_folder, tmp_path):
    """A folder with the demo's master and forms, to be changed."""
    folder = tmp_path / "co-quan"
    shutil.copytree(demo_folder, folder)
    return folder


@pytest.fixture
def master(office):
    return next(office.glob("*.xlsx"))


@pytest.fixture
def word(office):
    return EditedWord(next((office / "Báo cáo").glob("*.docx")))


def pressed(master, report, refresh="", button=check_report):
    with FileBook(master, button="check_report", now=CHECKED, user="An") as book:
        return check_report.run(book, report, refresh)


def told(outcome):
    """What the findings say of their figures: rule, indicator, what it is, in the document, now."""
    return [(f.rule, f.indicator, f.column, f.raw, f.other) for f in outcome.findings]


def adjust(master, *lines):
    """Agreed values of the province, added up."""
    with FileBook(master, button="roll_up", now=CHECKED, user="An") as book:
        rows = [
            {"indicator": i, "column": c, "value": v, "reason": "Họp", "when": "28/5/2026 10:00"} for i, c, v in lines
        ]
        book.replace_rows(ADJUSTMENTS_TABLE, rows)
        roll_up.run(book)


# --- untouched ------------------------------------------------------------------------------------------------------


def test_an_untouched_report_has_no_differences(master, word, tmp_path):
    before = master.read_bytes()
    outcome = pressed(master, word.save(tmp_path / NAME))
    count = len(list(word.root.iter("{*}sdt")))
    assert outcome.message == f"Đã đối chiếu {count} số liệu của “{NAME}”: tất cả khớp file tổng hợp."
    assert (outcome.findings, outcome.files, outcome.to_open) == ([], [], None)
    assert master.read_bytes() == before


def test_an_untouched_report_saved_by_libreoffice_has_no_differences(master, word, tmp_path, soffice):
    saved = soffice(word.save(tmp_path / NAME), "docx")
    assert b"bdhvs:f" not in zipfile.ZipFile(saved).read(BODY), "LibreOffice began to keep tags"
    assert pressed(master, saved).findings == []


def test_an_untouched_report_without_its_map_has_only_that_to_tell(master, word, tmp_path):
    word.drop_map()
    assert told(pressed(master, word.save(tmp_path / NAME))) == [("report_map_lost", "", "", "", "")]


# --- what people did to it ------------------------------------------------------------------------------------------

PLANTED = [
    ("report_figure_edited", "1.3", "Kết quả", "84", "48"),
    ("report_figure_unlinked", "2.2", "Kết quả", "233", "233"),
    ("report_number_unknown", "", "", "77", ""),
    ("report_number_known", "2.1", "Kết quả", "1.138", "1.138"),
    ("report_figure_edited", "2.13", "Kết quả", "13", "12"),
    ("report_figure_typed", "2.11", "Tử số", "222", "209"),
    ("report_figures_gone", "", "", "12.630, 23.210", ""),
    ("report_figures_gone", "", "", "59.020", ""),
    ("report_figure_edited", "2.1", "Kết quả", "1.140", "1.138"),
    ("report_figure_typed", "3.1", "Mẫu số", "3.642", "3.624"),
]
"""What `edit` does to the demo's report, in the order of the document."""


SEVERITIES = {
    "report_figure_edited": "error",
    "report_figure_typed": "error",
    "report_number_unknown": "warning",
    "report_number_known": "notice",
    "report_figure_unlinked": "notice",
    "report_figures_gone": "notice",
}


def edit(word):
    """Figures retyped, controls lost, text added, moved, copied and deleted, words changed, number and date filled."""
    word.retype("1.3", "value", "84")
    word.retype("2.4", "people", "2724 người")
    word.add_sentence("Các địa phương, đơn vị đã đăng, phát", "Riêng tháng 5/2026 có 77 bài, cả kỳ 1.138 bài.")
    word.unlink("2.2", "value")
    word.track("2.13", "value", "13")
    word.unlink("2.11", "numerator", "222")
    word.drop_sentence("Các tổ công nghệ số cộng đồng đã tới tận nhà", "Hiện có")
    word.delete("Đến thời điểm báo cáo, đã có")
    word.retype("2.1", "value", "1.140", nth=1)
    word.unlink("3.1", "denominator", "3.642", nth=1)
    word.move("kiến thức, kỹ năng số phục vụ học tập", after="cần tập trung chỉ đạo")
    word.copy("136.895", after="cần tập trung chỉ đạo")
    word.replace("vận động được 87 điện thoại", "vận động được khoảng 87 điện thoại")
    word.replace("Số      -BC/TCT", "Số 128-BC/TCT, thực hiện Nghị quyết 57 và mục 2 Kế hoạch 03 năm 2025")
    word.replace("Ninh Bình, ngày     tháng     năm 2026", "Ninh Bình, ngày 30 tháng 5 năm 2026")
    return word


def test_exactly_what_people_changed_is_found(master, word, tmp_path):
    outcome = pressed(master, edit(word).save(tmp_path / NAME))
    assert told(outcome) == PLANTED
    assert {f.rule: f.severity for f in outcome.findings} == SEVERITIES
    page = outcome.findings[0].cell
    assert page in ("khoảng trang 1", "khoảng trang 2")
    assert outcome.findings[0] == Finding(
        rule="report_figure_edited", severity="error", indicator="1.3", column="Kết quả", sheet="Mục I.4",
        cell=page, raw="84", other="48", file=NAME,
        message=f"Mục I.4, {page}, “Các địa phương, đơn vị đã tổ chức 84 buổi kiểm tra, giám sát việc thực hiện "
        "Phong trào.”: Chỉ số 1.3 (Kết quả) đã bị gõ lại thành “84”, file tổng hợp là 48.",
        cure="Sửa lại thành 48. Nếu số gõ vào mới đúng: ghi ở trang Điều chỉnh của file tổng hợp, bấm Tổng hợp rồi đối "
        "chiếu lại.",
    )  # fmt: skip
    assert outcome.message.endswith(
        ": số bị gõ lại: 3; số gõ tay, khác số liệu: 2; số gõ tay, khớp số liệu: 1; số liệu đã bỏ khỏi văn bản: 2; "
        "số gõ thêm, trùng số liệu: 1; số gõ thêm, chưa rõ nguồn: 1. Xem “Báo cáo đã sửa - đối chiếu số liệu.xlsx”."
    )


def test_the_same_is_found_after_libreoffice_saved_it(master, word, tmp_path, soffice):
    """A figure changed while changes are tracked is found as LibreOffice 7.4 saves it: old and new number in one."""
    saved = soffice(edit(word).save(tmp_path / NAME), "docx")
    merged = ("report_figure_edited", "2.13", "Kết quả", "1213", "12")
    assert told(pressed(master, saved)) == [merged if line[1] == "2.13" else line for line in PLANTED]


def test_the_list_can_be_worked_through(master, word, tmp_path):
    outcome = pressed(master, edit(word).save(tmp_path / NAME))
    assert outcome.files == [outcome.to_open] == [tmp_path / "Báo cáo đã sửa - đối chiếu số liệu.xlsx"]
    book = python_calamine.CalamineWorkbook.from_path(str(outcome.to_open))
    heads, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)[3:]
    assert heads == [
        "Xong", "Mức", "Loại", "Trang", "Mục", "Nội dung", "Trong văn bản", "Hiện nay", "Cách xử lý",
        "Câu trong văn bản", "Câu theo số liệu hiện nay", "Nguồn",
    ]  # fmt: skip
    assert [row[6] for row in rows] == [raw for *_, raw, _ in PLANTED]
    typed = rows[5]
    assert typed[1:6] == [
        "Lỗi", "Số gõ tay, khác số liệu", outcome.findings[5].cell, "Mục II.1.d",
        "Chỉ số 2.11 (Tử số) là số gõ tay “222”, không còn gắn nguồn; khác số trong file tổng hợp: 209.",
    ]  # fmt: skip
    assert typed[11].startswith("phường Nam Định (13669-phuong-nam-dinh-") and ".xlsx, Kết quả!" in typed[11]
    again = pressed(master, tmp_path / NAME)
    assert again.to_open.name == "Báo cáo đã sửa - đối chiếu số liệu (2).xlsx"


def test_pages_are_those_that_word_left_in_the_file(master, word, tmp_path):
    word.retype("1.3", "value", "84")
    word.retype("2.1", "value", "1.140", nth=1)
    word.turn_page("II. KẾT QUẢ THỰC HIỆN")
    word.turn_page("4. Công tác kiểm tra")
    outcome = pressed(master, word.save(tmp_path / NAME))
    assert [f.cell for f in outcome.findings] == ["trang 2", "trang 1"]


# --- what changed in the workbook -----------------------------------------------------------------------------------

CHANGED = (("3.2", "Tử số", "28000"), ("1.3", "Kết quả", "50"))
"""Agreed values that change figures, and with them what is said of a target."""


def test_a_figure_that_people_and_the_workbook_changed_says_both(master, word, tmp_path):
    word.retype("1.3", "value", "84")
    adjust(master, *CHANGED)
    assert (
        pressed(master, word.save(tmp_path / NAME))
        .findings[0]
        .message.endswith(
            ": Chỉ số 1.3 (Kết quả) đã bị gõ lại thành “84”, file tổng hợp là 50 (lúc lập báo cáo là 48). "
            "Sau khi lập báo cáo có thêm: điều chỉnh chỉ số 1.3."
        )
    )


def test_figures_and_conclusions_that_the_workbook_changes_are_told(master, word, tmp_path):
    adjust(master, *CHANGED)
    outcome = pressed(master, word.save(tmp_path / NAME))
    figures = [line for line in told(outcome) if line[0] != "report_conclusion_changed"]
    assert figures == [
        ("report_figure_outdated", "1.3", "Kết quả", "48", "50"),
        ("report_figure_outdated", "3.2", "Tử số", "29.414", "28.000"),
        ("report_figure_outdated", "3.2", "Tỉ lệ %", "93,5", "89"),
        ("report_figure_outdated", "", "Số chỉ số đạt mục tiêu", "02", "01"),
        ("report_figure_outdated", "", "Số chỉ số chưa đạt mục tiêu", "02", "03"),
        ("report_figure_outdated", "1.3", "Kết quả", "48", "50"),
        ("report_figure_outdated", "3.2", "Tỉ lệ %", "93,5", "89"),
        ("report_figure_outdated", "3.2", "Tử số", "29.414", "28.000"),
    ]
    assert outcome.findings[0].message.endswith(
        ": Chỉ số 1.3 (Kết quả) ghi 48 như lúc lập báo cáo, file tổng hợp nay là 50. "
        "Sau khi lập báo cáo có thêm: điều chỉnh chỉ số 1.3."
    )
    conclusions = [f for f in outcome.findings if f.rule == "report_conclusion_changed"]
    assert [(f.sheet, f.message.partition("câu này thay đổi, ")[2].partition(". Sau")[0]) for f in conclusions] == [
        ("Mục II.2", "“vượt” → “chưa đạt”"),
        ("Mục II.3.a", "bỏ “3.2 và”"),
        ("Mục II.3.b", "thêm “3.2”"),
        ("Phụ lục II", "thêm “Số chốt: Họp”"),
        ("Phụ lục II", "thêm “Số chốt: Họp”"),
    ]
    assert (conclusions[1].raw, conclusions[1].other) == (
        "Đã đạt 02/04 mục tiêu (chỉ số 3.2 và 3.5).",
        "Đã đạt 01/04 mục tiêu (chỉ số 3.5).",
    )


def test_a_late_form_is_named_with_what_it_changes(office, master, word, tmp_path):
    units = {unit.code: unit for unit in load_samples("ninh_binh_02").units}
    form = next((office / "Biểu mẫu").glob("LDLD-*.xlsx"))
    fill_sample_form(form, replace(units["DTN"], code="LDLD"), office / "Tệp các đơn vị gửi về" / form.name)
    with FileBook(master, button="collect", now=LATE, user="An") as book:
        collect.run(book, folder=office / "Tệp các đơn vị gửi về")
    with FileBook(master, button="roll_up", now=LATE, user="An") as book:
        roll_up.run(book)
    outcome = pressed(master, word.save(tmp_path / NAME))
    first, gone = outcome.findings[0], [f for f in outcome.findings if f.rule == "report_sentence_gone"]
    assert (first.rule, first.raw, first.other) == ("report_figure_outdated", "11", "12")
    assert first.message.endswith(
        ": Số đơn vị đã báo cáo ghi 11 như lúc lập báo cáo, file tổng hợp nay là 12. "
        "Sau khi lập báo cáo có thêm: báo cáo của Liên đoàn Lao động tỉnh (nhận 28/5/2026 08:15)."
    )
    assert [(f.raw, f.other) for f in gone] == [("Còn 01 đơn vị chưa gửi (Liên đoàn Lao động tỉnh).", "")]
    changed = [f for f in outcome.findings if f.rule == "report_conclusion_changed"]
    assert [(f.sheet, f.message.partition("câu này thay đổi, ")[2].partition(". Sau")[0]) for f in changed] == [
        ("Mở đầu", "“đều” → “trong đó … đơn vị gửi”; thêm “đơn vị gửi chậm (Liên đoàn Lao động tỉnh)”"),
        ("Mục II.2", "thêm “và Liên đoàn Lao động tỉnh”"),
        ("Mục III", "bỏ “đôn đốc Liên đoàn Lao động tỉnh gửi báo cáo để tổng hợp đầy đủ”"),
    ]
    rest = {f.rule for f in outcome.findings} - {"report_sentence_gone", "report_conclusion_changed"}
    assert rest == {"report_figure_outdated"}


# --- the refreshed copy ---------------------------------------------------------------------------------------------


def test_what_nobody_touched_is_refreshed_and_nothing_else(master, word, tmp_path):
    word.retype("3.2", "numerator", "30.000")
    report = edit(word).save(tmp_path / NAME)
    before = report.read_bytes()
    adjust(master, *CHANGED)
    outcome = pressed(master, report, refresh="yes")
    copy = tmp_path / "Báo cáo đã sửa (đã cập nhật số liệu).docx"
    assert outcome.files == [copy, tmp_path / "Báo cáo đã sửa - đối chiếu số liệu.xlsx"]
    assert report.read_bytes() == before
    assert parts_that_differ(report, copy) == [BODY, "customXml/item1.xml"]
    old, new = EditedWord(report).texts(), EditedWord(copy).texts()
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [words_that_differ(a, b) for a, b in changed] == [
        ["02/04 → 01/04"], ["02/04 → 03/04"], ["93,5%, → 89%,"], ["48 → 50"],
        ["93,5% → 89%", "(29.414/31.472) → (28.000/31.472)"],
    ]  # fmt: skip
    assert "Bản đã cập nhật 6 số: “Báo cáo đã sửa (đã cập nhật số liệu).docx”" in outcome.message


def test_a_refreshed_copy_is_the_next_one_to_be_checked(master, word, tmp_path):
    report = word.save(tmp_path / NAME)
    adjust(master, *CHANGED)
    copy = pressed(master, report, refresh="yes").files[0]
    assert {f.rule for f in pressed(master, copy).findings} == {"report_conclusion_changed"}
    adjust(master, ("1.3", "Kết quả", "51"))
    again = pressed(master, copy, refresh="yes")
    assert ("report_figure_outdated", "1.3", "Kết quả", "50", "51") in told(again)
    assert again.files[0].name == "Báo cáo đã sửa (đã cập nhật số liệu) (đã cập nhật số liệu).docx"
    assert "đã tổ chức 51 buổi kiểm tra" in "\n".join(EditedWord(again.files[0]).texts())


def test_a_copy_saved_by_libreoffice_is_refreshed_too(master, word, tmp_path, soffice):
    saved = soffice(word.save(tmp_path / NAME), "docx")
    adjust(master, *CHANGED)
    copy = pressed(master, saved, refresh="yes").files[0]
    assert {f.rule for f in pressed(master, copy).findings} == {"report_conclusion_changed"}
    assert "đã tổ chức 50 buổi kiểm tra" in "\n".join(EditedWord(copy).texts())


def test_without_a_map_the_tags_tell_what_nobody_touched(master, word, tmp_path):
    word.drop_map()
    word.retype("2.2", "value", "332")
    report = word.save(tmp_path / NAME)
    adjust(master, *CHANGED)
    outcome = pressed(master, report, refresh="yes")
    assert told(outcome)[:3] == [
        ("report_map_lost", "", "", "", ""),
        ("report_figure_outdated", "1.3", "Kết quả", "48", "50"),
        ("report_figure_edited", "2.2", "Kết quả", "332", "233"),
    ]
    text = "\n".join(EditedWord(outcome.files[0]).texts())
    assert "đã tổ chức 50 buổi kiểm tra" in text and "Có 332 người có ảnh hưởng" in text


def test_with_titles_alone_nothing_is_overwritten(master, word, tmp_path, soffice):
    """LibreOffice drops the tags; when the map is lost too, nobody knows any more who changed a number."""
    saved = EditedWord(soffice(word.save(tmp_path / NAME), "docx"))
    saved.drop_map()
    report = saved.save(tmp_path / NAME)
    assert told(pressed(master, report)) == [("report_map_lost", "", "", "", "")]
    adjust(master, *CHANGED)
    outcome = pressed(master, report, refresh="yes")
    assert told(outcome)[1] == ("report_figure_edited", "1.3", "Kết quả", "48", "50")
    assert outcome.findings[1].message.endswith("file tổng hợp nay là 50; không còn biết số lúc lập báo cáo.")
    assert outcome.message.endswith("Không có số nào cần cập nhật nên không ghi bản mới.")


def test_nothing_is_written_where_nothing_changed(master, word, tmp_path):
    outcome = pressed(master, word.save(tmp_path / NAME), refresh="yes")
    assert outcome.message.endswith("Không có số nào cần cập nhật nên không ghi bản mới.")
    assert [path.name for path in tmp_path.glob("Báo cáo*")] == [NAME]


def test_a_signed_report_is_not_rewritten(master, word, tmp_path):
    word.parts["_xmlsignatures/origin.sigs"] = b""
    report = word.save(tmp_path / NAME)
    adjust(master, *CHANGED)
    with pytest.raises(UserError, match="đã ký số"):
        pressed(master, report, refresh="yes")
    assert [path.name for path in tmp_path.glob("Báo cáo*")] == [NAME]


def words_that_differ(one, other):
    return [f"{a} → {b}" for a, b in zip(one.split(), other.split(), strict=True) if a != b]


def parts_that_differ(one, other):
    with zipfile.ZipFile(one) as a, zipfile.ZipFile(other) as b:
        assert a.namelist() == b.namelist()
        return [name for name in a.namelist() if a.read(name) != b.read(name)]


# --- other files ----------------------------------------------------------------------------------------------------


def test_a_stranger_s_document_is_refused(master, tmp_path):
    document = Document()
    document.add_paragraph("Biên bản họp ngày 05/02/2026, 12 người dự.")
    document.save(str(tmp_path / NAME))
    with pytest.raises(UserError) as raised:
        pressed(master, tmp_path / NAME)
    assert raised.value.message == f"“{NAME}” không có số liệu nào được gắn nguồn, nên không đối chiếu được."
    assert raised.value.hint.startswith("Chọn báo cáo, công văn do nút Lập báo cáo, Soạn công văn ghi ra")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0 old", f"“{NAME}” có mật khẩu hoặc là tệp Word đời cũ (.doc)."),
        (b"PK\x03\x04 torn", f"“{NAME}” không phải tệp Word dạng .docx, hoặc tệp bị hỏng."),
        (b"", f"“{NAME}” không phải tệp Word dạng .docx, hoặc tệp bị hỏng."),
        (None, f"Không đọc hoặc không ghi được “{NAME}”: tệp không còn ở đó."),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(master, tmp_path, content, sentence):
    if content is not None:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UserError) as raised:
        pressed(master, tmp_path / NAME)
    assert raised.value.message == sentence


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            b'regime="ninh_binh_02"',
            b'regime="khac"',
            f"“{NAME}” thuộc loại báo cáo khác với file tổng hợp này.",
        ),
        (b'period="2025-07-01', b'period="2024-07-01', f"“{NAME}” thuộc kỳ báo cáo khác với file tổng hợp này."),
    ],
)
def test_a_report_of_another_kind_or_period_is_refused(master, word, tmp_path, old, new, sentence):
    word.change_map(old, new)
    with pytest.raises(UserError) as raised:
        pressed(master, word.save(tmp_path / NAME))
    assert raised.value.message == sentence


def test_a_report_of_another_master_is_compared_and_told(master, word, tmp_path):
    with FileBook(master, button="edit", now=CHECKED, user="An") as book:
        rows = book.read_table(SETTINGS_TABLE)
        name = next(s.name for s in SETTINGS if s.key == "master_id")
        book.replace_rows(SETTINGS_TABLE, [{**r, "value": "m-khac"} if r["name"] == name else r for r in rows])
        book.save()
    assert told(pressed(master, word.save(tmp_path / NAME))) == [("report_other_master", "", "", "", "")]


def test_a_master_with_totals_not_added_up_is_refused(master, word, tmp_path):
    with FileBook(master, button="adjust", now=CHECKED, user="An") as book:
        book.replace_rows(
            ADJUSTMENTS_TABLE, [{"indicator": "1.3", "column": "Kết quả", "value": "50", "reason": "Họp"}]
        )
        book.save()
    with pytest.raises(UserError, match="phụ lục ghi “48 buổi”, số liệu hiện có cho “50 buổi”"):
        pressed(master, word.save(tmp_path / NAME))


# --- where it is pressed --------------------------------------------------------------------------------------------


def test_on_the_ribbon_the_report_and_the_refreshed_copy_are_asked_for(master, word, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own"))
    report = word.save(tmp_path / NAME)
    adjust(master, *CHANGED)
    desk = ScriptedDesk(master, answers=(report, True, False))
    outcome = press("check_report", desk)
    assert [path.name for path in outcome.files] == [
        "Báo cáo đã sửa (đã cập nhật số liệu).docx",
        "Báo cáo đã sửa - đối chiếu số liệu.xlsx",
    ]
    assert desk.all("open file") == ["Chọn báo cáo hoặc công văn Word cần đối chiếu (đã lưu trong Word) [.docx]"]
    first, last = desk.all("agree")
    assert first.startswith("Ghi thêm một bản Word mới")
    assert last.endswith("Mở “Báo cáo đã sửa - đối chiếu số liệu.xlsx” bây giờ?")
    desk = ScriptedDesk(master, answers=(None,))
    assert press("check_report", desk) is None


def test_as_a_command(master, word, tmp_path, capsys):
    report = word.save(tmp_path / NAME)
    adjust(master, *CHANGED)
    assert cli.main(["check-report", str(master), str(report), "--refresh", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [Path(path).name for path in said["files"]] == [
        "Báo cáo đã sửa (đã cập nhật số liệu).docx",
        "Báo cáo đã sửa - đối chiếu số liệu.xlsx",
    ]
    assert said["findings"][0]["rule"] == "report_figure_outdated"
    assert cli.main(["check-report", str(master), str(report), "--strict"]) == 1
