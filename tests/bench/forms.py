"""Issue forms, against copying as many files of the same size."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.bench import country
from tests.bench.measure import Row, at_most, ratio

ALL = 3321
"""Issuing is always measured over the whole country: the templates, built once, would weigh too much over fewer."""


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row; leaves `count` forms in `forms` for the jobs that follow."""
    asked, forms = country.regime(ALL), folder / "all forms"
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
    yield at_most(f"issue {ALL} forms / copying the files", ratio(issue_again, copy, rounds=7), 3, 2)
    country.issued(country.regime(count), folder / "forms")
