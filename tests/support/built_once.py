"""Files that many tests begin with, made once in a process and copied from then on."""

from collections.abc import Callable
from pathlib import Path

_MADE: dict[str, bytes] = {}


def made_once(path: Path, make: Callable[[Path], object], *of: object) -> Path:
    """The file at `path`, which is the test's own; whatever `make` depends on must show in the text of `of`."""
    key = f"{make.__qualname__} {of!r}"
    if key not in _MADE:
        make(path)
        _MADE[key] = path.read_bytes()
    else:
        path.write_bytes(_MADE[key])
    return path
