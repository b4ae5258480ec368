"""A copy of an edited report with the present numbers; everything that people changed stays the same to the byte."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from docx.oxml.ns import nsmap, qn

from bdhvs_xl.documents.document_files import free_paths
from bdhvs_xl.documents.figures import figure_tags
from bdhvs_xl.documents.figures.figure_metadata import FIGURE, xml_bytes
from bdhvs_xl.documents.figures.figure_tags import TAG_PREFIX, FigureLabel
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.current_values import CurrentFigure
from bdhvs_xl.documents.review.document_lines import FigureMark
from bdhvs_xl.documents.review.edited_docx import EditedDocument, parse_xml
from bdhvs_xl.documents.review.linked_figures import is_unchanged
from bdhvs_xl.documents.review.text_numbers import same_number
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.atomic import write_atomically

_TEXT, _TAG = (f"{nsmap['w']} {name}" for name in ("t", "tag"))
_START = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>""")
_VALUE = re.compile(rb"""(:val\s*=\s*)("[^"]*"|'[^']*')""")
_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class FigureUpdate:
    """A figure that nobody edited, and its present value."""

    mark: FigureMark
    label: FigureLabel
    now: CurrentFigure


def find_updates(comparison: Comparison) -> list[FigureUpdate]:
    """The figures that a refreshed copy would change."""
    return list(_updates(comparison))


def write_refreshed_copy(comparison: Comparison, now: datetime) -> Path | None:
    """The path of the refreshed copy; None when no unedited number has changed."""
    changed = find_updates(comparison)
    if not changed:
        return None
    content, path = refreshed_copy(comparison.edited, changed, now), free_copy_path(comparison.edited.path)
    write_atomically(path, lambda out: out.write(content))
    return path


def refreshed_copy(edited: EditedDocument, changed: Iterable[FigureUpdate], now: datetime) -> bytes:
    """The file's bytes with the updates; UserError when it is signed, because a change would break the signature."""
    if any(info.filename.startswith(_SIGNATURES) for info, _ in edited.parts):
        raise UserError(
            f"“{edited.path.name}” đã ký số nên không được sửa.", "Đối chiếu không cập nhật, rồi sửa trên bản chưa ký."
        )
    changes = list(changed)
    writers: Mapping[str, Callable[[bytes], bytes]] = {
        edited.body_part: lambda content: _updated_body(content, edited, changes),
        edited.metadata_part: lambda content: _updated_metadata(content, changes, now),
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for info, content in edited.parts:
            archive.writestr(info, writers.get(info.filename, bytes)(content))
    return out.getvalue()


def free_copy_path(path: Path) -> Path:
    """A free path beside the file: "… (đã cập nhật số liệu).docx", then "… (đã cập nhật số liệu 2).docx"."""
    return free_paths(path.parent, (f"{path.stem} (đã cập nhật số liệu", f"){path.suffix}"), numbering=" {}")[0]


def _updates(comparison: Comparison) -> Iterator[FigureUpdate]:
    for line in comparison.edited.lines:
        for mark in line.marks:
            label = comparison.label(mark, line.section)
            now = comparison.current(label)
            if now and mark.text and is_unchanged(mark, label) and not same_number(mark.text, now.text):
                yield FigureUpdate(mark, label, now)


# --- the body, spliced as bytes -------------------------------------------------------------------------------------


def _updated_body(content: bytes, edited: EditedDocument, changed: Iterable[FigureUpdate]) -> bytes:
    """The part with new texts and tags spliced in; no other byte changes."""
    byte_ranges = _byte_ranges(content)
    texts, tags = _element_positions(edited, "w:t"), _element_positions(edited, "w:tag")
    spliced: dict[tuple[int, int], bytes] = {}
    for update in changed:
        filled = [text for text in update.mark.texts if text.text]
        for n, text in enumerate(filled):
            spliced[byte_ranges[_TEXT][texts[text]]] = update.now.text.encode() if n == 0 else b""
        if update.mark.tag is not None:
            byte_range = byte_ranges[_TAG][tags[update.mark.tag]]
            spliced[byte_range] = _with_value(
                content[slice(*byte_range)], figure_tags.control_tag(replace(update.label, text=update.now.text))
            )
    for (start, end), new in sorted(spliced.items(), reverse=True):
        content = content[:start] + new + content[end:]
    return content


def _element_positions(edited: EditedDocument, name: str) -> Mapping[object, int]:
    return {element: n for n, element in enumerate(edited.body.getroottree().getroot().iter(qn(name)))}


def _byte_ranges(content: bytes) -> Mapping[str, list[tuple[int, int]]]:
    """The byte ranges of the insides of texts, and of whole tags, in document order."""
    byte_ranges: dict[str, list[tuple[int, int]]] = {_TEXT: [], _TAG: []}
    parser = expat.ParserCreate(namespace_separator=" ")

    def begin(name: str, _: object) -> None:
        if name in byte_ranges:
            start = parser.CurrentByteIndex
            head = _START.match(content, start)
            end = head.end() if head else start
            byte_ranges[name].append((end, end) if name == _TEXT else (start, end))

    def finish(name: str) -> None:
        if name == _TEXT and (byte_range := byte_ranges[name][-1])[0] <= parser.CurrentByteIndex:
            byte_ranges[name][-1] = byte_range[0], parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(content, True)
    return byte_ranges


def _with_value(tag: bytes, value: str) -> bytes:
    return _VALUE.sub(lambda changed: changed[1] + quoteattr(value).encode(), tag, count=1)


# --- the metadata ---------------------------------------------------------------------------------------------------


def _updated_metadata(content: bytes, changed: Iterable[FigureUpdate], now: datetime) -> bytes:
    """The metadata with the figures as they are written now."""
    root, by_tag = parse_xml(content), {f"{TAG_PREFIX}{update.label.number}": update.now for update in changed}
    root.set("refreshed", now.isoformat("T", "minutes"))
    for figure in root.iter(FIGURE):
        if current := by_tag.get(figure.get("tag", "")):
            figure.text = current.text
            figure.set("value", repr(float(current.value)))
    return xml_bytes(root)
