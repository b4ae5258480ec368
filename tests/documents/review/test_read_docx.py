"""Bodies as Word, LibreOffice and people leave them, read into lines."""

from docx.oxml.ns import nsdecls
from lxml import etree

from bdhvs_xl.documents.review import read_docx
from bdhvs_xl.documents.review.document_lines import split_sentences

STYLES = f"""<w:styles {nsdecls("w")}>
  <w:style w:styleId="VBMcI"><w:name w:val="VB Mục I"/></w:style>
  <w:style w:styleId="bdhvs_heading"><w:name w:val="VB Mục 1"/></w:style>
</w:styles>"""
OURS = '<w:sdtPr><w:tag w:val="bdhvs:f1|2.1|value||II|5"/><w:text/></w:sdtPr>'


def lines(xml):
    body = etree.fromstring(f'<w:body {nsdecls("w", "r")} xmlns:mc="{MC}">{xml}</w:body>')
    return read_docx.read_lines(body, etree.fromstring(STYLES))


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def p(inside, style=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(xml):
    return [
        (line.text, [(m.label.number, m.text, line.text[m.start : m.end]) for m in line.marks]) for line in lines(xml)
    ]


def test_a_figure_in_several_runs_is_one():
    assert read(
        p(r("Có ") + f"<w:sdt>{OURS}<w:sdtContent>{r('1.')}{r('138')}</w:sdtContent></w:sdt>" + r(" bài."))
    ) == [("Có 1.138 bài.", [(1, "1.138", "1.138")])]


def test_tracked_changes_are_read_as_accepted():
    moved = f"<w:moveFrom>{r('Đi.')}</w:moveFrom><w:moveTo>{r('Đến.')}</w:moveTo>"
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    assert read(p(deleted + f"<w:ins>{r('mới ')}</w:ins>" + moved)) == [("mới Đến.", [])]
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('bỏ'))}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}<w:tr><w:tc>{p(r('còn'))}</w:tc></w:tr></w:tbl>") == [("còn", [])]


def test_a_row_is_one_line_with_figures_alone_in_their_cells():
    control = f"<w:sdt>{OURS}<w:sdtContent>{p(r('5'))}</w:sdtContent></w:sdt>"
    inner = f"<w:tbl><w:tr><w:tc>{p(r('trong'))}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{p(r('1.1'))}</w:tc><w:tc>{p(r('a'))}{p(r('b'))}{inner}</w:tc><w:tc>{control}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}</w:tbl>") == [("1.1 | a b trong | 5", [(1, "5", "5")])]
    cell = f"<w:sdt>{OURS}<w:sdtContent><w:tc>{p(r('5'))}</w:tc></w:sdtContent></w:sdt>"
    assert read(f"<w:tbl><w:tr><w:tc>{p(r('1.1'))}</w:tc>{cell}</w:tr></w:tbl>") == [("1.1 | 5", [(1, "5", "5")])]


def test_text_boxes_fields_and_alternatives_are_read_once():
    box = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{p(r("hộp"))}</mc:Choice>'
    box += f"<mc:Fallback>{p(r('hộp'))}</mc:Fallback></mc:AlternateContent></w:r>"
    field = "<w:r><w:instrText>PAGE 99</w:instrText></w:r>"
    assert read(p(r("Trước ") + box + field + r("sau"))) == [("Trước hộp sau", [])]


def test_an_emptied_control_shows_nothing():
    prompt = OURS.replace("<w:text/>", "<w:showingPlcHdr/><w:text/>")
    control = f"<w:sdt>{prompt}<w:sdtContent>{r('Bấm vào đây để nhập văn bản.')}</w:sdtContent></w:sdt>"
    assert read(p(r("Có ") + control + r(" bài."))) == [("Có  bài.", [(1, "", "")])]


def test_a_control_of_somebody_else_is_plain_text():
    control = f"<w:sdt><w:sdtPr><w:tag w:val='ngay'/></w:sdtPr><w:sdtContent>{r('12')}</w:sdtContent></w:sdt>"
    assert read(p(r("Có ") + control)) == [("Có 12", [])]


def test_sections_are_known_by_the_names_of_styles():
    text = p(r("Trước")) + p(r("II. KẾT QUẢ"), "VBMcI") + p(r("1. Chung"), "bdhvs_heading") + p(r("Câu."))
    assert [line.section for line in lines(text)] == ["Mở đầu", "II", "II.1", "II.1"]


def test_sentences_keep_their_figures_at_their_places():
    control = f"<w:sdt>{OURS}<w:sdtContent>{r('5')}</w:sdtContent></w:sdt>"
    first, second = split_sentences(lines(p(r("Có 3 lớp. Đã có ") + control + r(" bài; còn 4."))))
    assert (first.text, first.marks) == ("Có 3 lớp.", ())
    assert (second.text, second.frame, second.text[second.marks[0].start]) == (
        "Đã có 5 bài; còn 4.", "Đã có # bài; còn 4.", "5",
    )  # fmt: skip


def test_pages_of_word_count_anew_where_an_appendix_does():
    section = '<w:p><w:pPr><w:sectPr><w:pgNumType w:start="1"/></w:sectPr></w:pPr></w:p>'
    turn = "<w:r><w:lastRenderedPageBreak/><w:t>Hai. </w:t></w:r>"
    body = (
        p(r("Một. ") + turn + turn) + section + p("<w:r><w:lastRenderedPageBreak/><w:t>Phụ lục</w:t></w:r>") + p(turn)
    )
    body += '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>'
    assert [sentence.page for sentence in split_sentences(lines(body))] == [1, 2, 3, 1, 2]


def test_pages_are_estimated_where_word_left_none():
    long = p(r("Chữ " * 900))
    broken = '<w:r><w:br w:type="page"/></w:r>'
    assert [line.page for line in lines(p(r("Đầu")) + long + p(r("Sau")) + p(broken) + p(r("Cuối")))] == [1, 1, 2, 3]
