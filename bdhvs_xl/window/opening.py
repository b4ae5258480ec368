"""Files and folders opened in the program they belong to."""

import os
import subprocess
import sys
from pathlib import Path

from bdhvs_xl.problem import Problem


def open_in_its_program(path: Path) -> None:
    """Let the system open a file or folder; Problem when it knows no program for it."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise Problem(f"Máy không mở được “{path.name}”.", f"Tự mở tệp ở “{path.parent}”.") from error
