"""Errors in the fields and commands of a template that people edited: where they are, and the cure.

Fields are read as Word shows them, even if its spell checker split them into runs; curly quotes count as straight ones.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, Undefined
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import _Element

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError

_PARAGRAPH, _TEXT, _TABLE, _ROW, _CELL = map(qn, ("w:p", "w:t", "w:tbl", "w:tr", "w:tc"))
_TAG = re.compile(r"\{\{(?P<field>.*?)\}\}|\{%(?P<command>.*?)%\}|\{#.*?#\}")
_BRACE = re.compile(r"\{\s*[{%]|[}%]\s*\}")
_TRIMMING = re.compile(r"^[-+]|[-+]$")
_SCOPE = re.compile(r"^(?:p|tr|tc|r)(?=\s)")
_WHOLE = re.compile(r"\{%(?:p|tr)\s.*?%\}")
_LOOP = re.compile(r"for\s+(\w+)\s+in\s+(.+)")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_PARTS = {RELATIONSHIP_TYPE.HEADER: "đầu trang", RELATIONSHIP_TYPE.FOOTER: "chân trang",
          RELATIONSHIP_TYPE.FOOTNOTES: "chú thích"}  # fmt: skip
_ENDS = {"for": "endfor", "if": "endif"}
_EXAMPLE = "{{ title }}"
_QUOTED_AT_MOST = 90


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """A paragraph of the template: its location, and its text."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateError:
    """An error at a place of the template, and the cure."""

    place: TemplatePlace
    message: str
    cure: str

    def user_error(self, template: str) -> UserError:
        """The error as a message for people."""
        text = self.place.text if len(self.place.text) <= _QUOTED_AT_MOST else f"{self.place.text[:_QUOTED_AT_MOST]}…"
        where = f"Mẫu {template}, {self.place.where}, đoạn “{text}”"
        return UserError(f"{where}: {self.message}.", f"Mở mẫu bằng Word, {self.cure}")


def first_silent_error(document: Document) -> TemplateError | None:
    """The first error that would silently lose text: braces that do not match, or a command among other words."""
    for place in _places(document):
        if _BRACE.search(_TAG.sub("", place.text)):
            return TemplateError(
                place, "thiếu hoặc thừa dấu ngoặc", f"gõ đủ hai dấu mở, hai dấu đóng, ví dụ {_EXAMPLE}."
            )
        if "{%p" in place.text and _WHOLE.sub("", place.text).strip():
            message = "lệnh {%p … %} chiếm cả đoạn, chữ còn lại của đoạn sẽ mất"
            return TemplateError(place, message, "đưa lệnh sang một đoạn riêng.")
    return None


def first_field_error(
    document: Document, fields: Mapping[str, object], language: SandboxedEnvironment
) -> TemplateError | None:
    """The first field or command that cannot be filled, given matching braces; None when all can."""
    reader = _Reader(dict(fields), language)
    for place in _places(document):
        if error := reader.read(place):
            return error
    return reader.left_open()


