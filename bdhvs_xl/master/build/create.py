"""A new master: built in a temporary folder, given its unit sheets and data, then moved to its path."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.refresh_displays import show_previous_values
from bdhvs_xl.master.unit_sheets import add_unit_sheets, units_with_sheets
from bdhvs_xl.regime.model import Regime


@contextmanager
def draft_master(regime: Regime, name: str, *, now: datetime, user: str | None = None) -> Iterator[FileBook]:
    """A new master of `regime`, file name `name`, in a folder deleted after the `with` block; `save_draft` keeps it."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / name
        build_master(regime, draft)
        with FileBook(draft, button="new_master", now=now, user=user) as book:
            add_unit_sheets(book, units_with_sheets(regime))
            show_previous_values(book, regime)
            yield book


def save_draft(new: FileBook, path: Path) -> None:
    """Save a draft master to `path`, completely or not at all."""
    new.save()
    content = new.path.read_bytes()
    write_atomically(path, lambda out: out.write(content))


def create_master_file(
    regime: Regime, path: Path, *, now: datetime, user: str | None = None, fill: Callable[[FileBook], None]
) -> None:
    """Create a master of `regime` at `path`, completely or not at all; `fill` gets the open book before saving."""
    with draft_master(regime, path.name, now=now, user=user) as new:
        fill(new)
        save_draft(new, path)
