"""The demo's job on a master open in LibreOffice, button by button: the same as on the closed file."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from bdhvs_xl.buttons import collect, new_master, roll_up, validate
from bdhvs_xl.demo import run_demo, sample_answers
from bdhvs_xl.excel import excel_book
from bdhvs_xl.excel.excel_ui import ExcelInterface
from bdhvs_xl.master import definitions, tables
from bdhvs_xl.master.book.backup import list_backups
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import value_key
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.regime.loader import load_regime
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.session import press

REGIME = load_regime(run_demo.REGIME)
SAMPLES = sample_answers.load_samples(run_demo.REGIME)
TABLES = [
    *(table for table in vars(tables).values() if isinstance(table, tables.Table)),
    tables.units_table(SAMPLES.attributes),
    tables.matrix_table(REGIME.indicators),
]
UNIT, INDICATOR = "14212", "2.1"


@dataclass
class Office:
    """Someone at an open master, at a time that the test sets."""

    app: Any
    master: Path
    now: datetime = run_demo.ISSUED
    outcomes: dict[str, list[ButtonResult]] = field(default_factory=dict)

    def press(self, button: str, *answers: str) -> ButtonResult:
        """The outcome of a button; the answers are given in turn, and none may be left."""
        self.app.impl.said.clear()
        self.app.impl.answers[:] = answers
        outcome = press(button, ExcelInterface(self.app, self.master.name))
        assert outcome is not None, self.app.impl.said
        assert not self.app.impl.answers
        self.outcomes.setdefault(button, []).append(outcome)
        return outcome

    def sheet(self, name: str) -> Any:
        return self.app.books[self.master.name].sheets[name]


@pytest.fixture(scope="module")
def clock() -> Iterator[list[Office]]:
    """The offices whose time and person count for books in Excel; the last one counts."""
    offices: list[Office] = []
    real = excel_book.ExcelBook

    def book(*args: Any, **options: Any) -> excel_book.ExcelBook:
        return real(*args, now=offices[-1].now, user=run_demo.USER, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excel_book, "ExcelBook", book)
        yield offices


@pytest.fixture(scope="module")
def job(
    calc_app: Any, clock: list[Office], demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """The whole job, with the id of the demo's master so that forms carry the same tokens."""
    folder = tmp_path_factory.mktemp("excel")
    office = Office(calc_app, folder / run_demo.MASTER)
    clock.append(office)
    with pytest.MonkeyPatch.context() as patch, FileBook(demo_folder / run_demo.MASTER) as demo:
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.setattr(secrets, "token_hex", lambda _: definitions.read_definitions(demo).settings["master_id"])
        new_master.run(regime=run_demo.REGIME, to=office.master, now=run_demo.ISSUED)
        run_demo._complete(office.master, SAMPLES)
        calc_app.impl.begin()
        calc_app.books.open(str(office.master))
        _work(office, demo)
        yield office
    calc_app.impl.begin()


def _work(office: Office, demo: FileBook) -> None:
    office.press("issue_forms", "no")
    for day, folder in _arrivals(demo, office.master.parent / run_demo.RETURNED_FOLDER):
        office.now = day
        office.press("collect", str(folder))
    office.now = run_demo.REPORTED
    for button, *answers in (("validate",), ("roll_up",), ("write_report", "no")):
        office.press(button, *answers)


def _arrivals(demo: FileBook, to: Path) -> Iterator[tuple[datetime, Path]]:
    """The files that came in the demo, the same to the byte, put into `to` on the days that its log tells."""
    came = [row for row in demo.read_table(tables.LOG_TABLE) if row["button"] == collect.LABEL and row["file"]]
    for when, lines in groupby(came, key=lambda row: row["when"]):
        for line in lines:
            file = str(line["file"]).partition(".zip/")[0]
            path = next(
                path for path in (file, file + ".zip") if (demo.path.parent / run_demo.RETURNED_FOLDER / path).is_file()
            )
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(demo.path.parent / run_demo.RETURNED_FOLDER / path, to / path)
        yield datetime.strptime(str(when), "%d/%m/%Y %H:%M"), to


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_are_those_of_the_closed_file(job: Office, demo_folder: Path, table: tables.Table) -> None:
    live, closed = FileBook(job.master), FileBook(demo_folder / run_demo.MASTER)
    assert live.has_table(table) == closed.has_table(table)
    if closed.has_table(table):
        assert live.headers(table) == closed.headers(table)
        assert live.read_table(table) == closed.read_table(table)


