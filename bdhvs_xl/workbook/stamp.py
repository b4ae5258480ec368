"""Stamping: one form template into the forms of thousands of units.

The template is an ordinary workbook with a mark such as ⦃unit_name⦄ wherever a unit's own text goes. Parts without
marks keep their compressed bytes; parts with marks were cut at them and compressed once, so a form costs little more
than a copy of the file.
"""

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from bdhvs_xl.workbook.zipped import Deflated, Zipped, deflate

_MARK = re.compile("⦃([^⦄]+)⦄")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLOCK = 0xFFFF


def mark(key: str) -> str:
    """The mark that stands in a template for the text `key` of a unit."""
    return f"⦃{key}⦄"


class Stamp:
    """A template, read once."""

    def __init__(self, template: Path) -> None:
        self._form = Zipped(template.read_bytes())
        texts = {name: self._form.read(name).decode() for name in self._form.names}
        self._parts = {name: _Part(text) for name, text in texts.items() if _MARK.search(text)}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the marks in the template."""
        return frozenset(key for part in self._parts.values() for key in part.keys)

    def stamp(self, texts: Mapping[str, str]) -> bytes:
        """The form whose marks are replaced; `texts` must have all `keys`."""
        stored = {key: _stored(texts[key]) for key in self.keys}
        for name, part in self._parts.items():
            self._form.put(name, part.filled(stored))
        out = BytesIO()
        self._form.write(out)
        return out.getvalue()


class _Part:
    """A member of the template, cut at its marks: constant text, key, constant text, ..., constant text."""

    def __init__(self, text: str) -> None:
        pieces = _MARK.split(text)
        self.keys = pieces[1::2]
        self._constants = [deflate([piece.encode()]) for piece in pieces[::2]]

    def filled(self, stored: Mapping[str, Deflated]) -> Deflated:
        text = self._constants[0]
        for key, constant in zip(self.keys, self._constants[1:], strict=True):
            text = text + stored[key] + constant
        return text


def _stored(text: str) -> Deflated:
    """A unit's text as XML in uncompressed blocks of a deflate stream."""
    plain = escape(_NOT_XML.sub("", text)).encode()
    chunks = [plain[at : at + _BLOCK] for at in range(0, len(plain), _BLOCK)]
    blocks = [b"\0" + len(c).to_bytes(2, "little") + (len(c) ^ _BLOCK).to_bytes(2, "little") + c for c in chunks]
    return Deflated(tuple(blocks), len(plain), zlib.crc32(plain))
