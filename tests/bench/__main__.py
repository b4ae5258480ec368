"""Speed as ratios in one run.

python -m tests.bench            each job at the size of a country, against the goals of DESIGN §12; never fails
python -m tests.bench --quick    smaller jobs against `baseline.toml`; exits with 1 on a loss beyond the noise
python -m tests.bench --rebase   runs the quick jobs `RUNS` times and writes `baseline.toml`
"""

import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.bench import baseline
from tests.bench.jobs import JOBS, measure_once, ratios
from tests.bench.measure import Row

FORMS = 3321
RUNS = 7


def main(words: list[str]) -> int:
    """The exit code: 1 where a comparison with the baseline fails."""
    with tempfile.TemporaryDirectory() as name:
        if "--quick" in words:
            return check(Path(name))
        if "--rebase" in words:
            return rebase()
        return show_goals(Path(name))


def check(folder: Path) -> int:
    """Compare each ratio with the baseline, a line each; 1 on a loss, where the machine is like the baseline's."""
    known = baseline.load()
    print(baseline.HEADER)
    compared = {}
    for ratio in ratios(folder):
        compared[ratio.name] = baseline.compare(ratio, known.ratios.get(ratio.name))
        print(compared[ratio.name].text, flush=True)
    print(*baseline.remarks(known, set(compared)), sep="\n")
    if known.machine != baseline.this_machine():
        print(f"The baseline is of {known.machine}, this is {baseline.this_machine()}: nothing fails here.")
        return 0
    return int(any(one.is_loss for one in compared.values()))


def rebase() -> int:
    """Measure all ratios `RUNS` times, each time in a new process, and write the file."""
    one_each = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1)
    runs = []
    with one_each:
        for number in range(RUNS):
            runs.append(one_each.submit(measure_once).result())
            print(f"run {number + 1} of {RUNS}: {'  '.join(f'{value:.3g}' for value in runs[-1].values())}", flush=True)
    baseline.save(baseline.baseline_of(runs))
    print(baseline.FILE.read_text("utf-8"))
    return 0


def show_goals(folder: Path) -> int:
    """Print a table of what is measured and what DESIGN asks for."""
    print(f"{'job':58} {'measured':>12} {'first':>9} {'then':>9}")
    for job in JOBS:
        for row in job.run(folder, FORMS):
            show(row)
    return 0


def show(row: Row) -> None:
    """One line: the ratio or figure measured, and what DESIGN asks for first and then."""
    mark = "" if row.reached else "   not reached yet"
    print(f"{row.job:58} {row.figure:>12} {row.first:>9} {row.then:>9}{mark}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
