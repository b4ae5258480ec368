"""Read filled forms into submissions, against the bare readers over the same sheets."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from bdhvs_xl.intake.read_form import FORM_SHEETS, read_form
from bdhvs_xl.intake.repair.repair_evidence import VisibleLabels, visible_labels
from tests.bench import country
from tests.bench.measure import (
    Ratio,
    Row,
    at_least,
    at_most,
    cpu_seconds,
    in_turn,
    least,
    memory_against_bare_python,
    ratio,
)

OPENPYXL_SHARE = 30
"""openpyxl reads every thirtieth form, and its time is multiplied; it would take minutes otherwise."""

_MEMORY = """
import sys
from pathlib import Path
from bdhvs_xl.intake.repair.repair_evidence import visible_labels
from bdhvs_xl.intake.read_form import read_form
from tests.bench import country
shown = visible_labels(country.regime(1))
forms = sorted(Path(sys.argv[1]).glob("*.xlsx"))
held = [read_form(form, file=form.name, channel="", shown=shown) for form in forms]
"""


def run(folder: Path, count: int) -> Iterator[Row]:
    """Three rows: against calamine, against openpyxl, memory with all submissions held."""
    asked = country.regime(count)
    forms = country.filled(asked, sorted((folder / "forms").glob("[0-9]*.xlsx")), folder / "filled")
    few, shown = forms[::OPENPYXL_SHARE], visible_labels(asked)
    against_calamine = ratio(lambda: submissions(forms, shown), lambda: bare_calamine(forms))
    against_openpyxl = 1 / ratio(lambda: submissions(few, shown), lambda: bare_openpyxl(few))
    memory = least(1, _MEMORY, str(folder / "filled"))[1]
    yield at_most(f"read {count} forms / bare calamine", against_calamine, 1.6, 1.3)
    yield at_least(f"the same, times faster than openpyxl read-only ({len(few)} forms)", against_openpyxl, 10, 13)
    yield at_most("the same, peak memory", memory, 200, 200, "MiB")


def ratios(folder: Path) -> Iterator[Ratio]:
    """Two ratios over fewer forms: processor time, and peak memory in multiples of a bare Python's."""
    filled = country.some_filled(folder)
    forms, shown = sorted(filled.glob("*.xlsx")), visible_labels(country.regime(country.SOME))

    def ours() -> float:
        return cpu_seconds(lambda: submissions(forms, shown))

    yield Ratio(
        f"read {len(forms)} forms / bare calamine",
        lambda rounds: in_turn(ours, lambda: cpu_seconds(lambda: bare_calamine(forms)), rounds),
        rounds=5,
    )
    yield Ratio(
        "the same held, peak memory / a bare Python",
        memory_against_bare_python(_MEMORY, str(filled)),
        rounds=1,
    )


def submissions(forms: list[Path], shown: VisibleLabels) -> None:
    """Read as collect does, nothing held."""
    for form in forms:
        read_form(form, file=form.name, channel="", shown=shown)


def bare_calamine(forms: list[Path]) -> None:
    """Every sheet that read_form reads, as lists."""
    for form in forms:
        book = CalamineWorkbook.from_path(form)
        for name in FORM_SHEETS.values():
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def bare_openpyxl(forms: list[Path]) -> None:
    """The same sheets, cell by cell."""
    for form in forms:
        book = openpyxl.load_workbook(form, read_only=True)
        for name in FORM_SHEETS.values():
            for row in book[name].iter_rows(values_only=True):
                list(itertools.islice(row, 0))
        book.close()
