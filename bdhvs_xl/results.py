"""The result of a button: the message for the user, and the data that `--json` prints for other programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bdhvs_xl.errors import Finding


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """The result for one received file; `status` is a code of `STATUS_NAMES`, `unchanged` or `held`."""

    file: str
    unit: str
    status: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoTo:
    """The place to show after a button: a sheet, its table filtered to the rows with one of `only` under `header`."""

    sheet: str
    table: str = ""
    header: str = ""
    only: tuple[str, ...] = ()


@dataclass(kw_only=True)
class ButtonResult:
    """The result of a button. Each mapping of `totals` holds the fields of one total that `--json` promises.

    On a screen `landing` is the place then selected, and `to_open` the file that the user may open.
    """

    message: str
    received: Sequence[FileOutcome] = field(default_factory=list)
    findings: Sequence[Finding] = field(default_factory=list)
    totals: Sequence[Mapping[str, object]] = field(default_factory=list)
    files: Sequence[Path] = field(default_factory=list)
    landing: GoTo | None = None
    to_open: Path | None = None

    @property
    def needs_attention(self) -> list[FileOutcome]:
        """The files that a person must look at: rejected, waiting for a choice, or to be typed in."""
        return [file for file in self.received if file.status in ("rejected", "held", "awaiting_entry")]

    def attention_lines(self, most: int) -> list[str]:
        """A line for each file that a person must look at; the first `most` lines and a count when there are more."""
        lines = [f"{file.file}: {file.reason}" for file in self.needs_attention]
        more = len(lines) - most
        return lines if more <= 0 else [*lines[:most], f"… và {more} tệp khác, xem trang Nhật ký."]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a button: `name` is the keyword of its `run`, `kind` how the user picks or types it.

    `help` describes it on the command line, `question` asks for it on a screen. `choices` returns the label of each
    code that may be chosen; a button that works on a book calls it with the book. A `file` is to be written, one to
    `open` exists already (`suggested` is its suffix); `agree` is a question, whose yes is passed as "yes".
    """

    name: str
    help: str
    kind: Literal["folder", "file", "open", "agree", "text"] = "text"
    required: bool = True
    question: str = ""
    choices: Callable[..., Mapping[str, str]] | None = None
    suggested: str = ""


Target = Literal["master", "master or form", "closed master", "nothing"]
"""What a button works on: the master, also while open in Excel; the master or a unit's form, which it only reads; the
master as a closed file, which it replaces; nothing."""
