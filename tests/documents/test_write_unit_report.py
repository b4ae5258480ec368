"""A unit's own report: made from its one form, in its own voice, with every value of the form and nothing of others."""

import os
import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from support.filled_forms import ANSWERS, PRACTICE, common_form, filled_form, grid_of, put, type_in
from support.small_regime import small_regime

from bdhvs_xl.demo.run_demo import RETURNED_FOLDER
from bdhvs_xl.documents import write_unit_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.form.identity import unit_choice
from bdhvs_xl.intake.standalone_form import read_standalone_form
from bdhvs_xl.intake.to_ledger import Origin, submission_values
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.layout import CONTEXT_GRID, DEFINITIONS, IDENTITY_GRID, UNIT_KIND
from bdhvs_xl.regime.loader import load_regime

pytestmark = pytest.mark.slow


NOW = datetime(2026, 5, 20, 9)
GOLDEN = Path(__file__).parent / "unit_report.txt"
HEAD = {
    "organ_above": "ĐẢNG BỘ TỈNH NINH BÌNH", "organ": "ĐẢNG ỦY XÃ GIAO NINH", "number_symbol": "BC/ĐU",
    "signer": "T/M BAN THƯỜNG VỤ|BÍ THƯ",
}  # fmt: skip
WORDS = {
    "leading_done": "Đảng ủy đã quán triệt, đăng [2.1] bài:\n- Mở [2.4] lớp cho [2.4.people] người;\n- Lập tổ.",
    "proposals": "Đề nghị tỉnh hỗ trợ thiết bị.\nĐề nghị Sở bổ sung [9.9] tài liệu",
}


def identified(path: Path, **texts: str) -> Path:
    """The form with texts typed into its identity sheet."""
    book = openpyxl.load_workbook(path)
    for row, text in texts.items():
        put(book, IDENTITY_GRID, row, "value", text)
    book.save(path)
    return path


def written(path: Path):
    with FileBook(path, now=NOW, user="An") as book:
        return write_unit_report.write_unit_report(book)


def lines(docx: Path) -> list[str]:
    """Every paragraph and table row, in reading order; linked figures in [brackets]."""
    found = []
    for block in Document(str(docx)).element.body:
        rows = block.findall("{*}tr") or [block]
        for row in rows:
            cells = row.findall("{*}tc") or [row]
            found.append(" | ".join(" / ".join(map(text_of, cell.iter("{*}p"))) for cell in cells).rstrip())
    return found


def text_of(paragraph) -> str:
    text = ""
    for node in paragraph.iter("{*}t", "{*}br", "{*}footnoteReference"):
        if node.tag.endswith("}footnoteReference"):
            text += "¹"
        elif node.tag.endswith("}br"):
            text += " // "
        else:
            inside = any(True for _ in node.iterancestors("{*}sdt"))
            text += f"[{node.text}]" if inside else node.text or ""
    return text


@pytest.fixture
def form(tmp_path) -> Path:
    path = filled_form(small_regime(), "14212", tmp_path / "14212-xa-giao-ninh.xlsx")
    return identified(type_in(path, narrative=WORDS), **HEAD)


