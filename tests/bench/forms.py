"""Issue forms, against copying as many files of the same size."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import country
from tests.bench.measure import Ratio, Row, at_most, cpu_seconds, in_turn, ratio

ALL = 3321
"""Issuing is always measured over the whole country: the templates, built once, would weigh too much over fewer."""


FEW, PACKED = 1000, 50
"""How many forms the ratio of the baseline is measured on, and how many times one form is packed for it."""
IN_MEMORY = Path("/dev/shm")


def ratios(folder: Path) -> Iterator[Ratio]:
    """Issuing into memory against packing zip files in memory, in processor time.

    Copying is no reference here: its cost, and so the ratio, differs by a factor of 2.7 between ext4 and tmpfs.
    """
    asked = country.regime(FEW)
    sample = country.issued(country.regime(1), folder / "sample")[0]
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else folder) as name:
        forms = Path(name) / "forms"

        def issue() -> None:
            shutil.rmtree(forms, ignore_errors=True)
            country.issued(asked, forms)

        def pack() -> None:
            for _ in range(PACKED):
                repack(sample)

        yield Ratio(
            f"issue {FEW} forms / pack one {PACKED} times",
            lambda rounds: in_turn(lambda: cpu_seconds(issue), lambda: cpu_seconds(pack), rounds),
            rounds=7,
        )


def repack(file: Path) -> None:
    """Unpack and compress every part of a zip file, in memory."""
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(name, parts.read(name))


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
