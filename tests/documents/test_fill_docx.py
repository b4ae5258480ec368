import time

import pytest
from docx import Document
from support.small_regime import small_regime
from support.small_report_data import material

from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.table_rows import AnnexRow, model_fields
from bdhvs_xl.errors import UserError


@pytest.fixture
def template(tmp_path):
    return build_template(small_regime(), tmp_path)


@pytest.fixture
def fields():
    regime = material().regime
    body = [Block("paragraph", "Một.")]
    return {
        **letterhead_fields.letterhead_texts(regime, regime.deadline),
        **model_fields(regime.appendices),
        "body": body,
    }


def table_of(document, header):
    return next(t for t in document.tables if t.rows[0].cells[1].text == header)


def test_rows_follow_the_lines_and_models_go(template, fields):
    lines = [
        AnnexRow("results_group", {"name": "1. Nhóm"}, "PL2"),
        AnnexRow(
            "results",
            {"code": "1.1", "name": "A & <B>", "unit": "Bài", "shown": "5", "coverage": "", "remark": "x\ny"},
            "PL2",
        ),
        AnnexRow("results_group", {"name": "2. Nhóm"}, "PL2"),
    ]
    table = table_of(fill_template(template, fields, lines), "Chỉ số thực hiện")
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["1. Nhóm"] * 6,
        ["1.1", "A & <B>", "Bài", "5", "", "x\ny"],
        ["2. Nhóm"] * 6,
    ]


def test_a_table_without_lines_keeps_its_head(template, fields):
    table = table_of(fill_template(template, fields, []), "Tên mô hình, cách làm")
    assert len(table.rows) == 1


@pytest.mark.parametrize("text", ["{{ không_có }}", "{{ tables.PL2.results.khong_co }}", "{{ title"])
def test_a_field_that_does_not_exist_is_a_problem(template, fields, text):
    document = Document(str(template))
    document.add_paragraph(text)
    document.save(str(template))
    with pytest.raises(UserError, match=r"Mẫu small_report\.docx, thân văn bản, đoạn “{{ .+”: ") as raised:
        fill_template(template, fields, [])
    assert raised.value.hint.startswith("Mở mẫu bằng Word, ")


def test_a_missing_template_is_a_problem(tmp_path, fields):
    with pytest.raises(UserError, match=r"Không tìm thấy mẫu văn bản ma\.docx"):
        fill_template(tmp_path / "ma.docx", fields, [])


def test_an_annex_of_3321_rows_is_filled_quickly(template, fields):
    keys = ("order", "name", "place", "description", "result")
    lines = [AnnexRow("practices", dict.fromkeys(keys, f"dòng {n}"), "PL3") for n in range(3321)]
    start = time.process_time()
    document = fill_template(template, fields, lines)
    assert time.process_time() - start < 3
    assert len(table_of(document, "Tên mô hình, cách làm").rows) == 3322


def test_what_announces_a_list_stays_with_it(template, fields):
    body = [Block("item", "còn 02 nội dung:", "Xã Giao Ninh: "), Block("paragraph", "+ Một."), Block("item", "Hai.")]
    document = fill_template(template, {**fields, "body": body}, ())
    kept = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs}
    assert [kept[text] for text in ("- Xã Giao Ninh: còn 02 nội dung:", "+ Một.", "- Hai.")] == [True, None, None]