def test_the_report_reads_as_its_golden(form):
    outcome = written(form)
    text = "\n".join(lines(outcome.files[0])) + "\n"
    if os.environ.get("BDHVS_REFRESH"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert [path.relative_to(form.parent).as_posix() for path in outcome.files] == [
        "Báo cáo/Báo cáo của Xã Giao Ninh 20-05-2026.docx",
        "Báo cáo/Báo cáo của Xã Giao Ninh 20-05-2026 - nguồn số liệu (nội bộ).xlsx",
    ]
    assert outcome.to_open == outcome.files[0]


def test_the_form_stays_as_it_was_and_no_lock_or_copy_is_left(form):
    before = form.read_bytes()
    written(form)
    assert form.read_bytes() == before
    assert sorted(path.name for path in form.parent.iterdir()) == [form.name, "Báo cáo"]


def test_nothing_is_said_of_other_units(form):
    text = "\n".join(lines(written(form).files[0]))
    for word in ("Nam Định", "Liên đoàn", "đơn vị đã gửi", "cao nhất", "thấp nhất", "dẫn đầu", "/03", "Lịch trình"):
        assert word not in text


def test_an_unknown_reference_is_told_with_its_place(form):
    outcome = written(form)
    (finding,) = [f for f in outcome.findings if f.rule == "report_reference"]
    assert finding.message == "Trang Phần lời, mục proposals: [9.9] không điền được, không có chỉ số “9.9”."
    assert finding.cell == "C7" and finding.message in outcome.message


def test_errors_are_told_and_faulty_cells_left_out(tmp_path):
    wrong = {**ANSWERS, "2.4": "400", "2.4.people": "12", "2.1": "rất nhiều"}
    outcome = written(filled_form(small_regime(), "14212", tmp_path / "f.xlsx", wrong))
    errors = {(f.rule, f.indicator, f.cell) for f in outcome.findings if f.severity == "error"}
    assert errors == {("people_at_least_classes", "2.4", "F12"), ("value_refused", "2.1", "E10")}
    assert "Biểu mẫu còn 2 lỗi, số liệu có lỗi không đưa vào báo cáo (" in outcome.message
    assert "F12: Số người ít hơn số lớp" in outcome.message
    text = "\n".join(lines(outcome.files[0]))
    assert "400" not in text and "rất nhiều" not in text


def test_a_number_alone_of_two_and_one_that_nobody_adds_up_are_told_and_names_without_their_count_are_not(tmp_path):
    regime = small_regime()
    alone = tuple(replace(i, over_units="none") if i.code == "2.1" else i for i in regime.indicators)
    typed = {**ANSWERS, "2.4": "mấy lớp", "2.4.people": "350", "2.2": "4"}
    outcome = written(filled_form(replace(regime, indicators=alone), "14212", tmp_path / "f.xlsx", typed))
    text = "\n".join(lines(outcome.files[0]))
    assert "Số bài viết, bản tin về Phong trào: [2.610]" in text
    assert "Số lớp bồi dưỡng kỹ năng số cho cán bộ, công chức: [350] người." in text
    assert not [f for f in outcome.findings if f.rule == "report_sentence"]
    assert "Số nền tảng được sử dụng để triển khai Phong trào:" not in text


def test_a_share_of_nothing_is_not_told(tmp_path):
    typed = {**ANSWERS, "2.10.numerator": "0", "2.10.denominator": "0"}
    outcome = written(filled_form(small_regime(), "14212", tmp_path / "f.xlsx", typed))
    text = "\n".join(lines(outcome.files[0]))
    assert "Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng:" not in text
    assert "định kỳ tổ chức buổi học cộng đồng | Tỉ lệ % | – |" in text


def test_a_share_that_is_zero_is_told_as_nothing_yet(tmp_path):
    typed = {**ANSWERS, "2.10.numerator": "0", "2.10.denominator": "43"}
    outcome = written(filled_form(small_regime(), "14212", tmp_path / "f.xlsx", typed))
    text = "\n".join(lines(outcome.files[0]))
    assert "chưa có thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng ([0]/[43])." in text


def test_a_number_that_is_not_exact_keeps_its_word(tmp_path):
    typed = {**ANSWERS, "2.1": "khoảng 500", "2.10.numerator": "", "2.10.denominator": "", "2.10.percent": "trên 70%"}
    words = {"leading_done": "Đã đăng [2.1] bài, khoảng [2.1] bài; [2.10]% thôn có buổi học."}
    path = type_in(filled_form(small_regime(), "14212", tmp_path / "f.xlsx", typed), narrative=words)
    text = "\n".join(lines(written(path).files[0]))
    assert "Đã đăng khoảng [500] bài, khoảng [500] bài; trên [70]% thôn có buổi học." in text
    assert "| khoảng [500] bài |" in text and "| Tỉ lệ % | trên [70]% |" in text
    assert "định kỳ tổ chức buổi học cộng đồng: trên [70]%." in "\n".join(
        lines(written(type_in(path, narrative={"leading_done": "Đã họp."})).files[0])
    )


def test_what_was_not_written_becomes_dots_and_is_told(tmp_path):
    path = filled_form(small_regime(), "14212", tmp_path / "f.xlsx")
    outcome = written(type_in(path, narrative={"proposals": ""}))
    told = [f.message for f in outcome.findings if f.rule == "report_section"]
    assert told == ["Mục proposals “Đề xuất, kiến nghị” chưa có nội dung, báo cáo để dấu chấm."]
    text = lines(outcome.files[0])
    assert set(text[text.index("III. ĐỀ XUẤT, KIẾN NGHỊ") + 1]) == {"…"}


def test_a_blank_form_has_no_report(tmp_path):
    path = filled_form(small_regime(), "14212", tmp_path / "f.xlsx", {})
    book = openpyxl.load_workbook(path)
    for sheet in ("Văn bản", "Mô hình", "Phần lời"):
        for row in book[sheet].iter_rows(min_row=4):
            for cell in row:
                if not isinstance(cell, openpyxl.cell.MergedCell) and cell.column > 2:
                    cell.value = None
    book.save(path)
    with pytest.raises(UserError, match="Biểu mẫu chưa điền nội dung nào"):
        written(path)
    assert not (tmp_path / "Báo cáo").exists()


def test_the_common_form_tells_of_the_unit_that_was_chosen(tmp_path):
    regime = small_regime()
    path = type_in(common_form(regime, tmp_path / "chung.xlsx"), ANSWERS, practices=[PRACTICE])
    identified(path, unit_code=unit_choice(regime.units[1]), unit_name="Phường Nam Định")
    outcome = written(path)
    assert outcome.files[0].name.startswith("Báo cáo của Phường Nam Định")
    assert any("phường Nam Định báo cáo kết quả" in line for line in lines(outcome.files[0]))


def test_a_form_saved_by_libreoffice_gives_the_same_report(form, soffice, tmp_path):
    expected = lines(written(form).files[0])
    converted = soffice(form, "xlsx:Calc MS Excel 2007 XML")
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = folder / form.name
    shutil.copy(converted, saved)
    assert lines(written(saved).files[0]) == expected


# --- forms without definitions ----------------------------------------------------------------------------------------


def as_issued_before(path: Path) -> Path:
    """The form as older programs issued it, without the rows that carry the regime."""
    book = openpyxl.load_workbook(path)
    grid = grid_of(book, CONTEXT_GRID)
    for row, place in grid.rows.items():
        if row == UNIT_KIND or row.startswith(DEFINITIONS):
            book[grid.sheet].cell(place + 1, 1).value = None
    book.save(path)
    return path


def test_an_older_form_falls_back_on_the_regime_that_ships_and_says_so(tmp_path):
    regime = load_regime("ninh_binh_02")
    path = as_issued_before(filled_form(regime, "14212", tmp_path / "f.xlsx", {"2.1": "84"}))
    with FileBook(path) as book:
        form = read_standalone_form(book)
    assert (form.unit.name, form.unit.kind, form.regime.indicators) == ("Xã Giao Ninh", "commune", regime.indicators)
    outcome = written(path)
    assert "Biểu mẫu phát từ bản chương trình cũ" in outcome.message
    assert any("Đã đăng, phát [84] chuyên mục" in line for line in lines(outcome.files[0]))


def test_an_older_form_of_an_unknown_regime_is_refused_with_the_cure(form):
    with pytest.raises(UserError) as raised:
        written(as_issued_before(form))
    assert raised.value.message == "Biểu mẫu thuộc loại báo cáo “small” mà chương trình trên máy này không có."
    assert raised.value.hint.startswith("Xin cơ quan tổng hợp phát lại biểu mẫu")


def test_a_form_whose_unit_was_overtyped_is_refused(form):
    with pytest.raises(UserError, match="Biểu mẫu do một file tổng hợp khác phát ra"):
        written(identified(form, unit_code="13669"))


# --- the survey's forms ---------------------------------------------------------------------------------------------


def demo_forms(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / RETURNED_FOLDER).glob("*-2025-07-01_2026-05-17.xlsx"))


