"""Write 76,000 rows into a master, against openpyxl's load and save, each in a process of its own."""

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from bdhvs_xl.master.build.master_workbook import build_master
from tests.bench import country
from tests.bench.measure import Ratio, Row, at_least, at_most, cpu_seconds, in_turn, memory_against_bare_python, process

ROWS, FEWER_ROWS = 76_000, 20_000

_PATCH = """
import sys
from pathlib import Path
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import VALUES_TABLE
keys = [c.key for c in VALUES_TABLE.columns]
def row(n):
    return {key: n if key in ("value", "used") else f"14464|2.{n}|{key}" for key in keys}
with FileBook(Path(sys.argv[1]), button="collect") as book:
    book.replace_rows(VALUES_TABLE, (row(n) for n in range(int(sys.argv[2]))))
    book.save()
"""

_OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["Số liệu"]
for n in range(int(sys.argv[2])):
    sheet.append([f"14464|2.{n}|{c}" if c not in (4, 7) else n for c in range(13)])
book.save(sys.argv[1])
"""


def run(folder: Path, count: int) -> Iterator[Row]:
    """Two rows: how many times faster, and peak memory."""
    fresh = folder / "fresh.xlsx"
    build_master(country.regime(12), fresh)
    ours = [on_a_copy(_PATCH, fresh, folder / f"patched{n}.xlsx") for n in range(3)]
    reference, _ = on_a_copy(_OPENPYXL, fresh, folder / "loaded.xlsx")
    wall, memory = (statistics.median(figures) for figures in zip(*ours, strict=True))
    yield at_least(f"write {ROWS} rows, times faster than openpyxl load + save", reference / wall, 10, 15)
    yield at_most("the same, peak memory", memory, 60, 60, "MiB")


def ratios(folder: Path) -> Iterator[Ratio]:
    """Two ratios over fewer rows: processor time, and peak memory in multiples of a bare Python's."""
    fresh, master = folder / "fresh.xlsx", folder / "patched.xlsx"
    build_master(country.regime(12), fresh)

    def cost(code: str) -> float:
        return cpu_seconds(lambda: on_a_copy(code, fresh, master, FEWER_ROWS))

    yield Ratio(
        f"write {FEWER_ROWS} rows / openpyxl load + save",
        lambda rounds: in_turn(lambda: cost(_PATCH), lambda: cost(_OPENPYXL), rounds),
        rounds=3,
    )
    shutil.copyfile(fresh, master)
    yield Ratio(
        "the same, peak memory / a bare Python",
        memory_against_bare_python(_PATCH, str(master), str(FEWER_ROWS)),
        rounds=3,
    )


def on_a_copy(code: str, fresh: Path, master: Path, rows: int = ROWS) -> tuple[float, float]:
    """(wall seconds, peak MiB) of a process that writes the rows into a copy of the fresh master."""
    shutil.copyfile(fresh, master)
    return process(code, str(master), str(rows))
