"""Fills one form template for thousands of units.

The template is an ordinary workbook with a placeholder such as ⦃unit_name⦄ for each text of a unit. Parts without
placeholders keep their compressed bytes; the others are split at the placeholders and compressed once, so that a form
costs little more than a copy of the file.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape
from zlib import crc32

from bdhvs_xl.ooxml.zip_archive import DeflatedMember, RepackedMember, ZipArchive, deflate

_MARK = re.compile("⦃([^⦄]+)⦄")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLOCK = 0xFFFF


def placeholder(key: str) -> str:
    """The placeholder of a template for the text `key` of a unit."""
    return f"⦃{key}⦄"


class FormTemplate:
    """A form template, read once."""

    def __init__(self, template: Path) -> None:
        form = ZipArchive(template.read_bytes())
        texts = {name: form.read(name).decode() for name in form.names}
        self._parts = {name: _Part(text) for name, text in texts.items() if _MARK.search(text)}
        self._form = RepackedMember(form, self._parts)
        self.keys = frozenset(key for part in self._parts.values() for key in part.keys)
        """The keys of the marks in the template."""

    def stamp(self, texts: Mapping[str, str]) -> bytes:
        """The bytes of the form with all placeholders replaced; `texts` must have all `keys`."""
        stored = {key: _stored(texts[key]) for key in self.keys}
        return self._form.copy({name: part.filled(stored) for name, part in self._parts.items()})


class _Part:
    """A member of the template, split at its placeholders: constant text, key, constant text, ..., constant text."""

    def __init__(self, text: str) -> None:
        pieces = _MARK.split(text)
        self.keys = pieces[1::2]
        self._constants = [_Piece(plain, deflate([plain]).blocks) for plain in map(str.encode, pieces[::2])]

    def filled(self, stored: Mapping[str, "_Piece"]) -> DeflatedMember:
        """The member with the pieces of `stored` in place of its placeholders."""
        pieces = [self._constants[0]]
        for key, constant in zip(self.keys, self._constants[1:], strict=True):
            pieces += (stored[key], constant)
        plain = b"".join([piece.plain for piece in pieces])
        return DeflatedMember(tuple(chain.from_iterable([piece.blocks for piece in pieces])), len(plain), crc32(plain))


class _Piece(NamedTuple):
    """A piece of text, plain and as blocks of a deflate stream that can be concatenated."""

    plain: bytes
    blocks: tuple[bytes, ...]


@lru_cache(maxsize=1024)
def _stored(text: str) -> _Piece:
    """A unit's text as XML, in uncompressed blocks."""
    plain = escape(_NOT_XML.sub("", text)).encode()
    chunks = [plain[at : at + _BLOCK] for at in range(0, len(plain), _BLOCK)]
    blocks = (b"\0" + len(c).to_bytes(2, "little") + (len(c) ^ _BLOCK).to_bytes(2, "little") + c for c in chunks)
    return _Piece(plain, tuple(blocks))
