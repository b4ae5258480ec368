"""The definitions in a master's own sheets, read as a Regime and written from one."""

from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.book import Book


def read(book: Book) -> Regime:
    """The regime as the master's sheets define it now.

    Raises Problem naming sheet, row, header and the text as typed when something cannot be read.
    """
    raise NotImplementedError
