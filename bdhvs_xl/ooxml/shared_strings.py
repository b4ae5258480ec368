"""The texts of single cells, without parsing the whole part of shared strings."""

import re

from bdhvs_xl.ooxml.package_parts import parse

_TYPE = re.compile(rb'<c\b[^>]*?\st="(\w+)"')
_VALUE = re.compile(rb"<v[^>]*>(.*?)</v>", re.DOTALL)
_INLINE = re.compile(rb"<is>.*</is>", re.DOTALL)
_ITEM = re.compile(rb"<si\b.*", re.DOTALL)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """The texts that cells share, from the XML of that part; only those asked for are unpacked."""

    def __init__(self, shared_strings: bytes) -> None:
        self._items = shared_strings.split(b"</si>")

    def of(self, cell: bytes) -> str:
        """The text of a cell's XML, "" when it holds none."""
        kind, value = _TYPE.match(cell), _VALUE.search(cell)
        if kind and kind[1] == b"inlineStr":
            inline = _INLINE.search(cell)
            return _plain(inline[0]) if inline else ""
        if not value:
            return ""
        return self._shared(int(value[1])) if kind and kind[1] == b"s" else _plain(b"<v>" + value[1] + b"</v>")

    def _shared(self, index: int) -> str:
        item = _ITEM.search(self._items[index]) if index < len(self._items) else None
        return _plain(item[0] + b"</si>") if item else ""


def _plain(xml: bytes) -> str:
    """The text of an element, without readings (`rPh`) and with Excel's escapes undone."""
    root = parse(xml)
    pieces = [root.text or ""] if root.tag == "v" else [t.text or "" for t in root.iter("t") if _is_text(t.getparent())]
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(pieces))


def _is_text(parent: object) -> bool:
    return getattr(parent, "tag", "") != "rPh"
