"""A master of the small regime on disk, with what units have sent already in its tables and on its unit sheets."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import unit_sheet_values
from bdhvs_xl.intake.submission import RawCell
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.master.unit_sheets import add_unit_sheets
from support.built_once import made_once
from support.ledgers import made_ledger
from support.small_regime import small_regime

NOW = datetime(2026, 5, 22, 8, 30)


def made_master(folder: Path, answers: Mapping[str, Mapping[str, RawCell]]) -> Path:
    """The path of the master; units without answers have not sent."""
    return made_once(folder / "Tổng hợp.xlsx", lambda path: _make(path, answers), answers)


def _make(path: Path, answers: Mapping[str, Mapping[str, RawCell]]) -> None:
    regime = small_regime()
    build_master(regime, path)
    with FileBook(path, button="collect", now=NOW, user="Tổ công tác") as book:
        add_unit_sheets(book, regime.units)
        ledger = made_ledger(regime, answers)
        ledgers.save_ledger(book, ledger)
        unit_sheet_values.fill_unit_sheets(book, regime, ledger, answers)
        book.save()


def opened(path: Path, button: str) -> FileBook:
    """The master opened for a button, to be used in a `with` block."""
    return FileBook(path, button=button, now=NOW, user="Tổ công tác")
