"""The part that holds a workbook's cell formats: all of them locked, some copied with a mark, new ones added."""

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property

from lxml import etree

from bdhvs_xl.ooxml.errors import UnusualXmlError
from bdhvs_xl.ooxml.package_parts import MAIN, parse, serialize

_TEXT_FORMAT = "49"
"""The number Excel has for the format `@`: what is typed stays text."""
_NO = ("0", "false")

Look = Mapping[str, str]
"""A format by its traits: `font` and `fill` (colours such as `1F3A5F`), `size`, `bold`, `underline`, `border` (a
colour), `align`, `vertical`, `indent`, `wrap`, `open` (unlocked)."""


class StyleSheet:
    """The formats of a workbook from the XML of their part; cells name a format by its number."""

    def __init__(self, text: bytes) -> None:
        self._root = parse(text)
        self._marked: dict[tuple[str, str], str] = {}

    @property
    def text(self) -> bytes:
        """The part as it is now."""
        return serialize(self._root)

    def lock_all(self) -> None:
        """Lock the cells of every format."""
        for protection in self._root.iter(_tag("protection")):
            if protection.get("locked") in _NO:
                protection.set("locked", "1")

    def recolour(self, fill: str, into: str) -> None:
        """Give cells filled with the colour `fill` the colour `into`."""
        for colour in self._child("fills").iter(_tag("fgColor")):
            if colour.get("rgb", "").upper() == f"FF{fill}":
                colour.set("rgb", f"FF{into}")

    def marked(self, style: str, fill: str) -> str:
        """The number of a format like `style` for unlocked cells that hold text, filled with the colour `fill`."""
        key = style, fill
        if key not in self._marked:
            copied = deepcopy(self._formats[int(style or 0)])
            copied.set("fillId", self._fill(fill))
            copied.set("numFmtId", _TEXT_FORMAT)
            for part in ("Fill", "NumberFormat", "Protection"):
                copied.set(f"apply{part}", "1")
            _unlock(copied)
            self._marked[key] = self._add(self._formats, copied)
        return self._marked[key]

    def added(self, look: Look) -> str:
        """The number of a new format; cells hold text."""
        parts = {"numFmtId": _TEXT_FORMAT, "fontId": self._font(look), "borderId": self._border(look), "xfId": "0"}
        parts["fillId"] = self._fill(look["fill"]) if "fill" in look else "0"
        applied = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")
        cell_format = etree.Element(_tag("xf"), parts | {f"apply{part}": "1" for part in applied})
        alignment = {"vertical": look.get("vertical", "top"), "horizontal": look.get("align", "left")}
        alignment |= {"indent": look["indent"]} if "indent" in look else {}
        etree.SubElement(cell_format, _tag("alignment"), alignment | ({"wrapText": "1"} if "wrap" in look else {}))
        etree.SubElement(cell_format, _tag("protection"), {"locked": "0" if "open" in look else "1"})
        return self._add(self._formats, cell_format)

    # --- parts of formats ---------------------------------------------------------------------------------------------

    @cached_property
    def _formats(self) -> etree._Element:
        return self._child("cellXfs")

    def _font(self, look: Look) -> str:
        font = etree.Element(_tag("font"))
        for tag, trait in (("b", "bold"), ("u", "underline")):
            if trait in look:
                etree.SubElement(font, _tag(tag))
        etree.SubElement(font, _tag("sz"), {"val": look.get("size", "10")})
        etree.SubElement(font, _tag("color"), {"rgb": f"FF{look['font']}"})
        etree.SubElement(font, _tag("name"), {"val": "Arial"})
        return self._add(self._child("fonts"), font)

    def _fill(self, colour: str) -> str:
        fills = self._child("fills")
        for number, fill in enumerate(fills):
            if fill.find(f"{_tag('patternFill')}/{_tag('fgColor')}[@rgb='FF{colour}']") is not None:
                return str(number)
        fill = etree.Element(_tag("fill"))
        pattern = etree.SubElement(fill, _tag("patternFill"), {"patternType": "solid"})
        etree.SubElement(pattern, _tag("fgColor"), {"rgb": f"FF{colour}"})
        etree.SubElement(pattern, _tag("bgColor"), {"indexed": "64"})
        return self._add(fills, fill)

    def _border(self, look: Look) -> str:
        border = etree.Element(_tag("border"))
        for side in ("left", "right", "top", "bottom"):
            line = etree.SubElement(border, _tag(side), {"style": "thin"} if "border" in look else {})
            if "border" in look:
                etree.SubElement(line, _tag("color"), {"rgb": f"FF{look['border']}"})
        return self._add(self._child("borders"), border)

    def _add(self, group: etree._Element, part: etree._Element) -> str:
        group.append(part)
        group.set("count", str(len(group)))
        return str(len(group) - 1)

    def _child(self, tag: str) -> etree._Element:
        found = self._root.find(_tag(tag))
        if found is None:
            raise UnusualXmlError(tag)
        return found


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _unlock(style: etree._Element) -> None:
    protection = style.find(_tag("protection"))
    if protection is None:
        protection = etree.Element(_tag("protection"))
        alignment = style.find(_tag("alignment"))
        style.insert(0, protection) if alignment is None else alignment.addnext(protection)
    protection.set("locked", "0")
