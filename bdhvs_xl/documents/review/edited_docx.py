"""A Word file that came back: its parts, its lines, and the metadata if it is still there."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import XMLSyntaxError, _Element

from bdhvs_xl.documents.figures.figure_metadata import NAMESPACE, GeneratedDocument, read_metadata
from bdhvs_xl.documents.review import read_docx
from bdhvs_xl.documents.review.document_lines import DocumentLine
from bdhvs_xl.errors import UserError, to_user_error

MAX_INFLATED = 256 << 20
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_SAVE_AS_DOCX = "Mở tệp bằng Word, lưu lại dạng .docx rồi chọn lại."
_ROOT = f"{{{NAMESPACE}}}figures"


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """One Word file; all parts are kept for writing a copy. `map_part` is "" and `made` None when the metadata is lost.

    Pages are exact when Word left its page breaks in the file, else estimates.
    """

    path: Path
    parts: Sequence[tuple[ZipInfo, bytes]]
    body_part: str
    body: _Element
    lines: Sequence[DocumentLine]
    exact_pages: bool
    metadata_part: str
    made: GeneratedDocument | None


def read_edited_document(path: Path) -> EditedDocument:
    """The file's content; UserError when it cannot be read or has no linked figures."""
    parts = _parts(path)
    contents = {info.filename: content for info, content in parts}
    body_part = _target(contents, "_rels/.rels", RELATIONSHIP_TYPE.OFFICE_DOCUMENT) or "word/document.xml"
    relations = str(PurePosixPath(body_part).parent / "_rels" / f"{PurePosixPath(body_part).name}.rels")
    styles_part = _target(contents, relations, RELATIONSHIP_TYPE.STYLES) or "word/styles.xml"
    body = _xml(path, contents, body_part).find(qn("w:body"))
    if body is None:
        raise _damaged(path)
    lines = read_docx.read_lines(body, _xml(path, contents, styles_part))
    metadata_part, made = _find_metadata(contents)
    if made is None and not any(line.marks for line in lines):
        raise UserError(
            f"“{path.name}” không có số liệu nào được gắn nguồn, nên không đối chiếu được.",
            "Chọn báo cáo, công văn do nút Lập báo cáo, Soạn công văn ghi ra, hoặc bản sửa từ tệp ấy bằng Word; nội "
            "dung chép dạng chữ thường sang tệp khác không còn nguồn.",
        )
    exact = next(body.iter(qn("w:lastRenderedPageBreak")), None) is not None
    return EditedDocument(path, parts, body_part, body, lines, exact, metadata_part, made)


def read_generated_document(document: bytes) -> GeneratedDocument:
    """The lines and figures of a report that was just generated, from its metadata."""
    with ZipFile(BytesIO(document)) as archive:
        _, made = _find_metadata({name: archive.read(name) for name in archive.namelist()})
    assert made is not None
    return made


def _parts(path: Path) -> list[tuple[ZipInfo, bytes]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise to_user_error(error) from error
    if data.startswith(_OLD_OR_LOCKED):
        raise UserError(f"“{path.name}” có mật khẩu hoặc là tệp Word đời cũ (.doc).", _SAVE_AS_DOCX)
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > MAX_INFLATED:
                raise UserError(f"“{path.name}” quá lớn so với một báo cáo.", "Bỏ bớt ảnh trong tệp rồi chọn lại.")
            return [(info, archive.read(info)) for info in infos]
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        raise _damaged(path) from None


def _damaged(path: Path) -> UserError:
    return UserError(f"“{path.name}” không phải tệp Word dạng .docx, hoặc tệp bị hỏng.", _SAVE_AS_DOCX)


def _xml(path: Path, contents: dict[str, bytes], part: str) -> _Element:
    try:
        return parse_xml(contents[part])
    except (KeyError, XMLSyntaxError):
        raise _damaged(path) from None


def parse_xml(content: bytes) -> _Element:
    """The root of an XML part; external entities are not resolved."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _target(contents: dict[str, bytes], relations: str, kind: str) -> str:
    """The target of the relationship of a kind; "" when there is none."""
    try:
        root = parse_xml(contents[relations])
    except (KeyError, XMLSyntaxError):
        return ""
    base = PurePosixPath(relations).parent.parent
    ending = kind.rpartition("/")[2]
    found = (r.get("Target", "") for r in root if r.get("Type", "").endswith(f"/{ending}"))
    target = next(found, "")
    return target.removeprefix("/") if target.startswith("/") else str(base / target) if target else ""


def _find_metadata(contents: dict[str, bytes]) -> tuple[str, GeneratedDocument | None]:
    for name, content in contents.items():
        if name.startswith("customXml/item") and NAMESPACE.encode() in content:
            try:
                root = parse_xml(content)
            except XMLSyntaxError:
                continue
            if root.tag == _ROOT:
                return name, read_metadata(root)
    return "", None
