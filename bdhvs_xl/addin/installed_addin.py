"""The copy of the add-in in Excel's start-up folder: its path, whether it is ours, which Python its buttons start."""

import io
import zipfile
from pathlib import PureWindowsPath

from bdhvs_xl.addin.windows_pc import ADDIN_FILE, WindowsPC
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.ooxml.shared_strings import SharedStrings
from bdhvs_xl.ooxml.sheet_xml import row_cells

SHEET, PYTHON_CELL = "bdhvs", "A1"
"""The add-in's hidden sheet, by which it is recognised, and the cell that names the Python to start."""

_STARTUP = PureWindowsPath("Microsoft", "Excel", "XLSTART")


def addin_path(machine: WindowsPC) -> PureWindowsPath:
    """The path of the add-in: in the start-up folder of this user's Excel, which needs no administrator.

    The folder follows %APPDATA% (roaming and redirected profiles too); it has no registry value of its own, the value
    AltStartup names a second folder, which is not a trusted location. Source: Microsoft, "How to use startup folders
    in Excel"; "Trusted Locations for Office files", Default Trusted Locations for Excel.
    """
    roaming = machine.folder("APPDATA")
    if roaming is None:
        raise UserError(
            "Không biết thư mục dữ liệu của người dùng này: biến môi trường APPDATA đang trống.",
            "Đăng xuất khỏi Windows, đăng nhập lại rồi làm lại.",
        )
    return roaming / _STARTUP / ADDIN_FILE


def is_our_addin(machine: WindowsPC, path: PureWindowsPath) -> bool:
    """Whether the file there is this add-in, of whatever version: a workbook with the hidden sheet."""
    try:
        return SHEET in WorkbookFile.open(machine.disk(path)).sheets
    except UserError:
        return False


def read_python(machine: WindowsPC, path: PureWindowsPath) -> str:
    """The Python that the buttons of the add-in there start, as its cell says, or "" when it is blank."""
    package = WorkbookFile.open(machine.disk(path))
    cell = row_cells(package.stream(SHEET), 1).get(1, b"")
    return SharedStrings(package.shared_strings()).of(cell).strip()


def addin_with_python(machine: WindowsPC, python: str) -> WorkbookFile:
    """The shipped add-in with `python` in its cell; every other part keeps its bytes."""
    package = WorkbookFile.open(machine.shipped)
    package.set_cells(SHEET, {PYTHON_CELL: python})
    return package


def is_current(machine: WindowsPC, path: PureWindowsPath) -> bool:
    """Whether the installed add-in equals the shipped one, except for its Python."""
    current = addin_with_python(machine, read_python(machine, path))
    return _parts(machine.disk(path).read_bytes()) == _parts(current.to_bytes())


def _parts(workbook: bytes) -> dict[str, int]:
    """The checksum of every part's text."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return {part.filename: part.CRC for part in opened.infolist()}
