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


def free_paths(folder: Path, *names: tuple[str, str], numbering: str = " ({})") -> tuple[Path, ...]:
    """A path per name in `folder`, none of which exists; a name is (start, end), with a number between from 2 on."""
    numbers = ("" if number == 1 else numbering.format(number) for number in count(1))
    paths = (tuple(folder / f"{start}{number}{end}" for start, end in names) for number in numbers)
    return next(together for together in paths if not any(path.exists() for path in together))


def free_report_paths(book: Book, subject: str) -> tuple[Path, Path]:
    """Free paths for a report and its internal file; a report that people edited is never overwritten."""
    stem = _stem(book, subject)
    word, internal = free_paths(folder_beside(book, REPORTS_FOLDER), (stem, ".docx"), (stem, f" - {_INTERNAL}.xlsx"))
    return word, internal


def free_document_path(book: Book, folder: str, subject: str) -> Path:
    """A free path for a Word file in a folder beside the master; a long subject is shortened."""
    stem = _stem(book, shorten(subject, _LONGEST, placeholder="…"))
    return free_paths(folder_beside(book, folder), (stem, ".docx"))[0]


def folder_beside(book: Book, name: str) -> Path:
    """The folder of that name beside the workbook, created if needed."""
    folder = book.path.parent / name
    folder.mkdir(exist_ok=True)
    return folder


def _stem(book: Book, subject: str) -> str:
    return f"{' '.join(_NOT_IN_NAMES.sub(' ', subject).split())} {book.now:%d-%m-%Y}"
