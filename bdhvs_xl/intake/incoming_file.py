"""One file that came in, wherever it lay: in the folder or in an archive."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book import lock

_RUBBISH = (".", "~$", "thumbs.db", "desktop.ini", "__macosx")
_RUBBISH_ENDINGS = (lock.LOCK_SUFFIX, ".tmp")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file; `path` is below the collected folder, `outer.zip/inner.xlsx` inside an archive. `read` gives its bytes
    or raises the UserError why they cannot be had.
    """

    path: str
    modified: datetime
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name


def refused_file(path: str, modified: datetime, error: UserError) -> IncomingFile:
    """A file that is not opened: reading it raises the UserError."""

    def read() -> bytes:
        raise error

    return IncomingFile(path, modified, read)


def is_system_file(name: str) -> bool:
    """Whether programs and systems leave files or folders of such a name, which hold no report."""
    lowered = name.lower()
    return name != ".." and (lowered.startswith(_RUBBISH) or lowered.endswith(_RUBBISH_ENDINGS))


def printable_path(path: str) -> str:
    """A path as it can stand in a message and in a cell: bytes that are no text, and marks that reorder it, are `_`."""
    return _UNSHOWN.sub("_", path)
