"""Which template a report is filled into when the office's appendices are not those of the shipped template."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl import paths
from bdhvs_xl.buttons import new_master, rebuild, roll_up, validate, write_letter, write_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.letter_rows import letter_rows
from bdhvs_xl.master.tables import LETTERS_TABLE, SETTINGS_TABLE
from bdhvs_xl.regime.loader import common_letters
from bdhvs_xl.regime.model import Appendix

pytestmark = pytest.mark.slow


TARGETS = Appendix(id="PL4", number="IV", kind="targets", sheet="PL4 Mục tiêu", title="Kết quả so với mục tiêu")
OWN = "small_report.docx"


def texts(path: Path) -> list[str]:
    return ["".join(t.text or "" for t in p.iter("{*}t")) for p in Document(str(path)).element.body.iter("{*}p")]


def heads(path: Path) -> list[str]:
    """The names of the appendices in Word."""
    return [text for text in texts(path) if text.startswith("Phụ lục")]


def basis(path: Path) -> str:
    return next(text for text in texts(path) if text.startswith("Số liệu tính đến"))


def set_values(book, **values):
    rows = book.read_table(SETTINGS_TABLE)
    book.replace_rows(
        SETTINGS_TABLE, [{**r, "value": values.get(r["key"].replace(".", "_"), r["value"])} for r in rows]
    )


def add_appendix(book, appendix):
    said = {
        "number": appendix.number,
        "kind": "Kết quả so với mục tiêu",
        "sheet": appendix.sheet,
        "title": appendix.title,
    }
    rows = [
        {
            "key": f"appendix.{appendix.id}.{field}",
            "name": f"Phụ lục {appendix.id}: {field}",
            "value": value,
            "note": "",
        }
        for field, value in said.items()
    ]
    book.replace_rows(SETTINGS_TABLE, [*book.read_table(SETTINGS_TABLE), *rows])


@pytest.fixture
def master(tmp_path):
    path = made_master(tmp_path, {"14212": {"2.1": "70", "2.1.evidence": "Bản tin"}})
    press(path, roll_up)
    return path


def press(master, button, **arguments):
    with opened(master, "press") as book:
        return button.run(book, **arguments)


# --- without a template of its own ------------------------------------------------------------------------------------


def test_a_regime_that_ships_no_template_gets_one_built(master):
    assert not (paths.templates_folder() / OWN).exists()
    word = press(master, write_report).files[0]
    assert heads(word) == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [path.name for path in master.parent.glob("*.docx")] == []


def test_a_letter_of_a_regime_that_ships_no_template_is_written(master):
    with opened(master, "edit") as book:
        book.replace_rows(LETTERS_TABLE, letter_rows(replace(small_regime(), letters=common_letters())))
        book.save()
    press(master, validate)
    assert any(text.startswith("V/v đôn đốc") for text in texts(press(master, write_letter, letter="don_doc").to_open))


def test_an_appendix_added_in_the_master_stands_in_word_too(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="ninh_binh_02", to=master, now=None)
    with opened(master, "edit") as book:
        add_appendix(book, TARGETS)
        book.save()
    press(master, rebuild)
    press(master, roll_up)
    word = press(master, write_report).files[0]
    assert [head.partition(" (")[0] for head in heads(word)][:4] == [
        "Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV",
    ]  # fmt: skip
    assert "Phụ lục IV" in basis(word)


def test_an_appendix_taken_out_in_the_master_leaves_word_and_text(master):
    with opened(master, "edit") as book:
        set_values(book, appendix_PL3_number="")
        book.save()
    press(master, rebuild)
    press(master, roll_up)
    word = press(master, write_report).files[0]
    assert heads(word) == ["Phụ lục I", "Phụ lục II"]
    assert "Phụ lục III" not in "\n".join(texts(word))


def test_a_master_of_another_style_gets_the_head_of_that_style(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="ninh_binh_02", to=master, now=None)
    with opened(master, "edit") as book:
        set_values(book, style="Nhà nước")
        book.save()
    press(master, roll_up)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts(press(master, write_report).files[0])


# --- the office's own template ----------------------------------------------------------------------------------------


def own_template(folder, *appendices):
    return build_template(replace(small_regime(), appendices=appendices), folder)


def test_an_appendix_that_the_own_template_leaves_out_is_not_named_in_the_text(master):
    own_template(master.parent, *small_regime().appendices[:2])
    outcome = press(master, write_report)
    word = outcome.files[0]
    assert heads(word) == ["Phụ lục I", "Phụ lục II"]
    assert "Phụ lục III" not in basis(word)
    (finding,) = [f for f in outcome.findings if f.rule == "report_template"]
    assert finding.message == (
        f"Mẫu {OWN} cạnh file tổng hợp không có Phụ lục III “Mô hình, cách làm hay” (mã PL3), nên báo cáo không in và "
        "không nhắc đến phụ lục này."
    )
    assert "{{ tables.PL3.practices.name }}" in finding.cure and "đổi tên mẫu" in finding.cure
    assert finding.message in outcome.message


def test_an_own_template_with_an_appendix_that_is_not_printed_is_told(master):
    own_template(master.parent, *small_regime().appendices, TARGETS)
    with pytest.raises(UserError) as raised:
        press(master, write_report)
    assert raised.value.message == f"Mẫu {OWN} có phụ lục mã PL4, nhưng báo cáo không in phụ lục nào mã ấy."
    assert "{{ tables.PL4… }}" in raised.value.hint
    assert not (master.parent / "Báo cáo").exists()


def test_an_own_template_with_the_name_of_an_appendix_alone_is_told(master):
    own = own_template(master.parent, *small_regime().appendices)
    document = Document(str(own))
    document.tables[-1]._tbl.getparent().remove(document.tables[-1]._tbl)
    document.save(str(own))
    with pytest.raises(UserError, match=r"có tên Phụ lục III “Mô hình, cách làm hay” \(mã PL3\) nhưng không có bảng"):
        press(master, write_report)


def test_an_own_template_that_is_no_word_file_is_told(master):
    (master.parent / OWN).write_bytes(b"no zip")
    with pytest.raises(UserError, match="không phải tệp Word"):
        press(master, write_report)


def test_a_template_without_a_place_for_the_content_makes_no_empty_report(master):
    path = own_template(master.parent, *small_regime().appendices)
    document = Document(str(path))
    for paragraph in document.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))
    with pytest.raises(UserError, match="không có chỗ cho nội dung, văn bản lập ra sẽ trống") as raised:
        press(master, write_report)
    assert "{%p for block in body %}" in raised.value.hint
