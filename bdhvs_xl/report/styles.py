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

from bdhvs_xl.report.drawing import element
from bdhvs_xl.report.measures import FONT, Manner, Measures

NAMES: Mapping[str, str] = {
    "organ_above": "VB Cơ quan cấp trên",
    "organ": "VB Cơ quan ban hành",
    "motto": "VB Tiêu đề",
    "second_motto": "VB Tiêu ngữ",
    "number": "VB Số ký hiệu",
    "place": "VB Địa danh ngày tháng",
    "kind": "VB Tên loại",
    "title": "VB Trích yếu",
    "chapter": "VB Mục I",
    "heading": "VB Mục 1",
    "subheading": "VB Mục nhỏ",
    "paragraph": "VB Thân bài",
    "item": "VB Gạch đầu dòng",
    "authority": "VB Thẩm quyền ký",
    "position": "VB Chức vụ ký",
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
"""The styles' names in Word by their use."""

_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Header", "Footer"}
_BLACK = RGBColor(0, 0, 0)


def set_styles(document: Document, measures: Measures, manner: Manner) -> None:
    """Leave only Word's own basic styles and add the report's."""
    _drop_others(document)
    _set_default_font(document, measures.body)
    looks = _heads(measures, manner) | _texts(measures) | _tables(measures)
    for key, name in NAMES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"bdhvs_{key}")
        style.quick_style = True
        _apply(style, **looks[key])


def _drop_others(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT:
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


def _heads(m: Measures, manner: Manner) -> dict[str, dict[str, Any]]:
    centre = {"align": ALIGN.CENTER}
    return {
        "organ_above": centre | {"size": m.organ},
        "organ": centre | {"size": m.organ, "bold": True},
        "motto": centre | {"size": m.motto, "bold": True},
        "second_motto": centre | {"size": m.second_motto, "bold": True},
        "number": centre | {"size": m.number},
        "place": centre | {"size": m.number, "italic": True},
        "kind": centre | {"size": m.kind, "bold": True, "before": 18},
        "title": centre | {"size": m.body, "bold": True, "aside": 12},
        "authority": centre | {"size": m.body, "bold": True, "keep": True, "before": m.before * 2},
        "position": centre | {"size": m.body, "bold": manner.position_bold, "keep": True},
        "recipients_title": {
            "before": m.before * 2,
            "size": m.recipients_title,
            "underline": manner.recipients_underlined,
            "bold": not manner.recipients_underlined,
            "italic": not manner.recipients_underlined,
        },
        "recipients": {"size": m.recipients},
        "page_number": centre | {"size": m.body},
        "appendix": centre | {"size": m.body, "bold": True},
        "appendix_title": centre | {"size": m.body, "bold": True, "aside": 8},
        "attached": centre | {"size": m.body, "italic": True},
    }


def _texts(m: Measures) -> dict[str, dict[str, Any]]:
    body = {"size": m.body, "align": ALIGN.JUSTIFY, "before": m.before, "first": m.first_line, "line": m.line}
    return {
        "paragraph": body,
        "item": body,
        "chapter": body | {"bold": True, "keep": True, "level": 0},
        "heading": body | {"bold": True, "keep": True, "level": 1},
        "subheading": body | {"bold": True, "italic": True, "keep": True, "level": 2},
    }


def _tables(m: Measures) -> dict[str, dict[str, Any]]:
    cell = {"size": m.table, "before": 1, "after": 1}
    return {
        "table_head": cell | {"bold": True, "align": ALIGN.CENTER, "keep": True},
        "table_group": cell | {"bold": True, "keep": True},
        "table_text": cell,
        "table_number": cell | {"align": ALIGN.CENTER},
    }


def _apply(
    style: ParagraphStyle,
    *,
    size: int,
    align: ALIGN = ALIGN.LEFT,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    before: float = 0,
    after: float = 0,
    first: float = 0,
    line: int = 0,
    aside: float = 0,
    keep: bool = False,
    level: int | None = None,
) -> None:
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.underline = Pt(size), bold, italic, underline
    shape.alignment, shape.keep_with_next, shape.widow_control = align, keep, True
    shape.space_before, shape.space_after, shape.first_line_indent = Pt(before), Pt(after), Mm(first)
    shape.left_indent = shape.right_indent = Mm(aside)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
    if line:
        shape.line_spacing = Pt(line)
    if level is not None:
        style.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level)))
