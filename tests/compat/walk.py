"""What an office does with what 0.1.0 left behind: every command in turn, and all that can be seen of it as text.

The stored folder of a type of report holds `office` (the master and the folders beside it), `inbox` (forms that have
come in since) and `expected` (what this walk gave with 0.1.0).
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import dumps
from stored_office import MASTER, Office, copied

HERE = Path(__file__).parent
STORED = HERE / "0.1.0"
INBOX, BLANKS = "../inbox", "Biểu mẫu"
FORM = "Gửi muộn.xlsx"
"""The form in the inbox from which its unit writes a report of its own."""

Seen = tuple[str, str]
"""The name of a file in `expected`, and what it should hold."""


def days() -> dict[str, datetime]:
    """The day on which the office of each type of report goes on working."""
    return tomllib.loads((STORED / "days.toml").read_text("utf-8"))


def walk(regime: str, folder: Path) -> Iterator[Seen]:
    """All that 0.1.0 showed, in the order of the work; `folder` must not be there yet."""
    copied(STORED / regime, folder)
    office = Office(folder / "office", days()[regime])
    yield from _receive(office)
    yield from _report(office, dict.fromkeys(re.findall(r"^Mã văn bản=(\w+)", _master(office), re.MULTILINE)))
    yield from _check(office, regime)
    yield from _ask_again(office)
    yield from _rebuild(office)
    yield from _unit(Office(folder / "inbox", office.now))


def _receive(office: Office) -> Iterator[Seen]:
    """What officers typed without pressing a button is taken over, then what has come in, also forms left blank."""
    yield "11 validate.txt", office.run("validate", MASTER)
    yield "12 collect.txt", office.run("collect", MASTER, INBOX)
    yield "13 collect blank forms.txt", office.run("collect", MASTER, BLANKS)
    yield "14 roll-up.txt", office.run("roll-up", MASTER)
    yield "15 master.txt", _master(office)


def _report(office: Office, letters: Iterable[str]) -> Iterator[Seen]:
    before = _documents(office)
    yield "21 write-report.txt", office.run("write-report", MASTER)
    yield "22 report.txt", _made_since(office, before)
    for letter in letters:
        before = _documents(office)
        yield f"23 write-letter {letter}.txt", office.run("write-letter", MASTER, letter)
        yield f"24 letter {letter}.txt", _made_since(office, before)


def _check(office: Office, regime: str) -> Iterator[Seen]:
    """The documents that 0.1.0 made, as it left them and as people edited them."""
    there = STORED / regime / "office"
    for number, path in enumerate(sorted(path.relative_to(there) for path in there.glob("*/*.docx")), start=1):
        before, name = _documents(office), f"{number} {path.parent.name}"
        yield f"31 check-report {name}.txt", office.run("check-report", MASTER, str(path), "--refresh")
        yield f"32 refreshed {name}.txt", _made_since(office, before)


def _ask_again(office: Office) -> Iterator[Seen]:
    """Corrections asked for, and forms issued from the same master: their keys and marks stay those that are out."""
    yield "41 return-forms.txt", office.run("return-forms", MASTER)
    yield "42 issue-forms.txt", office.run("issue-forms", MASTER)
    forms = sorted(office.folder.glob(f"{BLANKS}/*.xlsx"))
    yield "43 forms.txt", "\n".join(f"## {path.name}\n{dumps.identity(path)}" for path in forms)
    common = next(path for path in forms if path.name.startswith("bieu-mau-chung"))
    yield "44 common form.txt", dumps.keys(common)


def _rebuild(office: Office) -> Iterator[Seen]:
    """The master made anew, then added up again: all as before, but for what the log says."""
    before = _master(office)
    yield "51 rebuild.txt", office.run("rebuild", MASTER)
    rebuilt = _master(office)
    yield "52 rebuilt master, changed lines.txt", _changed(before, rebuilt)
    yield "53 roll-up.txt", office.run("roll-up", MASTER)
    yield "54 master, changed lines.txt", _changed(rebuilt, _master(office))


def _unit(unit: Office) -> Iterator[Seen]:
    """A unit's own report, from the form that it has filled."""
    yield "61 write-report.txt", unit.run("write-report", FORM)
    report = next(unit.folder.glob("Báo cáo/*.docx"))
    yield "62 report.txt", dumps.document(report)
    yield "63 check-report.txt", unit.run("check-report", FORM, str(report.relative_to(unit.folder)))


def _master(office: Office) -> str:
    return dumps.workbook(office.folder / MASTER)


def _documents(office: Office) -> set[Path]:
    return set(office.folder.glob("*/*.docx"))


def _made_since(office: Office, before: set[Path]) -> str:
    """The Word documents that were not there before."""
    made = sorted(_documents(office) - before)
    return "\n".join(f"## {path.relative_to(office.folder)}\n{dumps.document(path)}" for path in made)


def _changed(before: str, after: str) -> str:
    """The lines that went and came, without their numbers."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++", "@@")))
