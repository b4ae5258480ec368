"""Excel beside the window, where there is one. All of it is for one thread, the one that buttons run in."""

import sys

from bdhvs_xl.window.desk import FileDesk
from bdhvs_xl.window.masters import Master
from bdhvs_xl.window.questions import Screen
from bdhvs_xl.workbook.desk import Desk


def prepare_thread() -> None:
    """Make COM ready for a thread that is not the first; what COM hands out is used where it was handed to."""
    if sys.platform == "win32":
        import ctypes

        ctypes.OleDLL("ole32").CoInitialize(None)


def masters_in_excel() -> list[Master]:
    """The masters open in the Excel that was used last, the one in front first; none when it cannot be asked."""
    if sys.platform != "win32":
        return []
    try:
        from bdhvs_xl.window import attached

        return attached.masters_of(attached.attach("", ""))
    except Exception:  # whatever COM says here, the user can still choose a file
        return []


def desk_for(screen: Screen, master: Master | None) -> Desk:
    """Excel when the master is open in it, else the closed file; Problem when Excel cannot be reached any more."""
    if master and master.workbook:
        from bdhvs_xl.window import attached

        return attached.AttachedDesk(screen, attached.attach(master.workbook, ""), master)
    return FileDesk(screen, master.path if master else None)
