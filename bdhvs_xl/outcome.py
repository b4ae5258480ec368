"""What a button did: the words for the user, and the data that `--json` hands to other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bdhvs_xl.problem import Finding


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came in, and what became of it; `status` is a code of `STATUS_NAMES`, `unchanged` or `held`."""

    file: str
    unit: str
    status: str
    reason: str = ""


@dataclass(kw_only=True)
class Outcome:
    """The result of a button. `totals` holds the contract's fields of one total per mapping."""

    message: str
    received: Sequence[Received] = field(default_factory=list)
    findings: Sequence[Finding] = field(default_factory=list)
    totals: Sequence[Mapping[str, object]] = field(default_factory=list)
    files: Sequence[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing a button asks for: `name` is the keyword of its `run`, `kind` how it is picked or typed."""

    name: str
    help: str
    kind: Literal["folder", "file", "text"] = "text"
    required: bool = True
