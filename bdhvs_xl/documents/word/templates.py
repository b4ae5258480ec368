"""Which Word template a document is filled into: the office's own, else the shipped one if it fits, else a new one."""

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
_NAMED = re.compile(r"\bappendices\.(\w+)\.")
_TABLED = re.compile(r"\btables\.(\w+)\.(\w+\.\w+)")
_OF_BODY = re.compile(r"\bin\s+body\b")
_BODY = "word/document.xml"


def custom_template(book: Book, regime: Regime, kind: DocumentKind = "report") -> Path | None:
    """The template that lies beside the workbook under the regime's name; None when none does.

    UserError when it has no place for what the document says.
    """
    path = book.path.parent / template_name(regime, kind)
    if not path.is_file():
        return None
    inside = _read(path)
    if inside and not _OF_BODY.search(inside.text):
        raise _without_body(path)
    return path


@contextmanager
def template_for(book: Book, regime: Regime, kind: DocumentKind = "report") -> Iterator[Path]:
    """The template of a focal office's document, there as long as it is filled."""
    shipped = paths.templates_folder() / template_name(regime, kind)
    if own := custom_template(book, regime, kind):
        yield own
    elif shipped.is_file() and _fits(shipped, regime, kind):
        yield shipped
    else:
        with TemporaryDirectory() as folder:
            yield build_template(regime, Path(folder), kind, on=book.now.date())


def adapt_to_template(regime: Regime, own: Path | None) -> tuple[Regime, list[Finding]]:
    """The regime without the appendices that the office's own template leaves out, and a remark on each of them.

    So no text names an appendix that the document lacks. UserError when the template has half of an appendix, or one
    that is not printed.
    """
    inside = _read(own) if own else None
    if own is None or inside is None:
        return regime, []
    tabled = {id_ for id_, _ in inside.tables}
    printed = {appendix.id: appendix for appendix in regime.printed_appendices}
    for id_ in sorted((inside.named | tabled) - printed.keys()):
        raise _not_printed(own, id_)
    for id_ in sorted((inside.named & printed.keys()) - tabled):
        raise _without_table(own, printed[id_])
    left = [appendix for id_, appendix in printed.items() if id_ not in tabled]
    kept = (replace(a, number="") if a in left else a for a in regime.appendices)
    return replace(regime, appendices=tuple(kept)), [_left_out(own, appendix) for appendix in left]


# --- what is in a template --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a template holds: its words, the appendices it names, the fields of its model rows by appendix."""

    text: str
    named: frozenset[str]
    tables: frozenset[tuple[str, str]]


def _fits(template: Path, regime: Regime, kind: DocumentKind) -> bool:
    """Whether a template is of the regime's style, and has the tables of just those appendices that are printed."""
    inside = _read(template)
    if inside is None or layout_of_style(regime.settings["style"])[1].motto not in inside.text:
        return False
    printed = regime.printed_appendices if kind == "report" else ()
    models = [table_shape(regime, appendix).models for appendix in printed]
    wanted = {f"{model}.{key}" for known in models for model, keys in known.items() for key in keys}
    return {f"tables.{id_}.{field}" for id_, field in inside.tables} == wanted


def _read(template: Path) -> _Inside | None:
    """What is in a template; None when it is no Word file, which is told where it is filled."""
    try:
        with ZipFile(template) as archive:
            root = etree.fromstring(archive.read(_BODY), etree.XMLParser(resolve_entities=False, no_network=True))
    except (BadZipFile, KeyError, OSError, etree.XMLSyntaxError):
        return None
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in root.iter(qn("w:p")))
    text = "\n".join(paragraphs)
    return _Inside(text, frozenset(_NAMED.findall(text)), frozenset(_TABLED.findall(text)))


# --- what is wrong with the office's own ------------------------------------------------------------------------------


def _left_out(own: Path, appendix: Appendix) -> Finding:
    return Finding(
        rule=RULE, severity="notice", file=own.name,
        message=f"Mẫu {own.name} cạnh file tổng hợp không có {_name(appendix)}, nên báo cáo không in và không nhắc đến "
        "phụ lục này.",
        cure=f"Muốn có thì mở mẫu bằng Word, thêm tên {{{{ appendices.{appendix.id}.name }}}} và {_table(appendix)}; "
        "hoặc đổi tên mẫu để chương trình tự lập mẫu đủ phụ lục.",
    )  # fmt: skip


def _without_body(own: Path) -> UserError:
    return UserError(
        f"Mẫu {own.name} không có chỗ cho nội dung, văn bản lập ra sẽ trống.",
        "Mở mẫu bằng Word, chép lại từ mẫu đi kèm các đoạn từ {%p for block in body %} đến {%p endfor %}; hoặc đổi tên "
        "mẫu để chương trình tự lập mẫu mới.",
    )


def _without_table(own: Path, appendix: Appendix) -> UserError:
    return UserError(
        f"Mẫu {own.name} có tên {_name(appendix)} nhưng không có bảng của phụ lục này.",
        f"Mở mẫu bằng Word, thêm {_table(appendix)}, hoặc xóa phần tên của phụ lục này.",
    )


def _not_printed(own: Path, id_: str) -> UserError:
    return UserError(
        f"Mẫu {own.name} có phụ lục mã {id_}, nhưng báo cáo không in phụ lục nào mã ấy.",
        f"Mở mẫu bằng Word, xóa phần phụ lục có {{{{ appendices.{id_}… }}}} và {{{{ tables.{id_}… }}}}; ở file tổng "
        f"hợp thì cũng có thể ghi lại số của phụ lục ấy ở trang {CONFIG}.",
    )


def _name(appendix: Appendix) -> str:
    return f"Phụ lục {appendix.number} “{appendix.title}” (mã {appendix.id})"


def _table(appendix: Appendix) -> str:
    """The rows that people must put into a template for an appendix."""
    rows = (
        ", ".join(f"{{{{ tables.{appendix.id}.{model}.{key} }}}}" for key in keys)
        for model, keys in TABLES[appendix.kind].models.items()
    )
    return f"bảng có dòng {' và dòng '.join(rows)}"
