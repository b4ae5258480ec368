"""A whole new master: built, its unit sheets added, filled, and only then put in its place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.atomic import write_atomically
from bdhvs_xl.workbook.build.master import build_master
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.unit_sheets import add_unit_sheets, units_with_sheets


def put_fresh_master(
    regime: Regime, path: Path, *, now: datetime, user: str | None = None, fill: Callable[[FileBook], None]
) -> None:
    """Put a new master of `regime` at `path`, wholly or not at all; `fill` gets it as a book before that."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / path.name
        build_master(regime, draft)
        with FileBook(draft, button="new_master", now=now, user=user) as book:
            add_unit_sheets(book, units_with_sheets(regime))
            fill(book)
            book.save()
        content = draft.read_bytes()
    write_atomically(path, lambda out: out.write(content))
