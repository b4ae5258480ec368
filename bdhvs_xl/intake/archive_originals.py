"""Archives received files unchanged in `Đã nhận/` beside the master, a folder per unit; nothing is overwritten."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bdhvs_xl.master.layout import (
    BACKUP_FOLDER,
    CORRECTIONS_FOLDER,
    FORMS_FOLDER,
    RECEIVED_FOLDER,
    REPORTS_FOLDER,
)
from bdhvs_xl.regime.model import Unit

REJECTED = "_Không nhận được"
UNKNOWN_UNIT = "_Chưa rõ đơn vị"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]')
_OF_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows takes for devices, whatever ending follows."""
_LONGEST, _LONGEST_ENDING, _MOST_BYTES = 120, 10, 220


def received_folder(master: Path) -> Path:
    """The folder of originals of a master."""
    return master.parent / RECEIVED_FOLDER


def folders_to_skip(master: Path, chosen: Path) -> list[Path]:
    """The master and the program's own folders beside it, which have nothing to receive; not `chosen` itself."""
    names = (RECEIVED_FOLDER, BACKUP_FOLDER, FORMS_FOLDER, REPORTS_FOLDER, CORRECTIONS_FOLDER)
    own = [master, *(master.parent / name for name in names), received_folder(master) / REJECTED]
    return [path for path in own if path.resolve() != chosen.resolve()]


def unit_folder(unit: Unit) -> str:
    """The name of a unit's folder, such as `14212 Xã Giao Ninh`."""
    return _safe(f"{unit.code} {unit.name}")


def save_original(root: Path, folder: str, name: str, data: bytes) -> str:
    """The path below `root` of the archived file: an existing one with the same bytes, else a new one."""
    for path in _names(root / folder, name):
        if not path.exists():
            _write(path, data)
            return path.relative_to(root).as_posix()
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return path.relative_to(root).as_posix()
    raise AssertionError("numbered names never end")


def _write(path: Path, data: bytes) -> None:
    """Write through a draft, so that a killed run leaves no half copy (the original stays where it came from)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"~{path.name}.tmp")
    draft.write_bytes(data)
    draft.replace(path)


def _names(folder: Path, name: str) -> Iterator[Path]:
    safe = PurePosixPath(_safe(name))
    yield folder / safe
    number = 2
    while True:
        yield folder / f"{safe.stem} ({number}){safe.suffix}"
        number += 1


def _safe(name: str) -> str:
    """A file name valid on every system, limited in letters and UTF-8 bytes; a shortened one keeps its extension."""
    tidy = _FORBIDDEN.sub("_", name).rstrip(" .") or "_"
    ending = PurePosixPath(tidy).suffix
    if len(ending) > _LONGEST_ENDING:
        ending = ""
    stem = tidy.removesuffix(ending)[: _LONGEST - len(ending)]
    short = stem.encode()[: _MOST_BYTES - len(ending.encode())].decode(errors="ignore").rstrip(" .")
    return f"_{short}{ending}" if _OF_DEVICES.fullmatch(short) else short + ending
