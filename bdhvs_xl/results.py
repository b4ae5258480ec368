"""What a button did: the words for the user, and the data that `--json` hands to other programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bdhvs_xl.errors import Finding


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file that came in, and what became of it; `status` is a code of `STATUS_NAMES`, `unchanged` or `held`."""

    file: str
    unit: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoTo:
    """Where a button leaves the user: a sheet, and in its table only the rows with one of `only` under `header`."""

    sheet: str
    table: str = ""
    header: str = ""
    only: tuple[str, ...] = ()


@dataclass(kw_only=True)
class ButtonResult:
    """The result of a button. `totals` holds the contract's fields of one total per mapping.

    On a screen the user is then left at `landing`, and `to_open` is offered to be opened.
    """

    message: str
    received: Sequence[FileOutcome] = field(default_factory=list)
    findings: Sequence[Finding] = field(default_factory=list)
    totals: Sequence[Mapping[str, object]] = field(default_factory=list)
    files: Sequence[Path] = field(default_factory=list)
    landing: GoTo | None = None
    to_open: Path | None = None

    @property
    def to_act_on(self) -> list[FileOutcome]:
        """The files that someone must look after."""
        return [file for file in self.received if file.status in ("rejected", "held", "awaiting_entry")]

    def told_to_act_on(self, most: int) -> list[str]:
        """A line for each file that someone must look after; the first `most` of them when there are more."""
        lines = [f"{file.file}: {file.reason}" for file in self.to_act_on]
        rest = len(lines) - most
        return lines if rest <= 0 else [*lines[:most], f"… và {rest} tệp khác, xem trang Nhật ký."]


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing a button asks for: `name` is the keyword of its `run`, `kind` how it is picked or typed.

    `help` tells it on the command line, `question` asks for it on a screen. `choices` gives the words of each code
    that may be chosen; of a button that works on a book it is given the book. A `file` is to be made, one to `open` is
    there already (`suggested` is its ending); to `agree` is a yes, given as "yes".
    """

    name: str
    help: str
    kind: Literal["folder", "file", "open", "agree", "text"] = "text"
    required: bool = True
    question: str = ""
    choices: Callable[..., Mapping[str, str]] | None = None
    suggested: str = ""


Target = Literal["master", "master or form", "closed master", "nothing"]
"""What a button works on: the master, also while open in Excel; a unit's form as well, which it only reads; the master
as a closed file, which it replaces."""
