"""Widths of texts as LibreOffice sets them in a face of the same measures, and the lines below texts."""

import re

import pytest
from docx import Document
from docx.shared import Mm, Pt

from bdhvs_xl.documents.word.text_width import longest_line, text_width

TEXTS = (
    "Độc lập - Tự do - Hạnh phúc",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ỦY BAN NHÂN DÂN XÃ ĐƯỜNG THƯỢNG",
    "Kính gửi:",
)


@pytest.mark.parametrize("bold", [True, False])
def test_a_text_is_as_wide_as_it_is_set(soffice, pdftotext, times_new_roman, tmp_path, bold):
    document = Document()
    for text in TEXTS:
        run = document.add_paragraph().add_run(text.replace(" ", "\u00a0"))
        run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(13), bold
    document.save(str(tmp_path / "texts.docx"))
    pdf = soffice(tmp_path / "texts.docx", "pdf")
    boxes = pdftotext(pdf, "-bbox-layout")
    edges = [(float(a), float(b)) for a, b in re.findall(r'<line xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', boxes)]
    set_widths = [(right - left) * 25.4 / 72 for left, right in edges]
    assert set_widths == pytest.approx([text_width(text, 13, bold=bold) for text in TEXTS], abs=0.6)


def test_the_longest_line_of_a_text_that_is_broken():
    text = "một hai ba bốn"
    assert longest_line(text, 14, 1000, bold=False) == text_width(text, 14, bold=False)
    room = text_width("một hai ba", 14, bold=False) + 0.1
    assert longest_line(text, 14, room, bold=False) == text_width("một hai ba", 14, bold=False)
    assert longest_line("a\nmột", 14, 1000, bold=False) == text_width("một", 14, bold=False)


def test_a_line_follows_the_text_of_a_template_that_people_edited(tmp_path):
    """The organ's name as it is filled, and not as it stood in the template, decides how long the line is."""
    from paper import Paper
    from sample_documents import DEPARTMENT, NEWER, other, regime

    name = "Văn phòng Điều phối nông thôn mới tỉnh"
    made = other(tmp_path, regime({**DEPARTMENT, "organ": name}), "letter", NEWER)
    paper = Paper(made)
    line = paper.cell(paper.head, 0, 0)[-1]
    drawn = paper.room(line) - paper.mm(line, "w:ind", "left") - paper.mm(line, "w:ind", "right")
    assert drawn == pytest.approx(0.4 * longest_line(name.upper(), 12, paper.room(line), bold=True), abs=0.2)
    assert Mm(drawn) > 0
