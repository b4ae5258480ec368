"""Collect a folder a second time with nothing changed, against the first time."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from bdhvs_xl.buttons import collect
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from tests.bench import country
from tests.bench.measure import Ratio, Row, at_most, cpu_seconds, in_turn, seconds

NOW = datetime(2026, 5, 27, 9)
AGAIN = 10
"""A press with nothing changed takes some hundredths of a second; so many are measured as one."""


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row."""
    master = folder / "Tổng hợp.xlsx"
    build_master(country.regime(count), master)
    press = presser(master, folder / "filled")
    first, again = seconds(press), seconds(press)
    yield at_most(f"collect {count} forms again, unchanged / the first time", again / first, 0.05, 0.05)


def ratios(folder: Path) -> Iterator[Ratio]:
    """The same in processor time; every round begins with a master that has received nothing."""
    blank, master = folder / "blank.xlsx", folder / "collected" / "Tổng hợp.xlsx"
    build_master(country.regime(country.SOME), blank)
    press = presser(master, country.some_filled(folder))

    def first() -> float:
        shutil.rmtree(master.parent, ignore_errors=True)
        master.parent.mkdir()
        shutil.copyfile(blank, master)
        return cpu_seconds(press)

    def first_against_again(rounds: int) -> float:
        return 1 / in_turn(first, lambda: cpu_seconds(lambda: [press() for _ in range(AGAIN)]) / AGAIN, rounds)

    yield Ratio("collect again, unchanged / the first time", first_against_again, rounds=3)


def presser(master: Path, forms: Path) -> Callable[[], None]:
    """Presses the button on a master, for the forms of a folder."""

    def press() -> None:
        with FileBook(master, button="collect", now=NOW, user="bench") as book:
            collect.run(book, folder=forms)

    return press
