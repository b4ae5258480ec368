"""The folder for files of this user on this computer: logs, lock, recent masters."""

import tempfile
from pathlib import Path

from platformdirs import user_state_path

APP_NAME = "BDHVS"


def user_folder() -> Path:
    """`%LOCALAPPDATA%\\BDHVS` on Windows, in the XDG state directory elsewhere; created when missing.

    Where the user may not write there, a folder among the temporary files.
    """
    try:
        return user_state_path(APP_NAME, appauthor=False, ensure_exists=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / APP_NAME
        folder.mkdir(parents=True, exist_ok=True)
        return folder
