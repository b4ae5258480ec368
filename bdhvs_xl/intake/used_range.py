"""Whether a sheet's filled cells lie within the limits, from its XML, before calamine allocates its used range."""

import re
from xml.parsers import expat

from bdhvs_xl.ooxml.area import position

MAX_ROWS, MAX_COLUMNS = 9999, 104
TOO_FAR = "Trang tính có ô ghi ở quá xa (ngoài cột CZ hoặc sau dòng 9.999)."

_FAR_OR_ODD = re.compile(rb'<c(?! r="[A-Z]{1,2}\d{1,3}")(?![\w.:-])')
"""A cell that does not plainly lie within ZZ999: far out, or written in a way that needs a closer look."""
_PREFIXED = re.compile(rb":c[\s/>]")


def reaches_too_far(part: bytes) -> bool:
    """Whether an XML part is a sheet with a filled cell beyond `MAX_ROWS` or `MAX_COLUMNS`, or cannot be judged.

    A usual sheet needs one pass over the bytes; an unusual one is parsed cell by cell.
    """
    if b"sheetData" not in part or not (_FAR_OR_ODD.search(part) or _PREFIXED.search(part)):
        return False
    walk, parser = _Walk(), expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.StartDoctypeDeclHandler = walk.stop
    try:
        parser.Parse(part, True)
    except (_TooFarError, expat.ExpatError, ValueError):
        return True
    return False


class _TooFarError(Exception):
    """A filled cell lies outside the limits, or the sheet cannot be judged."""


class _Walk:
    """Counts rows and columns as calamine does; raises at the first filled cell outside the limits."""

    def __init__(self) -> None:
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle a start tag."""
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = position(attributes["r"])
        elif name in ("v", "is") and (self._row > MAX_ROWS or self._column > MAX_COLUMNS):
            raise _TooFarError

    def stop(self, *_: object) -> None:
        """Refuse a document type: sheets have none, and entity expansion could exhaust the memory."""
        raise _TooFarError
