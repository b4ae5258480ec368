"""A report filled into its Word template.

The template's fields: `organ_above organ number place_and_date title signer_authority signer_position recipients
attached_to`, `appendices.<id>.number` and `.title`, the loop `body` (blocks with `kind`, `text`, `lead`), and per table
the model rows of `tables.TABLES`, such as `results.name`. A field that does not exist is a Problem, never a blank.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

from docx.document import Document
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bdhvs_xl.problem import Problem
from bdhvs_xl.report.annexes import Line
from bdhvs_xl.report.rows import copy_rows, model_fields


def fill(template: Path, fields: Mapping[str, object], lines: Iterable[Line]) -> Document:
    """The filled document; figures are still marked texts (see `controls`).

    Problem when the template is missing or asks for a field that does not exist.
    """
    if not template.is_file():
        raise Problem(
            f"Không tìm thấy mẫu báo cáo {template.name}.",
            "Cài đặt lại chương trình, hoặc đặt lại tệp mẫu vào thư mục templates.",
        )
    document = _render(template, {**fields, **model_fields()})
    copy_rows(document.element.body, list(lines))
    return document


def _render(template: Path, context: Mapping[str, object]) -> Document:
    filled = DocxTemplate(template)
    language = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        filled.render(dict(context), jinja_env=language, autoescape=True)
    except TemplateError as error:
        raise Problem(
            f"Mẫu báo cáo {template.name} có chỗ điền không dùng được: {error}.",
            f"Mở mẫu bằng Word và sửa lại; các ô có thể dùng: {', '.join(_known(context))}.",
        ) from None
    return cast(Document, filled.docx)


def _known(context: Mapping[str, object]) -> Sequence[str]:
    return [name for name in context if name not in model_fields()]
