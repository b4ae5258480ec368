"""Open a file or a folder in the user's default program."""

import os
import shutil
import sys
from pathlib import Path

from bdhvs_xl.errors import UserError


def open_with_default_app(path: Path) -> None:
    """Open a file or a folder in its default program; UserError where the system cannot."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            os.spawnl(os.P_NOWAIT, _path_of(opener), opener, path)
    except OSError as error:
        raise UserError(f"Máy không mở được “{path.name}”.", f"Hãy mở bằng tay từ thư mục “{path.parent}”.") from error


def _path_of(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(program)
    return path
