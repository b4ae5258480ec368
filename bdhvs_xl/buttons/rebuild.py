"""Cập nhật cấu trúc: a new master after indicators, sections or units changed, all that was received carried over."""

import shutil
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.buttons import roll_up, validate
from bdhvs_xl.intake import log
from bdhvs_xl.outcome import Argument, Outcome
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook import carry, definitions
from bdhvs_xl.workbook.backup import back_up
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.build.fresh import put_fresh_master
from bdhvs_xl.workbook.filebook import FileBook
from bdhvs_xl.workbook.front_page import NOT_DONE
from bdhvs_xl.workbook.layout import BACKUP_FOLDER
from bdhvs_xl.workbook.package import Package
from bdhvs_xl.workbook.tables import VALUES_TABLE

LABEL = "Cập nhật cấu trúc"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """The master built anew from its own definitions; the old file is kept in `Sao lưu/`, whole."""
    regime = definitions.read(book)
    left_behind: list[str] = []

    def fill(new: FileBook) -> None:
        left_behind.extend(carry.carry_tables(book, new, regime))
        carry.carry_unit_sheets(book, new, regime)
        carry.carry_step(book, new, "write_report")
        log.append(new, [log.Entry(button=LABEL, subject="Cập nhật cấu trúc theo các trang thiết lập")])
        (validate if carry.carry_step(book, new, "roll_up") in ("", NOT_DONE) else roll_up).run(new)

    kept = _keep_old(book)
    sheets = Package.open(book.path).sheets
    put_fresh_master(regime, book.path, now=book.now, user=book.user, fill=fill)
    left_behind += [f"trang {sheet}" for sheet in sheets if sheet not in Package.open(book.path).sheets]
    return Outcome(message=_message(regime, _orphans(book, regime), left_behind, kept), files=[book.path, kept])


def _keep_old(book: Book) -> Path:
    """The copy of the old file; besides it, one that undo goes back to."""
    back_up(book.path, "rebuild", book.now)
    name = f"{book.path.stem} (trước khi cập nhật cấu trúc) {book.now:%Y-%m-%d %H.%M.%S}{book.path.suffix}"
    return Path(shutil.copy2(book.path, book.path.parent / BACKUP_FOLDER / name))


def _orphans(book: Book, regime: Regime) -> list[str]:
    codes = dict.fromkeys(str(row["indicator"]) for row in book.read_table(VALUES_TABLE))
    return [code for code in codes if code not in regime.indicator]


def _message(regime: Regime, orphans: list[str], left_behind: list[str], kept: Path) -> str:
    told = [
        f"Đã cập nhật cấu trúc: {len(regime.reporting_units())} đơn vị, {len(regime.indicators)} chỉ số. "
        "Số liệu, điều chỉnh, theo dõi, phần lời, mô hình, trang đơn vị và nhật ký được giữ nguyên."
    ]
    if orphans:
        told.append(f"Số liệu của {vi.join(orphans)} không còn trong Chỉ số: vẫn giữ ở trang Số liệu, không tổng hợp.")
    if left_behind:
        told.append(f"Phần tự thêm chỉ còn trong tệp cũ: {vi.join(left_behind)}.")
    told.append(f"Tệp cũ, kể cả hình vẽ và ghi chú tự thêm: “{BACKUP_FOLDER}/{kept.name}”.")
    return " ".join(told)
