"""The errors of this package: each says in its fields what is wrong, so that callers can say it in their own words."""


class OoxmlError(Exception):
    """Any error of this package."""


class DamagedZipError(OoxmlError):
    """The bytes are not a zip archive, a member is missing or does not match its checksum."""


class UnusualXmlError(OoxmlError):
    """The XML is sound but written in a way that is not read here: prefixed names, rows without numbers."""


class OldOrEncryptedFileError(OoxmlError):
    """The file is an OLE container: an .xls of Excel 97-2003, or an .xlsx with a password."""

    def __init__(self) -> None:
        super().__init__("an OLE container: an .xls, or an .xlsx with a password")


class TooLargeError(OoxmlError):
    """The parts of the archive would be too large when inflated; `size` is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the parts claim {size} bytes")
        self.size = size


class MissingSheetError(OoxmlError):
    """The workbook has no sheet of this name."""

    def __init__(self, sheet: str) -> None:
        super().__init__(f"no sheet {sheet!r}")
        self.sheet = sheet


class SheetNameError(OoxmlError):
    """Excel takes no new sheet of this name: it is in use, too long, or has forbidden characters."""

    def __init__(self, sheet: str) -> None:
        super().__init__(f"no new sheet can be called {sheet!r}")
        self.sheet = sheet


class TableRowsError(OoxmlError):
    """The table has no header row, or has a totals row."""

    def __init__(self, table: str, sheet: str) -> None:
        super().__init__(f"table {table!r} of sheet {sheet!r} has no header row or has a totals row")
        self.table, self.sheet = table, sheet


class CellBelowTableError(OoxmlError):
    """A cell below the table has content that the new rows of the table would overwrite."""

    def __init__(self, sheet: str, address: str) -> None:
        super().__init__(f"cell {address} of sheet {sheet!r} is in the way of the table")
        self.sheet, self.address = sheet, address


class TooManyRowsError(OoxmlError):
    """The table would need more rows than a sheet has."""

    def __init__(self, sheet: str) -> None:
        super().__init__(f"too many rows for sheet {sheet!r}")
        self.sheet = sheet


class CellValueError(OoxmlError, ValueError):
    """A value that no cell can hold."""


class TextTooLongError(CellValueError):
    """The text has more characters than a cell can hold."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a text of {length} characters is too long for a cell")
        self.length = length


class NotFiniteError(CellValueError):
    """The number is infinite or not a number."""

    def __init__(self) -> None:
        super().__init__("the number is infinite or not a number")


class UnwritableValueError(OoxmlError):
    """A cell cannot hold the value to be written; `reason` says why."""

    def __init__(self, sheet: str, address: str, reason: ValueError) -> None:
        super().__init__(f"cell {address} of sheet {sheet!r}: {reason}")
        self.sheet, self.address, self.reason = sheet, address, reason


class SharedFormulaError(OoxmlError):
    """A cell to set has a formula that others share; `Unshare` must come first."""
