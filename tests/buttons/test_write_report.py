from io import BytesIO

import pytest
from docx import Document
from support.filled_forms import filled_form
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl import cli
from bdhvs_xl.buttons import roll_up, write_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.standalone_form import open_form_or_master
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, INDICATORS_TABLE, LOG_TABLE

pytestmark = pytest.mark.slow


ANSWERS = {
    "14212": {"1.1": "Không", "2.1": "70", "2.1.evidence": "Bản tin", "2.10.numerator": "40", "2.10.denominator": "43"},
    "13669": {"1.1": "Không", "2.1": "80", "2.1.evidence": "Bản tin", "2.10.numerator": "25", "2.10.denominator": "50"},
}
NAME = "Báo cáo Phong trào thử nghiệm 22-05-2026"


@pytest.fixture
def master(tmp_path):
    build_template(small_regime(), tmp_path)
    path = made_master(tmp_path, ANSWERS)
    with opened(path, "roll_up") as book:
        roll_up.run(book)
    return path


def pressed(path):
    with opened(path, "write_report") as book:
        return write_report.run(book)


def text_of(path):
    body = Document(BytesIO(path.read_bytes())).element.body
    return "\n".join("".join(text.text or "" for text in p.iter("{*}t")) for p in body.iter("{*}p"))


def test_the_report_and_its_internal_file_lie_beside_the_master(master):
    outcome = pressed(master)
    assert [path.relative_to(master.parent).as_posix() for path in outcome.files] == [
        f"Báo cáo/{NAME}.docx",
        f"Báo cáo/{NAME} - nguồn số liệu (nội bộ).xlsx",
    ]
    assert outcome.to_open == outcome.files[0]
    assert outcome.message.startswith(f"Đã lập “{NAME}.docx”: ")
    text = text_of(outcome.files[0])
    assert "Số bài viết, bản tin về Phong trào: 150, vượt mục tiêu 100." in text
    assert "Còn 01 đơn vị chưa gửi (Liên đoàn Lao động tỉnh)." in text
    with opened(master, "undo") as book:
        line = book.read_table(LOG_TABLE)[-1]
        assert (line["button"], line["file"]) == ("Lập báo cáo", f"Báo cáo/{NAME}.docx")


def test_a_report_that_people_edited_is_never_overwritten(master):
    edited = pressed(master).files[0]
    edited.write_bytes(b"edited")
    again = pressed(master).files
    assert edited.read_bytes() == b"edited"
    assert [path.name for path in again] == [f"{NAME} (2).docx", f"{NAME} (2) - nguồn số liệu (nội bộ).xlsx"]


def test_a_master_that_cannot_be_changed_leaves_no_report(master, monkeypatch):
    def refuse(*_):
        raise UserError("Excel không lưu được tệp.")

    monkeypatch.setattr(FileBook, "replace_rows", refuse)
    with pytest.raises(UserError, match="Excel không lưu được"):
        pressed(master)
    assert list((master.parent / "Báo cáo").iterdir()) == []


def test_a_master_whose_appendix_is_outdated_is_refused(master):
    with opened(master, "adjust") as book:
        line = {"unit": "14212", "indicator": "2.1", "column": "Kết quả", "value": "71", "reason": "Điện thoại"}
        book.replace_rows(ADJUSTMENTS_TABLE, [line])
        book.save()
    with pytest.raises(UserError) as raised:
        pressed(master)
    assert raised.value.message == (
        "Trang PL2 Kết quả, chỉ số 2.1: phụ lục ghi “150 bài”, số liệu hiện có cho “151 bài”."
    )
    assert raised.value.hint == "Hãy bấm Tổng hợp trước rồi bấm lại nút."
    assert not (master.parent / "Báo cáo").exists()


def test_a_broken_sentence_in_the_master_is_told_and_the_rest_is_made(master):
    with opened(master, "edit") as book:
        rows = book.read_table(INDICATORS_TABLE)
        rows = [{**row, "sentence": "Có {bài} bài."} if row["code"] == "2.1" else row for row in rows]
        book.replace_rows(INDICATORS_TABLE, rows)
        book.save()
    outcome = pressed(master)
    assert [(f.rule, f.indicator) for f in outcome.findings] == [("report_sentence", "2.1")]
    assert "Câu của chỉ số 2.1 không đọc được, đã dùng câu mặc định." in outcome.message
    assert "Số bài viết, bản tin về Phong trào: 150, vượt mục tiêu 100." in text_of(outcome.files[0])


def test_an_unfilled_template_of_the_office_comes_first(master):
    own = master.parent / "small_report.docx"
    document = Document(str(own))
    document.add_paragraph("Mẫu riêng của cơ quan: {{ title }}")
    document.save(str(own))
    assert "Mẫu riêng của cơ quan: Kết quả triển khai" in text_of(pressed(master).files[0])


# --- a unit's form ----------------------------------------------------------------------------------------------------


def test_on_a_form_the_command_writes_the_units_own_report(tmp_path, capsys):
    form = filled_form(small_regime(), "14212", tmp_path / "14212-xa-giao-ninh.xlsx")
    before = form.read_bytes()
    assert cli.main(["write-report", str(form)]) == 0
    said = capsys.readouterr().out
    (word,) = (tmp_path / "Báo cáo").glob("*.docx")
    assert word.name.startswith("Báo cáo của Xã Giao Ninh") and word.name in said
    assert "xã Giao Ninh báo cáo kết quả triển khai" in text_of(word)
    assert form.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [form.name, "Báo cáo"]


def test_a_form_open_in_another_program_can_be_reported_on(tmp_path):
    form = filled_form(small_regime(), "14212", tmp_path / "f.xlsx")
    (tmp_path / ".~lock.f.xlsx#").touch()
    assert cli.main(["write-report", str(form)]) == 0


def test_in_the_window_a_chosen_form_is_only_read(tmp_path):
    form = filled_form(small_regime(), "14212", tmp_path / "f.xlsx")
    with open_form_or_master(form, button="write_report") as book:
        assert write_report.run(book).to_open is not None
        assert list(tmp_path.glob("*lock*")) == []


def test_a_master_is_still_locked_while_its_report_is_written(master):
    with open_form_or_master(master, button="write_report"), pytest.raises(UserError), opened(master, "validate"):
        pass
