"""The Word templates of a regime: laid out by its style's rules, for people to edit in Word.

A report and a plan have their kind and title in the middle, a letter its subject ("V/v …") under the number.
`fill_docx` fills the text in braces: single fields, the loops over addressees, blocks of the body and recipients, and
one model row per table (`{{ tables.PL2.results.name }}`), which is copied for every row.
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
"""The kinds of blocks with a paragraph of their own in the template; the others are plain paragraphs."""


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
    layout, conventions = layout_of_style(regime.settings["style"], on)
    document = empty_document()
    set_styles(document, layout)
    _set_page(document, layout)
    _write_letterhead(document, layout, conventions, kind)
    if kind in _TITLES:
        _write_title(document, _TITLES[kind], conventions)
    _write_addressees(document)
    _write_body(document)
    _write_signature(document, layout)
    for appendix in regime.printed_appendices if kind == "report" else ():
        _write_appendix(document, layout, appendix, table_shape(regime, appendix, tables))
    fit_drawn_lines(document)
    path = folder / template_name(regime, kind)
    path.write_bytes(docx_bytes(document, title=regime.settings["title"], created=_MADE, author=_PROGRAM))
    return path


def _set_page(document: DocumentObject, layout: LayoutSpec) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.spans["left"].used), Mm(layout.spans["right"].used)
    section.header_distance = section.footer_distance = Mm(layout.top / 2)
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0], STYLE_NAMES["page_number"])
    number_pages_from_one(section)


def _write_letterhead(
    document: DocumentObject, layout: LayoutSpec, conventions: DocumentConventions, kind: DocumentKind
) -> None:
    table = document.add_table(2, 2)
    fix_columns(table, layout.head, 0)
    organs, motto = table.rows[0].cells
    _fill_cell(organs, *_optional_line("organ_above"), ("organ", "{{ organ }}"))
    if conventions.mark:
        organs.add_paragraph(conventions.mark, STYLE_NAMES["number"])
    else:
        add_line(organs.add_paragraph(style=STYLE_NAMES["short_line"]))
    _fill_cell(motto, ("motto", conventions.motto))
    if conventions.second_motto:
        motto.add_paragraph(conventions.second_motto, STYLE_NAMES["second_motto"])
    add_line(motto.add_paragraph(style=STYLE_NAMES["full_line"]))
    number, place = table.rows[1].cells
    _fill_cell(number, ("number", "{{ number }}"), *([("about", "V/v {{ title }}")] if kind == "letter" else ()))
    _fill_cell(place, ("place", "{{ place_and_date }}"))


def _write_title(document: DocumentObject, kind: str, conventions: DocumentConventions) -> None:
    document.add_paragraph(kind, STYLE_NAMES["kind"])
    document.add_paragraph("{{ title }}", STYLE_NAMES["title"])
    if conventions.dashes:
        document.add_paragraph(conventions.dashes, STYLE_NAMES["dashes"])
    else:
        add_line(document.add_paragraph(style=STYLE_NAMES["short_line"]))


def _write_addressees(document: DocumentObject) -> None:
    """Write one addressee on the line of "Kính gửi:", several on separate lines below it."""
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


def _write_signature(document: DocumentObject, layout: LayoutSpec) -> None:
    half = layout.width // 2
    table = document.add_table(1, 2)
    fix_columns(table, (half, layout.width - half), 0)
    recipients, signer = table.rows[0].cells
    _fill_cell(
        recipients,
        ("recipients_title", "Nơi nhận:"),
        ("recipients", "{%p for recipient in recipients %}"),
        ("recipients", "{{ recipient }}"),
        ("recipients", "{%p endfor %}"),
    )
    _fill_cell(
        signer,
        ("authority", "{{ signer_authority }}"),
        *_optional_line("position", "signer_position"),
        ("signer", "{{ signer_name }}"),
    )


def _optional_line(style: str, field: str = "") -> tuple[tuple[str, str], ...]:
    """The paragraphs of a field that may be blank; a blank field leaves no empty line."""
    field = field or style
    return (style, f"{{%p if {field} %}}"), (style, f"{{{{ {field} }}}}"), (style, "{%p endif %}")


def _write_appendix(document: DocumentObject, layout: LayoutSpec, appendix: Appendix, shape: TableShape) -> None:
    fields = f"appendices.{appendix.id}"
    begin_appendix(document, f"{{{{ {fields}.name }}}}", f"{{{{ {fields}.title }}}}", "{{ attached_to }}")
    write_table(document, layout, shape, "{{{{ {model}.{key} }}}}")


def begin_appendix(document: DocumentObject, name: str, title: str, attached_to: str) -> None:
    """Begin an appendix on a new page with its own page numbers, and write its head."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    number_pages_from_one(section)
    collapse_paragraph(document.paragraphs[-1])
    document.add_paragraph(name, STYLE_NAMES["appendix"])
    document.add_paragraph(title, STYLE_NAMES["appendix_title"])
    document.add_paragraph(attached_to, STYLE_NAMES["attached"])
    add_line(document.add_paragraph(style=STYLE_NAMES["short_line"]))


def write_table(document: DocumentObject, layout: LayoutSpec, shape: TableShape, field: str) -> None:
    """Add a table with its header and model rows; each cell contains `field` formatted with `model` and `key`."""
    table = document.add_table(1 + len(shape.models), len(shape.columns))
    fix_columns(table, shape.widths(layout.width), _CELL_MARGIN)
    add_table_borders(table)
    for cell, column in zip(table.rows[0].cells, shape.columns, strict=True):
        _fill_cell(cell, ("table_head", column.header))
    for row, (model, keys) in zip(table.rows[1:], shape.models.items(), strict=True):
        if len(keys) == 1:
            _fill_cell(row.cells[0].merge(row.cells[-1]), ("table_group", field.format(model=model, key=keys[0])))
            continue
        for cell, column, key in zip(row.cells, shape.columns, keys, strict=True):
            _fill_cell(cell, ("table_number" if column.centred else "table_text", field.format(model=model, key=key)))


def _fill_cell(cell: _Cell, *lines: tuple[str, str]) -> None:
    clear_cell(cell)
    for style, text in lines:
        cell.add_paragraph(text, STYLE_NAMES[style])
