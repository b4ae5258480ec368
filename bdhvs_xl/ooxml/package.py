"""An .xlsx opened for edits: only the parts concerned are written again, all others keep their bytes."""

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import BinaryIO

from bdhvs_xl.ooxml.area import Area, position
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.ooxml.cell_edit import CellEdit
from bdhvs_xl.ooxml.copy_sheet import copied
from bdhvs_xl.ooxml.errors import MissingSheetError, SharedFormulaError, SheetNameError, TableRowsError
from bdhvs_xl.ooxml.package_parts import (
    Relation,
    WorkbookXml,
    relations,
    relations_part,
    with_relation,
    with_worksheet,
    without_part,
    without_relation,
)
from bdhvs_xl.ooxml.sheet_format import TallerRows
from bdhvs_xl.ooxml.sheet_formulas import CachedValues, Unshare, formulas_showing
from bdhvs_xl.ooxml.sheet_name import can_be_new_sheet
from bdhvs_xl.ooxml.sheet_xml import Edit, SheetStream, column_widths, edited, used_area
from bdhvs_xl.ooxml.style_sheet import StyleSheet
from bdhvs_xl.ooxml.table_edit import TableEdit
from bdhvs_xl.ooxml.table_part import TablePlace, table_place, with_area, with_rows_below
from bdhvs_xl.ooxml.zip_archive import deflate, open_archive

_TYPES = "[Content_Types].xml"


