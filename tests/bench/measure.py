"""How the benchmarks measure: whole runs in turn, medians, and the peak memory of a process of its own."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured line; `reached` compares with the first column of DESIGN §12."""

    job: str
    figure: str
    first: str
    then: str
    reached: bool


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(subject: Callable[[], object], reference: Callable[[], object], rounds: int = 3) -> float:
    """The median of subject/reference over rounds that run them in turn."""
    return statistics.median(seconds(subject) / seconds(reference) for _ in range(rounds))


_PEAK = """
import re
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""
"""The peak of the process alone; its rusage would count what the benchmark's own process held when it started it."""


def process(code: str, *arguments: str) -> tuple[float, float]:
    """(wall seconds, peak MiB) of `python -c code arguments` in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-c", code + _PEAK, *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(said.stdout.split()[-1]) / 1024


def least(runs: int, code: str, *arguments: str) -> tuple[float, float]:
    """The median (wall seconds, peak MiB) of several processes."""
    measured = [process(code, *arguments) for _ in range(runs)]
    return statistics.median(w for w, _ in measured), statistics.median(m for _, m in measured)


def at_most(job: str, value: float, first: float, then: float, unit: str = "×") -> Row:
    """A row whose figure should be small."""
    return Row(job, f"{value:.3g} {unit}", f"≤ {first:g}", f"≤ {then:g}", value <= first)


def at_least(job: str, value: float, first: float, then: float) -> Row:
    """A row whose figure should be large."""
    return Row(job, f"{value:.3g} ×", f"≥ {first:g}", f"≥ {then:g}", value >= first)
