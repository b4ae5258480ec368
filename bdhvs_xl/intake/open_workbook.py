"""The keyed sheets of a workbook, whichever program wrote it and however people renamed its sheets."""

from collections.abc import Callable, Collection, Generator, Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.file_types import FileType, detect_file_type
from bdhvs_xl.intake.identify_sheets import identify_sheet
from bdhvs_xl.intake.sandbox import Sandbox, Sheet
from bdhvs_xl.intake.zip_bomb_guard import LOCKED, RESAVE, TOO_LARGE, damaged_file_error, safe_copy
from bdhvs_xl.master.book.grid import Grid, parse_grid

WORD_CURE = "Hãy điền số liệu vào biểu mẫu Excel đã phát rồi gửi lại."
REFUSALS: dict[FileType, tuple[str, str]] = {
    "empty": ("Tệp rỗng (0 byte).", "Hãy gửi lại tệp."),
    "locked": LOCKED,
    "damaged": ("Tệp bị hỏng, không mở được.", RESAVE),
    "document": ("Tệp không phải bảng tính.", WORD_CURE),
    "zip": ("Tệp nén, không phải bảng tính.", "Hãy giải nén rồi nhận từng tệp."),
    "unknown": (
        "Không đọc được loại tệp này.",
        "Tệp nén (.rar, .7z) thì giải nén rồi nhận lại; bảng tính thì mở ra, lưu lại dạng .xlsx rồi gửi lại.",
    ),
}
UNKNOWN_SHEET = ""
"""The kind of a sheet that is none of a form's."""
MAX_CELLS = 3 << 20
"""Cells that all sheets together may be laid out to, empty ones between filled ones included."""


def read_grids(
    name: str, data: bytes, confined: Sandbox, spare: Collection[str], enough: Callable[[], bool]
) -> Iterator[Grid]:
    """The grids of the workbook `data`, found by hidden keys or visible labels; other sheets with content as
    `UNKNOWN_SHEET`.

    Sheets named in `spare` come last, and only while `enough` returns False. UserError with what to do when `data` is
    no workbook, needs a password, is damaged or unsafe to open.
    """
    kind = detect_file_type(name, data)
    if kind in REFUSALS:
        raise UserError(*REFUSALS[kind])
    sheets = (
        _xlsx(data, spare, enough) if kind == "xlsx" else confined.sheets(safe_copy(data) if kind == "ods" else data)
    )
    for sheet, cells in sheets:
        if grid := parse_grid(sheet, cells) or identify_sheet(sheet, cells):
            yield grid
        elif sheet not in spare and any(map(any, cells)):
            yield Grid(sheet, UNKNOWN_SHEET, {}, {}, {}, cells)


def _xlsx(data: bytes, spare: Collection[str], enough: Callable[[], bool]) -> Iterator[Sheet]:
    try:
        names = yield from _read(data, spare)
        left = [name for name in names if name in spare]
        if left and not enough():
            yield from _read(data, (), left)
    except (CalamineError, ValueError):
        raise damaged_file_error() from None


def _read(
    data: bytes, spare: Collection[str], wanted: Collection[str] | None = None
) -> Generator[Sheet, None, list[str]]:
    """The sheets not in `spare`, or only the `wanted` ones; returns the names of all."""
    with CalamineWorkbook.from_filelike(BytesIO(safe_copy(data, spare))) as workbook:
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        room = MAX_CELLS
        for name in names:
            if name in wanted if wanted is not None else name not in spare:
                sheet = workbook.get_sheet_by_name(name)
                room -= sheet.total_height * sheet.total_width
                if room < 0:
                    raise UserError(*TOO_LARGE)
                yield name, sheet.to_python(skip_empty_area=False)
    return names
