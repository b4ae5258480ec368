"""The Word template of a document: the office's custom one, else the shipped one if it fits, else a new one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from docx.oxml.ns import qn
from lxml import etree

from bdhvs_xl import paths
from bdhvs_xl.documents.word.annex_tables import TABLES, table_shape
from bdhvs_xl.documents.word.build_template import build_template, template_name
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import DocumentKind
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CONFIG
from bdhvs_xl.regime.model import Appendix, Regime

RULE = "report_template"
_APPENDIX_FIELD = re.compile(r"\bappendices\.(\w+)\.")
_TABLE_FIELD = re.compile(r"\btables\.(\w+)\.(\w+\.\w+)")
_BODY_LOOP = re.compile(r"\bin\s+body\b")
_BODY = "word/document.xml"


def custom_template(book: Book, regime: Regime, kind: DocumentKind = "report") -> Path | None:
    """The template beside the workbook with the regime's file name; None when there is none.

    UserError when it has no place for the body.
    """
    path = book.path.parent / template_name(regime, kind)
    if not path.is_file():
        return None
    content = _read(path)
    if content and not _BODY_LOOP.search(content.text):
        raise _without_body(path)
    return path


@contextmanager
def template_for(book: Book, regime: Regime, kind: DocumentKind = "report") -> Iterator[Path]:
    """The template of a focal office's document; a temporary one exists only inside the `with` block."""
    shipped = paths.templates_folder() / template_name(regime, kind)
    if custom := custom_template(book, regime, kind):
        yield custom
    elif shipped.is_file() and _fits(shipped, regime, kind):
        yield shipped
    else:
        with TemporaryDirectory() as folder:
            yield build_template(regime, Path(folder), kind, on=book.now.date())


def adapt_to_template(regime: Regime, custom: Path | None) -> tuple[Regime, list[Finding]]:
    """The regime without the appendices that the custom template leaves out, and a finding on each of them.

    So no text mentions an appendix that the document lacks. UserError when the template has half of an appendix, or one
    that is not printed.
    """
    content = _read(custom) if custom else None
    if custom is None or content is None:
        return regime, []
    with_table = {id_ for id_, _ in content.tables}
    printed = {appendix.id: appendix for appendix in regime.printed_appendices}
    for id_ in sorted((content.named | with_table) - printed.keys()):
        raise _not_printed(custom, id_)
    for id_ in sorted((content.named & printed.keys()) - with_table):
        raise _without_table(custom, printed[id_])
    omitted = [appendix for id_, appendix in printed.items() if id_ not in with_table]
    appendices = (replace(a, number="") if a in omitted else a for a in regime.appendices)
    return replace(regime, appendices=tuple(appendices)), [_left_out(custom, appendix) for appendix in omitted]


# --- what is in a template --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _TemplateContent:
    """The content of a template: its text, the appendices it names, the fields of its model rows by appendix."""

    text: str
    named: frozenset[str]
    tables: frozenset[tuple[str, str]]


def _fits(template: Path, regime: Regime, kind: DocumentKind) -> bool:
    """Whether a template has the regime's style, and tables for exactly the printed appendices."""
    content = _read(template)
    if content is None or layout_of_style(regime.settings["style"])[1].motto not in content.text:
        return False
    printed = regime.printed_appendices if kind == "report" else ()
    models = [table_shape(regime, appendix).models for appendix in printed]
    wanted = {f"{model}.{key}" for known in models for model, keys in known.items() for key in keys}
    return {f"tables.{id_}.{field}" for id_, field in content.tables} == wanted


def _read(template: Path) -> _TemplateContent | None:
    """The content of a template; None when it is no Word file: filling it reports the error."""
    try:
        with ZipFile(template) as archive:
            root = etree.fromstring(archive.read(_BODY), etree.XMLParser(resolve_entities=False, no_network=True))
    except (BadZipFile, KeyError, OSError, etree.XMLSyntaxError):
        return None
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in root.iter(qn("w:p")))
    text = "\n".join(paragraphs)
    return _TemplateContent(text, frozenset(_APPENDIX_FIELD.findall(text)), frozenset(_TABLE_FIELD.findall(text)))


# --- errors of a custom template --------------------------------------------------------------------------------------


def _left_out(custom: Path, appendix: Appendix) -> Finding:
    return Finding(
        rule=RULE, severity="notice", file=custom.name,
        message=f"Mẫu {custom.name} cạnh file tổng hợp không có {_name(appendix)}, nên báo cáo không in và không nhắc "
        "đến phụ lục này.",
        cure=f"Muốn có thì mở mẫu bằng Word, thêm tên {{{{ appendices.{appendix.id}.name }}}} và {_table(appendix)}; "
        "hoặc đổi tên mẫu để chương trình tự lập mẫu đủ phụ lục.",
    )  # fmt: skip


def _without_body(custom: Path) -> UserError:
    return UserError(
        f"Mẫu {custom.name} không có chỗ cho nội dung, văn bản lập ra sẽ trống.",
        "Mở mẫu bằng Word, chép lại từ mẫu đi kèm các đoạn từ {%p for block in body %} đến {%p endfor %}; hoặc đổi tên "
        "mẫu để chương trình tự lập mẫu mới.",
    )


def _without_table(custom: Path, appendix: Appendix) -> UserError:
    return UserError(
        f"Mẫu {custom.name} có tên {_name(appendix)} nhưng không có bảng của phụ lục này.",
        f"Mở mẫu bằng Word, thêm {_table(appendix)}, hoặc xóa phần tên của phụ lục này.",
    )


def _not_printed(custom: Path, id_: str) -> UserError:
    return UserError(
        f"Mẫu {custom.name} có phụ lục mã {id_}, nhưng báo cáo không in phụ lục nào mã ấy.",
        f"Mở mẫu bằng Word, xóa phần phụ lục có {{{{ appendices.{id_}… }}}} và {{{{ tables.{id_}… }}}}; ở file tổng "
        f"hợp thì cũng có thể ghi lại số của phụ lục ấy ở trang {CONFIG}.",
    )


def _name(appendix: Appendix) -> str:
    return f"Phụ lục {appendix.number} “{appendix.title}” (mã {appendix.id})"


def _table(appendix: Appendix) -> str:
    """The rows that people must add to a template for an appendix."""
    rows = (
        ", ".join(f"{{{{ tables.{appendix.id}.{model}.{key} }}}}" for key in keys)
        for model, keys in TABLES[appendix.kind].models.items()
    )
    return f"bảng có dòng {' và dòng '.join(rows)}"
