"""The jobs in their order, and all ratios measured once: what a new process of `--rebase` does."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import click, collect, forms, patch, press, read, report
from tests.bench.measure import Ratio

JOBS = (forms, read, collect, patch, click, press, report)


def ratios(folder: Path) -> Iterator[Ratio]:
    """Every ratio of the baseline, made ready in `folder` when its turn comes."""
    for job in JOBS:
        yield from job.ratios(folder)


def measure_once() -> dict[str, float]:
    """Every ratio by name, measured once."""
    with tempfile.TemporaryDirectory() as name:
        return {ratio.name: ratio.measure(ratio.rounds) for ratio in ratios(Path(name))}
