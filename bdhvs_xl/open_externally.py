"""Files and folders opened in the program that the user has for them."""

import os
import shutil
import sys
from pathlib import Path

from bdhvs_xl.errors import UserError


def open_with_default_app(path: Path) -> None:
    """Have the system open a file or a folder; UserError where nothing opens it."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            os.spawnl(os.P_NOWAIT, _found(opener), opener, path)
    except OSError as error:
        raise UserError(f"Máy không mở được “{path.name}”.", f"Hãy mở bằng tay từ thư mục “{path.parent}”.") from error


def _found(program: str) -> str:
    place = shutil.which(program)
    if place is None:
        raise FileNotFoundError(program)
    return place
