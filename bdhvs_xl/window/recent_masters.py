"""The masters that this user has used on this computer, stored in the user's folder."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bdhvs_xl.session.user_dir import user_folder

_MOST = 8


@dataclass(frozen=True, slots=True)
class RecentMaster:
    """A master to work on: its file, and the workbook's name while it is open in Excel ("" when it is not)."""

    path: Path
    workbook: str = ""

    @property
    def label(self) -> str:
        """Its label in a list, such as `Tổng hợp.xlsx – đang mở trong Excel`."""
        folder = self.path.parent.name or str(self.path.parent)
        return f"{self.path.name} – {'đang mở trong Excel' if self.workbook else f'thư mục {folder}'}"


def masters_to_offer(open_in_excel: Iterable[RecentMaster]) -> list[RecentMaster]:
    """The masters to choose from: first those open in Excel, then the recent ones, the last used first."""
    open_ones = list(open_in_excel)
    open_keys = {_key(master.path) for master in open_ones}
    return [*open_ones, *(RecentMaster(path) for path in load_recent() if _key(path) not in open_keys)]


def with_excel_state(master: RecentMaster, open_in_excel: Iterable[RecentMaster]) -> RecentMaster:
    """The same master, with the workbook's name if it is in `open_in_excel`, else without."""
    return next((other for other in open_in_excel if _key(other.path) == _key(master.path)), RecentMaster(master.path))


def load_recent() -> list[Path]:
    """The recent masters, the last used first; the files may be gone."""
    try:
        stored = json.loads(_memory_file().read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(text) for text in stored if isinstance(text, str)] if isinstance(stored, list) else []


def remember(path: Path) -> None:
    """Store a master as the last used; where the file cannot be written the window works without it."""
    others = [other for other in load_recent() if _key(other) != _key(path)]
    text = json.dumps([str(p) for p in [path, *others][:_MOST]], ensure_ascii=False, indent=1)
    with suppress(OSError):
        _memory_file().write_text(text, "utf-8")


def _memory_file() -> Path:
    return user_folder() / "Cửa sổ.json"


def _key(path: Path) -> str:
    return os.path.normcase(path)
