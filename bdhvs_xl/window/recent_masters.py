"""Which master the window works on: the ones used before, remembered on this computer for this user."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bdhvs_xl.session.user_dir import user_folder

_KEPT = 8


@dataclass(frozen=True, slots=True)
class RecentMaster:
    """A master to work on: its file, and the workbook's name while it is open in Excel ("" when it is not)."""

    path: Path
    workbook: str = ""

    @property
    def words(self) -> str:
        """How it is offered in a list, such as `Tổng hợp.xlsx – đang mở trong Excel`."""
        folder = self.path.parent.name or str(self.path.parent)
        return f"{self.path.name} – {'đang mở trong Excel' if self.workbook else f'thư mục {folder}'}"


def masters_to_offer(open_in_excel: Iterable[RecentMaster]) -> list[RecentMaster]:
    """The masters to choose from: first those open in Excel, then those used before, the last one first."""
    open_ones = list(open_in_excel)
    present = {_key(master.path) for master in open_ones}
    return [*open_ones, *(RecentMaster(path) for path in load_recent() if _key(path) not in present)]


def with_excel_state(master: RecentMaster, open_in_excel: Iterable[RecentMaster]) -> RecentMaster:
    """The same master, open in Excel or not as it is now."""
    return next((each for each in open_in_excel if _key(each.path) == _key(master.path)), RecentMaster(master.path))


def load_recent() -> list[Path]:
    """The masters used before, the last one first; whether they are still there is not looked at."""
    try:
        kept = json.loads(_memory().read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(text) for text in kept if isinstance(text, str)] if isinstance(kept, list) else []


def remember(path: Path) -> None:
    """Note that a master was chosen; where nothing can be noted the window works all the same."""
    others = [other for other in load_recent() if _key(other) != _key(path)]
    text = json.dumps([str(p) for p in [path, *others][:_KEPT]], ensure_ascii=False, indent=1)
    with suppress(OSError):
        _memory().write_text(text, "utf-8")


def _memory() -> Path:
    return user_folder() / "Cửa sổ.json"


def _key(path: Path) -> str:
    return os.path.normcase(path)
