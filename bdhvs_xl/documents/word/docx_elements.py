"""Word elements that python-docx does not cover: lines, fixed tables with repeated headers, page numbers."""

from collections.abc import Sequence
from typing import cast

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_TWIPS_PER_MM = 1440 / 25.4


def new_element(name: str, **attributes: str) -> BaseOxmlElement:
    """A new Word element such as `w:shd`, its attributes in the same namespace."""
    created = cast(BaseOxmlElement, OxmlElement(name))
    for key, value in attributes.items():
        created.set(qn(f"w:{key}"), value)
    return created


def add_line(paragraph: Paragraph) -> None:
    """Make an empty paragraph a thin line from indent to indent; `text_width` sets its length."""
    borders = new_element("w:pBdr")
    borders.append(new_element("w:top", val="single", sz="6", space="1", color="auto"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def fix_columns(table: Table, widths: Sequence[int], margin: float) -> None:
    """Fix a table's columns to `widths`, with a cell `margin` (millimetres); rows never break across pages."""
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_cell_margins(table, margin)
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, new_element("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def add_table_borders(table: Table) -> None:
    """Give a table borders, and repeat its first row on every page."""
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(new_element("w:tblHeader"))


def _set_cell_margins(table: Table, width: float) -> None:
    margins = new_element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(new_element(f"w:{side}", w=str(round(width * _TWIPS_PER_MM)), type="dxa"))
    table._tblPr.insert_element_before(margins, "w:tblLook")


def clear_cell(cell: _Cell) -> None:
    """Remove every paragraph from a cell; the caller must add one, because Word rejects a cell without any."""
    for paragraph in cell.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)


def collapse_paragraph(paragraph: Paragraph) -> None:
    """Give no height to an empty paragraph that only ends a section: after a full page it would start another page."""
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def add_page_number(paragraph: Paragraph, style: str) -> None:
    """Put the page number into a paragraph of a header."""
    paragraph.style = style
    for part in (
        new_element("w:fldChar", fldCharType="begin"),
        _instruction(),
        new_element("w:fldChar", fldCharType="end"),
    ):
        paragraph.add_run()._r.append(part)


def _instruction() -> BaseOxmlElement:
    instruction = new_element("w:instrText")
    instruction.text = "PAGE"
    return instruction


def number_pages_from_one(section: Section) -> None:
    """Start a section's page numbers at 1."""
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.insert_element_before(
        new_element("w:pgNumType", start="1"),
        "w:cols",
        "w:formProt",
        "w:vAlign",
        "w:noEndnote",
        "w:titlePg",
        "w:docGrid",
    )
