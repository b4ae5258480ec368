"""Where the ribbon keeps what is this user's, on this computer."""

import os
import sys
import tempfile
from pathlib import Path


def own_folder() -> Path:
    """`%LOCALAPPDATA%\\BDHVS` on Windows, in the XDG state directory elsewhere; made when it is not there yet.

    Where the user may not write there, a folder among the temporary files.
    """
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        above = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    try:
        return _made(Path(above))
    except OSError:
        return _made(Path(tempfile.gettempdir()))


def _made(above: Path) -> Path:
    folder = above / "BDHVS"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
