"""Collect a folder a second time with nothing changed, against the first time."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bdhvs_xl.buttons import collect
from bdhvs_xl.workbook.build.master import build_master
from bdhvs_xl.workbook.filebook import FileBook
from tests.bench import country
from tests.bench.measure import Row, at_most, seconds

NOW = datetime(2026, 5, 27, 9)


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row."""
    master = folder / "Tổng hợp.xlsx"
    build_master(country.regime(count), master)

    def press() -> None:
        with FileBook(master, button="collect", now=NOW, user="bench") as book:
            collect.run(book, folder=folder / "filled")

    first, again = seconds(press), seconds(press)
    yield at_most(f"collect {count} forms again, unchanged / the first time", again / first, 0.05, 0.05)
