"""Templates that people edited in Word: what still works, and what a broken one is told."""

from copy import deepcopy

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from sample_documents import DEPARTMENT, NEWER, regime

from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.table_rows import model_fields
from bdhvs_xl.errors import UserError

REGIME = regime(DEPARTMENT)


@pytest.fixture
def template(tmp_path):
    return build_template(REGIME, tmp_path)


@pytest.fixture
def fields():
    appendices = model_fields(REGIME.printed_appendices)
    return {
        **letterhead_fields.letterhead_texts(REGIME, NEWER),
        **appendices,
        "body": [Block("chapter", "I. MỘT"), Block("paragraph", "Một.")],
    }


def edit(template, change):
    document = Document(str(template))
    change(document)
    document.save(str(template))


def paragraph(document, text):
    return next(p for p in document.paragraphs if p.text == text)


def set_text(old, new):
    return lambda document: setattr(paragraph(document, old).runs[0], "text", new)


def remove(paragraph):
    paragraph._p.getparent().remove(paragraph._p)


def split_as_word_does(document):
    """Every letter of every tag in a run of its own, with the marks of the spell checker between."""
    for text in list(document.element.body.iter(qn("w:t"))):
        if "{" not in (text.text or ""):
            continue
        run = text.getparent()
        for letter in text.text:
            piece = deepcopy(run)
            piece.find(qn("w:t")).text = letter
            run.addprevious(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
            run.addprevious(piece)
        run.getparent().remove(run)


def test_tags_cut_up_by_the_spell_checker_are_filled(template, fields):
    plain = [p.text for p in fill_template(template, fields, []).paragraphs]
    edit(template, split_as_word_does)
    assert [p.text for p in fill_template(template, fields, []).paragraphs] == plain


def test_curly_quotes_are_as_good_as_straight_ones(template, fields):
    plain = [p.text for p in fill_template(template, fields, []).paragraphs]
    edit(template, set_text('{%p if block.kind == "chapter" %}', "{%p if block.kind == “chapter” %}"))
    assert [p.text for p in fill_template(template, fields, []).paragraphs] == plain


def test_what_an_office_takes_out_or_adds_is_no_fault(template, fields):
    def change(document):
        remove(paragraph(document, "{{ attached_to }}"))
        document.add_paragraph("Người lập: {{ place_and_date }} {# nhớ xem lại #}")

    edit(template, change)
    assert fill_template(template, fields, []).paragraphs[-1].text.startswith("Người lập: Hà Tĩnh, ngày")


BROKEN = {
    "một ngoặc": (
        set_text("{{ title }}", "{{ title }"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{{ title }”: thiếu hoặc thừa dấu ngoặc.",
        "Mở mẫu bằng Word, gõ đủ hai dấu mở, hai dấu đóng, ví dụ {{ title }}.",
    ),
    "ngoặc rời": (
        set_text("{{ title }}", "{ { title }}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{ { title }}”: thiếu hoặc thừa dấu ngoặc.",
        "Mở mẫu bằng Word, gõ đủ hai dấu mở, hai dấu đóng, ví dụ {{ title }}.",
    ),
    "sai tên": (
        set_text("{{ title }}", "{{ titel }}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{{ titel }}”: không có ô điền nào tên {{ titel }}.",
        "Mở mẫu bằng Word, sửa lại tên; có lẽ là: {{ title }}.",
    ),
    "sai tên trong khối": (
        set_text("{{ block.text }}", "{{ block.txt }}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{{ block.txt }}”: không có ô điền nào tên {{ block.txt }}.",
        "Mở mẫu bằng Word, sửa lại tên; có lẽ là: {{ block.text }}.",
    ),
    "quên endfor": (
        lambda d: remove([p for p in d.paragraphs if p.text == "{%p endfor %}"][-1]),
        "Mẫu small_report.docx, thân văn bản, đoạn “{%p for block in body %}”: "
        "lệnh {%p for block in body %} chưa được đóng.",
        "Mở mẫu bằng Word, thêm một đoạn chỉ có {%p endfor %} vào sau phần của lệnh.",
    ),
    "quên endif": (
        lambda d: remove([p for p in d.paragraphs if p.text == "{%p endif %}"][-1]),
        "Mẫu small_report.docx, thân văn bản, đoạn “{%p endfor %}”: {%p endfor %} đứng trong lệnh {%p if block.kind",
        "Mở mẫu bằng Word, thêm một đoạn chỉ có {%p endif %} vào trước đoạn này, hoặc xóa lệnh này.",
    ),
    "thừa endif": (
        lambda d: d.add_paragraph("{%p endif %}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{%p endif %}”: {%p endif %} không có lệnh mở đi cùng.",
        "Mở mẫu bằng Word, xóa lệnh này, hoặc thêm lệnh mở còn thiếu.",
    ),
    "lệnh lạ": (
        set_text("{%p for block in body %}", "{%p fro block in body %}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{%p fro block in body %}”: không có lệnh {%p fro block in body %}.",
        "Mở mẫu bằng Word, sửa lại; các lệnh dùng được: for, if, elif, else, endif, endfor.",
    ),
    "chữ bị nuốt": (
        set_text("{%p for block in body %}", "Nội dung: {%p for block in body %}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “Nội dung: {%p for block in body %}”: "
        "lệnh {%p … %} chiếm cả đoạn, chữ còn lại của đoạn sẽ mất.",
        "Mở mẫu bằng Word, đưa lệnh sang một đoạn riêng.",
    ),
    "trong bảng": (
        lambda d: setattr(d.tables[0].rows[0].cells[0].paragraphs[1].runs[0], "text", "{{ orga }}"),
        "Mẫu small_report.docx, bảng 1, dòng 1, cột 1, đoạn “{{ orga }}”: không có ô điền nào tên {{ orga }}.",
        "Mở mẫu bằng Word, sửa lại tên; có lẽ là: {{ organ_above }}, {{ organ }}.",
    ),
    "dòng mẫu": (
        lambda d: setattr(d.tables[3].rows[2].cells[1].paragraphs[0].runs[0], "text", "{{ tables.PL2.results.nam }}"),
        "Mẫu small_report.docx, bảng 4, dòng 3, cột 2, đoạn “{{ tables.PL2.results.nam }}”: "
        "không có ô điền nào tên {{ tables.PL2.results.nam }}.",
        "",
    ),
    "đầu trang": (
        lambda d: d.sections[0].header.add_paragraph("{{ ten_don_vi }}"),
        "Mẫu small_report.docx, đầu trang, đoạn “{{ ten_don_vi }}”: không có ô điền nào tên {{ ten_don_vi }}.",
        "",
    ),
    "dấu lạ": (
        set_text("{{ title }}", "{{ title + }}"),
        "Mẫu small_report.docx, thân văn bản, đoạn “{{ title + }}”: không đọc được {{ title + }}",
        "Mở mẫu bằng Word, viết lại, ví dụ {{ title }}.",
    ),
}
"""What is done to the template, what is said, and the cure."""


@pytest.mark.parametrize("cut", [False, True], ids=["as typed", "cut up"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_told_with_paragraph_and_cure(template, fields, name, cut):
    change, sentence, cure = BROKEN[name]
    edit(template, change)
    if cut:
        edit(template, split_as_word_does)
    with pytest.raises(UserError) as raised:
        fill_template(template, fields, [])
    assert raised.value.message.startswith(sentence)
    assert raised.value.hint.startswith(cure or "Mở mẫu bằng Word, sửa lại tên; ")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"{\\rtf1 an old text}"])
def test_a_file_that_is_no_word_document_is_a_problem(template, fields, content):
    template.write_bytes(content)
    with pytest.raises(UserError, match=r"Mẫu small_report\.docx không phải tệp Word \(\.docx\) mở được\."):
        fill_template(template, fields, [])
