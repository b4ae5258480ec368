"""The names that Excel takes for sheets; apart from the package, so that a click in Excel need not load lxml."""

from collections.abc import Iterable

MAX_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = set("[]:*?/\\")


def can_be_new_sheet(name: str, sheets: Iterable[str]) -> bool:
    """Whether Excel takes a new sheet called `name` in a workbook that has `sheets`."""
    wrong = not name or len(name) > MAX_SHEET_NAME or _NOT_IN_SHEET_NAMES & set(name) or "'" in (name[0], name[-1])
    return not wrong and name.casefold() not in {sheet.casefold() for sheet in sheets}
