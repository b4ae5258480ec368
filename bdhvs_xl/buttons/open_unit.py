"""Mở trang đơn vị: the sheet on which an officer sees a unit's answers, and types for a unit that sent no form."""

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.form.identity import find_unit
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.results import Argument, ButtonResult, GoTo, Target

LABEL = BUTTON_NAMES["open_unit"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument("unit", "mã đơn vị, hoặc tên đầy đủ", question="Mở trang của đơn vị nào? Ghi mã hoặc tên đầy đủ."),
)


def run(book: Book, unit: str) -> ButtonResult:
    """The unit's sheet, then selected; it is added and filled when missing."""
    regime = definitions.read_definitions(book)
    wanted = find_unit(regime, unit)
    present = unit_sheets(book).get(wanted.code)
    if present:
        return ButtonResult(message=f"Trang của {wanted.name} là “{present}”.", landing=GoTo(present))
    from bdhvs_xl.workflow.unit_sheet import (
        add_filled_sheet,  # not for the usual click, which finds a sheet: it is slow
    )

    name = add_filled_sheet(book, regime, wanted)
    message = f"Đã thêm trang “{name}”. Nhập số liệu ở các ô nền vàng rồi bấm Kiểm tra."
    return ButtonResult(message=message, landing=GoTo(name))
