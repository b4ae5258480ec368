"""A button pressed in Excel, from process start to the first words in the status bar.

xlwings is imported as on a user's PC; the Excel it would speak to is a stand-in that notes the time and ends the run.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Ratio, Row, at_most, cpu_seconds, in_turn, start_of_python

_PRESS = """
import os, sys, time
from unittest.mock import patch
class App:
    version = "16.0"
    def __setattr__(self, name, value):
        if name == "status_bar":
            os.write(1, str(time.time()).encode())
            os._exit(0)
from bdhvs_xl.ribbon import __main__ as ribbon
from bdhvs_xl.excel import application
with patch.object(application, "attach", lambda book, window: App()):
    ribbon.main(["validate"])
"""


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row, in seconds: the machine's own speed is part of it, the connection to Excel is not."""
    seconds = statistics.median(to_first_words() for _ in range(7))
    yield at_most("a button pressed in Excel, process start to first words", seconds, 0.25, 0.15, "s")


def ratios(folder: Path) -> Iterator[Ratio]:
    """The same in processor time, against a start of Python that imports only its own modules."""
    yield Ratio(
        "a button pressed in Excel to first words / a start of Python",
        lambda rounds: in_turn(lambda: cpu_seconds(to_first_words), start_of_python, rounds),
        rounds=15,
    )


def to_first_words() -> float:
    """The wall time from starting Python to the first text for the status bar."""
    start = time.time()
    said = subprocess.run([sys.executable, "-I", "-X", "utf8", "-c", _PRESS], capture_output=True, check=True)
    return float(said.stdout) - start
