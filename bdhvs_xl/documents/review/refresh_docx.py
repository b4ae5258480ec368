"""The present numbers written into a copy of an edited report; all that people changed stays as it is, to the byte."""

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
    """A figure that nobody touched, and what it is now."""

    mark: FigureMark
    label: FigureLabel
    now: CurrentFigure


def find_updates(case: Comparison) -> list[FigureUpdate]:
    """The figures that a refreshed copy would carry anew."""
    return list(_updates(case))


def write_refreshed_copy(case: Comparison, now: datetime) -> Path | None:
    """The new Word file; None when no number that people left alone has changed."""
    found = find_updates(case)
    if not found:
        return None
    content, path = refreshed_copy(case.edited, found, now), free_copy_path(case.edited.path)
    write_atomically(path, lambda out: out.write(content))
    return path


def refreshed_copy(edited: EditedDocument, found: Iterable[FigureUpdate], now: datetime) -> bytes:
    """The file with the updates; UserError when it is signed, for a signature would no longer hold."""
    if any(info.filename.startswith(_SIGNATURES) for info, _ in edited.parts):
        raise UserError(
            f"“{edited.path.name}” đã ký số nên không được sửa.", "Đối chiếu không cập nhật, rồi sửa trên bản chưa ký."
        )
    known = list(found)
    ways: Mapping[str, Callable[[bytes], bytes]] = {
        edited.body_part: lambda content: _body(content, edited, known),
        edited.map_part: lambda content: _map(content, known, now),
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for info, content in edited.parts:
            archive.writestr(info, ways.get(info.filename, bytes)(content))
    return out.getvalue()


def free_copy_path(path: Path) -> Path:
    """A name beside the file that overwrites nothing: "… (đã cập nhật số liệu).docx"."""
    number = 1
    while True:
        end = "" if number == 1 else f" {number}"
        name = path.with_name(f"{path.stem} (đã cập nhật số liệu{end}){path.suffix}")
        if not name.exists():
            return name
        number += 1


def _updates(case: Comparison) -> Iterator[FigureUpdate]:
    for line in case.edited.lines:
        for mark in line.marks:
            label = case.label(mark, line.section)
            now = case.now(label)
            if now and mark.text and is_unchanged(mark, label) and not same_number(mark.text, now.text):
                yield FigureUpdate(mark, label, now)


# --- the body, by bytes ---------------------------------------------------------------------------------------------


def _body(content: bytes, edited: EditedDocument, found: Iterable[FigureUpdate]) -> bytes:
    """The part with new texts and tags at their places; nothing else is written anew."""
    places = _places(content)
    texts, tags = _order(edited, "w:t"), _order(edited, "w:tag")
    spliced: dict[tuple[int, int], bytes] = {}
    for update in found:
        filled = [text for text in update.mark.texts if text.text]
        for n, text in enumerate(filled):
            spliced[places[_TEXT][texts[text]]] = update.now.text.encode() if n == 0 else b""
        if update.mark.tag is not None:
            place = places[_TAG][tags[update.mark.tag]]
            spliced[place] = _with_value(
                content[slice(*place)], figure_tags.tag(replace(update.label, text=update.now.text))
            )
    for (start, end), new in sorted(spliced.items(), reverse=True):
        content = content[:start] + new + content[end:]
    return content


def _order(edited: EditedDocument, name: str) -> Mapping[object, int]:
    return {element: n for n, element in enumerate(edited.body.getroottree().getroot().iter(qn(name)))}


def _places(content: bytes) -> Mapping[str, list[tuple[int, int]]]:
    """Where the insides of texts, and whole tags, begin and end in the bytes, in the order of the document."""
    places: dict[str, list[tuple[int, int]]] = {_TEXT: [], _TAG: []}
    parser = expat.ParserCreate(namespace_separator=" ")

    def begin(name: str, _: object) -> None:
        if name in places:
            start = parser.CurrentByteIndex
            head = _START.match(content, start)
            end = head.end() if head else start
            places[name].append((end, end) if name == _TEXT else (start, end))

    def finish(name: str) -> None:
        if name == _TEXT and (place := places[name][-1])[0] <= parser.CurrentByteIndex:
            places[name][-1] = place[0], parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(content, True)
    return places


def _with_value(tag: bytes, value: str) -> bytes:
    return _VALUE.sub(lambda found: found[1] + quoteattr(value).encode(), tag, count=1)


# --- the map --------------------------------------------------------------------------------------------------------


def _map(content: bytes, found: Iterable[FigureUpdate], now: datetime) -> bytes:
    """The map with the figures as they are now written."""
    root, by_tag = parse_xml(content), {f"{TAG_PREFIX}{update.label.number}": update.now for update in found}
    root.set("refreshed", now.isoformat("T", "minutes"))
    for figure in root.iter(FIGURE):
        if written := by_tag.get(figure.get("tag", "")):
            figure.text = written.text
            figure.set("value", repr(float(written.value)))
    return xml_bytes(root)
