"""Where an Excel table is: the part that describes it, and rows typed right below it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bdhvs_xl.ooxml.area import Area
from bdhvs_xl.ooxml.errors import UnusualXmlError
from bdhvs_xl.ooxml.package_parts import MAIN, parse, serialize
from bdhvs_xl.ooxml.sheet_xml import SheetStream, cells_of, is_empty


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table is: its name, the sheet's name, its own part, its area with the header row."""

    name: str
    sheet: str
    part: str
    area: Area
    plain: bool = True
    """Whether it has a header row and no totals row."""


def table_place(text: bytes, sheet: str, part: str) -> TablePlace:
    """The table that a table part describes."""
    root = parse(text)
    plain = root.get("headerRowCount", "1") == "1" and root.get("totalsRowCount", "0") == "0"
    try:
        area = Area.parse(root.get("ref", ""))
    except ValueError as error:
        raise UnusualXmlError(part) from error
    return TablePlace(root.get("displayName", ""), sheet, part, area, plain)


def with_area(text: bytes, area: Area) -> bytes:
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


def with_rows_below(text: Iterable[bytes], table: Area) -> Area:
    """The area of a table down to the last of the filled rows that follow it without a gap; `text` is the sheet.

    Excel makes such rows part of the table at once, other programs do not.
    """
    for number, row in SheetStream(text):
        if number == table.bottom + 1 and _is_filled(row, table):
            table = replace(table, bottom=number)
        elif number > table.bottom:
            break
    return table


def _is_filled(row: bytes, table: Area) -> bool:
    return any(column in table.columns and not is_empty(cell) for column, cell in cells_of(row))
