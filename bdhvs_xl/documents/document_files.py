"""Free file names for reports, letters and lists: no existing file is overwritten."""

import re
from itertools import count
from pathlib import Path
from textwrap import shorten

from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import REPORTS_FOLDER

_INTERNAL = "nguồn số liệu (nội bộ)"
_LONGEST = 90
"""The longest subject in a file name, in characters: Windows allows 260 with all folders."""
_NOT_IN_NAMES = re.compile(r"[<>:\"/\\|?*“”\x00-\x1f]")


def free_report_paths(book: Book, subject: str) -> tuple[Path, Path]:
    """Free paths for a report and its internal file; a report that people edited is never overwritten."""
    folder = book.path.parent / REPORTS_FOLDER
    folder.mkdir(exist_ok=True)
    stem = _stem(book, subject)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} ({number})"
        word, internal = folder / f"{name}.docx", folder / f"{name} - {_INTERNAL}.xlsx"
        if not word.exists() and not internal.exists():
            return word, internal
        number += 1


def free_document_path(book: Book, folder: str, subject: str) -> Path:
    """A free path for a Word file in a folder beside the master; a long subject is shortened."""
    within = book.path.parent / folder
    within.mkdir(exist_ok=True)
    stem = _stem(book, shorten(subject, _LONGEST, placeholder="…"))
    names = (within / f"{stem}{f' ({number})' if number > 1 else ''}.docx" for number in count(1))
    return next(name for name in names if not name.exists())


def _stem(book: Book, subject: str) -> str:
    return f"{' '.join(_NOT_IN_NAMES.sub(' ', subject).split())} {book.now:%d-%m-%Y}"
