"""Excel as the desk: buttons work on the workbook at hand, questions are Excel's dialogs, the rest its status bar."""

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from bdhvs_xl.outcome import Landing
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.excel import at_hand, pickers
from bdhvs_xl.workbook.excel.choosing import choose
from bdhvs_xl.workbook.excel.excelbook import ExcelBook
from bdhvs_xl.workbook.excel.patience import patiently
from bdhvs_xl.workbook.filebook import FileBook

if TYPE_CHECKING:
    import xlwings
