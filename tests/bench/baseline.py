"""The ratios of `tests/bench/baseline.toml`: what was measured, how noisy it was, and whether a new figure is a loss.

The noise of a ratio is the largest distance of a run from the median of all runs, as a share of that median. A run is
a process of its own. Twice that distance is allowed, and at least `LEAST_ALLOWANCE`: other machines have other
processors, and other work beside. A figure beyond it is measured once more with more rounds, and only that second
figure makes it a loss.
"""

import platform
import statistics
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.bench.measure import Ratio

FILE = Path(__file__).with_name("baseline.toml")
LEAST_ALLOWANCE = 0.25
MORE_ROUNDS = 3
PEERS = ("lxml", "openpyxl", "python-calamine", "xlsxwriter")


@dataclass(frozen=True)
class Known:
    """What is known of one ratio: its median over all runs, and its noise as a share of it."""

    median: float
    noise: float

    @property
    def allowance(self) -> float:
        """The change that may be noise, as a share of the median."""
        return max(LEAST_ALLOWANCE, 2 * self.noise)

    def is_loss(self, value: float) -> bool:
        """Whether a figure is worse by more than the noise."""
        return value > self.median * (1 + self.allowance)

    def is_gain(self, value: float) -> bool:
        """Whether a figure is better by more than the noise."""
        return value < self.median / (1 + self.allowance)


@dataclass(frozen=True)
class Baseline:
    """All known ratios by name, the Python and processor they were measured with, and the versions of libraries."""

    runs: int
    machine: str
    versions: Mapping[str, str]
    ratios: Mapping[str, Known]


@dataclass(frozen=True)
class Compared:
    """One ratio against the baseline; `text` is the line to print."""

    text: str
    is_loss: bool = False
    is_gain: bool = False


def compare(ratio: Ratio, known: Known | None) -> Compared:
    """What one ratio is today against what is known of it; measures a seeming loss a second time."""
    if known is None:
        return Compared(f"{ratio.name}: no baseline; measure it with --rebase", is_loss=True)
    value = ratio.measure(ratio.rounds)
    if known.is_loss(value):
        value = ratio.measure(MORE_ROUNDS * ratio.rounds)
    return Compared(_line(ratio.name, value, known), known.is_loss(value), known.is_gain(value))


def _line(name: str, value: float, known: Known) -> str:
    verdict = "   LOSS" if known.is_loss(value) else "   better: renew with --rebase" if known.is_gain(value) else ""
    change = value / known.median - 1
    return f"{name:58} {value:10.3g} {known.median:10.3g} {change:+8.0%} {known.allowance:9.0%}{verdict}"


HEADER = f"{'cost / reference cost in the same run':58} {'measured':>10} {'baseline':>10} {'change':>8} {'allowed':>9}"


def baseline_of(runs: Sequence[Mapping[str, float]]) -> Baseline:
    """The baseline of several runs, each a figure by name of ratio, on this machine."""
    ratios = {name: _known([run[name] for run in runs]) for name in runs[0]}
    return Baseline(len(runs), this_machine(), versions(), ratios)


def _known(values: Sequence[float]) -> Known:
    median = statistics.median(values)
    return Known(median, max(abs(value - median) for value in values) / median)


def this_machine() -> str:
    """Python's minor version, the system and the processor's kind; between others ratios are not compared."""
    return f"Python {'.'.join(platform.python_version_tuple()[:2])}, {platform.system()} {platform.machine()}"


def versions() -> dict[str, str]:
    """The versions of the libraries whose speed is part of a ratio."""
    return {name: version(name) for name in PEERS}


def load(file: Path = FILE) -> Baseline:
    """The baseline of a file."""
    data = tomllib.loads(file.read_text("utf-8"))
    return Baseline(**{**data, "ratios": {name: Known(**known) for name, known in data["ratios"].items()}})


def save(baseline: Baseline, file: Path = FILE) -> None:
    """Write the file, for people to read in a comparison of commits."""
    lines = [
        "# Written by `python -m tests.bench --rebase`; tests/bench/baseline.py says what the figures are.",
        f"runs = {baseline.runs}",
        f'machine = "{baseline.machine}"',
        "",
        "[versions]",
        *(f'{name} = "{number}"' for name, number in sorted(baseline.versions.items())),
        "",
        "[ratios]",
        *(f'"{n}" = {{ median = {k.median:.4g}, noise = {k.noise:.3f} }}' for n, k in baseline.ratios.items()),
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def remarks(baseline: Baseline, measured: set[str]) -> list[str]:
    """What to know when a comparison fails: libraries that changed, ratios that nobody measures any more."""
    now = versions()
    changed = [f"{n} {baseline.versions.get(n)} → {now[n]}" for n in now if baseline.versions.get(n) != now[n]]
    gone = sorted(set(baseline.ratios) - measured)
    return [
        *([f"Libraries changed since the baseline: {', '.join(changed)}."] if changed else []),
        *([f"In the baseline, but not measured: {', '.join(gone)}; renew with --rebase."] if gone else []),
    ]
