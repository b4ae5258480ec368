"""A copy of a stored office, at which the commands of `bdhvs` are given on a fixed day by a fixed person.

Nothing of the package is imported but its command line: what moves or is renamed inside it is no business of these
tests. The clock is set for the whole process, so that the day on which the tests run plays no part.
"""

import contextlib
import io
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import time_machine

from bdhvs_xl import cli

MASTER = "Tổng hợp.xlsx"
USER = "Cán bộ tổng hợp"
_LONG_AGO = datetime(2020, 1, 1).timestamp()


class Office:
    """A focal office in a folder of its own; commands name files as seen from there."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder, self.now = folder, now

    def run(self, *words: str) -> str:
        """What a command prints with `--json`, laid out for comparison, after its exit code."""
        printed = io.StringIO()
        with self._at_work(), contextlib.redirect_stdout(printed):
            code = cli.main([*words, "--json"])
        return f"{' '.join(words)}\nexit code {code}\n{laid_out(json.loads(printed.getvalue()))}\n"

    @contextlib.contextmanager
    def _at_work(self):
        name, there = os.environ.get("LOGNAME"), Path.cwd()
        os.environ["LOGNAME"] = USER
        try:
            with time_machine.travel(self.now.timestamp(), tick=False), contextlib.chdir(self.folder):
                yield
        finally:
            os.environ.pop("LOGNAME")
            if name is not None:
                os.environ["LOGNAME"] = name
            assert Path.cwd() == there


def copied(stored: Path, to: Path) -> Path:
    """A copy whose files were changed one after the other in the order of their names, as no checkout keeps times."""
    shutil.copytree(stored, to)
    for number, path in enumerate(sorted(path for path in to.rglob("*") if path.is_file())):
        os.utime(path, (_LONG_AGO + 60 * number,) * 2)
    return to


def laid_out(printed: dict[str, object]) -> str:
    """An object of `--json` with each item of its lists on a line of its own."""
    lines = []
    for key, value in printed.items():
        if isinstance(value, list):
            lines += [f"{key}: {len(value)}", *(f"  {_line(item)}" for item in value)]
        else:
            lines.append(f"{key}: {_line(value)}")
    return "\n".join(lines)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
