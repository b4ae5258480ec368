"""A document filled into its Word template.

The template's fields: `organ_above organ number place_and_date title addressee signer_authority signer_position
signer_name attached_to`, the lists `addressees` and `recipients`, `appendices.<id>.name`, `.number` and `.title`, the
loop `body` (blocks with `kind`, `text`, `lead`), and per table the model rows of `annex_tables.TABLES`, such as
`tables.PL2.results.name`. A field that does not exist is a UserError, never a blank.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from bdhvs_xl.documents.word.footnotes import set_footnotes
from bdhvs_xl.documents.word.table_rows import AnnexRow, copy_rows
from bdhvs_xl.documents.word.template_errors import first_field_error, first_silent_error
from bdhvs_xl.documents.word.text_width import fit_drawn_lines
from bdhvs_xl.errors import UserError


def fill_template(template: Path, fields: Mapping[str, object], lines: Iterable[AnnexRow]) -> Document:
    """The filled document with its footnotes; figures are still marked texts (see `content_controls`).

    UserError when the template is missing, is no Word file, or has a field that cannot be filled, with its place.
    """
    if not template.is_file():
        raise UserError(
            f"Không tìm thấy mẫu văn bản {template.name}.",
            "Cài đặt lại chương trình, hoặc đặt lại tệp mẫu vào thư mục templates.",
        )
    document = _render(template, fields)
    fit_drawn_lines(document)
    _keep_announcements(document)
    copy_rows(document.element.body, list(lines))
    set_footnotes(document)
    return document


def _render(template: Path, fields: Mapping[str, object]) -> Document:
    language = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    opened = _open(template)
    if error_found := first_silent_error(opened):
        raise error_found.user_error(template.name)
    filled = DocxTemplate(template)
    try:
        filled.render(dict(fields), jinja_env=language, autoescape=True)
    except Exception as error:  # a template that people wrote can fail in any way
        error_found = first_field_error(opened, fields, language)
        raise error_found.user_error(template.name) if error_found else _unknown(template, error) from None
    return cast(Document, filled.docx)


def _keep_announcements(document: Document) -> None:
    """Keep a paragraph that ends with a colon on the page of the next one."""
    for paragraph in document.paragraphs:
        if paragraph.text.rstrip().endswith(":"):
            paragraph.paragraph_format.keep_with_next = True


def _open(template: Path) -> Document:
    try:
        return docx.Document(str(template))
    except (PackageNotFoundError, ValueError, KeyError, BadZipFile):
        raise UserError(
            f"Mẫu {template.name} không phải tệp Word (.docx) mở được.",
            "Mở mẫu bằng Word, lưu lại với loại Word Document (.docx), hoặc xóa nó để dùng mẫu đi kèm.",
        ) from None


def _unknown(template: Path, error: Exception) -> UserError:
    return UserError(
        f"Mẫu {template.name} có chỗ điền không dùng được: {error}.",
        "Mở mẫu bằng Word, hoàn lại chỗ vừa sửa, hoặc xóa mẫu để dùng mẫu đi kèm.",
    )
