"""The Word templates of a regime: laid out by the measures of its style, to be edited in Word afterwards.

A report and a plan have their kind and title in the middle, a letter its subject ("V/v …") under the number. The text
in braces is filled by `word`: single fields, the loops over addressees, blocks of the body and recipients, and one
model row per table (`{{ tables.PL2.results.name }}`), which is copied for every line.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bdhvs_xl.documents.word.annex_tables import TABLES, TableShape, table_shape
from bdhvs_xl.documents.word.docx_elements import (
    add_line,
    add_page_number,
    add_table_borders,
    clear_cell,
    collapse_paragraph,
    fix_columns,
    number_pages_from_one,
)
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import PAGE, DocumentConventions, DocumentKind, LayoutSpec
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES, set_styles
from bdhvs_xl.documents.word.save_docx import docx_bytes, empty_document
from bdhvs_xl.documents.word.text_width import fit_drawn_lines
from bdhvs_xl.regime.model import Appendix, AppendixKind, Regime

_MADE = datetime(2026, 1, 1)
_PROGRAM = "bdhvs_xl"
_CELL_MARGIN = 1
_TITLES: Mapping[DocumentKind, str] = {"report": "BÁO CÁO", "plan": "KẾ HOẠCH"}
_KINDS = ("chapter", "heading", "subheading", "point", "item", "closing")
"""Kinds of blocks with a paragraph of their own in the template; the rest is plain paragraphs."""


def template_name(regime: Regime, kind: DocumentKind = "report") -> str:
    """The file name of a regime's template."""
    return f"{regime.id}_{kind}.docx"


def build_template(
    regime: Regime,
    folder: Path,
    kind: DocumentKind = "report",
    on: date = date.max,
    tables: Mapping[AppendixKind, TableShape] = TABLES,
) -> Path:
    """The template written into `folder`, the same bytes on every build, by the rules in force `on` a day.

    Only a report has the regime's appendices, each with the table of its kind.
    """
    measures, manner = layout_of_style(regime.settings["style"], on)
    document = empty_document()
    set_styles(document, measures)
    _set_page(document, measures)
    _write_head(document, measures, manner, kind)
    if kind in _TITLES:
        _write_title(document, _TITLES[kind], manner)
    _write_addressees(document)
    _write_body(document)
    _write_signature(document, measures)
    for appendix in regime.printed_appendices if kind == "report" else ():
        _write_appendix(document, measures, appendix, table_shape(regime, appendix, tables))
    fit_drawn_lines(document)
    path = folder / template_name(regime, kind)
    path.write_bytes(docx_bytes(document, title=regime.settings["title"], made=_MADE, author=_PROGRAM))
    return path


def _set_page(document: DocumentObject, measures: LayoutSpec) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(measures.top), Mm(measures.bottom)
    section.left_margin, section.right_margin = Mm(measures.spans["left"].used), Mm(measures.spans["right"].used)
    section.header_distance = section.footer_distance = Mm(measures.top / 2)
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0], STYLE_NAMES["page_number"])
    number_pages_from_one(section)


def _write_head(
    document: DocumentObject, measures: LayoutSpec, manner: DocumentConventions, kind: DocumentKind
) -> None:
    table = document.add_table(2, 2)
    fix_columns(table, measures.head, 0)
    organs, motto = table.rows[0].cells
    _lines(organs, *_where_filled("organ_above"), ("organ", "{{ organ }}"))
    if manner.mark:
        organs.add_paragraph(manner.mark, STYLE_NAMES["number"])
    else:
        add_line(organs.add_paragraph(style=STYLE_NAMES["short_line"]))
    _lines(motto, ("motto", manner.motto))
    if manner.second_motto:
        motto.add_paragraph(manner.second_motto, STYLE_NAMES["second_motto"])
    add_line(motto.add_paragraph(style=STYLE_NAMES["full_line"]))
    number, place = table.rows[1].cells
    _lines(number, ("number", "{{ number }}"), *([("about", "V/v {{ title }}")] if kind == "letter" else ()))
    _lines(place, ("place", "{{ place_and_date }}"))


def _write_title(document: DocumentObject, kind: str, manner: DocumentConventions) -> None:
    document.add_paragraph(kind, STYLE_NAMES["kind"])
    document.add_paragraph("{{ title }}", STYLE_NAMES["title"])
    if manner.dashes:
        document.add_paragraph(manner.dashes, STYLE_NAMES["dashes"])
    else:
        add_line(document.add_paragraph(style=STYLE_NAMES["short_line"]))


