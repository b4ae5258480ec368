"""One file to receive, from the folder or from an archive in it."""

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
    """One file; `path` is relative to the collected folder, `outer.zip/inner.xlsx` inside an archive.

    `read` returns its bytes, or raises a UserError with the reason.
    """

    path: str
    modified: datetime
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name


def refused_file(path: str, modified: datetime, error: UserError) -> IncomingFile:
    """A file that is not opened: its `read` raises the UserError."""

    def read() -> bytes:
        raise error

    return IncomingFile(path, modified, read)


def is_system_file(name: str) -> bool:
    """Whether a file or folder has a name that programs and systems use for their own files, never for a report."""
    lowered = name.lower()
    return name != ".." and (lowered.startswith(_RUBBISH) or lowered.endswith(_RUBBISH_ENDINGS))


def printable_path(path: str) -> str:
    """A path safe to show in a message or a cell: control and bidirectional marks and invalid bytes become `_`."""
    return _UNSHOWN.sub("_", path)
