"""A screen in memory (Xvfb) for windows, whose picture can be taken: no desktop gets in the way of clicks and keys."""

import atexit
import os
import shutil
import struct
import subprocess
import tempfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tkinter import Tk

SIZE = (1366, 768)
"""That of the smallest screens in offices."""
SERVERS: list[subprocess.Popen[bytes]] = []


def why_none() -> str:
    """Why there can be no screen, "" when there can be one."""
    return "" if shutil.which("Xvfb") else "Xvfb is not installed (apt-get install xvfb)"


@dataclass(frozen=True)
class Memory:
    """A display by its name, and the file that holds what it shows, as an X window dump (XWD)."""

    display: str
    shown: Path

    def picture(self, root: Tk) -> bytes:
        """A window as it is now, as a .png."""
        root.update()
        root.winfo_pointerxy()  # is answered when all has been drawn
        dump = self.shown.read_bytes()
        header = struct.unpack(">25I", dump[:100])
        first, line = header[0] + 12 * header[19], header[12]
        left, top, width, height = root.winfo_rootx(), root.winfo_rooty(), root.winfo_width(), root.winfo_height()
        rows = (dump[first + y * line + left * 4 :][: width * 4] for y in range(top, top + height))
        return _png(width, height, b"".join(b"\0" + _rgb(row) for row in rows))


@cache
def in_memory() -> Memory:
    """The display of this process, 96 dots per inch. It ends with the process: Tk ends one whose display has gone."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    reader, writer = os.pipe()
    size = "{}x{}x24".format(*SIZE)
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-dpi", "96", "-nocursor", "-fbdir", folder]
    quiet = subprocess.DEVNULL
    SERVERS.append(subprocess.Popen([*command, "-terminate"], pass_fds=[writer], stdout=quiet, stderr=quiet))
    os.close(writer)
    with os.fdopen(reader) as ready:
        return Memory(f":{ready.readline().strip()}", Path(folder) / "Xvfb_screen0")


def _rgb(row: bytes) -> bytes:
    """The pixels of a row, which the display keeps as blue, green, red and nothing."""
    pixels = bytearray(len(row) // 4 * 3)
    for at in range(3):
        pixels[at::3] = row[2 - at :: 4]
    return bytes(pixels)


def _png(width: int, height: int, rows: bytes) -> bytes:
    parts = ((b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*parts, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
