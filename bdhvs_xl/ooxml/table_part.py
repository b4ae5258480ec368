"""The part that describes an Excel table: its name and area."""

from dataclasses import dataclass

from bdhvs_xl.master.book.refusals import not_plain
from bdhvs_xl.ooxml.area import Area
from bdhvs_xl.ooxml.package_parts import MAIN, parse, serialize
from bdhvs_xl.ooxml.sheet_xml import UnusualXmlError


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table is: its name, the sheet's name, its own part, its area with the header row."""

    name: str
    sheet: str
    part: str
    area: Area
    plain: bool = True
    """Whether it has a header row and no totals row, as the tables of a master have."""

    def require_plain(self) -> None:
        """Raise UserError when header row or totals row were switched in Excel."""
        if not self.plain:
            raise not_plain(self.name, self.sheet)


def table_place(text: bytes, sheet: str, part: str) -> TablePlace:
    """The table that a table part describes."""
    root = parse(text)
    plain = root.get("headerRowCount", "1") == "1" and root.get("totalsRowCount", "0") == "0"
    try:
        area = Area.parse(root.get("ref", ""))
    except ValueError as error:
        raise UnusualXmlError(part) from error
    return TablePlace(root.get("displayName", ""), sheet, part, area, plain)


def moved(text: bytes, area: Area) -> bytes:
    """The table part for the table at `area`, nothing filtered or sorted."""
    root = parse(text)
    root.set("ref", area.ref)
    for sorting in root.findall(f"{{{MAIN}}}sortState"):
        root.remove(sorting)
    for filtering in root.findall(f"{{{MAIN}}}autoFilter"):
        filtering.set("ref", area.ref)
        for criterion in list(filtering):
            filtering.remove(criterion)
    return serialize(root)
