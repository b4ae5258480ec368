"""Rebuild a master from its own definitions, migrate the received data, and back up the old file."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.intake import archive_originals, unit_sheet_values
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.not_asked import mark_not_asked
from bdhvs_xl.master import definitions, log, migrate
from bdhvs_xl.master.book.backup import back_up_before_rebuild
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.build.create import draft_master, save_draft
from bdhvs_xl.master.front_page import NOT_DONE
from bdhvs_xl.master.layout import UNIT_TEMPLATE
from bdhvs_xl.master.tables import LETTERS_TABLE, TRACKING_TABLE, VALUES_TABLE
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.regime import loader
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.workflow.check_reports import check_reports
from bdhvs_xl.workflow.roll_up_reports import roll_up_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuiltMaster:
    """A new master, still a draft: `replace_old` replaces the old one by it.

    `added` are indicators that the old one did not ask for, `not_asked` the units that had reported before them;
    `orphans` indicators with values but no definition any more; `left_behind` columns and sheets that people added.
    """

    old: FileBook
    new: FileBook
    regime: Regime
    added: Sequence[str]
    not_asked: Sequence[str]
    orphans: Sequence[str]
    left_behind: Sequence[str]

    def replace_old(self) -> Path:
        """The path of the old file's copy in `Sao lưu`, after the new file has replaced it."""
        kept = back_up_before_rebuild(self.old.path, self.old.now)
        save_draft(self.new, self.old.path)
        return kept


@contextmanager
def rebuilt_master(book: FileBook) -> Iterator[RebuiltMaster]:
    """The new master, filled and checked or rolled up as the old one was; deleted when the `with` block ends."""
    regime = _with_letters(book, definitions.read_definitions(book))
    added = _added_indicators(book, regime)
    with draft_master(regime, book.path.name, now=book.now, user=book.user) as new:
        not_asked = _fill(book, new, regime, added)
        left_behind = [*migrate.user_columns(book, regime), *migrate.user_sheets(book, new)]
        orphans = _orphans(book, regime)
        yield RebuiltMaster(
            old=book, new=new, regime=regime, added=added, not_asked=not_asked, orphans=orphans, left_behind=left_behind
        )


def _with_letters(book: Book, regime: Regime) -> Regime:
    """The regime with the shipped letters, where the master is older than the sheet of letters."""
    return regime if book.has_table(LETTERS_TABLE) else replace(regime, letters=loader.shipped_letters(regime.id))


def _added_indicators(book: Book, regime: Regime) -> list[str]:
    """The indicators that the sheets do not ask for yet."""
    pattern = book.read_grid(UNIT_TEMPLATE)
    return [code for code in regime.indicator if code not in pattern.rows] if pattern else []


def _fill(book: Book, new: Book, regime: Regime, added: Sequence[str]) -> list[str]:
    """The units not asked for the added indicators, after all data is migrated and checked or rolled up as before."""
    migrate.copy_tables(book, new, regime)
    _copy_waiting_files(book, new)
    migrate.add_opened_unit_sheets(book, new, regime)
    unit_sheet_values.fill_unit_sheets(new, regime, ledgers.load_ledger(new), unit_sheets(new))
    migrate.copy_unit_sheet_cells(book, new)
    migrate.copy_step_state(book, new, "write_report")
    entry = log.LogEntry(button=BUTTON_NAMES["rebuild"], subject="Cập nhật cấu trúc theo các trang thiết lập")
    log.append_log(new, [entry])
    not_asked = _mark_not_asked(new, regime, added)
    rolled_up = migrate.copy_step_state(book, new, "roll_up") not in ("", NOT_DONE)
    (roll_up_reports if rolled_up else check_reports)(new)
    return not_asked


def _copy_waiting_files(book: Book, new: Book) -> None:
    """Copy the reports that wait for a choice to where the checks of the new master open them."""
    source, target = (archive_originals.received_folder(each.path) for each in (book, new))
    for name in (str(row["held_file"] or "") for row in new.read_table(TRACKING_TABLE)):
        if name and (source / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target / name)


def _mark_not_asked(new: Book, regime: Regime, added: Sequence[str]) -> list[str]:
    """The units that have reported, after ledger and unit sheets mark them as not asked for the indicators `added`.

    Values typed into unit sheets are read into the ledger first.
    """
    if not added:
        return []
    ledger = ledgers.load_ledger(new)
    unit_sheet_values.read_typed_values(new, regime, ledger)
    units = mark_not_asked(ledger, added)
    ledgers.save_ledger(new, ledger)
    unit_sheet_values.fill_unit_sheets(new, regime, ledger, units)
    return units


def _orphans(book: Book, regime: Regime) -> list[str]:
    """The indicators with values in `Số liệu` that the regime no longer defines."""
    codes = dict.fromkeys(str(row["indicator"]) for row in book.read_table(VALUES_TABLE))
    return [code for code in codes if code not in regime.indicator]
