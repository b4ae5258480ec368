"""A screen for windows: the one at hand, else one in memory (Xvfb)."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = (1366, 768)
"""That of the smallest screens in offices."""


def why_none() -> str:
    """Why there can be no screen, "" when there can be one."""
    try:
        import tkinter  # noqa: F401
    except ImportError:
        return "this Python has no tkinter"
    there = os.environ.get("DISPLAY") or shutil.which("Xvfb")
    return "" if there else "no display, and Xvfb is not installed (apt-get install xvfb)"


@contextmanager
def screen() -> Iterator[None]:
    """A display that windows open on."""
    if os.environ.get("DISPLAY"):
        yield
        return
    with in_memory() as display:
        os.environ["DISPLAY"] = display
        try:
            yield
        finally:
            del os.environ["DISPLAY"]


@contextmanager
def in_memory() -> Iterator[str]:
    """The name of a display of its own, 96 dots per inch."""
    reader, writer = os.pipe()
    size = "{}x{}x24".format(*SIZE)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-dpi", "96", "-nolisten", "tcp"],
        pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    try:
        with os.fdopen(reader) as ready:
            yield f":{ready.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
