"""The small parts of a workbook's package: relations between parts, types of content, the list of sheets."""

import posixpath
import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from bdhvs_xl.ooxml.errors import UnusualXmlError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)


def parse(text: bytes) -> etree._Element:
    """The root of a part; UnusualXmlError when it is not sound XML."""
    try:
        return etree.fromstring(text, _PARSER)
    except etree.XMLSyntaxError as error:
        raise UnusualXmlError(str(error)) from error


def serialize(root: etree._Element) -> bytes:
    """A part's text, declared as Excel declares it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_part(part: str) -> str:
    """Where the relations of a part are listed."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: its id, the last word of its type (`table`), the part it leads to."""

    id: str
    type: str
    part: str


def relations(part: str, text: bytes) -> list[Relation]:
    """The relations of `part`, from the text of its relations part; links to the outside are left out."""
    return [
        Relation(
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", posixpath.dirname(part), item.get("Target", ""))).lstrip("/"),
        )
        for item in parse(text).iter(f"{{{PACKAGE_RELATIONS}}}Relationship")
        if item.get("TargetMode") != "External"
    ]


def with_relation(text: bytes, kind: str, part: str) -> tuple[bytes, str]:
    """A relations part with one more relation, of type `kind` to the part `part`, and the new relation's id."""
    root = parse(text)
    ids = {item.get("Id") for item in root}
    number = len(ids) + 1
    while f"rId{number}" in ids:
        number += 1
    etree.SubElement(
        root,
        f"{{{PACKAGE_RELATIONS}}}Relationship",
        {"Id": f"rId{number}", "Type": f"{RELATIONS}/{kind}", "Target": f"/{part}"},
    )
    return serialize(root), f"rId{number}"


def without_relation(text: bytes, relation: str) -> bytes:
    """A relations part without the relation of id `relation`."""
    return _without(text, "Id", relation)


def with_worksheet(text: bytes, part: str) -> bytes:
    """The content types with one more worksheet."""
    root = parse(text)
    kind = {"PartName": f"/{part}", "ContentType": WORKSHEET_TYPE}
    etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", kind)
    return serialize(root)


def without_part(text: bytes, part: str) -> bytes:
    """The content types without a part."""
    return _without(text, "PartName", f"/{part}")


def _without(text: bytes, attribute: str, value: str) -> bytes:
    root = parse(text)
    for item in root:
        if item.get(attribute) == value:
            root.remove(item)
    return serialize(root)


class WorkbookXml:
    """The part that lists the sheets, defined names and windows of a workbook."""

    def __init__(self, text: bytes) -> None:
        self._root = parse(text)
        if self._root.tag != f"{{{MAIN}}}workbook":
            raise UnusualXmlError(str(self._root.tag))

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """Name and relation id of every sheet, in their order."""
        return [(sheet.get("name", ""), sheet.get(f"{{{RELATIONS}}}id", "")) for sheet in self._sheets]

    @property
    def text(self) -> bytes:
        """The part as it is now."""
        return serialize(self._root)

    @property
    def _sheets(self) -> etree._Element:
        return self._child("sheets")

    def _child(self, tag: str) -> etree._Element:
        found = self._root.find(f"{{{MAIN}}}{tag}")
        if found is None:
            raise UnusualXmlError(tag)
        return found

    def recalculates(self) -> bool:
        """Whether Excel is asked to compute all formulas when it opens the file."""
        calc = self._root.find(f"{{{MAIN}}}calcPr")
        return calc is not None and calc.get("fullCalcOnLoad") in ("1", "true")

    def recalculate(self) -> None:
        """Ask Excel to compute all formulas when it opens the file."""
        calc = self._root.find(f"{{{MAIN}}}calcPr")
        if calc is None:
            calc = etree.Element(f"{{{MAIN}}}calcPr")
            before = ("definedNames", "externalReferences", "functionGroups", "sheets")
            previous = next(e for tag in before if (e := self._root.find(f"{{{MAIN}}}{tag}")) is not None)
            previous.addnext(calc)
        calc.set("fullCalcOnLoad", "1")

    def add_sheet(self, name: str, relation: str, before: str) -> None:
        """List a sheet before the sheet `before`."""
        at = [sheet for sheet, _ in self.sheets].index(before)
        number = 1 + max(int(sheet.get("sheetId", "0")) for sheet in self._sheets)
        sheet = etree.Element(f"{{{MAIN}}}sheet", {"name": name, "sheetId": str(number)})
        sheet.set(f"{{{RELATIONS}}}id", relation)
        self._sheets.insert(at, sheet)
        self._shift("definedName", "localSheetId", at)
        self._shift("workbookView", "activeTab", at)
        self._shift("workbookView", "firstSheet", at)

    def add_copy(self, name: str, relation: str, before: str, pattern: str) -> None:
        """List a sheet before the sheet `before`, with the defined names that are local to the sheet `pattern`."""
        names = [sheet for sheet, _ in self.sheets]
        self._copy_names(pattern, names.index(pattern), name)
        self.add_sheet(name, relation, before)
        for local in self._root.iter(f"{{{MAIN}}}definedName"):
            if local.get("localSheetId") == "new":
                local.set("localSheetId", str(names.index(before)))

    def select(self, at: int) -> None:
        """Let the sheet at a position be the one that is seen first."""
        for view in self._root.iter(f"{{{MAIN}}}workbookView"):
            view.set("activeTab", str(at))
            view.set("firstSheet", "0")

    def _copy_names(self, pattern: str, source: int, name: str) -> None:
        for local in list(self._root.iter(f"{{{MAIN}}}definedName")):
            if local.get("localSheetId") == str(source):
                copied = deepcopy(local)
                copied.set("localSheetId", "new")
                copied.text = renamed(local.text or "", pattern, name)
                local.addnext(copied)

    def _shift(self, tag: str, attribute: str, at: int) -> None:
        """Count the sheets from `at` on one further, as one was put before them."""
        for element in self._root.iter(f"{{{MAIN}}}{tag}"):
            number = element.get(attribute, "")
            if number.isdecimal() and int(number) >= at:
                element.set(attribute, str(int(number) + 1))


def renamed(formula: str, old: str, new: str) -> str:
    """A formula with references to the sheet `old` leading to the sheet `new`."""
    quoted = old.replace("'", "''")
    pattern = rf"'{re.escape(quoted)}'!|(?<![\w'.]){re.escape(old)}!"
    target = "'" + new.replace("'", "''") + "'!"
    return re.sub(pattern, lambda _: target, formula)