def test_every_sound_value_of_a_form_stands_in_its_report(demo_folder, tmp_path):
    regime = load_regime("ninh_binh_02")
    forms = demo_forms(demo_folder)
    assert len(forms) >= 5
    for form in forms:
        path = Path(shutil.copy(form, tmp_path))
        outcome = written(path)
        text = plain(lines(outcome.files[0]))
        faulty = {f.indicator for f in outcome.findings if f.severity == "error"}
        with FileBook(path) as book:
            submission = read_standalone_form(book).submission
        for (code, column), value in submission_values(regime, submission, Origin("", "", "")).items():
            if isinstance(value.value, float) and code not in faulty:
                assert re.search(rf"(?<![\d.,]){printed(value.value)}(?![\d]|[.,]\d)", text), (form.name, code, column)
        for told in submission.narrative:
            for line in told.text.split("\n"):
                assert " ".join(line.split()).rstrip(". ") in text, (form.name, told.section)


def plain(found: list[str]) -> str:
    return re.sub(r"[\[\]¹]", "", "\n".join(found))


def printed(value: float) -> str:
    whole = f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return "0?" + re.escape(whole.removesuffix(",0"))


def test_a_surveyed_units_report_has_at_most_five_pages_of_text(demo_folder, tmp_path):
    for form in demo_forms(demo_folder):
        outcome = written(Path(shutil.copy(form, tmp_path)))
        assert not [f for f in outcome.findings if f.rule == "report_length"], form.name


def test_every_indicator_of_the_survey_has_a_sentence_in_the_units_voice():
    regime = load_regime("ninh_binh_02")
    assert [i.code for i in regime.indicators if not i.own_sentence] == []
    assert len(regime.indicators) == 23
