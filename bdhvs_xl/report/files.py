"""Where reports are put: beside their workbook, under names that overwrite nothing."""

import re
from pathlib import Path

from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import REPORTS_FOLDER

_INTERNAL = "nguồn số liệu (nội bộ)"
_NOT_IN_NAMES = re.compile(r"[<>:\"/\\|?*“”\x00-\x1f]")


def free_names(book: Book, subject: str) -> tuple[Path, Path]:
    """Names for a report and its internal file that overwrite nothing: a report that people edited stays."""
    folder = book.path.parent / REPORTS_FOLDER
    folder.mkdir(exist_ok=True)
    stem = f"{' '.join(_NOT_IN_NAMES.sub(' ', subject).split())} {book.now:%d-%m-%Y}"
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} ({number})"
        word, internal = folder / f"{name}.docx", folder / f"{name} - {_INTERNAL}.xlsx"
        if not word.exists() and not internal.exists():
            return word, internal
        number += 1
