"""Types into a form as a person would, in a real LibreOffice over UNO; run by the system's Python, which has `uno`.

    python3 type_into_form.py FORM.xlsx PLAN.json OUT.xlsx [OUT.ods …]

PLAN: {"cells": [[grid, row key, column key, text], …], "insert_line": [grid, line number], "rename": {grid: name}}.
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
    plan = json.loads(Path(plan).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"bdhvs{time.time_ns()}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ])  # fmt: skip
        try:
            desktop, dispatcher = connect(pipe)
            document = desktop.loadComponentFromURL(Path(form).resolve().as_uri(), "_blank", 0, ())
            work(document, dispatcher, plan)
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


def work(document, dispatcher, plan):
    sheets = {sheet.getCellByPosition(0, 0).String.split(";")[0]: sheet for sheet in document.Sheets}
    if "insert_line" in plan:
        grid, line = plan["insert_line"]
        insert_line(sheets[grid], line)
    for grid, row, column, text in plan["cells"]:
        type_text(document, dispatcher, cell_of(sheets[grid], row, column), text)
    for grid, name in plan.get("rename", {}).items():
        sheets[grid].setName(name)


def cell_of(sheet, row, column):
    rows = [sheet.getCellByPosition(0, r).String for r in range(KEYS)]
    columns = [sheet.getCellByPosition(c, 0).String for c in range(KEYS // 4)]
    at = rows.index("#header") + 1 + row if isinstance(row, int) else rows.index(row)
    return sheet.getCellByPosition(columns.index(column), at)


def insert_line(sheet, line):
    header = next(r for r in range(KEYS) if sheet.getCellByPosition(0, r).String == "#header")
    sheet.unprotect("")
    sheet.Rows.insertByIndex(header + 1 + line, 1)
    sheet.protect("")


def type_text(document, dispatcher, cell, text):
    controller = document.CurrentController
    controller.setActiveSheet(cell.Spreadsheet)
    controller.select(cell)
    dispatcher.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, (named("StringName", text),))


def named(name, value):
    property_value = PropertyValue()
    property_value.Name, property_value.Value = name, value
    return property_value


if __name__ == "__main__":
    main(*sys.argv[1:])
