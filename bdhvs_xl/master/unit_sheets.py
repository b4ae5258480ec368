"""Unit sheets of a master: copies of the hidden template, one per unit, in the layout of the form."""

import re
from collections.abc import Iterable

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.grid import parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CONFIG, INDICATORS_GRID, UNIT_TEMPLATE, VALUES
from bdhvs_xl.regime.model import Regime, Unit

HEAD_ROW = "#unit"
"""Row key of a unit sheet's head: the unit's code in the column `code`, its name in `name`."""
SOURCE_ROW = "#source"
"""Row key of the line that says where a unit sheet's answers come from, in the column `name`."""

_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def unit_sheet_name(unit: Unit) -> str:
    """The name of a unit's sheet, such as `14464 Xã Giao Ninh`: unique by the code, at most 31 characters."""
    return _FORBIDDEN.sub(" ", f"{unit.code} {unit.name}")[:_NAME_LENGTH].strip()


def unit_sheets(book: Book) -> dict[str, str]:
    """The names of the unit sheets by unit code, in sheet order, recognised by marker.

    Of two sheets of one unit the first counts.
    """
    sheets: dict[str, str] = {}
    for sheet, marker in book.markers().items():
        kind, attributes = parse_marker(marker)
        if kind == INDICATORS_GRID and attributes.get("unit"):
            sheets.setdefault(attributes["unit"], sheet)
    return sheets


def add_unit_sheet(book: Book, unit: Unit) -> str:
    """Add a sheet for `unit` after the existing unit sheets; returns its name."""
    return _add(book, unit, *_head_addresses(book))


def add_unit_sheets(book: Book, units: Iterable[Unit]) -> None:
    """Add a sheet for each of `units` that has none yet, in their order."""
    present, head = unit_sheets(book), _head_addresses(book)
    for unit in units:
        if unit.code not in present:
            _add(book, unit, *head)


def units_with_sheets(regime: Regime) -> tuple[Unit, ...]:
    """All reporting units when they are no more than the setting `unit_sheets` allows, otherwise none."""
    units, allowed = regime.reporting_units(), regime.settings.get("unit_sheets", "")
    if allowed and not allowed.isdecimal():
        sentence = f"Trang {CONFIG}, dòng “Số trang đơn vị tối đa”: không đọc được số “{allowed}”."
        raise UserError(sentence, "Hãy gõ một số, ví dụ 40.")
    return units if len(units) <= int(allowed or 0) else ()


def _head_addresses(book: Book) -> tuple[str, str]:
    """The addresses of code and name on the template, and so on every copy of it."""
    pattern = book.read_grid(UNIT_TEMPLATE)
    if pattern is None or HEAD_ROW not in pattern.rows:
        raise UserError(
            f"File tổng hợp không còn trang ẩn {UNIT_TEMPLATE}.", "Bấm Khôi phục, hoặc bấm Cập nhật cấu trúc."
        )
    return pattern.address(HEAD_ROW, "code"), pattern.address(HEAD_ROW, "name")


def _add(book: Book, unit: Unit, code_at: str, name_at: str) -> str:
    name = unit_sheet_name(unit)
    book.copy_sheet(UNIT_TEMPLATE, name, VALUES)
    book.set_cells(name, {"A1": f"{INDICATORS_GRID};unit={unit.code}", code_at: unit.code, name_at: unit.name})
    return name
