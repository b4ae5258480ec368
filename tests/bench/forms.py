"""Issue forms, against copying as many files of the same size."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.bench import country
from tests.bench.measure import Row, at_most, ratio


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row."""
    asked, forms = country.regime(count), folder / "forms"
    made = country.issued(asked, forms)

    def issue_again() -> None:
        shutil.rmtree(forms)
        country.issued(asked, forms)

    def copy() -> None:
        shutil.rmtree(folder / "copies", ignore_errors=True)
        (folder / "copies").mkdir()
        for path in made:
            shutil.copyfile(made[0], folder / "copies" / path.name)

    copy()
    yield at_most(f"issue {count} forms / copying the files", ratio(issue_again, copy, rounds=7), 3, 2)
