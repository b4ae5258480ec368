"""Links from a row of `Kiểm tra` to its cell, by formulas that look up keys: they stay right when rows move."""

from collections.abc import Mapping
from types import MappingProxyType

from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import (
    ENTRY_COLUMNS,
    FORM_DOCUMENTS,
    FORM_NARRATIVE,
    INDICATORS,
    RULES,
    VALUES,
)
from bdhvs_xl.master.tables import (
    DOCUMENTS_TABLE,
    INDICATORS_TABLE,
    NARRATIVE_TABLE,
    RULES_TABLE,
    VALUES_TABLE,
)
from bdhvs_xl.ooxml.cell import Formula

_LISTS = MappingProxyType({FORM_DOCUMENTS: DOCUMENTS_TABLE, FORM_NARRATIVE: NARRATIVE_TABLE})
"""By the form's sheets: where their lines stand in the master."""
_KEYED = MappingProxyType(
    {
        INDICATORS: INDICATORS_TABLE.ref("code"),
        RULES: RULES_TABLE.ref("id"),
        VALUES: VALUES_TABLE.ref("unit"),
    }
)
"""By sheets of the master: the column in which the cell that a finding names is looked up."""
COLUMN_HEADERS: Mapping[str, str] = {column.key: column.header for column in DOCUMENTS_TABLE.columns} | dict(
    COLUMN_NAMES
)
"""What the columns of grids and lists are called on the screen."""


def finding_link(finding: Finding, sheets: Mapping[str, str]) -> Formula | str:
    """A HYPERLINK formula to the cell: on the unit's sheet, in the master's tables of unit texts, or in its own lists.

    Only the name of the place when the master does not show it: a unit without a sheet, a whole file. `sheets` are the
    unit sheets by unit code.
    """
    own = sheets.get(finding.unit, "")
    shown = _shown(finding) or own
    if finding.unit and finding.sheet in _LISTS:
        table = _LISTS[finding.sheet]
        line = f"({table.ref('unit')}={_text(finding.unit)})*({table.ref('cell')}={_text(finding.where)})"
        return _to(table.sheet, f'"A"&MAX(1,SUMPRODUCT(MAX({line}*ROW({table.ref("cell")}))))', shown)
    if own and finding.indicator:
        column = finding.column if finding.column in ENTRY_COLUMNS else "code"
        return _to(own, _keyed(_quoted(own), finding.indicator, column), shown)
    if own:
        return _to(own, '"A1"', shown)
    if not finding.unit and finding.sheet:
        return _to(finding.sheet, _in_list(finding), shown)
    return shown


def _shown(finding: Finding) -> str:
    """The cell, or the part of a sheet, whose name says the sheet's already; else the column."""
    named = finding.sheet and finding.cell.startswith(finding.sheet)
    return finding.cell if named else finding.where or COLUMN_HEADERS.get(finding.column, finding.column)


def _in_list(finding: Finding) -> str:
    keys = _KEYED.get(finding.sheet)
    return f'IFERROR("A"&ROW({keys})+MATCH({_text(finding.cell)},{keys},0)-1,"A1")' if keys else '"A1"'


def _keyed(sheet: str, row: str, column: str) -> str:
    found = f"ADDRESS(MATCH({_text(row)},{sheet}!$A:$A,0),MATCH({_text(column)},{sheet}!$1:$1,0))"
    return f'IFERROR({found},"A1")'


def _to(sheet: str, address: str, shown: str) -> Formula:
    return Formula(f'=HYPERLINK("#{_quoted(sheet)}!"&{address},{_text(shown)})', shown)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''").replace('"', '""') + "'"


def _text(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
