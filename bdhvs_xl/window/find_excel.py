"""Find the running Excel. Call these functions only from the thread that buttons run in, because COM binds to it."""

import sys

from bdhvs_xl.ui import UserInterface
from bdhvs_xl.window.file_ui import FileInterface
from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.ui_questions import Screen


def prepare_thread() -> None:
    """Initialise COM in this thread: pywin32 does so only for the first one, and objects stay in their thread."""
    if sys.platform == "win32":
        import ctypes

        ctypes.OleDLL("ole32").CoInitialize(None)


def masters_in_excel() -> list[RecentMaster]:
    """The masters open in the Excel that was used last, the one in front first; empty when Excel does not answer."""
    if sys.platform != "win32":
        return []
    try:
        from bdhvs_xl.window import excel_session

        return excel_session.masters_open_in(excel_session.attach("", ""))
    except Exception:  # whatever COM says here, the user can still choose a file
        return []


def interface_for(screen: Screen, master: RecentMaster | None) -> UserInterface:
    """The interface to Excel when the master is open in it, else to the closed file; UserError when Excel is gone."""
    if master and master.workbook:
        from bdhvs_xl.window import excel_session

        return excel_session.ExcelWindowInterface(screen, excel_session.attach(master.workbook, ""), master)
    return FileInterface(screen, master.path if master else None)
