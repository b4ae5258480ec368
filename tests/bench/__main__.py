"""`python -m tests.bench [--quick]`: each job against its reference, as ratios measured in one run (DESIGN §12)."""

import sys
import tempfile
from pathlib import Path

from tests.bench import click, collect, forms, patch, press, read, report
from tests.bench.measure import Row

FORMS, QUICK_FORMS = 3321, 332


def main(words: list[str]) -> None:
    """Print a table of ratios; nothing here passes or fails."""
    count = QUICK_FORMS if "--quick" in words else FORMS
    print(f"{'job':58} {'measured':>12} {'first':>9} {'then':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for job in (forms.run, read.run, collect.run, patch.run, click.run, press.run, report.run):
            for row in job(folder, count):
                show(row)


def show(row: Row) -> None:
    """One line: the ratio or figure measured, and what DESIGN asks for first and then."""
    mark = "" if row.reached else "   not reached yet"
    print(f"{row.job:58} {row.figure:>12} {row.first:>9} {row.then:>9}{mark}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
