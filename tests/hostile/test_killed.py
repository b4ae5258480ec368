"""Commands killed at random moments: the master is the old or the new one, and the next run finishes the work.

`BDHVS_KILLS=200 pytest tests/hostile/test_killed.py` kills as often as asked; the tests of every day kill a few times.
"""

import os
import random
import shutil
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import rig
from support.filled_forms import filled_form
from support.masters import made_master, opened
from support.small_regime import small_regime

from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.letter_rows import letter_rows
from bdhvs_xl.master.tables import FINDINGS_TABLE, LETTERS_TABLE, TRACKING_TABLE, VALUES_TABLE
from bdhvs_xl.regime.model import Letter, LetterLine

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("BDHVS_KILLS", "6"))
MASTER = "Tổng hợp.xlsx"
COMMANDS = ("collect", "validate", "roll-up")
TOLD = (VALUES_TABLE, TRACKING_TABLE, FINDINGS_TABLE)
LETTER = Letter(id="hop", kind="letter", title="họp", lines=(LetterLine(part="paragraph", text="Mời họp."),))
VOLATILE = {"received", "sent"}
"""Columns that tell when something was done."""

Content = list[list[dict[str, object]]]


def words(command: str, office: Path) -> list[str]:
    folder = [str(office / "gửi về")] if command == "collect" else []
    return [command, str(office / MASTER), *folder, "--json"]


def content(office: Path) -> Content:
    """What the master's tables say, whoever said it when."""
    with FileBook(office / MASTER) as book:
        tables = [book.read_table(table) for table in TOLD]
    return [[{key: row[key] for key in row.keys() - VOLATILE} for row in rows] for rows in tables]


def totals(office: Path) -> list[object]:
    return rig.run(*words("roll-up", office)).outcome["totals"]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """By command: an office as it is before the command."""
    fresh = tmp_path_factory.mktemp("offices") / "collect"
    (fresh / "gửi về").mkdir(parents=True)
    made_master(fresh, {})
    with opened(fresh / MASTER, "edit") as book:
        book.replace_rows(LETTERS_TABLE, letter_rows(replace(small_regime(), letters=(LETTER,))))
        book.save()
    for kind in ("report", "letter"):
        build_template(small_regime(), fresh, kind)
    for unit in ("14212", "13669"):
        filled_form(small_regime(), unit, fresh / "gửi về" / f"{unit}.xlsx")
    collected = shutil.copytree(fresh, fresh.with_name("collected"))
    assert rig.run(*words("collect", collected)).code == 0
    return {"collect": fresh, "validate": collected, "roll-up": collected}


@pytest.fixture(scope="module")
def done(
    offices: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Content, Content, float]]:
    """By command: what the tables say before and after it, and how long it takes."""
    found = {}
    for command, office in offices.items():
        copy = shutil.copytree(office, tmp_path_factory.mktemp("done") / "office")
        begun = time.monotonic()
        assert rig.run(*words(command, copy)).code == 0
        found[command] = content(office), content(copy), time.monotonic() - begun
    return found


@pytest.fixture(scope="module")
def undisturbed(offices: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The totals where nothing was killed."""
    return totals(shutil.copytree(offices["validate"], tmp_path_factory.mktemp("undisturbed") / "office"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "office"
    shutil.rmtree(tmp_path / "office", ignore_errors=True)


def killed(arguments: list[str], delay: float) -> bool:
    """Whether a command that was killed after a while was still at work."""
    process, _ = rig.started(arguments)
    time.sleep(delay)
    at_work = process.is_alive()
    process.kill()
    process.join()
    return at_work


def leftovers(office: Path) -> list[str]:
    return sorted(p.name for p in office.rglob("*") if p.name.startswith("~") or p.suffix in (".tmp", ".khoa"))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_does_no_harm_and_the_next_one_completes(
    number, offices, done, undisturbed, office, record_property
):
    command = COMMANDS[number % len(COMMANDS)]
    old, new, seconds = done[command]
    shutil.copytree(offices[command], office)
    at_work = killed(words(command, office), random.Random(number).uniform(0, seconds))
    now = content(office)
    assert now in (old, new)
    openpyxl.load_workbook(office / MASTER, read_only=True).close()
    left = leftovers(office)
    for prefix, value in (("command", command), ("at work", at_work), ("is old", now == old), ("left", left)):
        record_property(prefix, value)
    ran = rig.run(*words(command, office))
    assert (ran.code, ran.errors) == (0, "")
    assert content(office) == new
    assert leftovers(office) == []
    assert totals(office) == undisturbed


@pytest.mark.parametrize("number", range(max(3, KILLS // 5)))
def test_what_is_made_stands_under_its_name_only_when_it_is_whole(number, offices, office):
    command = ("write-report", "issue-forms", "write-letter")[number % 3]
    shutil.copytree(offices["validate"], office)
    assert rig.run(*words("roll-up", office)).code == 0
    before = {path for path in office.rglob("*") if path.is_file()}
    more = [LETTER.id] if command == "write-letter" else []
    pressed = [command, str(office / MASTER), *more, "--json"]
    killed(pressed, random.Random(number).uniform(0, 0.6))
    made = {p for p in office.rglob("*") if p.is_file()} - before
    for path in made:
        in_the_making = any(part.startswith("~") for part in path.relative_to(office).parts)
        if not in_the_making and path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
    assert rig.run(*words("validate", office)).code == 0
    assert rig.run(*pressed).code == 0
    assert leftovers(office) == []