@dataclass(slots=True)
class _Reader:
    """Reads the template from top to bottom, tracking the names known so far and the commands still open."""

    known: dict[str, object]
    language: SandboxedEnvironment
    open: list[tuple[str, str, TemplatePlace]] = field(default_factory=list)

    def read(self, place: TemplatePlace) -> TemplateError | None:
        for tag in _TAG.finditer(place.text):
            read = self._field if tag["command"] is None else self._command
            inner = tag["field"] or tag["command"] or ""
            words = _SCOPE.sub("", _TRIMMING.sub("", inner.translate(_STRAIGHT))).strip()
            if not tag[0].startswith("{#") and (error := read(place, tag[0], words)):
                return error
        return None

    def left_open(self) -> TemplateError | None:
        if not self.open:
            return None
        word, tag, place = self.open[-1]
        cure = f"thêm một đoạn chỉ có {_closing(tag, word)} vào sau phần của lệnh."
        return TemplateError(place, f"lệnh {tag} chưa được đóng", cure)

    def _command(self, place: TemplatePlace, tag: str, words: str) -> TemplateError | None:
        word, _, rest = words.partition(" ")
        if word in ("for", "if"):
            self.open.append((word, tag, place))
            return self._loop(place, tag, words) if word == "for" else self._field(place, tag, rest)
        if word in ("elif", "else", *_ENDS.values()):
            return self._inside(place, tag, word) or (self._field(place, tag, rest) if word == "elif" else None)
        return TemplateError(
            place, f"không có lệnh {tag}", "sửa lại; các lệnh dùng được: for, if, elif, else, endif, endfor."
        )

    def _inside(self, place: TemplatePlace, tag: str, word: str) -> TemplateError | None:
        opener = self.open[-1] if self.open else None
        if opener is None:
            return TemplateError(place, f"{tag} không có lệnh mở đi cùng", "xóa lệnh này, hoặc thêm lệnh mở còn thiếu.")
        if word in _ENDS.values() and word != _ENDS[opener[0]]:
            cure = f"thêm một đoạn chỉ có {_closing(opener[1], opener[0])} vào trước đoạn này, hoặc xóa lệnh này."
            return TemplateError(place, f"{tag} đứng trong lệnh {opener[1]} chưa được đóng", cure)
        if word in _ENDS.values():
            self.open.pop()
        return None

    def _loop(self, place: TemplatePlace, tag: str, words: str) -> TemplateError | None:
        found = _LOOP.fullmatch(words)
        if not found:
            return TemplateError(place, f"không đọc được lệnh {tag}", "viết lại, ví dụ {%p for block in body %}.")
        if error := self._field(place, tag, found[2]):
            return error
        items = self._value(found[2])
        self.known[found[1]] = next(iter(items), _AnyItem()) if isinstance(items, Sequence) else _AnyItem()
        return None

    def _field(self, place: TemplatePlace, tag: str, expression: str) -> TemplateError | None:
        try:
            value = self._value(expression)
        except TemplateSyntaxError as error:
            return TemplateError(place, f"không đọc được {tag} ({error.message})", f"viết lại, ví dụ {_EXAMPLE}.")
        except Exception:  # an expression of a template can fail in any way
            value = Undefined()
        if isinstance(value, Undefined):
            return TemplateError(place, f"không có ô điền nào tên {tag}", _names(expression, self.known))
        return None

    def _value(self, expression: str) -> object:
        return self.language.compile_expression(expression, undefined_to_none=False)(**self.known)


class _AnyItem(dict[str, object]):
    """An item of a list that is empty this time: it accepts every field."""

    def __missing__(self, key: str) -> str:
        return ""


def _closing(tag: str, word: str) -> str:
    scope = re.match(r"\{%(p|tr|tc|r)?", tag)
    return f"{{%{(scope and scope[1]) or ''} {_ENDS[word]} %}}"


def _names(wanted: str, known: Mapping[str, object]) -> str:
    names = [name for name, value in _flattened(known)]
    near = vi.similar_names(wanted, names)
    shown = near or [name for name in names if "." not in name]
    return f"sửa lại tên; {'có lẽ là' if near else 'các ô dùng được'}: {', '.join(f'{{{{ {n} }}}}' for n in shown)}."


def _flattened(known: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in known.items():
        if isinstance(value, Mapping) and not isinstance(value, _AnyItem):
            yield from _flattened(value, f"{before}{name}.")
        elif value.__class__.__module__ == "builtins" or isinstance(value, str):
            yield f"{before}{name}", value
        else:
            yield from ((f"{before}{name}.{part}", "") for part in getattr(value, "__slots__", ()))


# --- where the paragraphs are ---------------------------------------------------------------------------------------


def _places(document: Document) -> Iterator[TemplatePlace]:
    yield from _paragraphs(document.element.body, "thân văn bản")
    for relation in document.part.rels.values():
        if relation.reltype in _PARTS:
            yield from _paragraphs(parse_xml(relation.target_part.blob), _PARTS[relation.reltype])


def _paragraphs(root: _Element, name: str) -> Iterator[TemplatePlace]:
    tables = list(root.iter(_TABLE))
    for paragraph in root.iter(_PARAGRAPH):
        text = "".join(part.text or "" for part in paragraph.iter(_TEXT))
        if "{" in text or "}" in text:
            yield TemplatePlace(_cell(paragraph, tables) or name, text.strip())


def _cell(paragraph: _Element, tables: Sequence[_Element]) -> str:
    """ "bảng 2, dòng 1, cột 3" for a paragraph in a table, "" for others."""
    cell = next(paragraph.iterancestors(_CELL), None)
    if cell is None:
        return ""
    row = next(cell.iterancestors(_ROW))
    table = next(row.iterancestors(_TABLE))
    return f"bảng {tables.index(table) + 1}, dòng {_position(row, _ROW)}, cột {_position(cell, _CELL)}"


def _position(part: _Element, tag: str) -> int:
    return 1 + sum(1 for _ in part.itersiblings(tag, preceding=True))
