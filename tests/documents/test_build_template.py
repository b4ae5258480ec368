import zipfile

from docx import Document
from docx.shared import Pt
from docxtpl import DocxTemplate
from lxml import etree
from support.small_regime import small_regime
from support.small_report_data import material

from bdhvs_xl import paths
from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.table_rows import model_fields
from bdhvs_xl.regime import loader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_the_same_template_every_time(tmp_path):
    first = build_template(small_regime(), tmp_path).read_bytes()
    assert build_template(small_regime(), tmp_path).read_bytes() == first


def test_the_shipped_template_is_the_builders(tmp_path):
    built = build_template(loader.load_regime("ninh_binh_02"), tmp_path)
    with zipfile.ZipFile(built) as new, zipfile.ZipFile(paths.templates_folder() / built.name) as shipped:
        assert {name: shipped.read(name) for name in shipped.namelist()} == {n: new.read(n) for n in new.namelist()}


def test_party_layout(tmp_path):
    document = Document(str(build_template(small_regime(), tmp_path)))
    section = document.sections[0]
    body = document.styles["VB Thân bài"]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(14), Pt(18))
    assert round(body.paragraph_format.first_line_indent.mm) == 10
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert len(document.sections) == 4
    assert all(s.different_first_page_header_footer for s in document.sections)
    starts = [s._sectPr.find(f"{W}pgNumType").get(f"{W}start") for s in document.sections]
    assert starts == ["1"] * 4


def test_tables_repeat_their_heads_and_keep_rows_whole(tmp_path):
    document = Document(str(build_template(small_regime(), tmp_path)))
    bordered = [table for table in document.tables if table.style.name == "Table Grid"]
    assert len(bordered) == 3
    for table in bordered:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert sum(int(g.get(f"{W}w")) for g in table._tbl.tblGrid) in range(9340, 9360)


def test_every_field_of_the_template_is_provided(tmp_path):
    regime = small_regime()
    asked = DocxTemplate(build_template(regime, tmp_path)).get_undeclared_template_variables()
    assert asked - {"body"} <= {
        *letterhead_fields.letterhead_texts(regime, material().regime.deadline),
        *model_fields(regime.appendices),
    }


def test_parts_are_well_formed_and_nothing_of_python_docx_is_left(tmp_path):
    with zipfile.ZipFile(build_template(small_regime(), tmp_path)) as parts:
        names = set(parts.namelist())
        for name in names:
            etree.fromstring(parts.read(name))
    assert not {name for name in names if "customXml" in name or "thumbnail" in name or "WithEffects" in name}
