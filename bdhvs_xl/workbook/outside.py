"""Files and folders opened in the program that the user has for them."""

import os
import subprocess
import sys
from pathlib import Path

from bdhvs_xl.problem import Problem


def open_outside(path: Path) -> None:
    """Have the system open a file or a folder; Problem where nothing opens it."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            quiet = subprocess.DEVNULL
            subprocess.Popen([opener, path], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise Problem(f"Không mở được “{path}”.", "Hãy mở bằng tay từ thư mục của tệp.") from error
