"""Excel beside the window, where there is one. All of it is for one thread, the one that buttons run in."""

import sys

from bdhvs_xl.ui import UserInterface
from bdhvs_xl.window.file_ui import FileInterface
from bdhvs_xl.window.recent_masters import RecentMaster
from bdhvs_xl.window.ui_questions import Screen


def prepare_thread() -> None:
    """Make COM ready for a thread that is not the first; what COM hands out is used where it was handed to."""
    if sys.platform == "win32":
        import ctypes

        ctypes.OleDLL("ole32").CoInitialize(None)


def masters_in_excel() -> list[RecentMaster]:
    """The masters open in the Excel that was used last, the one in front first; none when it cannot be asked."""
    if sys.platform != "win32":
        return []
    try:
        from bdhvs_xl.window import excel_session

        return excel_session.masters_open_in(excel_session.attach("", ""))
    except Exception:  # whatever COM says here, the user can still choose a file
        return []


def interface_for(screen: Screen, master: RecentMaster | None) -> UserInterface:
    """Excel when the master is open in it, else the closed file; UserError when Excel cannot be reached any more."""
    if master and master.workbook:
        from bdhvs_xl.window import excel_session

        return excel_session.ExcelWindowInterface(screen, excel_session.attach(master.workbook, ""), master)
    return FileInterface(screen, master.path if master else None)