def test_sheets_with_keys_are_those_of_the_closed_file(job: Office, demo_folder: Path) -> None:
    """Home page, appendices, the view of a unit, all unit sheets: every cell, computed values to 14 digits."""
    live, closed = FileBook(job.master), FileBook(demo_folder / run_demo.MASTER)
    assert live.markers() == closed.markers()
    for sheet in closed.markers():
        assert cells(live.read_grid(sheet)) == cells(closed.read_grid(sheet)), sheet


def cells(grid: Grid | None) -> list[list[Any]]:
    assert grid
    return _trimmed([_trimmed([_plain(cell) for cell in line], "") for line in grid.cells], [])


def _plain(cell: Any) -> Any:
    return float(f"{cell:.14g}") if isinstance(cell, float) else cell


def _trimmed(items: list[Any], empty: Any) -> list[Any]:
    while items and items[-1] == empty:
        items.pop()
    return items


def test_outcomes_are_those_of_a_closed_file(job: Office) -> None:
    """All findings and all totals with their coverage, from the master as it was saved before Kiểm tra was pressed."""
    before = next(backup.path for backup in list_backups(job.master) if backup.button == "validate")
    copy = shutil.copy(before, job.master.with_name("Trước Kiểm tra.xlsx"))
    with FileBook(copy, button="validate", now=run_demo.REPORTED, user=run_demo.USER) as book:
        findings, totals = validate.run(book).findings, roll_up.run(book).totals
    assert job.outcomes["validate"][0].findings == findings
    assert job.outcomes["roll_up"][0].totals == totals
    assert len(totals) > len(REGIME.indicators)


def test_what_is_typed_unsaved_is_taken_and_undo_brings_it_back(
    job: Office, clock: list[Office], calc_app: Any, tmp_path: Path
) -> None:
    """Undo goes back to what the user saw when the button was pressed, typed but unsaved cells included."""
    office = Office(calc_app, tmp_path / "Bản của tôi.xlsx", run_demo.REPORTED)
    shutil.copy(job.master, office.master)
    clock.append(office)
    calc_app.books.open(str(office.master))
    with FileBook(office.master) as book:
        sheet = unit_sheets(book)[UNIT]
        grid = book.read_grid(sheet)
        before = value_of(book)
    assert grid
    typed = office.sheet(sheet).range(grid.address(INDICATOR, "value"))
    typed.value = "4321"
    office.press("validate")
    assert (before != 4321, value_of(FileBook(office.master))) == (True, 4321)
    assert in_sight(office) == (tables.FINDINGS_TABLE.sheet, {"Lỗi"})
    office.press("undo", "yes")
    assert (typed_in(FileBook(office.master), sheet), value_of(FileBook(office.master))) == ("4321", before)
    assert office.sheet(sheet).range(typed.address).value == "4321"
    calc_app.books[office.master.name].close()
    clock.pop()


def in_sight(office: Office) -> tuple[str, set[str]]:
    """The sheet in front, and what the rows that its filter leaves have in the first column of its table."""
    sheet = office.app.books[office.master.name].sheets.active
    body = next(iter(sheet.tables)).data_body_range
    visible = (body[row, 0] for row in range(body.shape[0]) if body[row, 0].api.Rows.IsVisible)
    return sheet.name, {cell.value for cell in visible}


def value_of(book: FileBook) -> object:
    key = value_key(UNIT, INDICATOR, "value")
    return next(row["value"] for row in book.read_table(tables.VALUES_TABLE) if row["key"] == key)


def typed_in(book: FileBook, sheet: str) -> object:
    grid = book.read_grid(sheet)
    return grid and grid.value(INDICATOR, "value")
