"""What differs between the text that 0.1.0 gave and that of now, but for the differences that are meant.

`differences.toml` lists those, each with its reason: a pattern in the stored text and what it has become, or a pattern
of what has been added, which is taken out of the text of now. A listed difference that changes nothing fails too.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

FILE = Path(__file__).parent / "differences.toml"
_BETWEEN = re.compile(r' \| |(?<=["\d\]el]), (?=")')
"""Between the cells of a row, and the fields of an object in JSON."""
_HEADING = re.compile(r"#|\w+: \d+$")
"""The line of a table, grid or part of a document, or of a list in JSON."""
_MOST, _WIDE = 40, 300
"""Lines of a failure's message, and characters of one."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A meant difference in the files whose names match `files`, such as `*/15 master.txt`."""

    reason: str
    files: str
    stored: str = ""
    becomes: str = ""
    added: str = ""

    def in_stored(self, name: str, text: str) -> str:
        """The stored text as it would be now."""
        return self._replaced(name, text, self.stored, self.becomes)

    def in_present(self, name: str, text: str) -> str:
        """The text of now without what was added."""
        return self._replaced(name, text, self.added, "")

    def _replaced(self, name: str, text: str, pattern: str, by: str) -> str:
        wanted = pattern and fnmatch(name, self.files)
        return re.sub(pattern, by, text, flags=re.MULTILINE) if wanted else text


def differences() -> list[Difference]:
    """The differences that are meant."""
    found = [Difference(**each) for each in tomllib.loads(FILE.read_text("utf-8")).get("difference", [])]
    assert all(each.reason and bool(each.stored) != bool(each.added) for each in found), "a reason, stored or added"
    return found


def differing(name: str, stored: str, present: str) -> list[str]:
    """The lines of a message: where the two differ and how; none where they agree."""
    for difference in differences():
        stored, present = difference.in_stored(name, stored), difference.in_present(name, present)
    if stored == present:
        return []
    lines = [*_changes(stored.splitlines(), present.splitlines())]
    return [f"{name}: 0.1.0 (-), now (+)", *(line[:_WIDE] for line in lines[:_MOST]), *_rest(len(lines))]


def used(stored: Mapping[str, str], present: Mapping[str, str]) -> set[Difference]:
    """The listed differences that change one of these texts."""
    return {
        difference
        for difference in differences()
        if any(difference.in_stored(name, text) != text for name, text in stored.items())
        or any(difference.in_present(name, text) != text for name, text in present.items())
    }


def _rest(count: int) -> list[str]:
    return [f"… and {count - _MOST} lines more"] if count > _MOST else []


def _changes(stored: list[str], present: list[str]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, stored, present, autojunk=False)
    for what, begin, end, start, stop in matcher.get_opcodes():
        if what == "equal":
            continue
        yield f"line {begin + 1}, under {_heading(stored, begin)}"
        if end - begin == stop - start:
            for old, new in zip(stored[begin:end], present[start:stop], strict=True):
                yield from _fields(old, new)
        else:
            yield from (f"  - {line}" for line in stored[begin:end])
            yield from (f"  + {line}" for line in present[start:stop])


def _heading(lines: list[str], at: int) -> str:
    """The last heading above a line, without the columns that it lists."""
    above = (line.partition(": ")[0] for line in reversed(lines[: at + 1]) if _HEADING.match(line))
    return next(above, "the beginning")


def _fields(old: str, new: str) -> Iterator[str]:
    """What a changed line begins with, then the fields of it that changed."""
    olds, news = _BETWEEN.split(old), _BETWEEN.split(new)
    if len(olds) > 1:
        yield f"  {' | '.join(olds[:4])} …"
    for line in difflib.ndiff(olds, news):
        if line[0] in "-+":
            yield f"    {line}"