def _write_addressees(document: DocumentObject) -> None:
    """One addressee on the line of "Kính gửi:", several on lines of their own below it."""
    for style, text in (
        (None, "{%p if addressee %}"),
        (STYLE_NAMES["addressee"], "Kính gửi: {{ addressee }}"),
        (None, "{%p elif addressees %}"),
        (STYLE_NAMES["addressee_several"], "Kính gửi:"),
        (None, "{%p for addressee in addressees %}"),
        (STYLE_NAMES["addressees"], "{{ addressee }}"),
        (None, "{%p endfor %}"),
        (None, "{%p endif %}"),
    ):
        document.add_paragraph(text, style)


def _write_body(document: DocumentObject) -> None:
    document.add_paragraph("{%p for block in body %}")
    for position, kind in enumerate(_KINDS):
        document.add_paragraph(f'{{%p {"elif" if position else "if"} block.kind == "{kind}" %}}')
        _write_block(document.add_paragraph(style=STYLE_NAMES[kind]), kind)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ block.text }}", STYLE_NAMES["paragraph"])
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _write_block(paragraph: Paragraph, kind: str) -> None:
    if kind != "item":
        paragraph.add_run("{{ block.text }}")
        return
    paragraph.add_run("- ")
    paragraph.add_run("{{ block.lead }}").italic = True
    paragraph.add_run("{{ block.text }}")


def _write_signature(document: DocumentObject, measures: LayoutSpec) -> None:
    half = measures.width // 2
    table = document.add_table(1, 2)
    fix_columns(table, (half, measures.width - half), 0)
    recipients, signer = table.rows[0].cells
    _lines(
        recipients,
        ("recipients_title", "Nơi nhận:"),
        ("recipients", "{%p for recipient in recipients %}"),
        ("recipients", "{{ recipient }}"),
        ("recipients", "{%p endfor %}"),
    )
    _lines(
        signer,
        ("authority", "{{ signer_authority }}"),
        *_where_filled("position", "signer_position"),
        ("signer", "{{ signer_name }}"),
    )


def _where_filled(style: str, field: str = "") -> tuple[tuple[str, str], ...]:
    """The line of a field that may be blank: then it leaves no empty line on the paper."""
    field = field or style
    return (style, f"{{%p if {field} %}}"), (style, f"{{{{ {field} }}}}"), (style, "{%p endif %}")


def _write_appendix(document: DocumentObject, measures: LayoutSpec, appendix: Appendix, shape: TableShape) -> None:
    fields = f"appendices.{appendix.id}"
    begin_appendix(document, f"{{{{ {fields}.name }}}}", f"{{{{ {fields}.title }}}}", "{{ attached_to }}")
    write_table(document, measures, shape, "{{{{ {model}.{key} }}}}")


def begin_appendix(document: DocumentObject, name: str, title: str, attached_to: str) -> None:
    """Begin an appendix: a page, and page numbers, of its own, below its head."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    number_pages_from_one(section)
    collapse_paragraph(document.paragraphs[-1])
    document.add_paragraph(name, STYLE_NAMES["appendix"])
    document.add_paragraph(title, STYLE_NAMES["appendix_title"])
    document.add_paragraph(attached_to, STYLE_NAMES["attached"])
    add_line(document.add_paragraph(style=STYLE_NAMES["short_line"]))


def write_table(document: DocumentObject, measures: LayoutSpec, shape: TableShape, field: str) -> None:
    """Add a table with its head and its model rows, each cell of which holds a `field` made of `model` and `key`."""
    table = document.add_table(1 + len(shape.models), len(shape.columns))
    fix_columns(table, shape.widths(measures.width), _CELL_MARGIN)
    add_table_borders(table)
    for cell, column in zip(table.rows[0].cells, shape.columns, strict=True):
        _lines(cell, ("table_head", column.header))
    for row, (model, keys) in zip(table.rows[1:], shape.models.items(), strict=True):
        if len(keys) == 1:
            _lines(row.cells[0].merge(row.cells[-1]), ("table_group", field.format(model=model, key=keys[0])))
            continue
        for cell, column, key in zip(row.cells, shape.columns, keys, strict=True):
            _lines(cell, ("table_number" if column.centred else "table_text", field.format(model=model, key=key)))


def _lines(cell: _Cell, *lines: tuple[str, str]) -> None:
    clear_cell(cell)
    for style, text in lines:
        cell.add_paragraph(text, STYLE_NAMES[style])
