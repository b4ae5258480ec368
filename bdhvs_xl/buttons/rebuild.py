"""Cập nhật cấu trúc: a new master after indicators, sections or units changed, all that was received carried over."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.buttons import roll_up, validate
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import log, originals, sheets
from bdhvs_xl.intake.not_asked import mark_received
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.regime import toml
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook import carry, definitions
from bdhvs_xl.workbook.backup import back_up
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.build.fresh import fresh_master, put
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.front_page import NOT_DONE
from bdhvs_xl.workbook.layout import BACKUP_FOLDER, PATTERN
from bdhvs_xl.workbook.tables import LETTERS_TABLE, TRACKING_TABLE, VALUES_TABLE
from bdhvs_xl.workbook.unit_sheets import unit_sheets

LABEL = BUTTON_NAMES["rebuild"]
WORKS_ON: WorksOn = "closed master"
ARGUMENTS: tuple[Argument, ...] = ()
_KEPT = "số liệu, điều chỉnh, theo dõi, phần lời, mô hình, trang đơn vị và nhật ký"


def run(book: FileBook) -> Outcome:
    """The master built anew from its own definitions; the old file is kept in `Sao lưu/`, whole.

    Before it takes the place of the old one the user is told what is not carried over, and may say no.
    """
    regime = _with_letters(book, definitions.read(book))
    added = _added(book, regime)
    with fresh_master(regime, book.path.name, now=book.now, user=book.user) as new:
        not_asked = _fill(book, new, regime, added)
        left_behind = [*carry.added_columns(book, regime), *_added_sheets(book, new)]
        if not book.ask(_question(book, left_behind)):
            return Outcome(message="Không cập nhật cấu trúc: file tổng hợp giữ nguyên.")
        told = [_not_asked_told(added, not_asked), _orphans_told(book, regime), _left_told(left_behind)]
        kept = _keep_old(book)
        put(new, book.path)
    return Outcome(message=_message(regime, [text for text in told if text], kept), files=[book.path, kept])


def _with_letters(book: Book, regime: Regime) -> Regime:
    """The regime with the letters that ship, where the master was made before there were any."""
    return regime if book.has_table(LETTERS_TABLE) else replace(regime, letters=toml.shipped_letters(regime.id))


def _fill(book: Book, new: Book, regime: Regime, added: Sequence[str]) -> list[str]:
    """The units that were not asked for what was added; all data carried over, and checked or added up as before."""
    carry.carry_tables(book, new, regime)
    _lay_out_waiting(book, new)
    carry.open_unit_sheets(book, new, regime)
    sheets.fill(new, regime, ledgers.load(new), unit_sheets(new))
    carry.carry_unit_sheets(book, new)
    carry.carry_step(book, new, "write_report")
    log.append(new, [log.Entry(button=LABEL, subject="Cập nhật cấu trúc theo các trang thiết lập")])
    not_asked = _mark_not_asked(new, regime, added)
    (validate if carry.carry_step(book, new, "roll_up") in ("", NOT_DONE) else roll_up).run(new)
    return not_asked


def _lay_out_waiting(book: Book, new: Book) -> None:
    """Copies of the reports that wait for a choice, where the checks of the new master open them."""
    kept, laid_out = (originals.received_folder(each.path) for each in (book, new))
    for name in (str(row["held_file"] or "") for row in new.read_table(TRACKING_TABLE)):
        if name and (kept / name).is_file():
            (laid_out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept / name, laid_out / name)


def _added_sheets(book: FileBook, new: FileBook) -> Iterator[str]:
    """The sheets that have no counterpart in the new master, whatever people called the others."""
    markers, waiting = book.markers(), set(new.markers().values())
    listed = {place.sheet for name, place in book.package.tables.items() if name in new.package.tables}
    for sheet in book.package.sheets:
        if markers.get(sheet) in waiting:
            waiting.remove(markers[sheet])
        elif sheet not in new.package.sheets and sheet not in listed:
            yield f"trang {sheet}"


def _question(book: Book, left_behind: Sequence[str]) -> str:
    named = f", trong đó có {vi.join(left_behind)}" if left_behind else ""
    return (
        f"Tạo lại “{book.path.name}” theo các trang thiết lập?\n\n"
        f"Giữ nguyên: {_KEPT}.\n\n"
        f"Không mang sang: hình vẽ, ghi chú, định dạng, cột và trang tự thêm{named}. "
        f"Các phần này vẫn còn trong tệp cũ, được giữ ở thư mục “{BACKUP_FOLDER}”; nút Khôi phục đưa tệp cũ trở lại."
    )


def _keep_old(book: Book) -> Path:
    """The copy of the old file; besides it, one that undo goes back to."""
    back_up(book.path, "rebuild", book.now)
    name = f"{book.path.stem} (trước khi cập nhật cấu trúc) {book.now:%Y-%m-%d %H.%M.%S}{book.path.suffix}"
    return Path(shutil.copy2(book.path, book.path.parent / BACKUP_FOLDER / name))


def _added(book: Book, regime: Regime) -> list[str]:
    """The indicators that the sheets do not ask for yet."""
    pattern = book.read_grid(PATTERN)
    return [code for code in regime.indicator if code not in pattern.rows] if pattern else []


def _mark_not_asked(new: Book, regime: Regime, added: Sequence[str]) -> list[str]:
    """The units that have reported; ledger and unit sheets now say that they were not asked for the indicators `added`.

    What was typed into unit sheets and not yet taken over is taken over first.
    """
    if not added:
        return []
    ledger = ledgers.load(new)
    sheets.reread(new, regime, ledger)
    units = mark_received(ledger, added)
    ledgers.store(new, ledger)
    sheets.fill(new, regime, ledger, units)
    return units


def _message(regime: Regime, told: Sequence[str], kept: Path) -> str:
    return " ".join([
        f"Đã cập nhật cấu trúc: {len(regime.reporting_units())} đơn vị, {len(regime.indicators)} chỉ số. "
        f"{_KEPT.capitalize()} được giữ nguyên.",
        *told,
        f"Tệp cũ, kể cả hình vẽ và ghi chú tự thêm: “{BACKUP_FOLDER}/{kept.name}”.",
    ])  # fmt: skip


def _not_asked_told(added: Sequence[str], units: Sequence[str]) -> str:
    if not units:
        return ""
    return (
        f"Chỉ số {vi.join(added)} mới thêm, {len(units)} đơn vị đã báo cáo chưa được hỏi: "
        "cần số thì gửi biểu mẫu mới hoặc nhập ở trang đơn vị."
    )


def _orphans_told(book: Book, regime: Regime) -> str:
    codes = dict.fromkeys(str(row["indicator"]) for row in book.read_table(VALUES_TABLE))
    orphans = [code for code in codes if code not in regime.indicator]
    if not orphans:
        return ""
    return f"Số liệu của {vi.join(orphans)} không còn trong Chỉ số: vẫn giữ ở trang Số liệu, không tổng hợp."


def _left_told(left_behind: Sequence[str]) -> str:
    return f"Phần tự thêm chỉ còn trong tệp cũ: {vi.join(left_behind)}." if left_behind else ""
