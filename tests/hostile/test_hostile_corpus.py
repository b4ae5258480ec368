"""Bad files among good ones: each is told of with its cure, soon; the good ones are collected; nothing else is touched.

`BDHVS_HOSTILE=all pytest tests/hostile` takes every attack by itself; the tests of every day take one in three so, and
all of them at once in one folder.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import rig
from attack import VICTIM
from bad_workbooks import workbooks
from other_files import other_files
from places import OUTSIDE, archives, places
from support.filled_forms import filled_form
from support.masters import made_master
from support.small_regime import small_regime

from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import VALUES_TABLE

pytestmark = pytest.mark.slow


SECONDS, MIB = 2.0, 300.0
CORPUS = [*workbooks(), *other_files(), *archives(), *places()]
ONE_BY_ONE = CORPUS if os.environ.get("BDHVS_HOSTILE") == "all" else CORPUS[::3]
REFUSED = [attack for attack in CORPUS if attack.becomes not in ("taken", "returned") and "written" not in attack.name]
GOOD = ("14212", "13669")
MASTER = "Tổng hợp.xlsx"


def office(folder: Path) -> Path:
    """A master, the folder of two good forms, and a folder that nobody was told to touch."""
    for name in ("office", "inbox", OUTSIDE):
        (folder / name).mkdir(parents=True)
    made_master(folder / "office", {})
    for unit in GOOD:
        filled_form(small_regime(), unit, folder / "inbox" / f"{unit}.xlsx")
    (folder / OUTSIDE / "secret.txt").write_text("bí mật")
    return folder


@pytest.fixture(scope="session")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such an office; to be copied, not changed."""
    return office(tmp_path_factory.mktemp("rooms") / "office")


@pytest.fixture(scope="session")
def without(rooms: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], list[object]]:
    """The values and the totals of the good forms alone."""
    room = shutil.copytree(rooms, tmp_path_factory.mktemp("without") / "room")
    assert collected(room).code == 0
    return values(room), totals(room)


@pytest.fixture
def room(rooms: Path, tmp_path: Path) -> Iterator[Path]:
    """A fresh copy of the office."""
    yield shutil.copytree(rooms, tmp_path / "room")
    shutil.rmtree(tmp_path / "room", ignore_errors=True)


def collected(room: Path) -> rig.Ran:
    return rig.run("collect", str(room / "office" / MASTER), str(room / "inbox"), "--json")


def totals(room: Path) -> list[object]:
    return rig.run("roll-up", str(room / "office" / MASTER), "--json").outcome["totals"]


def values(room: Path) -> list[object]:
    """What the master holds of the units with good forms."""
    with FileBook(room / "office" / MASTER) as book:
        return [row for row in book.read_table(VALUES_TABLE) if row["unit"] in GOOD]


def snapshot(room: Path) -> dict[str, str]:
    """All that lies outside the master's folder."""
    found = {}
    for place, folders, files in os.walk(room):
        folders[:] = [name for name in folders if Path(place) / name != room / "office"]
        for path in (Path(place) / name for name in (*folders, *files)):
            plain = path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 28
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest() if plain else str(path.lstat().st_mode)
    return found


@pytest.mark.parametrize(
    "attack", ONE_BY_ONE, ids=lambda attack: re.sub(r"\W+", "_", f"{attack.group} {attack.name}")[:60]
)
def test_it_is_told_soon_and_the_others_are_collected(attack, room, without, record_property):
    attack.put(room / "inbox")
    before = snapshot(room)
    ran = collected(room)
    for name in ("seconds", "mib"):
        record_property(name, getattr(ran, name))
    assert (ran.code, ran.errors) == (0, "")
    received = {file["file"]: file for file in ran.outcome["received"]}
    assert [received.pop(f"{unit}.xlsx")["unit"] for unit in GOOD] == list(GOOD)
    if attack.becomes in ("taken", "returned"):
        (file,) = received.values()
        right = "returned" if attack.becomes == "returned" else "accepted_with_warnings"
        assert (file["unit"], file["status"], file["reason"]) == (VICTIM, right, "")
    else:
        assert {file["status"] for file in received.values()} == ({attack.becomes} if attack.results else set())
        assert all(attack.says in file["reason"] and file["reason"].endswith(".") for file in received.values())
    assert values(room) == without[0]
    if "written" not in attack.name:
        assert snapshot(room) == before
    assert (ran.seconds < SECONDS, ran.mib < MIB) == (True, True)


def test_all_that_is_refused_at_once_leaves_the_totals_as_they_were(room, without, soffice):
    for number, attack in enumerate(REFUSED):
        (room / "inbox" / str(number)).mkdir()
        attack.put(room / "inbox" / str(number))
    ran = collected(room)
    assert (ran.code, ran.errors) == (0, "")
    assert {file["file"] for file in ran.outcome["received"] if file["unit"]} == {f"{unit}.xlsx" for unit in GOOD}
    assert (values(room), totals(room)) == without
    openpyxl.load_workbook(room / "office" / MASTER)
    again = openpyxl.load_workbook(soffice(room / "office" / MASTER, "xlsx"))
    assert "Số liệu" in again.sheetnames
