"""The contents of a master, form or Word document as text: by names and keys, one record a line, empty cells left out.

Only openpyxl and lxml read here, never the package.
"""

import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAP = "{urn:bdhvs-xl:figures}"
_GRID = "bdhvs:"
_LISTS = ("bdhvs:documents", "bdhvs:practices")
_WITH_WORDS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_SHOWN = ("understood", "status")
"""Columns that formulas fill, in the words of the screen."""

# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook(path: Path) -> str:
    """The tables and the keyed grids of a workbook, sheet by sheet."""
    book = openpyxl.load_workbook(path, data_only=True)
    lines = (line for sheet in book.worksheets for line in (*tables(sheet), *grid(sheet)))
    return "\n".join([*lines, ""])


def tables(sheet: Worksheet) -> Iterator[str]:
    """The Excel tables of a sheet: name and headers, then a line for each row."""
    for table in sheet.tables.values():
        headers, *rows = [[text(cell.value) for cell in row] for row in sheet[table.ref]]
        yield f"\n# {table.name} ({sheet.title}): {' | '.join(headers)}"
        for row in rows:
            if filled := [f"{header}={cell}" for header, cell in zip(headers, row, strict=True) if cell]:
                yield " | ".join(filled)


def grid(sheet: Worksheet) -> Iterator[str]:
    """The keyed grid of a sheet: its marker and column keys, then a line for each row with a key or in a list."""
    marker = text(sheet["A1"].value)
    if not marker.startswith(_GRID):
        return
    rows = [[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    keys = rows[0][1:]
    yield f"\n# {marker} ({sheet.title}): {' | '.join(filter(None, keys))}"
    for key, *cells in rows[1:]:
        filled = [f"{k}={c}" for k, c in zip(keys, cells, strict=True) if k and c and k not in _SHOWN]
        if key or (filled and marker.startswith(_LISTS)):
            yield " | ".join([f"[{key}]", *filled])


def text(value: object) -> str:
    """A cell's content on one line."""
    if value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else round(value, 9)
    return str(value).replace("\n", "⏎")


def identity(form: Path) -> str:
    """What a form says of itself."""
    return _of_kinds(form, "identity")[0]


def keys(form: Path) -> str:
    """The keys of a form's grids, what it says of itself and what it carries, without the words of the screen."""
    whole = [_unpacked(text) for text in _of_kinds(form, "identity", "context")]
    bare = (_keys_of(text) for text in _of_kinds(form, "indicators", "documents", "practices", "narrative"))
    return "\n".join([*whole, *bare])


def _of_kinds(form: Path, *kinds: str) -> list[str]:
    """The grids of these kinds as text, in the order of the sheets."""
    book = openpyxl.load_workbook(form, data_only=True)
    markers = tuple(f"{_GRID}{kind}" for kind in kinds)
    sheets = (sheet for sheet in book.worksheets if text(sheet["A1"].value).startswith(markers))
    return ["\n".join([*grid(sheet), ""]) for sheet in sheets]


def _unpacked(text: str) -> str:
    """A grid with the definitions that it carries as the lines of a regime file: their packed bytes may differ."""
    packed = "".join(re.findall(r"^\[definitions\.\d+\] \| value=(.+)\n", text, re.MULTILINE))
    rest = re.sub(r"^\[definitions\..+\n", "", text, flags=re.MULTILINE)
    return rest + zlib.decompress(b64decode(packed)).decode() if packed else rest


def _keys_of(text: str) -> str:
    return "\n".join(line if line.startswith("#") else line.partition(" | ")[0] for line in text.splitlines())


# --- Word documents ---------------------------------------------------------------------------------------------------


def document(path: Path) -> str:
    """What is read in a Word document, figures in braces, then its map of figures."""
    return "\n".join([*_parts(path), "\n# figures", *figures(path), ""])


def _parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = [
            n for n in archive.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", n)
        ]
        for name in sorted(names):
            yield f"\n# {name}"
            for paragraph in etree.fromstring(archive.read(name)).iter(f"{W}p"):
                if line := "".join(_runs(paragraph)).strip():
                    yield line


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}footnoteReference"):
        said = {f"{W}tab": "→", f"{W}br": "⏎", f"{W}footnoteReference": f"[^{node.get(f'{W}id')}]"}
        words = said.get(node.tag, node.text or "")
        yield f"{{{words}}}" if _in_control(node) else words


def _in_control(node: etree._Element) -> bool:
    control = next(node.iterancestors(f"{W}sdt"), None)
    return control is not None and control.find(f"{W}sdtPr/{W}tag") is not None


def figures(path: Path) -> Iterator[str]:
    """The map of figures: what the document is about, then of each figure its tag, where it is from, value, text."""
    root = map_of(path)
    if root is None:
        return
    yield " | ".join(f"{name}={value}" for name, value in root.attrib.items())
    for figure in root.iter(f"{MAP}figure"):
        section = figure.getparent().get("section", "")
        known = " | ".join(f"{name}={value}" for name, value in figure.attrib.items() if value)
        yield f"{known} | section={section} | {figure.text}"


def map_of(path: Path) -> etree._Element | None:
    """The root of the map of figures, None where a document has none."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("customXml/item") and MAP[1:-1].encode() in (content := archive.read(name)):
                root = etree.fromstring(content)
                if root.tag == f"{MAP}figures":
                    return root
    return None


def tags(path: Path) -> list[str]:
    """The tags of all controls in the body, in their order."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [tag.get(f"{W}val") for tag in root.iter(f"{W}tag")]
