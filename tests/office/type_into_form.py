"""Types into a form as a person would, in a real LibreOffice over UNO; run by the system's Python, which has `uno`.

    python3 type_into_form.py FORM.xlsx PLAN.json OUT.xlsx [OUT.ods …]

PLAN: a list of steps, each ["type", grid, row, column, text], ["insert", grid, line] or ["rename", grid, name]. Sheets
stay protected: what a person may not do there is not done.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
KEYS = 200


def main(form, plan, *outs):
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"bdhvs{time.time_ns()}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ])  # fmt: skip
        try:
            desktop, dispatcher = connect(pipe)
            document = desktop.loadComponentFromURL(Path(form).resolve().as_uri(), "_blank", 0, ())
            work(Typist(document, dispatcher), json.loads(Path(plan).read_text("utf-8")))
            for out in outs:
                document.storeToURL(Path(out).resolve().as_uri(), (named("FilterName", FILTERS[Path(out).suffix]),))
            document.close(True)
            desktop.terminate()
        finally:
            try:
                office.wait(20)
            except subprocess.TimeoutExpired:
                office.kill()


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(200):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.15)
    else:
        raise SystemExit("LibreOffice did not answer")
    make = context.ServiceManager.createInstanceWithContext
    return make("com.sun.star.frame.Desktop", context), make("com.sun.star.frame.DispatchHelper", context)


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


if __name__ == "__main__":
    main(*sys.argv[1:])
