"""The paragraph styles of a report, named in Vietnamese so that people find them in Word."""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from bdhvs_xl.documents.word.docx_elements import new_element
from bdhvs_xl.documents.word.layout_spec import FONT, FontRule, FontStyle, LayoutSpec

STYLE_NAMES: Mapping[str, str] = {
    "organ_above": "VB Cơ quan cấp trên",
    "organ": "VB Cơ quan ban hành",
    "motto": "VB Tiêu đề",
    "second_motto": "VB Tiêu ngữ",
    "number": "VB Số ký hiệu",
    "place": "VB Địa danh ngày tháng",
    "kind": "VB Tên loại",
    "title": "VB Trích yếu",
    "about": "VB Trích yếu công văn",
    "full_line": "VB Đường kẻ dài",
    "short_line": "VB Đường kẻ ngắn",
    "dashes": "VB Gạch nối",
    "addressee": "VB Kính gửi",
    "addressee_several": "VB Kính gửi nhiều nơi",
    "addressees": "VB Nơi kính gửi",
    "chapter": "VB Mục I",
    "heading": "VB Mục 1",
    "subheading": "VB Mục 1.1",
    "point": "VB Điểm a",
    "paragraph": "VB Thân bài",
    "item": "VB Gạch đầu dòng",
    "closing": "VB Đoạn kết",
    "authority": "VB Thẩm quyền ký",
    "position": "VB Chức vụ ký",
    "signer": "VB Họ tên người ký",
    "recipients_title": "VB Nơi nhận",
    "recipients": "VB Danh sách nơi nhận",
    "appendix": "VB Phụ lục",
    "appendix_title": "VB Tên phụ lục",
    "attached": "VB Kèm theo",
    "table_head": "VB Bảng đầu cột",
    "table_group": "VB Bảng nhóm",
    "table_text": "VB Bảng chữ",
    "table_number": "VB Bảng số",
    "page_number": "VB Số trang",
}
"""The styles' names in Word, by key."""

_BASIC_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Header", "Footer"}
_BLACK = RGBColor(0, 0, 0)
_POINTS_PER_MM = 72 / 25.4
_ADDRESSED, _TO_COLON = 30, 17.6
"""Millimetres before "Kính gửi:", and from there to its colon at 14 points, below which the names begin."""
_CELL = {"before": 1, "after": 1}
_FONT_OF = {
    "full_line": "paragraph", "short_line": "paragraph", "dashes": "paragraph", "item": "paragraph",
    "closing": "paragraph", "addressees": "addressee", "addressee_several": "addressee", "table_number": "table_text",
}  # fmt: skip
"""Styles that share the font of another element."""


NOTE_TEXT, NOTE_MARK = "footnote text", "footnote reference"
"""Word's own footnote styles, by the names that Word recognises."""


def set_styles(document: Document, layout: LayoutSpec) -> None:
    """Replace all styles except Word's basic ones by the report's styles."""
    _drop_other_styles(document)
    _set_default_font(document, layout.body)
    formats = {
        key: shape for key, shape in _paragraph_formats(layout).items() if _FONT_OF.get(key, key) in layout.letters
    }
    for key, shape in formats.items():
        style = document.styles.add_style(STYLE_NAMES[key], WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"bdhvs_{key}")
        style.quick_style = True
        _set_font(style, layout.letters[_FONT_OF.get(key, key)])
        _set_format(style, **shape)
    _set_footnote_styles(document, layout.letters["note"])


def _drop_other_styles(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _BASIC_STYLES:
            style.delete()


def _set_default_font(document: Document, size: int) -> None:
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name, normal.font.color.rgb = Pt(size), FONT, _BLACK
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def _paragraph_formats(layout: LayoutSpec) -> dict[str, dict[str, Any]]:
    """The paragraph format of each style."""
    centre, drawn = {"align": ALIGN.CENTER}, {"before": 3, "after": 4, "line": 4}
    body = {"align": ALIGN.JUSTIFY, "before": layout.before, "first": layout.first_line, "line": layout.line}
    lined = {"lines": layout.spans["lines"].used} if "lines" in layout.spans else {}
    body, title = body | lined, body | lined | {"keep": True}
    return {
        "organ_above": centre, "organ": centre, "motto": centre, "second_motto": centre,
        "full_line": drawn, "short_line": drawn, "dashes": centre,
        "number": centre, "place": centre, "about": centre | {"before": layout.spans["about"].used, "aside": 8},
        "kind": centre | {"before": 18, "keep": True}, "title": centre | {"aside": 12},
        "addressee": centre | {"before": 12, "after": 6},
        "addressee_several": {"before": 12, "left": _ADDRESSED}, "addressees": {"left": _ADDRESSED + _TO_COLON},
        "chapter": title | {"level": 0}, "heading": title | {"level": 1},
        "subheading": title | {"level": 2}, "point": title | {"level": 2},
        "paragraph": body, "item": body, "closing": title,
        "authority": centre | {"keep": True, "before": layout.before * 2}, "position": centre | {"keep": True},
        "signer": centre | {"before": layout.spans["signature"].used * _POINTS_PER_MM},
        "recipients_title": {"before": layout.before * 2, "keep": True}, "recipients": {},
        "appendix": centre | {"keep": True}, "appendix_title": centre | {"aside": 8, "keep": True}, "attached": centre,
        "table_head": centre | _CELL | {"keep": True}, "table_group": _CELL | {"keep": True},
        "table_text": _CELL, "table_number": centre | _CELL,
        "page_number": centre,
    }  # fmt: skip


def _set_font(style: ParagraphStyle, font_rule: FontRule) -> None:
    font, look = style.font, font_rule.look
    font.size, font.bold, font.italic = Pt(font_rule.size), FontStyle.BOLD in look, FontStyle.ITALIC in look
    font.underline = FontStyle.UNDERLINED in look


def _set_format(
    style: ParagraphStyle,
    *,
    align: ALIGN = ALIGN.LEFT,
    before: float = 0,
    after: float = 0,
    first: float = 0,
    left: float = 0,
    line: float = 0,
    lines: float = 1,
    aside: float = 0,
    keep: bool = False,
    level: int | None = None,
) -> None:
    shape = style.paragraph_format
    shape.alignment, shape.keep_with_next, shape.widow_control = align, keep, True
    shape.space_before, shape.space_after, shape.first_line_indent = Pt(before), Pt(after), Mm(first)
    shape.left_indent, shape.right_indent = Mm(left or aside), Mm(aside)
    if line:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    else:
        shape.line_spacing = float(lines)
    if level is not None:
        style.element.get_or_add_pPr().append(new_element("w:outlineLvl", val=str(level)))


def _set_footnote_styles(document: Document, font_rule: FontRule) -> None:
    """Add Word's footnote styles, which `footnotes` looks up by their names."""
    text = document.styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.font.size = Pt(font_rule.size)
    _set_format(text, align=ALIGN.JUSTIFY)
    document.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
