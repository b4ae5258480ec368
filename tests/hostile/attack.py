"""One bad thing in a folder of returned forms, and what has to become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import openpyxl
from support.filled_forms import ANSWERS, filled_form
from support.small_regime import small_regime

from bdhvs_xl.master.layout import FORM_INDICATORS

Becomes = Literal["rejected", "taken", "returned", "awaiting_entry", "left out"]
"""`taken` with its sound values, or `returned` with findings for what cannot be read."""
VICTIM = "LDLD"
"""The unit whose form is made into the bad ones; the good forms beside them are of the other units."""
TYPED = {place: text for place, text in ANSWERS.items() if not place.startswith("2.10")}


@dataclass(frozen=True)
class Attack:
    """`put` lays it into the folder of returned forms; what is said about it holds the words `says`."""

    group: str
    name: str
    put: Callable[[Path], object]
    becomes: Becomes = "rejected"
    says: str = ""
    results: int = 1
    """Files that are told of: an archive holds several."""


def attack(
    group: str, name: str, content: Callable[[], bytes], becomes: Becomes = "rejected", says: str = ""
) -> Attack:
    """The attack that is one file of the name."""
    return Attack(group, name, lambda folder: (folder / name).write_bytes(content()), becomes, says)


@lru_cache(maxsize=1)
def form() -> bytes:
    """The victim's form, filled and sound."""
    with TemporaryDirectory() as folder:
        return filled_form(small_regime(), VICTIM, Path(folder) / "form.xlsx", TYPED).read_bytes()


@lru_cache(maxsize=1)
def cells() -> dict[str, list[tuple[int, int, Any]]]:
    """All cells of that form: (row, column, value) counted from zero, by sheet."""
    with TemporaryDirectory() as folder:
        (path := Path(folder) / "form.xlsx").write_bytes(form())
        book = openpyxl.load_workbook(path)
        return {
            sheet.title: [(c.row - 1, c.column - 1, c.value) for row in sheet for c in row if c.value is not None]
            for sheet in book
        }


@lru_cache(maxsize=1)
def answers_part() -> str:
    """The part of that form that holds its indicators."""
    return f"xl/worksheets/sheet{list(cells()).index(FORM_INDICATORS) + 1}.xml"
