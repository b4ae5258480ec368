"""One click without pandas work, from process start to result: a unit's sheet opened in a master of the survey."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bdhvs_xl.demo import run_demo
from tests.bench.measure import Ratio, Row, at_most, cpu_seconds, in_turn, start_of_python


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row, in seconds: the machine's own speed is part of it."""
    master = demo_master(folder)
    times = [press(master) for _ in range(7)]
    yield at_most("a click without pandas work, process start to result", statistics.median(times), 0.25, 0.15, "s")


def ratios(folder: Path) -> Iterator[Ratio]:
    """The same click in processor time, against a start of Python that imports only its own modules."""
    master = demo_master(folder)
    yield Ratio(
        "a click without pandas work / a start of Python",
        lambda rounds: in_turn(lambda: cpu_seconds(lambda: press(master)), start_of_python, rounds),
        rounds=15,
    )


def demo_master(folder: Path) -> Path:
    """The master of the survey as the demo leaves it."""
    return next(path for path in run_demo.run_demo(folder / "demo").files if path.suffix == ".xlsx")


def press(master: Path) -> float:
    """The wall time of one `bdhvs open-unit`."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "bdhvs_xl.cli", "open-unit", str(master), "14212", "--json"]
    said = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(said.stdout)["ok"]
    return time.perf_counter() - start