class Package:
    """A workbook in memory, from the bytes of an .xlsx or .xlsm; its methods raise the errors of `ooxml.errors`.

    A subclass that raises errors of its own overrides `errors`, the context in which every method works.
    """

    def __init__(self, data: bytes) -> None:
        with self.errors():
            self._zip = open_archive(data)
            parts = {relation.type: relation.part for relation in self._relations("")}
            self._workbook_part = parts.get("officeDocument", "")
            self._workbook = WorkbookXml(self._zip.read(self._workbook_part))
            self._parts = self._sheet_parts()
        self._waiting: dict[str, dict[str, Cell | Formula]] = {}
        self.changes = 0
        """How many changes were made so far: what was read at another count may be out of date."""

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets in their order, hidden ones included."""
        return list(self._parts)

    @property
    def tables(self) -> Mapping[str, TablePlace]:
        """The Excel tables by their name."""
        return self._tables

    @cached_property
    def _tables(self) -> dict[str, TablePlace]:
        with self.errors():
            return {table.name: table for table in self._find_tables()}

    def take_rows_below(self, table: str) -> TablePlace:
        """The place of a table, from now on with the rows typed right below it."""
        place = self.tables[table]
        with self.errors():
            area = with_rows_below(self.stream(place.sheet), place.area)
        self._tables[table] = replace(place, area=area)
        return self._tables[table]

    def stream(self, sheet: str) -> Iterator[bytes]:
        """The XML of a sheet in pieces, with all changes."""
        with self.errors():
            self._settle(sheet)
            yield from self._zip.stream(self._parts[sheet])

    def shared_strings(self) -> bytes:
        """The XML of the texts that cells share, empty when there are none."""
        with self.errors():
            found = [r for r in self._relations(self._workbook_part) if r.type == "sharedStrings"]
            return self._zip.read(found[0].part) if found else b""

    def set_cells(self, sheet: str, cells: Mapping[str, Cell | Formula]) -> None:
        """Set cells by address; formats stay, text is never taken for a number or formula. ValueError: no address."""
        with self.errors():
            self._require_sheet(sheet)
        for address in cells:
            position(address)
        if cells:
            self._waiting.setdefault(sheet, {}).update(cells)
            self.changes += 1

    def set_results(self, sheet: str, values: Mapping[str, str | float]) -> None:
        """Give formulas by address the value they show until they are computed; cells without a formula stay."""
        self.edit(sheet, CachedValues(values))

    def edit(self, sheet: str, edit: Edit) -> None:
        """Make an edit of a sheet."""
        with self.errors():
            self._settle(sheet)
            self._edit(sheet, edit)

    def results_like(self, sheet: str, pattern: re.Pattern[str]) -> list[str]:
        """The addresses of the formulas of a sheet that show a text which is wholly of the pattern."""
        with self.errors():
            return formulas_showing(self.stream(sheet), pattern)

    def column_widths(self, sheet: str) -> Mapping[int, float]:
        """The widths in characters of the columns that have one, by column number."""
        with self.errors():
            return column_widths(SheetStream(self.stream(sheet)).head)

    def used_area(self, sheet: str) -> Area:
        """The area of a sheet from A1 to the last row and column with content."""
        with self.errors():
            return used_area(self.stream(sheet))

    def make_taller(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Make rows, by number, at least so many points high."""
        self.edit(sheet, TallerRows(heights))

    def replace_rows(
        self,
        table: str,
        rows: Iterable[Sequence[Cell | Formula]],
        texts: Collection[int] = (),
        height: Callable[[Sequence[Cell | Formula]], float] = lambda values: 0,
    ) -> None:
        """Put `rows`, one cell per column of the table in the sheet's order, in place of the table's rows.

        In the columns `texts` (positions in the table) a number is written as text. `height` gives the height of a
        row in points, 0 for the sheet's own.
        """
        place = self.tables[table]
        with self.errors():
            if not place.plain:
                raise TableRowsError(table, place.sheet)
            self._settle(place.sheet)
            edit = TableEdit(place.sheet, place.area, rows, texts, height)
            self._edit(place.sheet, edit)
            self._put(place.part, with_area(self._zip.read(place.part), edit.area))
            self._tables[table] = replace(place, area=edit.area)

    def copy_sheet(self, pattern: str, name: str, before: str) -> None:
        """Put a visible copy of the sheet `pattern`, called `name`, before the sheet `before`."""
        with self.errors():
            self._require_sheet(pattern)
            self._require_sheet(before)
            self._require_new_name(name)
            self._settle(pattern)
            relation = self._new_part(copied(self._zip.read(self._parts[pattern]), pattern, name))
            self._workbook.add_copy(name, relation, before, pattern)
            self._sheets_changed()
            self._drop_calculation_chain()

    def put_first(self, name: str, text: bytes) -> None:
        """Put a sheet with the XML `text`, called `name`, before all others and select it.

        One of that name is replaced where it stands.
        """
        with self.errors():
            if name in self.sheets:
                self._waiting.pop(name, None)
                self._put(self._parts[name], text)
            else:
                self._require_new_name(name)
                self._workbook.add_sheet(name, self._new_part(text), self.sheets[0])
            self._sheets_changed()
            self._workbook.select(self.sheets.index(name))
            self._put(self._workbook_part, self._workbook.text)

    @property
    def has_macros(self) -> bool:
        """Whether the workbook carries a VBA project."""
        return any(name.endswith("vbaProject.bin") for name in self._zip.names)

    def styles(self) -> StyleSheet:
        """The formats of the cells."""
        with self.errors():
            return StyleSheet(self._zip.read(self._styles_part()))

    def put_styles(self, styles: StyleSheet) -> None:
        """Put formats in place of the present ones."""
        with self.errors():
            self._put(self._styles_part(), styles.text)

    def to_bytes(self) -> bytes:
        """The workbook as the bytes of a file."""
        out = io.BytesIO()
        self.write(out)
        return out.getvalue()

    def finish(self) -> None:
        """Write the cells set so far into the XML of their sheets, and ask Excel to compute what depends on changes.

        `write` does it too; called before a file is opened for writing, it raises errors while the old file is whole.
        """
        with self.errors():
            for sheet in list(self._waiting):
                self._settle(sheet)
            if self.changes and not self._workbook.recalculates():
                self._workbook.recalculate()
                self._put(self._workbook_part, self._workbook.text)

    def write(self, out: BinaryIO) -> None:
        """Write the workbook, with all changes, to a binary file."""
        self.finish()
        self._zip.write(out)

    # --- parts ------------------------------------------------------------------------------------------------------

    def _sheet_parts(self) -> dict[str, str]:
        parts = {relation.id: relation.part for relation in self._relations(self._workbook_part)}
        return {name: parts.get(relation, "") for name, relation in self._workbook.sheets}

    def _relations(self, part: str) -> list[Relation]:
        listing = relations_part(part)
        return relations(part, self._zip.read(listing)) if listing in self._zip else []

    def _find_tables(self) -> Iterator[TablePlace]:
        for sheet in self.sheets:
            for relation in self._relations(self._parts[sheet]):
                if relation.type == "table":
                    yield table_place(self._zip.read(relation.part), sheet, relation.part)

    def _styles_part(self) -> str:
        return next((r.part for r in self._relations(self._workbook_part) if r.type == "styles"), "")

    def _new_part(self, text: bytes) -> str:
        """The id of the relation to a new sheet's part."""
        part = self._free_part()
        self._put(part, text)
        self._put(_TYPES, with_worksheet(self._zip.read(_TYPES), part))
        listing = relations_part(self._workbook_part)
        listed, relation = with_relation(self._zip.read(listing), "worksheet", part)
        self._put(listing, listed)
        return relation

    def _sheets_changed(self) -> None:
        self._put(self._workbook_part, self._workbook.text)
        self._parts = self._sheet_parts()

    def _free_part(self) -> str:
        number = len(self.sheets) + 1
        while f"xl/worksheets/sheet{number}.xml" in self._zip:
            number += 1
        return f"xl/worksheets/sheet{number}.xml"

    def _put(self, part: str, text: bytes) -> None:
        self._zip.put(part, deflate([text]))
        self.changes += 1

    def _drop_calculation_chain(self) -> None:
        """Leave out the list of formula cells, which Excel makes again, and all that leads to it."""
        for relation in self._relations(self._workbook_part):
            if relation.type == "calcChain":
                listing = relations_part(self._workbook_part)
                self._put(listing, without_relation(self._zip.read(listing), relation.id))
                self._put(_TYPES, without_part(self._zip.read(_TYPES), relation.part))
                self._zip.remove(relation.part)

    # --- edits ------------------------------------------------------------------------------------------------------

    def _edit(self, sheet: str, edit: Edit) -> None:
        part = self._parts[sheet]
        self._zip.put(part, edited(self._zip.stream(part), edit))
        self.changes += 1
        if edit.touches_formulas:
            self._drop_calculation_chain()

    def _settle(self, sheet: str) -> None:
        """Write the cells of `sheet` that wait to be set into its XML."""
        self._require_sheet(sheet)
        cells = self._waiting.get(sheet)
        if not cells:
            return
        try:
            self._edit(sheet, CellEdit(sheet, cells))
        except SharedFormulaError:
            self._edit(sheet, Unshare())
            self._edit(sheet, CellEdit(sheet, cells))
        del self._waiting[sheet]

    # --- problems ---------------------------------------------------------------------------------------------------

    @contextmanager
    def errors(self) -> Iterator[None]:
        """The context in which every method works: errors pass as they are."""
        yield

    def _require_sheet(self, sheet: str) -> None:
        if sheet not in self.sheets:
            raise MissingSheetError(sheet)

    def _require_new_name(self, name: str) -> None:
        if not can_be_new_sheet(name, self.sheets):
            raise SheetNameError(name)
