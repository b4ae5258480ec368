"""Footnotes as Word keeps them, and cited documents: in full once, short afterwards."""

import re
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from paper import text_of
from sample_documents import DEPARTMENT, NEWER, other, regime

from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.footnotes import Citations, CitedDocument, footnote_mark, set_footnotes, without_footnotes
from bdhvs_xl.documents.word.save_docx import empty_document

LETTER = CitedDocument(number="1918/STP-VP", date="15/7/2025", title="V/v triển khai các khóa học", issuer="Sở Tư pháp")
PARTY = CitedDocument(number="Số 08 - KH/TU", date="25/7/2025", title="Về việc triển khai Phong trào", issuer="Tỉnh ủy")


def part_of(document):
    return next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))


def notes_of(document):
    return [text_of(note) for note in parse_xml(part_of(document).blob) if not note.get(qn("w:type"))]


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        (
            LETTER,
            "Công văn số 1918/STP-VP ngày 15/7/2025 của Sở Tư pháp về triển khai các khóa học",
            "Công văn số 1918/STP-VP",
        ),
        (
            PARTY,
            "Kế hoạch số 08-KH/TU, ngày 25/7/2025 của Tỉnh ủy về triển khai Phong trào",
            "Kế hoạch số 08-KH/TU",
        ),
        (
            CitedDocument(number="3432/GM-STP", date="19/11/2025", title="AI trong công việc."),
            "Giấy mời số 3432/GM-STP ngày 19/11/2025 về AI trong công việc",
            "Giấy mời số 3432/GM-STP",
        ),
        (CitedDocument(number="giấy tay"), "Văn bản số giấy tay", "Văn bản số giấy tay"),
    ],
)
def test_a_document_is_cited_in_full_once(cited, full, short):
    citations = Citations()
    assert [citations.cite(cited) for _ in range(3)] == [full, short, short]


@pytest.mark.parametrize("number", ["", " \n"])
def test_a_document_without_a_number_is_its_title_each_time(number):
    citations, cited = (
        Citations(),
        CitedDocument(number=number, date="15/7/2025", title="Kế hoạch  năm 2026", issuer="Sở"),
    )
    assert [citations.cite(cited) for _ in range(2)] == ["Kế hoạch năm 2026"] * 2


def test_the_same_number_written_otherwise_is_the_same_document():
    citations = Citations()
    citations.cite(PARTY)
    assert citations.cite(CitedDocument(number="08-KH/TU")) == "Kế hoạch số 08-KH/TU"


def test_marks_become_footnotes_where_they_stood():
    document = empty_document()
    run = document.add_paragraph().add_run(
        f"Đã ban hành 13 văn bản{footnote_mark('Gồm: A & <B>.')}, trong đó 02 kế hoạch{footnote_mark('C')}."
    )
    run.bold = True
    document.add_paragraph("Không có gì.")
    assert set_footnotes(document) == 2
    assert notes_of(document) == [" Gồm: A & <B>.", " C"]
    paragraph = document.paragraphs[0]
    assert paragraph.text == "Đã ban hành 13 văn bản, trong đó 02 kế hoạch."
    assert [bool(r._r.find(qn("w:footnoteReference")) is not None) for r in paragraph.runs] == [0, 1, 0, 1, 0]
    assert [r.bold for r in paragraph.runs] == [True, None, True, None, True]


def test_a_note_takes_no_figure_and_no_note_of_its_own():
    figure = Figures().mark(Figure(indicator="2.1", column="value", value=5, text="05"))
    inner = f"có {figure} lớp" + footnote_mark("b")
    marked = "a" + footnote_mark(inner)
    assert without_footnotes(marked) == "a" and "\ue000" not in marked and marked.count("\ue020") == 1


def test_notes_of_the_template_stay_and_come_first(tmp_path):
    first = empty_document()
    first.add_paragraph(f"Một{footnote_mark('của mẫu')}")
    set_footnotes(first)
    first.save(str(tmp_path / "template.docx"))
    again = Document(str(tmp_path / "template.docx"))
    again.add_paragraph(f"Hai{footnote_mark('của báo cáo')}")
    assert set_footnotes(again) == 1
    assert notes_of(again) == [" của mẫu", " của báo cáo"]
    ids = [r.get(qn("w:id")) for r in again.element.iter(qn("w:footnoteReference"))]
    assert ids == ["1", "2"]


def test_without_marks_nothing_is_added():
    document = empty_document()
    document.add_paragraph("Một")
    assert set_footnotes(document) == 0
    assert not [r for r in document.part.rels.values() if r.reltype.endswith("/footnotes")]


def test_the_file_has_all_that_word_wants_of_footnotes(tmp_path):
    """The part with its two separators, its content type, its relation, both separators named in the settings."""
    made = other(tmp_path, regime(DEPARTMENT), "letter", NEWER)
    with zipfile.ZipFile(made.path) as parts:
        read = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    assert 'PartName="/word/footnotes.xml"' in read["[Content_Types].xml"]
    assert 'Target="footnotes.xml"' in read["word/_rels/document.xml.rels"]
    settings = parse_xml(read["word/settings.xml"].encode())
    names = [child.tag.rpartition("}")[2] for child in settings]
    assert names.index("characterSpacingControl") < names.index("footnotePr") < names.index("compat")
    styles = parse_xml(read["word/styles.xml"].encode())
    known = {s.get(qn("w:styleId")): s.find(qn("w:name")).get(qn("w:val")) for s in styles.iter(qn("w:style"))}
    used = {
        s.get(qn("w:val")) for s in parse_xml(read["word/footnotes.xml"].encode()).iter(qn("w:pStyle"), qn("w:rStyle"))
    }
    assert {known[style] for style in used} == {"footnote text", "footnote reference"}


def test_the_head_stands_as_high_in_libreoffice_with_footnotes_as_without(soffice, pdftotext, tmp_path):
    heights = []
    for name, text in (
        ("with", f"Theo Công văn{footnote_mark('Công văn số 1918/STP-VP.')} ấy."),
        ("without", "Theo Công văn ấy."),
    ):
        document = Document(str(build_template(regime(DEPARTMENT), tmp_path, "letter")))
        document.add_paragraph(text)
        set_footnotes(document)
        document.save(str(tmp_path / f"{name}.docx"))
        pdf = soffice(tmp_path / f"{name}.docx", "pdf")
        page = pdftotext(pdf, "-l", "1", "-bbox")
        heights.append(min(float(top) for top in re.findall(r'yMin="([\d.]+)"', page)))
    assert heights[0] == pytest.approx(heights[1], abs=1.5)


def test_libreoffice_prints_the_notes_at_the_foot_of_the_page(soffice, pdftotext, tmp_path):
    pdf = soffice(other(tmp_path, regime(DEPARTMENT), "letter", NEWER).path, "pdf")
    text = pdftotext(pdf, "-layout")
    foot = text.partition("Nguyễn Văn A")[2].split()
    first = "Công văn số 1918/STP-VP ngày 15/7/2025 của Sở Tư pháp về triển khai các khóa học."
    assert " ".join(foot) == f"1 {first} 2 Gồm 03 khóa học."
