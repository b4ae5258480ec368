"""How the benchmarks measure: whole runs in turn, medians, and the peak memory of a process of its own."""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the goals; `reached` compares with the first column of DESIGN §12."""

    job: str
    figure: str
    first: str
    then: str
    reached: bool


@dataclass(frozen=True)
class Ratio:
    """One line of the baseline: a cost divided by a reference cost measured in the same run; smaller is better.

    `measure(rounds)` is the median over so many rounds; `rounds` is how many a usual run takes.
    """

    name: str
    measure: Callable[[int], float]
    rounds: int


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """The processor time of one run, of this process and of those it started and waited for.

    Time spent waiting is not counted: neither what other programs take of the processor nor a slow disk.
    """
    start = _cpu()
    work()
    return _cpu() - start


def _cpu() -> float:
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(t.ru_utime + t.ru_stime for t in times)


def in_turn(subject: Callable[[], float], reference: Callable[[], float], rounds: int) -> float:
    """The median of subject/reference over rounds that measure the one right after the other."""
    return statistics.median(subject() / reference() for _ in range(rounds))


def ratio(subject: Callable[[], object], reference: Callable[[], object], rounds: int = 3) -> float:
    """The median of subject/reference in wall time over rounds that run them in turn."""
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


def memory_against_bare_python(code: str, *arguments: str) -> Callable[[int], float]:
    """Measures the peak memory of `python -c code arguments`, in multiples of that of `python -c pass`."""
    return lambda rounds: in_turn(lambda: process(code, *arguments)[1], lambda: process("")[1], rounds)


STANDARD_MODULES = (
    "import asyncio, csv, email.mime.text, http.client, sqlite3, unittest.mock, xml.dom.minidom, "
    "xml.etree.ElementTree, zipfile"
)
"""A start of Python that imports about as many modules as a click, all of the standard library: no change of the
project or of a third-party package alters it."""


def start_of_python() -> float:
    """The processor time of a process that imports `STANDARD_MODULES` and ends."""
    return cpu_seconds(lambda: subprocess.run([sys.executable, "-I", "-c", STANDARD_MODULES], check=True))


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
