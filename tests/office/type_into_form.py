"""Types into a form as a person would, in a real LibreOffice; a task of `server.py`.

Steps: ["type", grid, row, column, text], ["insert", grid, line] or ["rename", grid, name]. Sheets stay protected: what
a person may not do there is not done.
"""

from pathlib import Path

from com.sun.star.beans import PropertyValue

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
KEYS = 200


def type_into(office, form, steps, *targets):
    """Take the steps in the form, and save it in the format of each target's ending."""
    document = office.open(form)
    try:
        work(Typist(document, office.dispatcher), steps)
        for target in targets:
            document.storeToURL(Path(target).resolve().as_uri(), (named("FilterName", FILTERS[Path(target).suffix]),))
    finally:
        document.close(True)


def work(typist, plan):
    for step, grid, *what in plan:
        getattr(typist, step)(grid, *what)


def cell_of(sheet, row, column):
    rows = [sheet.getCellByPosition(0, r).String for r in range(KEYS)]
    columns = [sheet.getCellByPosition(c, 0).String for c in range(KEYS // 4)]
    at = rows.index("#header") + 1 + row if isinstance(row, int) else rows.index(row)
    return sheet.getCellByPosition(columns.index(column), at)


class Typist:
    """Someone at the keyboard, with one document open; sheets are told apart by their hidden kind."""

    def __init__(self, document, dispatcher):
        self._document, self._dispatcher = document, dispatcher
        self._sheets = {sheet.getCellByPosition(0, 0).String.split(";")[0]: sheet for sheet in document.Sheets}

    def type(self, grid, row, column, text):
        """Type a text into a cell; `row` is a key, or the number of a list's line."""
        self._at(cell_of(self._sheets[grid], row, column), "EnterString", named("StringName", text))

    def insert(self, grid, line):
        """Insert a row above a list's line."""
        self._at(cell_of(self._sheets[grid], line, "number"), "InsertRowsBefore")

    def rename(self, grid, name):
        """Rename a sheet, which Excel lets people do while it is protected."""
        self._sheets[grid].setName(name)

    def _at(self, cell, command, *arguments):
        controller = self._document.CurrentController
        controller.setActiveSheet(cell.Spreadsheet)
        controller.select(cell)
        self._dispatcher.executeDispatch(controller.Frame, f".uno:{command}", "", 0, arguments)


def named(name, value):
    property_value = PropertyValue()
    property_value.Name, property_value.Value = name, value
    return property_value
